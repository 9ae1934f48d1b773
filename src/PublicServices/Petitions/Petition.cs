using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>What a petition is about.</summary>
/// <remarks>Source: Decree 20/2008/NĐ-CP: of regulations and procedures, and of what officers do.</remarks>
internal enum PetitionKind
{
    /// <summary>Quy định hành chính, thủ tục hành chính.</summary>
    Regulation,

    /// <summary>Hành vi của cán bộ, công chức.</summary>
    Conduct,
}

/// <summary>Where a petition stands.</summary>
internal enum PetitionStatus
{
    /// <summary>Mới tiếp nhận: the desk has not passed it on.</summary>
    New,

    /// <summary>Đang xử lý: a unit owes the answer.</summary>
    Handling,

    /// <summary>Chờ bổ sung: its sender is waited for.</summary>
    SupplementAsked,

    /// <summary>Chờ công khai: answered, and not shown yet.</summary>
    Answered,

    /// <summary>Đã công khai.</summary>
    Published,

    /// <summary>Từ chối.</summary>
    Refused,
}

/// <summary>A petition: what someone says of a procedure or of an officer, and what becomes of it.</summary>
internal sealed class Petition : IVersioned
{
    private readonly List<PetitionStep> _history = [];

    public const int LongestSubject = 200, LongestText = 4000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Day and number: <c>PA-210302-0001</c>.</summary>
    public required string Code { get; init; }

