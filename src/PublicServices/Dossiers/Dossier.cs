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

    /// <summary>Được tiếp nhận.</summary>
    Received = 2,

    /// <summary>Không được tiếp nhận.</summary>
    Refused = 3,

    /// <summary>Đang xử lý.</summary>
    Processing = 4,

    /// <summary>Yêu cầu bổ sung giấy tờ.</summary>
    SupplementRequested = 5,

    /// <summary>Yêu cầu thực hiện nghĩa vụ tài chính.</summary>
    PaymentRequested = 6,

    /// <summary>Công dân yêu cầu rút hồ sơ.</summary>
    Withdrawn = 7,

    /// <summary>Dừng xử lý.</summary>
    Stopped = 8,

    /// <summary>Đã xử lý xong.</summary>
    Processed = 9,

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

    /// <summary>Account of the applicant; null when it was handed in at the counter by someone without one.</summary>
    public Guid? ApplicantId { get; init; }

    /// <summary>The organisation that it is filed for; null where the applicant files it for themself. Settled when the draft begins.</summary>
    public Guid? OrganisationId { get; init; }

    /// <summary>How it came, one of <see cref="Channels"/>.</summary>
    public string Channel { get; init; } = Channels.Online;

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

    /// <summary>By when the applicant is owed a word whether it is received (UTC); null while it is a draft, and for what the counter took in.</summary>
    public DateTime? AnswerDueAt { get; private set; }

    /// <summary>When the desk received it (UTC).</summary>
    public DateTime? ReceivedAt { get; private set; }

    /// <summary>When it was solved, refused, withdrawn or stopped (UTC): what is counted against <see cref="DueOn"/>.</summary>
    public DateTime? FinishedAt { get; private set; }

    /// <summary>The day that an apology promised; what the law owes stays <see cref="DueOn"/>.</summary>
    public DateOnly? PromisedOn { get; private set; }

    /// <summary>How often the applicant was asked to mend it; once is what the law allows for.</summary>
    public int SupplementCount { get; private set; }

    /// <summary>When the result was returned, or the dossier ended otherwise (UTC).</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Whether the applicant was verified elsewhere as the person they are when it was submitted; what they become later changes nothing of it.</summary>
    public bool IsPersonVerified { get; private set; }

    public bool IsDemonstration { get; init; }

    public int Version { get; set; }

    public IReadOnlyList<DossierStep> History => _history;

    /// <summary>Whether someone still has to solve it, mend it or pay for it.</summary>
    public bool IsOpen => Status is DossierStatus.Submitted or DossierStatus.Received or DossierStatus.Processing || AwaitsApplicant;

    /// <summary>Whether the applicant has to mend it or to pay for it: the authority owes nothing meanwhile.</summary>
    public bool AwaitsApplicant => Awaits(Status);

    /// <summary>Whether the applicant may change what is in it.</summary>
    public bool IsEditable => Status is DossierStatus.Draft or DossierStatus.SupplementRequested;

    /// <summary>Whether the result was, or is, owed for longer than the law allows; while the applicant has to mend or to pay something, nothing is owed.</summary>
    public bool IsLate(DateOnly today) => !AwaitsApplicant && DueOn is { } due && (FinishedAt?.OfficeDay() ?? today) > due;

    /// <summary>Whether it is the applicant's turn in a state.</summary>
    public static bool Awaits(DossierStatus status) => status is DossierStatus.SupplementRequested or DossierStatus.PaymentRequested;

    public void Save(DateTime at) => SavedAt = at;

    /// <summary>The statutory clock of the dossier: it starts with the submission and stands still while the applicant is waited for.</summary>
    /// <param name="time">How long the authority may take.</param>
    /// <param name="pause">What the waiting does to the time.</param>
    /// <remarks>Needs the history.</remarks>
    public DeadlineClock ClockOf(ProcedureTime time, PausePolicy pause) =>
        Paused(DeadlineClock.Start(SubmittedAt!.Value.ToOffice(), time.Amount, time.Period!.Value, pause));

    /// <summary>A clock that began within the dossier, stopped as often as the applicant was waited for since.</summary>
    /// <remarks>Needs the history.</remarks>
    public DeadlineClock Paused(DeadlineClock clock)
    {
        foreach (var step in _history.OrderBy(s => s.Number).Where(s => s.At.ToOffice() >= clock.StartedAt))
        {
            var next = Awaits(step.Status) && !clock.IsPaused ? clock.Pause(step.At.ToOffice(), step.Note ?? "", restarts: step.Status == DossierStatus.SupplementRequested)
                : !Awaits(step.Status) && clock.IsPaused ? clock.Resume(step.At.ToOffice()) : clock;
            clock = next.TryGet(out var changed) ? changed : clock;
        }

        return clock;
    }

    /// <summary>Steps that only moved the day: the dossier stayed where it was. The applicant was given another day before.</summary>
    public IEnumerable<DossierStep> Moves() => _history.OrderBy(s => s.Number).Zip(_history.OrderBy(s => s.Number).Skip(1)).Where(p => p.First.Status == p.Second.Status).Select(p => p.Second);

    /// <summary>Follows the calendar: the time that the rule gives ends on another day now. The history says so, since a receipt may name the earlier day.</summary>
    /// <remarks>Needs the history.</remarks>
    public void FollowCalendar(DateOnly due, string by, string note, DateTime at)
    {
        DueOn = due;
        Move(Status, by, note, at);
    }

    public void Submit(string code, DateOnly due, DateTime? answerDue, Guid record, bool isPersonVerified, string by, DateTime at)
    {
        (Code, SubmittedAt, ProcedureRecordId, DueOn, AnswerDueAt, IsPersonVerified) = (code, at, record, due, answerDue, isPersonVerified);
        Move(DossierStatus.Submitted, by, null, at);
    }

    /// <summary>Sends what was asked for: the dossier is again where it was when it was asked. What the waiting did to the time is said by the
    /// procedure, see <see cref="ClockOf"/>.</summary>
    /// <param name="due">The day by which the result is owed since then.</param>
    /// <param name="answerDue">By when a word is owed whether it is received; looked at where it is not received yet.</param>
    /// <param name="note">Words to those who asked.</param>
    /// <param name="by">Who sends it.</param>
    /// <param name="at">When (UTC).</param>
    /// <remarks>Needs the history.</remarks>
    public void Supplement(DateOnly due, DateTime? answerDue, string? note, string by, DateTime at)
    {
        (DueOn, AnswerDueAt) = (due, ReceivedAt is null ? answerDue : AnswerDueAt);
        Move(_history.OrderBy(s => s.Number).Last(s => s.Status != DossierStatus.SupplementRequested).Status, by, note, at);
    }

    public Problem? Receive(string by, DateTime at)
    {
        var refusal = Try(DossierStatus.Received, by, null, at, DossierStatus.Submitted);
        ReceivedAt = refusal is null ? at : ReceivedAt;
        return refusal;
    }

    /// <summary>Hands it from the desk to whoever solves it.</summary>
    public Problem? Forward(string by, DateTime at) => Try(DossierStatus.Processing, by, null, at, DossierStatus.Received);

    public Problem? AskSupplement(string defects, string by, DateTime at)
    {
        var refusal = Try(DossierStatus.SupplementRequested, by, defects, at, DossierStatus.Submitted, DossierStatus.Received, DossierStatus.Processing);
        SupplementCount += refusal is null ? 1 : 0;
        return refusal;
    }

    /// <summary>Asks the applicant to pay before it is received; the time for the answer stands still until then.</summary>
    public Problem? AskPayment(string owed, string by, DateTime at)
    {
        var refusal = Try(DossierStatus.PaymentRequested, by, owed, at, DossierStatus.Submitted);
        AnswerDueAt = refusal is null ? null : AnswerDueAt;
        return refusal;
    }

    /// <summary>What was asked for is paid: the dossier waits for its answer again, with the times that are left.</summary>
    public Problem? Pay(DateOnly due, DateTime? answerDue, string? receipt, string by, DateTime at)
    {
        var refusal = Try(DossierStatus.Submitted, by, receipt, at, DossierStatus.PaymentRequested);
        (DueOn, AnswerDueAt) = refusal is null ? (due, answerDue) : (DueOn, AnswerDueAt);
        return refusal;
    }

    public Problem? Refuse(string reason, string by, DateTime at) =>
        Try(DossierStatus.Refused, by, reason, at, DossierStatus.Submitted, DossierStatus.PaymentRequested, DossierStatus.Received, DossierStatus.Processing);

    public Problem? Withdraw(string? reason, string by, DateTime at) => Try(DossierStatus.Withdrawn, by, reason, at,
        DossierStatus.Submitted, DossierStatus.Received, DossierStatus.Processing, DossierStatus.SupplementRequested, DossierStatus.PaymentRequested);

    /// <summary>Ends it without a result, where the applicant does not mend it or the matter has fallen away.</summary>
    public Problem? Stop(string reason, string by, DateTime at) =>
        Try(DossierStatus.Stopped, by, reason, at, DossierStatus.Received, DossierStatus.Processing, DossierStatus.SupplementRequested);

    /// <summary>Names another day, once: the database holds one apology a dossier.</summary>
    public Problem? Promise(DateOnly on, string reason, string by, DateTime at)
    {
        if (PromisedOn is not null)
        {
            return Problem.Conflict("services.apologised-already", PromisedOn.Show());
        }

        if (Status is not (DossierStatus.Received or DossierStatus.Processing))
        {
            return Problem.Conflict("services.not-in-this-state");
        }

        PromisedOn = on;
        Move(Status, by, reason, at);
        return null;
    }

    public Problem? Finish(string number, string by, DateTime at)
    {
        var refusal = Try(DossierStatus.Processed, by, null, at, DossierStatus.Processing);
        ResultNumber = refusal is null ? number : ResultNumber;
        return refusal;
    }

    public Problem? ReturnResult(string by, string? note, DateTime at) => Try(DossierStatus.ResultReturned, by, note, at, DossierStatus.Processed);

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
        FinishedAt = IsOpen ? null : FinishedAt ?? at;
        EndedAt = IsOpen || to == DossierStatus.Processed ? null : at;
        _history.Add(new DossierStep { DossierId = Id, Number = _history.Count + 1, Status = to, By = by, Note = note, At = at });
    }
}

