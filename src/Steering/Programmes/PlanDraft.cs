using LoTrinh.Platform;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Programmes;

/// <summary>A phase as typed; one without a key is new.</summary>
internal sealed record PhaseDraft(Guid? Key, string? Name, DateOnly? From, DateOnly? To, string? Gate)
{
    public bool IsBlank => Words.Clean(Name) is null && From is null && To is null && Words.Clean(Gate) is null;
}

/// <summary>A budget line as typed.</summary>
internal sealed record BudgetDraft(Guid? Key, string? Name, FundingSource? Source, int? Year, decimal? Amount)
{
    public bool IsBlank => Words.Clean(Name) is null && Year is null && Amount is null;
}

/// <summary>An objective as typed.</summary>
internal sealed record ObjectiveDraft(Guid? Key, string? Text, Guid? IndicatorId)
{
    public bool IsBlank => Words.Clean(Text) is null && IndicatorId is null;
}

/// <summary>A plan as typed: everything of it, from which day it holds, and why it changes.</summary>
/// <param name="Code">Short name, unique.</param>
/// <param name="Name">Full name.</param>
/// <param name="Level">How high it stands.</param>
/// <param name="ParentId">What it hangs below; null for the top of a tree.</param>
/// <param name="LeadUnitId">The one unit that leads it.</param>
/// <param name="Accountable">The position that answers for it.</param>
/// <param name="Goal">What it is for.</param>
/// <param name="StartsOn">First day.</param>
/// <param name="EndsOn">Last day.</param>
/// <param name="Phases">Its phases; blank rows do not count.</param>
/// <param name="Budget">Its money; blank rows do not count.</param>
/// <param name="Objectives">What is to be reached; blank rows do not count.</param>
/// <param name="Documents">Numbers of the documents it rests on.</param>
/// <param name="ValidFrom">From which day this version holds.</param>
/// <param name="Reason">Why the plan changes; not needed of the first version.</param>
/// <param name="IsDemonstration">Whether it was made up for the demonstration.</param>
internal sealed record PlanDraft(string? Code, string? Name, ProgrammeLevel? Level, Guid? ParentId, Guid? LeadUnitId, string? Accountable,
    string? Goal,
    DateOnly? StartsOn, DateOnly? EndsOn, IReadOnlyList<PhaseDraft> Phases, IReadOnlyList<BudgetDraft> Budget,
        IReadOnlyList<ObjectiveDraft> Objectives,
    IReadOnlyList<string> Documents, DateOnly? ValidFrom, string? Reason = null, bool IsDemonstration = false)
{
    public const int CodeMaxLength = 40;
    public const int NameMaxLength = 300;
    public const int TextMaxLength = 4000;

    // More than any plan that was read has; a form and a program stay bounded.
    public const int MostRows = 60;

    // Another year than these is a typing error.
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <summary>Whether a day is one that plans speak of; null is.</summary>
    public static bool InReach(DateOnly? day) => day is null or { Year: >= FirstYear and <= LastYear };

    // A quadrillion đồng is more than the State spends in a year.
    private const decimal MostAmount = 1_000_000_000_000_000m;

    /// <summary>Everything that keeps it from being a plan, but what only the database knows.</summary>
    /// <param name="today">The day; a version cannot hold from a day that has not come.</param>
    public IEnumerable<Problem> Problems(DateOnly today) =>
    [
        .. Needed(Code, "programme.code-missing", nameof(Code), CodeMaxLength),
        .. Needed(Name, "programme.name-missing", nameof(Name), NameMaxLength),
        .. Problem.Unless(Level is { } level && Enum.IsDefined(level), Problem.Invalid("programme.level-missing", nameof(Level))),
        .. Problem.Unless(LeadUnitId is not null, Problem.Invalid("programme.lead-missing", nameof(LeadUnitId))),
        .. Needed(Accountable, "programme.accountable-missing", nameof(Accountable), 200),
        .. Words.AtMost(Goal, TextMaxLength, nameof(Goal)),
        .. Days(StartsOn, nameof(StartsOn), EndsOn, nameof(EndsOn)),
        .. Rows(Phases, p => p.IsBlank, nameof(Phases), PhaseProblems),
        .. Rows(Budget, b => b.IsBlank, nameof(Budget), BudgetProblems),
        .. Rows(Objectives, o => o.IsBlank, nameof(Objectives), ObjectiveProblems),
        .. Twice(Phases.Where(p => !p.IsBlank).Select(p => p.Name), nameof(Phases), "programme.phase-twice"),
        .. Problem.Unless(Documents.Count <= MostRows, Problem.Invalid("programme.rows-many", nameof(Documents), MostRows)),
        .. Documents.SelectMany(d => Words.AtMost(d, 200, nameof(Documents))).Take(1),
        .. Problem.Unless(ValidFrom is not null, Problem.Invalid("programme.valid-from-missing", nameof(ValidFrom))),
        .. Problem.Unless(ValidFrom is null || ValidFrom <= today, Problem.Invalid("programme.valid-from-future", nameof(ValidFrom),
            today.Show())),
        .. Words.AtMost(Reason, TextMaxLength, nameof(Reason)),
    ];

    private IEnumerable<Problem> PhaseProblems(PhaseDraft phase, string field) =>
    [
        .. Needed(phase.Name, "programme.phase-name", $"{field}.Name", NameMaxLength),
        .. Days(phase.From, $"{field}.From", phase.To, $"{field}.To"),
        .. Problem.Unless(phase.From is null || StartsOn is null || phase.From >= StartsOn,
            Problem.Invalid("programme.phase-before", $"{field}.From", StartsOn?.Show() ?? "")),
        .. Problem.Unless(phase.To is null || EndsOn is null || phase.To <= EndsOn,
            Problem.Invalid("programme.phase-after", $"{field}.To", EndsOn?.Show() ?? "")),
        .. Words.AtMost(phase.Gate, TextMaxLength, $"{field}.Gate"),
    ];

    private static IEnumerable<Problem> BudgetProblems(BudgetDraft line, string field) =>
    [
        .. Needed(line.Name, "programme.budget-name", $"{field}.Name", NameMaxLength),
        .. Problem.Unless(line.Source is { } source && Enum.IsDefined(source),
            Problem.Invalid("programme.budget-source", $"{field}.Source")),
        .. Problem.Unless(line.Year is >= FirstYear and <= LastYear, Problem.Invalid("programme.budget-year", $"{field}.Year", FirstYear,
            LastYear)),
        .. Problem.Unless(line.Amount is >= 0 and <= MostAmount && line.Amount == decimal.Truncate(line.Amount.Value),
            Problem.Invalid("programme.budget-amount", $"{field}.Amount")),
    ];

    private static IEnumerable<Problem> ObjectiveProblems(ObjectiveDraft objective, string field) =>
        Needed(objective.Text, "programme.objective-text", $"{field}.Text", TextMaxLength);

    private static IEnumerable<Problem> Rows<T>(IReadOnlyList<T> rows, Func<T, bool> isBlank, string field, Func<T, string,
        IEnumerable<Problem>> problems) =>
    [
        .. Problem.Unless(rows.Count(r => !isBlank(r)) <= MostRows, Problem.Invalid("programme.rows-many", field, MostRows)),
        .. rows.Select((row, n) => (Row: row, Field: $"{field}[{n}]")).Where(r => !isBlank(r.Row))
            .SelectMany(r => problems(r.Row, r.Field)),
    ];

    private static IEnumerable<Problem> Twice(IEnumerable<string?> names, string field, string code) => names.Select(n => Words.Clean(n))
        .OfType<string>()
        .GroupBy(n => Folding.Fold(n)).Where(g => g.Count() > 1).Select(g => Problem.Invalid(code, field, g.First()));

    private static IEnumerable<Problem> Needed(string? text, string code, string field, int most) =>
        [.. Problem.Unless(Words.Clean(text) is not null, Problem.Invalid(code, field)), .. Words.AtMost(text, most, field)];

    private static IEnumerable<Problem> Days(DateOnly? from, string fromField, DateOnly? to, string toField) =>
    [
        .. Problem.Unless(from is { Year: >= FirstYear and <= LastYear }, Problem.Invalid("programme.day-missing", fromField)),
        .. Problem.Unless(to is { Year: >= FirstYear and <= LastYear }, Problem.Invalid("programme.day-missing", toField)),
        .. Problem.Unless(from is null || to is null || from <= to, Problem.Invalid("programme.days-order", toField)),
    ];

    /// <summary>What it says, once it has no problems. Rows stand in the order of their days, so that the same plan is the same
    /// text.</summary>
    public PlanContent ToContent(IReadOnlyList<PlanDocument> documents) =>
        new(Words.Clean(Code)!, Words.Clean(Name)!, Level!.Value, ParentId, LeadUnitId!.Value,
        Words.Clean(Accountable)!, Words.Clean(Goal), StartsOn!.Value, EndsOn!.Value,
        [.. Phases.Where(p => !p.IsBlank).Select(p =>
            new PlanPhase(p.Key ?? Guid.CreateVersion7(), Words.Clean(p.Name)!, p.From!.Value, p.To!.Value, Words.Clean(p.Gate)))
            .OrderBy(p => p.From).ThenBy(p => p.To).ThenBy(p => p.Key)],
        [.. Budget.Where(b => !b.IsBlank).Select(b =>
            new BudgetLine(b.Key ?? Guid.CreateVersion7(), Words.Clean(b.Name)!, b.Source!.Value, b.Year!.Value,
            decimal.Truncate(b.Amount!.Value)))
            .OrderBy(b => b.Year).ThenBy(b => b.Source).ThenBy(b => b.Key)],
        [.. Objectives.Where(o => !o.IsBlank).Select(o =>
            new PlanObjective(o.Key ?? Guid.CreateVersion7(), Words.Clean(o.Text)!, o.IndicatorId))],
        documents);
}