    public required PetitionKind Kind { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>The dossier that it is about; null where it is about none.</summary>
    public Guid? DossierId { get; init; }

    /// <summary>Account of its sender; null for one without.</summary>
    public Guid? SenderId { get; init; }

    /// <summary>SHA-256 of the key of its receipt; whoever has the key is its sender.</summary>
    public required string KeyHash { get; init; }

    public PetitionStatus Status { get; private set; }

    /// <summary>When it was sent (UTC).</summary>
    public required DateTime SentAt { get; init; }

    /// <summary>From when its time runs (UTC): sent, passed on or completed last.</summary>
    public DateTime ClockFrom { get; private set; }

    /// <summary>The unit that owes the answer; null while the desk has it.</summary>
    public Guid? UnitId { get; private set; }

    public string? Answer { get; private set; }

    /// <summary>The position that answered.</summary>
    public string? AnsweredBy { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    /// <summary>When it was published or refused (UTC); null while something is owed.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Whether something was done later than the rules allow.</summary>
    public bool WasLate { get; private set; }

    /// <summary>Whether its sender is content with the answer; null while nothing was said.</summary>
    public bool? Content { get; private set; }

    /// <summary>How often its sender was not content and it was taken up again.</summary>
    public int Reopened { get; private set; }

    public bool IsDemonstration { get; init; }

    public int Version { get; set; }

    public IReadOnlyList<PetitionStep> History => _history;

    /// <summary>Whether the ministry owes something.</summary>
    public bool IsOpen => Status is PetitionStatus.New or PetitionStatus.Handling or PetitionStatus.SupplementAsked or PetitionStatus.Answered;

    /// <summary>Whether its sender may say whether the answer is good.</summary>
    public bool CanBeJudged => Status is PetitionStatus.Answered or PetitionStatus.Published;

    /// <summary>Whether its sender may ask to have it taken up again: once.</summary>
    public bool CanBeReopened => CanBeJudged && Content == false && Reopened == 0;

    public void Begin(string by) => Move(PetitionStatus.New, by, null, SentAt, restart: true);

    /// <summary>Passes it to the unit that is to answer. The time runs anew.</summary>
    public Problem? Transfer(Guid unit, string? note, string by, DateTime at)
    {
        if (Status is not (PetitionStatus.New or PetitionStatus.Handling))
        {
            return Wrong;
        }

        UnitId = unit;
        return Move(PetitionStatus.Handling, by, note, at, restart: true);
    }

    /// <summary>Asks its sender for more.</summary>
    public Problem? AskSupplement(string what, bool late, string by, DateTime at) =>
        Status is PetitionStatus.New or PetitionStatus.Handling ? Move(PetitionStatus.SupplementAsked, by, what, at, late) : Wrong;

    /// <summary>What its sender adds; the time runs anew.</summary>
    public Problem? Supplement(string words, string by, DateTime at) =>
        Status is PetitionStatus.SupplementAsked ? Move(UnitId is null ? PetitionStatus.New : PetitionStatus.Handling, by, words, at, restart: true) : Wrong;

    public Problem? Refuse(string reason, bool late, string by, DateTime at) =>
        Status is PetitionStatus.New or PetitionStatus.Handling ? Move(PetitionStatus.Refused, by, reason, at, late) : Wrong;

    public Problem? GiveAnswer(string answer, bool late, string by, DateTime at)
    {
        if (Status is not PetitionStatus.Handling)
        {
            return Wrong;
        }

        (Answer, AnsweredBy, AnsweredAt) = (answer, by, at);
        return Move(PetitionStatus.Answered, by, null, at, late);
    }

    public Problem? Publish(bool late, string by, DateTime at) => Status is PetitionStatus.Answered ? Move(PetitionStatus.Published, by, null, at, late) : Wrong;

    /// <summary>Its sender says whether the answer is good.</summary>
    public Problem? Judge(bool content)
    {
        if (!CanBeJudged)
        {
            return Wrong;
        }

        Content = content;
        return null;
    }

    /// <summary>Its sender asks to have it taken up again; the unit that answered owes another answer.</summary>
    public Problem? Reopen(string why, string by, DateTime at)
    {
        if (!CanBeReopened)
        {
            return Wrong;
        }

        Reopened++;
        return Move(PetitionStatus.Handling, by, why, at, restart: true);
    }

    private static Problem Wrong => Problem.Conflict("services.petition-not-in-this-state");

    private Problem? Move(PetitionStatus to, string by, string? note, DateTime at, bool late = false, bool restart = false)
    {
        Status = to;
        WasLate |= late;
        ClockFrom = restart ? at : ClockFrom;
        EndedAt = IsOpen ? null : at;
        _history.Add(new() { PetitionId = Id, Number = _history.Count + 1, Status = to, By = by, Note = note, At = at });
        return null;
    }
}

/// <summary>One step of a petition's way.</summary>
internal sealed class PetitionStep
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid PetitionId { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    public required PetitionStatus Status { get; init; }

    /// <summary>Position that did it; empty for the sender, whose name stays out of the record.</summary>
    public required string By { get; init; }

    public string? Note { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>Who sent a petition; apart from it, so that personal data stays out of the ledger and out of what is published.</summary>
internal sealed class PetitionSender
{
    public const int LongestName = 120, LongestContact = 160;

    public required Guid PetitionId { get; init; }

    public required string Name { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }
}

/// <summary>What someone sends.</summary>
/// <param name="Kind">One of <see cref="PetitionKind"/>.</param>
/// <param name="Subject">In one line.</param>
/// <param name="Text">The whole.</param>
/// <param name="Name">Who sends it.</param>
/// <param name="Phone">Where to call; this or <paramref name="Email"/>.</param>
/// <param name="Email">Where to write.</param>
/// <param name="DossierCode">Code of the dossier that it is about, if any.</param>
/// <param name="Homepage">Not for people: what fills it is a program.</param>
internal sealed record PetitionDraft(string? Kind, string? Subject, string? Text, string? Name, string? Phone, string? Email, string? DossierCode, string? Homepage = null)
{
    public PetitionKind? KnownKind => Enum.TryParse<PetitionKind>(Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind) && !char.IsDigit(Kind![0]) ? kind : null;

    /// <summary>Everything that is wrong with it.</summary>
    public ImmutableArray<Problem> Problems()
    {
        var (subject, text, name, phone, email) = (Words.Clean(Subject), Words.Clean(Text), Words.Clean(Name), Words.Clean(Phone), Words.Clean(Email));
        return
        [
            .. Problem.Unless(string.IsNullOrEmpty(Homepage), Problem.Invalid("services.petition-trap", nameof(Homepage))),
            .. Problem.Unless(KnownKind is not null, Problem.Invalid("services.petition-kind", nameof(Kind))),
            .. Problem.Unless(subject is not null, Problem.Invalid("services.petition-subject", nameof(Subject))),
            .. Words.AtMost(subject, Petition.LongestSubject, nameof(Subject)),
            .. Problem.Unless(text is not null, Problem.Invalid("services.petition-text", nameof(Text))),
            .. Words.AtMost(text, Petition.LongestText, nameof(Text)),
            .. Problem.Unless(name is not null, Problem.Invalid("services.petition-name", nameof(Name))),
            .. Words.AtMost(name, PetitionSender.LongestName, nameof(Name)),
            .. Problem.Unless(phone is not null || email is not null, Problem.Invalid("services.petition-contact", nameof(Phone))),
            .. Words.AtMost(phone, PetitionSender.LongestContact, nameof(Phone)),
            .. Words.AtMost(email, PetitionSender.LongestContact, nameof(Email)),
        ];
    }
}
