using LoTrinh.Platform;
using LoTrinh.Platform.Search;

namespace LoTrinh.Steering.Tasks;

/// <summary>What a draft is made of.</summary>
internal sealed record TaskDraft(
    string Code, string? Title, string? Content, Guid? LeadUnitId, IReadOnlyCollection<Guid> Coordinators, string? AccountablePosition, string? Authority,
    string? Product, string? AcceptanceCriteria, DueBasis DueBasis, int? DueWorkingDays, DateOnly? DueOn,
    Guid? DocumentId = null, string? DocumentNumber = null, Guid? ClauseId = null, string? Clause = null, Guid? ParentId = null,
    bool IsStarred = false, bool IsDemonstration = false)
{
    /// <summary>How the deadline is given. Neither a day, nor a number of days, nor the word that there is none: a day that is still lacking.</summary>
    public static DueBasis BasisOf(DateOnly? dueOn, int? workingDays, bool noDeadline) =>
        workingDays is not null ? DueBasis.WorkingDaysFromIssue : dueOn is null && noDeadline ? DueBasis.None : DueBasis.Date;

    /// <summary>Folded text that it is found by. The title comes first: the list is sorted by name on it.</summary>
    public string SearchText => $" {Folding.Fold($"{Title} {Code} {DocumentNumber}")} ";

    /// <summary>Whether the number of working days is one that can be given.</summary>
    public bool HasDaysInRange => DueWorkingDays is >= 1 and <= 1000;

    /// <summary>What keeps it from being a record at all; issuing asks for the rest.</summary>
    public IEnumerable<Problem> Problems() =>
    [
        .. Problem.Unless(Words.Clean(Title) is not null, Problem.Invalid("steering.title-missing", nameof(Title))),
        .. Problem.Unless((Title?.Length ?? 0) <= SteeringTask.TitleMaxLength, Problem.Invalid("steering.title-long", nameof(Title), SteeringTask.TitleMaxLength)),
        .. Problem.Unless(LeadUnitId is not null, Problem.Invalid("steering.lead-missing", nameof(LeadUnitId))),
        .. Problem.Unless(DueBasis != DueBasis.WorkingDaysFromIssue || HasDaysInRange, Problem.Invalid("steering.days-range", nameof(DueWorkingDays))),
        .. Words.AtMost(Content, SteeringTask.TextMaxLength, nameof(Content)),
        .. Words.AtMost(Product, SteeringTask.TextMaxLength, nameof(Product)),
        .. Words.AtMost(AcceptanceCriteria, SteeringTask.TextMaxLength, nameof(AcceptanceCriteria)),
        .. Words.AtMost(AccountablePosition, 200, nameof(AccountablePosition)),
        .. Words.AtMost(Authority, 200, nameof(Authority)),
        .. Words.AtMost(DocumentNumber, 200, nameof(DocumentNumber)),
        .. Words.AtMost(Clause, 200, nameof(Clause)),
    ];
}

/// <summary>Who verifies, and what the task has below it.</summary>
internal sealed record VerifierContext(Guid AccountId, string Name, IReadOnlyCollection<Guid> Units, int OpenChildren, DateTime At);
