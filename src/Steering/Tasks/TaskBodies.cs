using LoTrinh.Platform.Files;
using LoTrinh.Platform.Organisation;

namespace LoTrinh.Steering.Tasks;

internal sealed record VersionBody(int? Version);

internal sealed record ReasonBody(string? Reason, int? Version);

internal sealed record StarBody(bool Starred, int? Version);

/// <summary>A file as programs send it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Its content; base64 in JSON.</param>
internal sealed record FileBody(string? Name, byte[]? Content)
{
    public static IReadOnlyList<SentFile> Sent(FileBody[]? files) => [.. (files ?? []).OfType<FileBody>().Select(f => new SentFile(f.Name ?? "", new MemoryStream(f.Content ?? [])))];
}

internal sealed record UpdateBody(int? Progress, string? Narrative, string? Obstacles, string? Proposal, FileBody[]? Files, int? Version);

internal sealed record ExtensionBody(DateOnly? ProposedOn, string? Reason, int? Version);

internal sealed record SubmissionBody(string? ProductReference, string? ProductNote, FileBody[]? Files, int? Version);

/// <summary>A decision on an extension or a product.</summary>
/// <param name="Accepted">Whether it is granted, or the product accepted.</param>
/// <param name="Reason">Why; needed for a refusal.</param>
/// <param name="Document">Number of the document that decides an extension.</param>
/// <param name="Version">The version the program had.</param>
internal sealed record DecisionBody(bool Accepted, string? Reason, string? Document, int? Version);

/// <summary>What a task asks.</summary>
internal sealed record TaskBody(string? Title, string? Content, string? LeadUnit, string[]? Coordinators, string? AccountablePosition, string? Authority,
    string? Product, string? AcceptanceCriteria, DateOnly? DueOn, int? DueWorkingDays, bool NoDeadline, string? DocumentNumber, Guid? DocumentId, string? Clause,
    Guid? ClauseId, Guid? ParentId, bool? Issue, string? Reason, int? Version)
{
    public TaskDraft ToDraft(OrganisationDirectory organisation) => new("", Title, Content, organisation.Find(LeadUnit)?.Id,
        [.. (Coordinators ?? []).Select(organisation.Find).OfType<UnitInfo>().Select(u => u.Id)], AccountablePosition, Authority, Product, AcceptanceCriteria,
        TaskDraft.BasisOf(DueOn, DueWorkingDays, NoDeadline), DueWorkingDays, DueOn, DocumentId, DocumentNumber, ClauseId, Clause, ParentId);
}

internal sealed record ChangedAnswer(Guid Id, string Code, TaskState State, int Version);

internal sealed record TaskPage(int Count, int Page, int PageSize, IReadOnlyList<TaskAnswer> Items, bool IsMore = false);

/// <summary>A task in a list.</summary>
internal record TaskAnswer(Guid Id, string Code, string Title, string? LeadUnit, string LeadUnitName, string? DocumentNumber, DateOnly? DueOn,
    DateOnly? CompletedOn, TaskState State, DueStatus Status, int Progress, bool IsStarred)
{
    public static TaskAnswer Of(TaskRow row, OrganisationDirectory organisation) => new(row.Id, row.Code, row.Title, organisation.Find(row.LeadUnitId)?.Key,
        organisation.NameOf(row.LeadUnitId), row.DocumentNumber, row.DueOn, row.CompletedOn, row.State, row.Status, row.Progress, row.IsStarred);
}

internal sealed record EvidenceAnswer(Guid Id, string? Part, string Name, long Length, string Sha256);

internal sealed record UpdateAnswer(Guid Id, DateTime At, string By, int Progress, string Narrative, string? Obstacles, string? Proposal);

internal sealed record ExtensionAnswer(DateTime AskedAt, DateOnly FromDueOn, DateOnly ProposedOn, string Reason, bool? Granted, string? Decision,
    string? DocumentNumber, Guid? DocumentId);

internal sealed record SubmissionAnswer(Guid Id, DateTime At, string By, string Reference, string? Note, bool? Accepted, string? DecisionReason);

/// <summary>A task with everything that belongs to it.</summary>
internal sealed record TaskDetail(Guid Id, string Code, string Title, string? LeadUnit, string LeadUnitName, string? DocumentNumber, DateOnly? DueOn,
    DateOnly? CompletedOn, TaskState State, DueStatus Status, int Progress, bool IsStarred, string? Content, IReadOnlyList<string> Coordinators,
    string? AccountablePosition, string? Authority, string? Product, string? AcceptanceCriteria, Guid? DocumentId, Guid? ClauseId, string? Clause, Guid? ParentId,
    IReadOnlyList<Guid> Parts, DueBasis DueBasis, int? DueWorkingDays, DateOnly? OriginalDueOn, DateOnly? IssuedOn, bool IsDemonstration, int Version,
    IReadOnlyList<UpdateAnswer> Updates, IReadOnlyList<ExtensionAnswer> Extensions, IReadOnlyList<SubmissionAnswer> Submissions, IReadOnlyList<EvidenceAnswer> Files)
    : TaskAnswer(Id, Code, Title, LeadUnit, LeadUnitName, DocumentNumber, DueOn, CompletedOn, State, Status, Progress, IsStarred)
{
    public static TaskDetail Of(SteeringTask t, DueStatus status, OrganisationDirectory organisation, IReadOnlyList<EvidenceAnswer> files, IReadOnlyList<Guid> parts) => new(
        t.Id, t.Code, t.Title, organisation.Find(t.LeadUnitId)?.Key, organisation.NameOf(t.LeadUnitId), t.DocumentNumber, t.CurrentDueOn, t.CompletedOn, t.State,
        status, t.Progress, t.IsStarred, t.Content, [.. t.Coordinators.Select(c => organisation.Find(c.UnitId)?.Key).OfType<string>().Order(StringComparer.Ordinal)],
        t.AccountablePosition, t.Authority, t.Product, t.AcceptanceCriteria, t.DocumentId, t.ClauseId, t.Clause, t.ParentId, parts, t.DueBasis, t.DueWorkingDays,
        t.OriginalDueOn, t.IssuedOn, t.IsDemonstration, t.Version,
        [.. t.Updates.OrderBy(u => u.At).Select(u => new UpdateAnswer(u.Id, u.At, u.By, u.Progress, u.Narrative, u.Obstacles, u.Proposal))],
        [.. t.Extensions.OrderBy(e => e.AskedAt).Select(e =>
            new ExtensionAnswer(e.AskedAt, e.FromDueOn, e.ProposedOn, e.Reason, e.Granted, e.Decision, e.DocumentNumber, e.DocumentId))],
        [.. t.Submissions.OrderBy(s => s.At).Select(s => new SubmissionAnswer(s.Id, s.At, s.By, s.Reference, s.Note, s.Accepted, s.DecisionReason))], files);
}
