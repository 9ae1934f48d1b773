using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>A task above or below another.</summary>
internal sealed record TaskLink(Guid Id, string Code, string Title, Guid LeadUnitId, TaskState State, DateOnly? DueOn);

/// <summary>One task: what it is, where it stands, who acts next and by when, what happened, and what the reader can do.</summary>
[Permits(Permissions.Read)]
internal sealed class TaskRecordPage(
    TaskWork work, TaskQueries tasks, TaskScope scope, DocumentQueries documents, IEnumerable<ITaskSection> sections, AppDb db,
    OrganisationDirectory organisation, DeadlineEngine deadlines, Texts texts) : PageModel, IRemembersVersion
{
    // Reminders have a part of the page to themselves.
    private static readonly string[] ToldElsewhere = ["steering.task.reminded", "steering.task.urged"];

    private Actor _actor = Actor.Nobody;
    private ILookup<string?, StoredFile> _files = Enumerable.Empty<StoredFile>().ToLookup(f => f.Part);

    public SteeringTask Task { get; private set; } = null!;

    public TaskLink? Parent { get; private set; }

    public IReadOnlyList<TaskLink> Children { get; private set; } = [];

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    /// <summary>The clause it rests on, when the reader may see its document.</summary>
    public DocumentClause? RestsOn { get; private set; }

    /// <summary>Documents named here that the reader may open.</summary>
    public IReadOnlySet<Guid> Openable { get; private set; } = new HashSet<Guid>();

    /// <summary>Parts that other capabilities add: the partial page, and what it shows.</summary>
    public List<(string Partial, object Content)> Sections { get; } = [];

    /// <summary>The working day after a deadline that falls on a day of rest; null when it does not.</summary>
    public DateOnly? AfterRest => Task.CurrentDueOn is { } due ? deadlines.AfterRest(due) : null;

    /// <summary>Parts that keep the product from being accepted.</summary>
    public int OpenParts => Children.Count(c => c.State is not (TaskState.Completed or TaskState.Cancelled));

    public DueStatus Status => tasks.StatusOf(Task.CurrentDueOn, Task.CompletedOn);

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int? Progress { get; set; }

    [BindProperty]
    public string? Narrative { get; set; }

    [BindProperty]
    public string? Obstacles { get; set; }

    [BindProperty]
    public string? Proposal { get; set; }

    /// <summary>Evidence of a report.</summary>
    [BindProperty]
    public List<Microsoft.AspNetCore.Http.IFormFile>? ReportFiles { get; set; }

    /// <summary>The product itself.</summary>
    [BindProperty]
    public List<Microsoft.AspNetCore.Http.IFormFile>? ProductFiles { get; set; }

    [BindProperty]
    public string? ProductReference { get; set; }

    [BindProperty]
    public string? ProductNote { get; set; }

    [BindProperty]
    public DateOnly? ProposedOn { get; set; }

    [BindProperty]
    public string? ExtensionReason { get; set; }

    [BindProperty]
    public string? Decision { get; set; }

    [BindProperty]
    public string? DecisionDocument { get; set; }

    [BindProperty]
    public string? VerifyReason { get; set; }

    [BindProperty]
    public string? CancelReason { get; set; }

    public bool MayReport => scope.MayReport(_actor, Task);

    public bool MayAssign => scope.MayAssign(_actor, Task);

    public bool MayDirect => scope.MayDirect(_actor, Task);

    public bool MayVerify => scope.MayVerify(_actor, Task) && !Task.IsWorkOf(scope.UnitsOf(_actor));

    /// <summary>Whether there are units below the lead that parts can be handed down to.</summary>
    public bool HasUnitsBelow => organisation.All.Values.Any(u => u.ParentId == Task.LeadUnitId);

    /// <summary>Who acts next and by when; null when nobody has to.</summary>
    public string? Next => Task switch
    {
        { State: TaskState.InProgress } when Task.Extensions.Any(e => e.Granted is null) => texts["steering.next.extension", Task.CurrentDueOn.Show()],
        { State: TaskState.Issued } => texts["steering.next.acknowledge", UnitName(Task.LeadUnitId), Task.CurrentDueOn.Show()],
        { State: TaskState.InProgress, CurrentDueOn: null } => texts["steering.next.lead-undated", UnitName(Task.LeadUnitId)],
        { State: TaskState.InProgress, CurrentDueOn: { } due } when due < tasks.Today =>
            texts["steering.next.lead-late", UnitName(Task.LeadUnitId), due.Show(), deadlines.WorkingDaysBetween(due, tasks.Today)],
        { State: TaskState.InProgress } => texts["steering.next.lead", UnitName(Task.LeadUnitId), Task.CurrentDueOn.Show()],
        { State: TaskState.Submitted } => texts["steering.next.verify"],
        { State: TaskState.ReturnedByLead } => texts["steering.next.returned"],
        { State: TaskState.Draft } => texts["steering.next.office"],
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAcknowledgeAsync(Guid id, CancellationToken ct) => Do(id, a => work.Acknowledge(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) => Do(id, a => work.ReturnToOffice(a, id, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostReportAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.Report(a, id, Version, Progress, Narrative, Obstacles, ct, Proposal, SentFile.Of(ReportFiles)), ct, nameof(ReportFiles));

    public Task<IActionResult> OnPostSubmitAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.SubmitProduct(a, id, Version, ProductReference, ProductNote, ct, SentFile.Of(ProductFiles)), ct, nameof(ProductFiles));

    public Task<IActionResult> OnPostExtendAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.AskExtension(a, id, Version, ProposedOn, ExtensionReason, ct), ct);

    public Task<IActionResult> OnPostIssueAsync(Guid id, CancellationToken ct) => Do(id, a => work.Issue(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostDecideExtensionAsync(Guid id, bool accepted, CancellationToken ct) =>
        Do(id, a => work.DecideExtension(a, id, Version, accepted, Decision, ct, DecisionDocument), ct);

    public Task<IActionResult> OnPostVerifyAsync(Guid id, bool accepted, CancellationToken ct) =>
        Do(id, a => work.Verify(a, id, Version, accepted, VerifyReason, ct), ct);

    public Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken ct) => Do(id, a => work.Cancel(a, id, Version, CancelReason, ct), ct);

    public Task<IActionResult> OnPostStarAsync(Guid id, bool starred, CancellationToken ct) => Do(id, a => work.Star(a, id, Version, starred, ct), ct);

    public string UnitName(Guid id) => organisation.NameOf(id);

    /// <summary>The evidence of an update or a submission.</summary>
    public IReadOnlyList<StoredFile> FilesOf(Guid part) => [.. _files[part.ToString()]];

    private Task<IActionResult> Do(Guid id, Func<Actor, Task<Result<SteeringTask>>> act, CancellationToken ct, string files = TaskWork.FilesField) =>
        this.ActAsync($"~/chi-dao/nhiem-vu/{id}", act, () => LoadAsync(id, ct), p => p.Field == TaskWork.FilesField ? p with { Field = files } : p);

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        var task = await db.Tasks.AsNoTracking().Include(t => t.Coordinators).Include(t => t.Updates).Include(t => t.Extensions).Include(t => t.Submissions)
            .AsSplitQuery().SingleOrDefaultAsync(t => t.Id == id, ct);
        if (task is null || !scope.MaySee(_actor, task))
        {
            return false;
        }

        // A form that is shown again keeps the version its person saw; what they typed was typed over that.
        (Task, Version) = (task, Version ?? task.Version);
        var around = (await db.Tasks.AsNoTracking().Include(t => t.Coordinators).Where(t => t.ParentId == id || t.Id == task.ParentId).OrderBy(t => t.Code).ToListAsync(ct))
            .FindAll(t => scope.MaySee(_actor, t)).ConvertAll(t => new TaskLink(t.Id, t.Code, t.Title, t.LeadUnitId, t.State, t.CurrentDueOn));
        (Parent, Children) = (around.Find(t => t.Id == task.ParentId), around.FindAll(t => t.Id != task.ParentId));
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id && !ToldElsewhere.Contains(e.Action)).OrderByDescending(e => e.At).ThenByDescending(e => e.Seq).Take(200).ToListAsync(ct);
        _files = (await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == TaskWork.FileRoom && f.SubjectId == id).OrderBy(f => f.Id).ToListAsync(ct)).ToLookup(f => f.Part);
        var named = task.Extensions.Select(e => e.DocumentId).Append(task.DocumentId).OfType<Guid>().ToHashSet();
        Openable = named.Count == 0 ? named : await documents.Seen(_actor).Where(d => named.Contains(d.Id)).Select(d => d.Id).ToHashSetAsync(ct);
        RestsOn = task.ClauseId is null || !Openable.Contains(task.DocumentId ?? Guid.Empty) ? null
            : await db.Clauses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == task.ClauseId, ct);
        foreach (var section in sections)
        {
            if (await section.ReadAsync(_actor, task, ct) is { } content)
            {
                Sections.Add((section.Partial, content));
            }
        }

        return true;
    }
}
