using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>How far a dossier is known to the national portal. What is sent is written anew from the dossier each time, so that nothing personal is kept twice.</summary>
internal sealed class PortalSync
{
    public required Guid DossierId { get; init; }

    /// <summary>Number of the last step that there is to tell.</summary>
    public int WantedStep { get; private set; }

    /// <summary>Number of the last step with which the whole dossier was taken there; 0 while it is not known there.</summary>
    public int SentStep { get; private set; }

    /// <summary>Number of the last step that was told as progress.</summary>
    public int ToldStep { get; private set; }

    /// <summary>Attempts since the last that went well.</summary>
    public int Attempts { get; private set; }

    /// <summary>Not before (UTC).</summary>
    public DateTime NextAt { get; private set; }

    /// <summary>What went wrong last: a code of ours, or the beginning of the portal's answer; null when nothing did.</summary>
    public string? Fault { get; private set; }

    /// <summary>When something was last taken there (UTC).</summary>
    public DateTime? TakenAt { get; private set; }

    /// <summary>When the portal was last asked what it says of the dossier (UTC); null while it never was.</summary>
    public DateTime? ComparedAt { get; private set; }

    /// <summary>What it said otherwise the last time that it answered: a JSON array of <see cref="PortalDifference"/>; null when nothing.</summary>
    public string? Differences { get; private set; }

    /// <summary>Why it gave no answer the last time; null when it did.</summary>
    public string? CompareFault { get; private set; }

    public bool IsBehind => WantedStep > SentStep || WantedStep > ToldStep;

    public const int LongestFault = 500;

    // One minute, two, four, up to six hours.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    public void Want(int step, DateTime at)
    {
        if (step > WantedStep)
        {
            (WantedStep, NextAt, Attempts) = (step, at, 0);
        }
    }

    public void Taken(int step, DateTime at) => (SentStep, Attempts, Fault, TakenAt) = (step, 0, null, at);

    /// <summary>A step was taken as progress. Only the one that comes next counts: one that was left out would never be told.</summary>
    public void Told(int step, DateTime at)
    {
        if (step == ToldStep + 1)
        {
            (ToldStep, Attempts, Fault, TakenAt) = (step, 0, null, at);
        }
    }

    public void Compared(IReadOnlyList<PortalDifference> found, DateTime at) => (Differences, CompareFault, ComparedAt) = (found.Count > 0 ? JsonSerializer.Serialize(found) : null, null, at);

    /// <summary>The portal did not answer; what it said before stays.</summary>
    public void NotCompared(string fault, DateTime at) => (CompareFault, ComparedAt) = (fault.Length > LongestFault ? fault[..LongestFault] : fault, at);

    public IReadOnlyList<PortalDifference> AllDifferences() => Differences is null ? [] : JsonSerializer.Deserialize<List<PortalDifference>>(Differences) ?? [];

    public void Failed(string fault, DateTime at)
    {
        Attempts++;
        Fault = fault.Length > LongestFault ? fault[..LongestFault] : fault;
        NextAt = at + TimeSpan.FromMinutes(Math.Min(Longest.TotalMinutes, Math.Pow(2, Math.Min(Attempts, 20) - 1)));
    }

    /// <summary>Tries again at once, as someone asked.</summary>
    public void Retry(DateTime at) => (NextAt, Attempts) = (at, 0);
}

internal sealed class PortalSyncMapping : IEntityTypeConfiguration<PortalSync>
{
    public void Configure(EntityTypeBuilder<PortalSync> sync)
    {
        sync.ToTable("services_portal_sync").HasKey(s => s.DossierId);
        sync.Property(s => s.Fault).HasMaxLength(PortalSync.LongestFault);
        sync.Property(s => s.CompareFault).HasMaxLength(PortalSync.LongestFault);
        sync.HasIndex(s => s.NextAt);
        sync.HasIndex(s => s.ComparedAt);
        sync.HasOne<Dossier>().WithOne().HasForeignKey<PortalSync>(s => s.DossierId);
    }
}

/// <summary>The table of the link.</summary>
internal static class PortalTables
{
    extension(AppDb db)
    {
        public DbSet<PortalSync> PortalSyncs => db.Set<PortalSync>();
    }
}
