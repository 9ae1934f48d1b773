using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Processing;

/// <summary>A dossier at a step: which unit has it, since when, by when, and what came of it. None is ever changed once it is closed.</summary>
internal sealed class DossierTask
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DossierId { get; init; }

    /// <summary>1 for the first of the dossier.</summary>
    public required int Number { get; init; }

    /// <summary>Key of the step; <see cref="Asked"/> for an opinion that an officer asked for beside the process.</summary>
    public required string Step { get; init; }

    public required StepKind Kind { get; init; }

    /// <summary>The unit that has it.</summary>
    public required Guid UnitId { get; init; }

    public required DateTime OpenedAt { get; init; }

    /// <summary>By when the step is to be done (UTC).</summary>
    public DateTime? DueAt { get; private set; }

    /// <summary>The officer who has taken it; null while anyone of the unit may.</summary>
    public Guid? AssigneeId { get; private set; }

    /// <summary>What is asked, where an officer asked beside the process.</summary>
    public string? Question { get; init; }

    /// <summary>The task that the answer is for, where an officer asked beside the process.</summary>
    public Guid? ForTaskId { get; init; }

    public DateTime? ClosedAt { get; private set; }

    /// <summary>Position that did it.</summary>
    public string? ClosedBy { get; private set; }

    /// <summary>Key of the way that was taken, or one of <see cref="Silent"/> and <see cref="Ended"/>.</summary>
    public string? Way { get; private set; }

    /// <summary>What was found, answered or wanted.</summary>
    public string? Note { get; private set; }

    public bool IsOpen => ClosedAt is null;

    /// <summary>Step of an opinion that an officer asked for beside the process.</summary>
    public const string Asked = "=asked";

    /// <summary>Way of a unit that did not answer in time: the others went on without it.</summary>
    public const string Silent = "=silent";

    /// <summary>Way of a step that ended because the dossier did.</summary>
    public const string Ended = "=ended";

    public void Owe(DateTime? due) => DueAt = due;

    public void Assign(Guid? account) => AssigneeId = account;

    public void Close(string way, string? note, string by, DateTime at) => (Way, Note, ClosedBy, ClosedAt) = (way, note, by, at);
}

/// <summary>A new day for the result, with the reason and the unit that answers for it. One a dossier: its key is the dossier.</summary>
/// <remarks>Source: Decree 61/2018/NĐ-CP, art. 19; form 04 of Circular 01/2018/TT-VPCP.</remarks>
internal sealed class Apology
{
    public required Guid DossierId { get; init; }

    public required DateOnly OwedOn { get; init; }

    public required DateOnly PromisedOn { get; init; }

    /// <summary>The unit that answers for the delay.</summary>
    public required Guid UnitId { get; init; }

    public required string Reason { get; init; }

    public required DateTime At { get; init; }

    public required string By { get; init; }
}

/// <summary>How a result came to whom it is for.</summary>
internal sealed class HandOver
{
    public required Guid DossierId { get; init; }

    /// <summary>electronic, desk or post.</summary>
    public required string Method { get; init; }

    /// <summary>Who took it, with the paper that was shown; personal, so that it stays out of the ledger.</summary>
    public string? Taker { get; init; }

    /// <summary>Number of the posted item.</summary>
    public string? PostNumber { get; init; }

    public required DateTime At { get; init; }

    public required string By { get; init; }

    public const string Electronic = "electronic", Desk = "desk", Post = "post";
}

/// <summary>An officer is away and another does the work.</summary>
internal sealed class OfficerAbsence
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    public required Guid SubstituteId { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; set; }
}

internal sealed class ProcessingMapping : IEntityTypeConfiguration<DossierTask>, IEntityTypeConfiguration<Apology>, IEntityTypeConfiguration<HandOver>, IEntityTypeConfiguration<OfficerAbsence>
{
    public void Configure(EntityTypeBuilder<DossierTask> task)
    {
        task.ToTable("services_dossier_task");
        task.Property(t => t.Step).HasMaxLength(60);
        task.Property(t => t.Way).HasMaxLength(60);
        task.Property(t => t.ClosedBy).HasMaxLength(250);
        task.Property(t => t.Note).HasMaxLength(4000);
        task.Property(t => t.Question).HasMaxLength(4000);
        task.HasIndex(t => new { t.DossierId, t.Number }).IsUnique();
        task.HasIndex(t => new { t.UnitId, t.ClosedAt });
        task.HasOne<Dossier>().WithMany().HasForeignKey(t => t.DossierId);
    }

    public void Configure(EntityTypeBuilder<Apology> apology)
    {
        apology.ToTable("services_apology").HasKey(a => a.DossierId);
        apology.Property(a => a.Reason).HasMaxLength(4000);
        apology.Property(a => a.By).HasMaxLength(200);
        apology.HasOne<Dossier>().WithOne().HasForeignKey<Apology>(a => a.DossierId);
    }

    public void Configure(EntityTypeBuilder<HandOver> handOver)
    {
        handOver.ToTable("services_hand_over").HasKey(h => h.DossierId);
        handOver.Property(h => h.Method).HasMaxLength(12);
        handOver.Property(h => h.Taker).HasMaxLength(400);
        handOver.Property(h => h.PostNumber).HasMaxLength(60);
        handOver.Property(h => h.By).HasMaxLength(200);
        handOver.HasOne<Dossier>().WithOne().HasForeignKey<HandOver>(h => h.DossierId);
    }

    public void Configure(EntityTypeBuilder<OfficerAbsence> absence)
    {
        absence.ToTable("services_officer_absence");
        absence.HasIndex(a => a.SubstituteId);
        absence.HasIndex(a => a.AccountId);
    }
}

/// <summary>The tables of processing.</summary>
internal static class ProcessingTables
{
    extension(AppDb db)
    {
        public DbSet<DossierTask> DossierTasks => db.Set<DossierTask>();

        public DbSet<Apology> Apologies => db.Set<Apology>();

        public DbSet<HandOver> HandOvers => db.Set<HandOver>();

        public DbSet<OfficerAbsence> OfficerAbsences => db.Set<OfficerAbsence>();
    }
}
