using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Quality;

/// <summary>
/// What statistics count of a dossier, one narrow row each, written anew from the records whenever the dossier moves. It is a copy: nothing
/// is decided by it, and it can be thrown away and written again.
/// </summary>
internal sealed class DossierOutcome
{
    public required Guid DossierId { get; init; }

    public required string Code { get; init; }

    public required string ProcedureCode { get; init; }

    /// <summary>One of <see cref="Channels"/>.</summary>
    public required string Channel { get; init; }

    public required DossierStatus Status { get; init; }

    /// <summary>The day on which it was received; null while it is not, and for what was refused before.</summary>
    public DateOnly? ReceivedOn { get; init; }

    /// <summary>The day by which the result was promised by law.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The day that the national score holds against it: waiting for the applicant subtracted; null while it waits.</summary>
    public DateOnly? ScoreDueOn { get; init; }

    /// <summary>When it was solved, refused, withdrawn or stopped.</summary>
    public DateOnly? FinishedOn { get; init; }

    /// <summary>How often a supplement was asked for.</summary>
    public int Supplements { get; init; }

    /// <summary>The unit that solves it.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>The unit that its delay is put down to; null where it is not late.</summary>
    public Guid? LateUnitId { get; init; }

    /// <summary>How much longer than its steps allow that unit held it, in hours of work.</summary>
    public double LateHours { get; init; }

    /// <summary>Whether its result is a document.</summary>
    public bool NeedsDocument { get; init; }

    /// <summary>Whether a result was made.</summary>
    public bool HasResult { get; init; }

    /// <summary>Whether the result is there as a file.</summary>
    public bool HasResultFile { get; init; }

    /// <summary>Whether at least one of its documents is there as a file.</summary>
    public bool HasScan { get; init; }

    /// <summary>Whether at least one of its documents was used again.</summary>
    public bool IsReused { get; init; }

    /// <summary>Whether at least one of its documents came from the personal store.</summary>
    public bool IsFromStore { get; init; }

    /// <summary>Whether the national portal has taken it.</summary>
    public bool IsSynced { get; init; }

    /// <summary>Whether the national portal knows the file of the result.</summary>
    public bool IsResultSynced { get; init; }

    /// <summary>Whether the applicant was verified elsewhere as the person they are.</summary>
    public bool IsPersonVerified { get; init; }

    /// <summary>Whether it owes a fee.</summary>
    public bool OwesFee { get; init; }

    /// <summary>Whether it was paid online.</summary>
    public bool IsPaidOnline { get; init; }

    /// <summary>Whether the applicant is not satisfied, or a petition is about it.</summary>
    public bool IsDisliked { get; init; }

    /// <summary>The day on which the applicant rated it; null while nothing was said.</summary>
    public DateOnly? RatedOn { get; init; }

    /// <summary>Whether the applicant said to be satisfied or very satisfied.</summary>
    public bool IsSatisfied { get; init; }

    /// <summary>Version of the dossier that it was written from.</summary>
    public int OfVersion { get; init; }

    /// <summary>When it was written (UTC).</summary>
    public DateTime WrittenAt { get; init; }
}

internal sealed class DossierOutcomeMapping : IEntityTypeConfiguration<DossierOutcome>
{
    public void Configure(EntityTypeBuilder<DossierOutcome> outcome)
    {
        outcome.ToTable("services_outcome").HasKey(o => o.DossierId);
        outcome.Property(o => o.Code).HasMaxLength(60);
        outcome.Property(o => o.ProcedureCode).HasMaxLength(20);
        outcome.Property(o => o.Channel).HasMaxLength(10);
        outcome.HasIndex(o => o.ReceivedOn);
        outcome.HasIndex(o => new { o.FinishedOn, o.ReceivedOn });
        outcome.HasIndex(o => new { o.RatedOn, o.UnitId, o.IsSatisfied }); // holds all that is counted of ratings
        outcome.HasOne<Dossier>().WithOne().HasForeignKey<DossierOutcome>(o => o.DossierId);
    }
}

/// <summary>The table of outcomes.</summary>
internal static class QualityTables
{
    extension(AppDb db)
    {
        public DbSet<DossierOutcome> DossierOutcomes => db.Set<DossierOutcome>();
    }
}
