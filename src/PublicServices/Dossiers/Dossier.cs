using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Where a dossier is; the numbers are those of the national portal. A draft is the applicant's own and has none there.</summary>
internal enum DossierStatus
{
    Draft = 0,

    /// <summary>Mới đăng ký.</summary>
    Submitted = 1,

    /// <summary>Không được tiếp nhận.</summary>
    Refused = 3,

    /// <summary>Đang xử lý.</summary>
    Processing = 4,

    /// <summary>Yêu cầu bổ sung giấy tờ.</summary>
    SupplementRequested = 5,

    /// <summary>Công dân yêu cầu rút hồ sơ.</summary>
    Withdrawn = 7,

    /// <summary>Đã trả kết quả.</summary>
    ResultReturned = 10,
}

/// <summary>An application and all that becomes of it.</summary>
internal sealed class Dossier : IVersioned
{
    private readonly List<DossierStep> _history = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Agency, day and number: <c>000.00.00.G04-200714-0001</c>; null while it is a draft.</summary>
    public string? Code { get; private set; }

    /// <summary>Code of the procedure.</summary>
    public required string ProcedureCode { get; init; }

    /// <summary>Account of the applicant.</summary>
    public required Guid ApplicantId { get; init; }

    public DossierStatus Status { get; private set; }

    /// <summary>When it was last saved (UTC).</summary>
    public DateTime SavedAt { get; private set; }

    /// <summary>When the system received it (UTC).</summary>
    public DateTime? SubmittedAt { get; private set; }

    /// <summary>The day by which the result is owed.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>Record of the procedure that holds for the dossier: the one that was known when it was submitted. Null while it is a draft.</summary>
    public Guid? ProcedureRecordId { get; private set; }

    /// <summary>Number of the result; anyone can ask whether it is true.</summary>
    public string? ResultNumber { get; private set; }

    /// <summary>When the result was returned, or the dossier ended otherwise (UTC).</summary>
    public DateTime? EndedAt { get; private set; }

    public bool IsDemonstration { get; init; }

    public int Version { get; set; }

    public IReadOnlyList<DossierStep> History => _history;

    public bool IsOpen => Status is DossierStatus.Submitted or DossierStatus.Processing or DossierStatus.SupplementRequested;

    /// <summary>Whether the applicant may change what is in it.</summary>
    public bool IsEditable => Status is DossierStatus.Draft or DossierStatus.SupplementRequested;

    public void Save(DateTime at) => SavedAt = at;

    /// <summary>The statutory clock of the dossier: it starts with the submission and stands still while a supplement is waited for.</summary>
    /// <param name="time">How long the authority may take.</param>
    /// <param name="pause">What the waiting does to the time.</param>
    /// <remarks>Needs the history.</remarks>
    public DeadlineClock ClockOf(ProcedureTime time, PausePolicy pause)
    {
        var clock = DeadlineClock.Start(SubmittedAt!.Value.ToOffice(), time.Amount, time.Period!.Value, pause);
        foreach (var step in _history.OrderBy(s => s.At).Where(s => s.Status is DossierStatus.SupplementRequested or DossierStatus.Submitted))
        {
            var next = step.Status == DossierStatus.SupplementRequested ? clock.Pause(step.At.ToOffice(), step.Note ?? "")
                : clock.IsPaused ? clock.Resume(step.At.ToOffice()) : clock;
            clock = next.TryGet(out var changed) ? changed : clock;
        }

        return clock;
    }

    /// <summary>Steps that only moved the day: the dossier stayed where it was. The applicant was given another day before.</summary>
    public IEnumerable<DossierStep> Moves() => _history.OrderBy(s => s.At).Zip(_history.OrderBy(s => s.At).Skip(1)).Where(p => p.First.Status == p.Second.Status).Select(p => p.Second);

    /// <summary>Follows the calendar: the time that the rule gives ends on another day now. The history says so, since a receipt may name the earlier day.</summary>
    /// <remarks>Needs the history.</remarks>
    public void FollowCalendar(DateOnly due, string by, string note, DateTime at)
    {
        DueOn = due;
        Move(Status, by, note, at);
    }

