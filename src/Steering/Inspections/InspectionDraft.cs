using LoTrinh.Platform;

namespace LoTrinh.Steering.Inspections;

/// <summary>What is planned.</summary>
internal sealed record InspectionDraft(int? Year, int? Quarter, string? Subject, string? Scope, DateOnly? PeriodFrom, DateOnly? PeriodTo, DateOnly? WorkFrom,
    DateOnly? WorkTo, IReadOnlyCollection<Guid> UnitIds, IReadOnlyCollection<TeamMember> Team, string? Template, bool IsDemonstration = false)
{
    // Another year than these is a typing error.
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    /// <summary>Everything that keeps it from being a plan.</summary>
    /// <param name="checklist">The checklist that <see cref="Template"/> names, if there is one.</param>
    public IEnumerable<Problem> Problems(Checklist? checklist) =>
    [
        .. Problem.Unless(Year is >= FirstYear and <= LastYear, Problem.Invalid("inspection.year", nameof(Year), FirstYear, LastYear)),
        .. Problem.Unless(Quarter is null or (>= 1 and <= 4), Problem.Invalid("inspection.quarter", nameof(Quarter))),
        .. Problem.Unless(Words.Clean(Subject) is not null, Problem.Invalid("inspection.subject-missing", nameof(Subject))),
        .. Words.AtMost(Subject, Inspection.SubjectMaxLength, nameof(Subject)),
        .. Words.AtMost(Scope, Inspection.TextMaxLength, nameof(Scope)),
        .. Days(PeriodFrom, nameof(PeriodFrom), PeriodTo, nameof(PeriodTo)),
        .. Days(WorkFrom, nameof(WorkFrom), WorkTo, nameof(WorkTo)),
        .. Problem.Unless(UnitIds.Count > 0, Problem.Invalid("inspection.units-missing", nameof(UnitIds))),
        .. Problem.Unless(Team.Count(m => m.IsHead) <= 1, Problem.Invalid("inspection.two-heads", "HeadId")),
        .. Team.Where(m => m.Name.Length > 200).Select(_ => Problem.Invalid("inspection.member-long", "Members", 200)),
        .. Problem.Unless(checklist is not null, Problem.Invalid("inspection.checklist-missing", nameof(Template))),
    ];

    private static IEnumerable<Problem> Days(DateOnly? from, string fromField, DateOnly? to, string toField) =>
    [
        .. Problem.Unless(from is not null, Problem.Invalid("inspection.day-missing", fromField)),
        .. Problem.Unless(to is not null, Problem.Invalid("inspection.day-missing", toField)),
        .. Problem.Unless(from is null || to is null || from <= to, Problem.Invalid("inspection.days-order", toField)),
    ];
}

/// <summary>What was found.</summary>
internal sealed record FindingDraft(string? Nature, FindingDegree? Degree, string? Cause, CauseKind? CauseKind, Guid? UnitId, string? Responsible, Guid? ItemId,
    Guid? TaskId, bool NeedsRemedy, DateOnly? ExplainBy)
{
    /// <summary>Everything that keeps it from being a finding: a conclusion states nature, degree, cause and responsibility, and says where it was seen.</summary>
    public IEnumerable<Problem> Problems(DateOnly today) =>
    [
        .. Problem.Unless(Words.Clean(Nature) is not null, Problem.Invalid("inspection.nature-missing", nameof(Nature))),
        .. Problem.Unless(Degree is not null, Problem.Invalid("inspection.degree-missing", nameof(Degree))),
        .. Problem.Unless(Words.Clean(Cause) is not null, Problem.Invalid("inspection.cause-missing", nameof(Cause))),
        .. Problem.Unless(CauseKind is not null, Problem.Invalid("inspection.cause-kind-missing", nameof(CauseKind))),
        .. Problem.Unless(Words.Clean(Responsible) is not null, Problem.Invalid("inspection.responsible-missing", nameof(Responsible))),
        .. Problem.Unless(ItemId is not null || TaskId is not null, Problem.Invalid("inspection.finding-link", nameof(ItemId))),
        .. Problem.Unless(ExplainBy >= today, Problem.Invalid("inspection.explain-by", nameof(ExplainBy))),
        .. Words.AtMost(Nature, Inspection.TextMaxLength, nameof(Nature)),
        .. Words.AtMost(Cause, Inspection.TextMaxLength, nameof(Cause)),
        .. Words.AtMost(Responsible, 200, nameof(Responsible)),
    ];
}
