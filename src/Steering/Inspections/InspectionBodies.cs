using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Inspections;

/// <summary>Someone of the team, for programs.</summary>
/// <param name="Account">The account, or null.</param>
/// <param name="Position">The position, where there is no account.</param>
/// <param name="Unit">Key of that position's unit.</param>
/// <param name="Head">Whether it is the head.</param>
internal sealed record MemberBody(Guid? Account, string? Position, string? Unit, bool Head);

internal sealed record InspectionBody(int? Year, int? Quarter, string? Subject, string? Scope, DateOnly? PeriodFrom, DateOnly? PeriodTo, DateOnly? WorkFrom,
    DateOnly? WorkTo, string[]? Units, MemberBody[]? Team, string? Checklist, int? Version)
{
    public IEnumerable<MemberInput> Members => (Team ?? []).Select(m => new MemberInput(m.Account, m.Position, m.Unit, m.Head));

    public InspectionDraft ToDraft(OrganisationDirectory organisation, IReadOnlyCollection<TeamMember> team) => new(Year, Quarter, Subject, Scope, PeriodFrom, PeriodTo,
        WorkFrom, WorkTo, [.. (Units ?? []).Select(organisation.Find).OfType<UnitInfo>().Select(u => u.Id)], team, Checklist);
}

/// <summary>A number, an identifier or an address of a document in the register.</summary>
internal sealed record InspectionDecisionBody(string? Decision, int? Version);

internal sealed record ItemAnswerBody(Guid Item, ItemAnswer? Answer, string? Note, FileBody[]? Files, int? Version);

internal sealed record FindingBody(string? Nature, FindingDegree? Degree, string? Cause, CauseKind? CauseKind, string? Unit, string? Responsible, Guid? Item, Guid? Task,
    bool NeedsRemedy, DateOnly? ExplainBy, FileBody[]? Files, int? Version);

internal sealed record ExplanationBody(Guid Finding, string? Explanation, FileBody[]? Files, int? Version);

internal sealed record DropBody(Guid Finding, string? Reason, int? Version);

internal sealed record ConclusionBody(string? Conclusion, string? Document, int? Version);

internal sealed record InspectionChanged(Guid Id, string Code, InspectionState State, int Version);

internal sealed record RemedyAssigned(Guid TaskId, string Code);

internal sealed record InspectionListAnswer(int Count, int Page, int PageSize, IReadOnlyList<InspectionAnswer> Items);

/// <summary>An inspection in a list.</summary>
internal sealed record InspectionAnswer(Guid Id, string Code, string Subject, int Year, int? Quarter, DateOnly WorkFrom, DateOnly WorkTo, InspectionState State,
    IReadOnlyList<string> Units, int Findings)
{
    public static InspectionAnswer Of(InspectionRow row, OrganisationDirectory organisation) => new(row.Id, row.Code, row.Subject, row.Year, row.Quarter, row.WorkFrom,
        row.WorkTo, row.State, [.. row.UnitIds.Select(u => organisation.Find(u)?.Key).OfType<string>().Order(StringComparer.Ordinal)], row.Findings);
}

internal sealed record MemberAnswer(string Name, string? Unit, bool Head);

internal sealed record ItemStands(Guid Id, int Place, string Text, string Basis, ItemAnswer? Answer, string? Note);

internal sealed record FindingStands(Guid Id, int Number, string Nature, FindingDegree Degree, string Cause, CauseKind CauseKind, string? Unit, string Responsible,
    Guid? Item, Guid? Task, bool NeedsRemedy, DateOnly ExplainBy, string? Explanation, string? DropReason, IReadOnlyList<Guid> Remedies);

/// <summary>An inspection with everything of it that the reader may see; null where the checklist is not theirs to read.</summary>
internal sealed record WholeInspectionAnswer(Guid Id, string Code, string Subject, string? Scope, int Year, int? Quarter, DateOnly PeriodFrom, DateOnly PeriodTo,
    DateOnly WorkFrom, DateOnly WorkTo, InspectionState State, IReadOnlyList<string> Units, IReadOnlyList<MemberAnswer> Team, string? DecisionNumber, DateOnly? DecidedOn,
    DateOnly? StartedOn, DateOnly? ConcludedOn, string? Conclusion, string? ConclusionNumber, DateOnly? ClosedOn, string? CancelReason, int Version,
    IReadOnlyList<ItemStands>? Items, IReadOnlyList<FindingStands> Findings, IReadOnlyList<RemedyAnswer> Remedies);

/// <summary>A remedy task with its official status.</summary>
internal sealed record RemedyAnswer(Guid Inspection, string InspectionCode, int Finding, Guid Task, string Code, string Title, string? LeadUnit, TaskState State,
    DueStatus Status, DateOnly? DueOn)
{
    public static RemedyAnswer Of(RemedyRow row, OrganisationDirectory organisation) => new(row.InspectionId, row.InspectionCode, row.FindingNumber, row.TaskId,
        row.TaskCode, row.Title, organisation.Find(row.LeadUnitId)?.Key, row.State, row.Status, row.DueOn);
}

internal sealed record ChecklistAnswer(string Key, string Name, string Source, IReadOnlyList<ChecklistQuestion> Items);

/// <summary>What a task asks that mends a finding; the unit at fault leads it.</summary>
internal sealed record RemedyBody(string? Title, string? Content, string[]? Coordinators, string? AccountablePosition, string? Authority, string? Product,
    string? AcceptanceCriteria, DateOnly? DueOn, int? DueWorkingDays, bool NoDeadline, string? DocumentNumber, Guid? DocumentId, string? Clause, Guid? ClauseId,
    Guid? ParentId)
{
    public TaskDraft ToDraft(OrganisationDirectory organisation) => new TaskBody(Title, Content, null, Coordinators, AccountablePosition, Authority, Product,
        AcceptanceCriteria, DueOn, DueWorkingDays, NoDeadline, DocumentNumber, DocumentId, Clause, ClauseId, ParentId, true, null, null).ToDraft(organisation);
}
