using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>Mends a draft, or a task that its lead returned, before it is issued (again).</summary>
[Permits(Permissions.Read)]
internal sealed class EditTaskPage(TaskWork work, DocumentQueries documents, OrganisationDirectory organisation, AppDb db, Texts texts, TimeProvider clock, TaskScope scope)
    : TaskFormPage(work, documents, organisation, db, texts, clock, scope), IRemembersVersion
{
    public SteeringTask Task { get; private set; } = null!;

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } refusal)
        {
            return refusal;
        }

        Fill(Task.ToDraft());
        Version = Task.Version;
        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostLookAsync(Guid id, CancellationToken ct)
    {
        if (await LoadAsync(id, ct) is { } refusal)
        {
            return refusal;
        }

        await ShowAsync(ct);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var typedWrong = !ModelState.IsValid;
        var result = typedWrong ? default : await Work.Mend(await HttpContext.ActorAsync(), id, Version, Draft(), Reason, ct);
        if (!typedWrong && result.Ok)
        {
            return this.Done($"~/chi-dao/nhiem-vu/{id}");
        }

        Db.ChangeTracker.Clear();
        if (await LoadAsync(id, ct) is { } refusal)
        {
            return refusal;
        }

        await ShowAsync(ct);
        return this.Stay(typedWrong ? [] : result.Problems);
    }

    private async Task<IActionResult?> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var task = await Db.Tasks.AsNoTracking().Include(t => t.Coordinators).SingleOrDefaultAsync(t => t.Id == id, ct);
        if (task is null || !Scope.MaySee(actor, task))
        {
            return NotFound();
        }

        (Task, ParentId) = (task, task.ParentId);
        return Scope.MayDirect(actor, task) ? null : Forbid();
    }
}
