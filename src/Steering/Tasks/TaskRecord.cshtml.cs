using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>One task: what it is, where it stands, who acts next, what happened, and what the reader can do.</summary>
[Permits(Permissions.Read)]
internal sealed class TaskRecordPage(TaskWork work, TaskQueries tasks, AppDb db, OrganisationDirectory organisation, Texts texts) : PageModel
{
    private Actor _actor = Actor.Nobody;

    public SteeringTask Task { get; private set; } = null!;

    public IReadOnlyList<(Guid Id, string Title, Guid LeadUnitId, TaskState State)> Children { get; private set; } = [];

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

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
    public string? VerifyReason { get; set; }

    public bool MayReport => May(Permissions.Report);

    public bool MayAssign => May(Permissions.Assign);

    public bool MayVerify => May(Permissions.Verify) && _actor.UnitId != Task.LeadUnitId;

    /// <summary>Who acts next; null when nobody has to.</summary>
    public string? Next => Task switch
    {
        { State: TaskState.Issued or TaskState.InProgress } => texts["steering.next.lead", UnitName(Task.LeadUnitId), Platform.Time.OfficeTime.Show(Task.CurrentDueOn)],
        { State: TaskState.Submitted } => texts["steering.next.verify"],
        { State: TaskState.ReturnedByLead or TaskState.Draft } => texts["steering.next.office"],
        _ => null,
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAcknowledgeAsync(Guid id, CancellationToken ct) => Do(id, a => work.Acknowledge(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) => Do(id, a => work.ReturnToOffice(a, id, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostReportAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.Report(a, id, Version, Progress, Narrative, Obstacles, ct), ct);

    public Task<IActionResult> OnPostSubmitAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.SubmitProduct(a, id, Version, ProductReference, ProductNote, ct), ct);

    public Task<IActionResult> OnPostExtendAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.AskExtension(a, id, Version, ProposedOn, ExtensionReason, ct), ct);

    public Task<IActionResult> OnPostIssueAsync(Guid id, CancellationToken ct) => Do(id, a => work.Issue(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostDecideExtensionAsync(Guid id, bool accepted, CancellationToken ct) =>
        Do(id, a => work.DecideExtension(a, id, Version, accepted, Decision, ct), ct);

    public Task<IActionResult> OnPostVerifyAsync(Guid id, bool accepted, CancellationToken ct) =>
        Do(id, a => work.Verify(a, id, Version, accepted, VerifyReason, ct), ct);

    public string UnitName(Guid id) => organisation.NameOf(id);

    private bool May(string permission) => organisation.Find(Task.LeadUnitId) is { } lead && _actor.May(permission, lead.Path);

    private async Task<IActionResult> Do(Guid id, Func<Actor, Task<Result<SteeringTask>>> act, CancellationToken ct)
    {
        var typedWrong = !ModelState.IsValid;
        var result = typedWrong ? default : await act(await HttpContext.ActorAsync());
        if (!typedWrong && result.Ok)
        {
            return LocalRedirect($"~/chi-dao/nhiem-vu/{id}");
        }

        db.ChangeTracker.Clear();
        return await LoadAsync(id, ct) ? this.Stay(typedWrong ? [] : result.Problems) : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        var task = await db.Tasks.AsNoTracking().Include(t => t.Coordinators).Include(t => t.Updates).Include(t => t.Extensions).Include(t => t.Submissions)
            .AsSplitQuery().SingleOrDefaultAsync(t => t.Id == id, ct);
        if (task is null || !IsVisible(task))
        {
            return false;
        }

        // A form that is shown again keeps the version its person saw; what they typed was typed over that.
        (Task, Version) = (task, Version ?? task.Version);
        Children = [.. (await db.Tasks.AsNoTracking().Where(t => t.ParentId == id).OrderBy(t => t.Code)
            .Select(t => new { t.Id, t.Title, t.LeadUnitId, t.State }).ToListAsync(ct)).Select(c => (c.Id, c.Title, c.LeadUnitId, c.State))];
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(200).ToListAsync(ct);
        return true;
    }

    private bool IsVisible(SteeringTask task) => task.State == TaskState.Draft
        ? organisation.Find(task.LeadUnitId) is { } draftLead && _actor.May(Permissions.Assign, draftLead.Path)
        : task.Coordinators.Select(c => c.UnitId).Append(task.LeadUnitId)
            .Any(u => organisation.Find(u) is { } unit && _actor.May(Permissions.Read, unit.Path));
}