/// <summary>One step of a dossier's way.</summary>
internal sealed class DossierStep
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DossierId { get; init; }

    /// <summary>1 for the first: several may happen at one moment.</summary>
    public required int Number { get; init; }

    public required DossierStatus Status { get; init; }

    /// <summary>Position or applicant that did it.</summary>
    public required string By { get; init; }

    /// <summary>Defects or reason, as the applicant reads them.</summary>
    public string? Note { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>How a dossier came.</summary>
internal static class Channels
{
    /// <summary>Over the platform.</summary>
    public const string Online = "online";

    /// <summary>At the counter.</summary>
    public const string Direct = "direct";

    /// <summary>By public post.</summary>
    public const string Post = "post";

    public static readonly IReadOnlyList<string> All = [Online, Direct, Post];
}

/// <summary>What is filled in; apart from the dossier, so that personal data stays out of the ledger.</summary>
internal sealed class DossierForm
{
    public required Guid DossierId { get; init; }

    /// <summary>A JSON object of fields and their values: what was handed in, or is being written while it is a draft.</summary>
    public required string Values { get; set; }

    /// <summary>The same while a supplement is asked for: what its applicant mends and has not sent yet. Those who work on it do not see it.</summary>
    public string? Mended { get; set; }

    /// <summary>Whether what is being mended differs from what was handed in.</summary>
    public bool IsMended => Mended is not null && Mended != Values;
}

/// <summary>A form as it was handed in before a supplement replaced it.</summary>
internal sealed class FormerForm
{
    public required Guid DossierId { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    /// <summary>A JSON object of fields and their values.</summary>
    public required string Values { get; init; }

    /// <summary>When it was replaced (UTC).</summary>
    public required DateTime ReplacedAt { get; init; }
}

internal sealed class DossierMapping : IEntityTypeConfiguration<Dossier>, IEntityTypeConfiguration<DossierStep>, IEntityTypeConfiguration<DossierForm>, IEntityTypeConfiguration<FormerForm>
{
    public void Configure(EntityTypeBuilder<Dossier> dossier)
    {
        dossier.ToTable("services_dossier");
        dossier.Property(d => d.Code).HasMaxLength(60);
        dossier.Property(d => d.Channel).HasMaxLength(10);
        dossier.Property(d => d.ProcedureCode).HasMaxLength(20);
        dossier.Property(d => d.ResultNumber).HasMaxLength(40);
        dossier.HasIndex(d => d.Code).IsUnique();
        dossier.HasIndex(d => d.ResultNumber).IsUnique();
        dossier.HasIndex(d => new { d.Status, d.DueOn });
        dossier.HasIndex(d => d.ApplicantId);
        dossier.HasIndex(d => d.OrganisationId);
        dossier.HasMany(d => d.History).WithOne().HasForeignKey(s => s.DossierId);
        dossier.Navigation(d => d.History).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<DossierStep> step)
    {
        step.ToTable("services_dossier_step");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.HasIndex(s => new { s.DossierId, s.Number }).IsUnique();
        step.Property(s => s.By).HasMaxLength(200);
        step.Property(s => s.Note).HasMaxLength(4000);
    }

    public void Configure(EntityTypeBuilder<DossierForm> form)
    {
        form.ToTable("services_dossier_form").HasKey(f => f.DossierId);
        form.Ignore(f => f.IsMended);
    }

    public void Configure(EntityTypeBuilder<FormerForm> form)
    {
        form.ToTable("services_former_form").HasKey(f => new { f.DossierId, f.Number });
        form.HasOne<Dossier>().WithMany().HasForeignKey(f => f.DossierId);
    }
}