    public void Submit(string code, DateOnly due, Guid record, string by, DateTime at)
    {
        (Code, SubmittedAt, ProcedureRecordId, DueOn) = (code, at, record, due);
        Move(DossierStatus.Submitted, by, null, at);
    }

    /// <summary>Sends what was asked for; what the waiting did to the time is said by the procedure, see <see cref="ClockOf"/>.</summary>
    public void Supplement(DateOnly due, string by, DateTime at)
    {
        DueOn = due;
        Move(DossierStatus.Submitted, by, null, at);
    }

    public Problem? Receive(string by, DateTime at) => Try(DossierStatus.Processing, by, null, at, DossierStatus.Submitted);

    public Problem? AskSupplement(string defects, string by, DateTime at) =>
        Try(DossierStatus.SupplementRequested, by, defects, at, DossierStatus.Submitted, DossierStatus.Processing);

    public Problem? Refuse(string reason, string by, DateTime at) => Try(DossierStatus.Refused, by, reason, at, DossierStatus.Submitted, DossierStatus.Processing);

    public Problem? Withdraw(string? reason, string by, DateTime at) =>
        Try(DossierStatus.Withdrawn, by, reason, at, DossierStatus.Submitted, DossierStatus.Processing, DossierStatus.SupplementRequested);

    public Problem? ReturnResult(string number, string by, DateTime at)
    {
        var refusal = Try(DossierStatus.ResultReturned, by, null, at, DossierStatus.Processing);
        ResultNumber = refusal is null ? number : ResultNumber;
        return refusal;
    }

    private Problem? Try(DossierStatus to, string by, string? note, DateTime at, params ReadOnlySpan<DossierStatus> from)
    {
        if (!from.Contains(Status))
        {
            return Problem.Conflict("services.not-in-this-state");
        }

        Move(to, by, note, at);
        return null;
    }

    private void Move(DossierStatus to, string by, string? note, DateTime at)
    {
        Status = to;
        EndedAt = IsOpen ? null : at;
        _history.Add(new DossierStep { DossierId = Id, Status = to, By = by, Note = note, At = at });
    }
}

/// <summary>One step of a dossier's way.</summary>
internal sealed class DossierStep
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DossierId { get; init; }

    public required DossierStatus Status { get; init; }

    /// <summary>Position or applicant that did it.</summary>
    public required string By { get; init; }

    /// <summary>Defects or reason, as the applicant reads them.</summary>
    public string? Note { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>What is filled in; apart from the dossier, so that personal data stays out of the ledger.</summary>
internal sealed class DossierForm
{
    public required Guid DossierId { get; init; }

    /// <summary>A JSON object of fields and their values.</summary>
    public required string Values { get; set; }
}

internal sealed class DossierMapping : IEntityTypeConfiguration<Dossier>, IEntityTypeConfiguration<DossierStep>, IEntityTypeConfiguration<DossierForm>
{
    public void Configure(EntityTypeBuilder<Dossier> dossier)
    {
        dossier.ToTable("services_dossier");
        dossier.Property(d => d.Code).HasMaxLength(60);
        dossier.Property(d => d.ProcedureCode).HasMaxLength(20);
        dossier.Property(d => d.ResultNumber).HasMaxLength(40);
        dossier.HasIndex(d => d.Code).IsUnique();
        dossier.HasIndex(d => d.ResultNumber).IsUnique();
        dossier.HasIndex(d => new { d.Status, d.DueOn });
        dossier.HasIndex(d => d.ApplicantId);
        dossier.HasMany(d => d.History).WithOne().HasForeignKey(s => s.DossierId);
        dossier.Navigation(d => d.History).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<DossierStep> step)
    {
        step.ToTable("services_dossier_step");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.By).HasMaxLength(200);
        step.Property(s => s.Note).HasMaxLength(4000);
    }

    public void Configure(EntityTypeBuilder<DossierForm> form) => form.ToTable("services_dossier_form").HasKey(f => f.DossierId);
}

/// <summary>The module's tables.</summary>
internal static class ServicesTables
{
    extension(AppDb db)
    {
        public DbSet<Dossier> Dossiers => db.Set<Dossier>();

        public DbSet<DossierForm> DossierForms => db.Set<DossierForm>();
    }
}
