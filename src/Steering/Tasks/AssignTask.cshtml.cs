using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace LoTrinh.Steering.Tasks;

/// <summary>Turns a commitment into a task with one lead, or hands a part of a task down, and issues it when it is clear in all six respects.</summary>
[Permits(Permissions.Read)]
internal sealed class AssignTaskPage(TaskWork work, DocumentQueries documents, OrganisationDirectory organisation, AppDb db, Texts texts, TimeProvider clock, TaskScope scope)
    : TaskFormPage(work, documents, organisation, db, texts, clock, scope)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await ShowAsync(ct))
        {
            return NotFound();
        }

        // An objective says by when; a task made of it is due then unless someone says otherwise.
        DueOn = PickedClause?.DueOn is { } due && due >= Today ? due : null;
        var actor = await HttpContext.ActorAsync();
        return actor.May(Permissions.Assign) || (Parent is not null && Scope.MayReport(actor, Parent)) ? Page() : Forbid();
    }

    /// <summary>Shows the form again with what was looked up: documents, clauses, the day, the six respects.</summary>
    public async Task<IActionResult> OnPostLookAsync(CancellationToken ct) => await ShowAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(bool issue, CancellationToken ct)
    {
        if (ModelState.IsValid)
        {
            var result = await Work.Assign(await HttpContext.ActorAsync(), Draft(), issue, ct);
            if (result.TryGet(out var task))
            {
                return this.Done($"~/chi-dao/nhiem-vu/{task.Id}");
            }

            await ShowAsync(ct);
            return this.Stay(result.Problems);
        }

        await ShowAsync(ct);
        // What cannot be read is no reason to keep silent about the rest.
        return this.Stay(Work.Lacking(Draft(), [], issue).Where(p => p.Field is not { } field || ModelState.GetFieldValidationState(field) != ModelValidationState.Invalid));
    }
}
