using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Inspections;

/// <summary>Makes a finding's remedy a task of the unit at fault: the form of tasks, begun with what the finding says.</summary>
[Permits(Permissions.Assign)]
internal sealed class AssignRemedyPage(InspectionWork inspectionWork, InspectionQueries inspections, TaskWork work, DocumentQueries documents,
    OrganisationDirectory organisation, AppDb db, Texts texts, TimeProvider clock, TaskScope scope)
    : TaskFormPage(work, documents, organisation, db, texts, clock, scope)
{
    public Inspection Inspection { get; private set; } = null!;

    public Finding Finding { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        (DocumentId, DocumentNumber) = (Inspection.ConclusionId ?? Inspection.DecisionId, Inspection.ConclusionNumber ?? Inspection.DecisionNumber);
        (AccountablePosition, Details) = (Finding.Responsible, Finding.Nature);
        return await ShowAsync(ct) ? Page() : NotFound();
    }

    /// <summary>Shows the form again with what was looked up.</summary>
    public async Task<IActionResult> OnPostLookAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) && await ShowAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Problem[] problems = [];
        if (ModelState.IsValid)
        {
            var result = await inspectionWork.Remedy(await HttpContext.ActorAsync(), id, Draft(), ct);
            if (result.Ok)
            {
                return this.Done($"~/chi-dao/kiem-tra/{Inspection.Id}#f-{Finding.Number}");
            }

            problems = [.. result.Problems];
            Db.ChangeTracker.Clear();
        }

        await ShowAsync(ct);
        return this.Stay(problems);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await inspections.FindingAsync(actor, id, ct) is not { Inspection.State: InspectionState.Concluded } found
            || Organisation.Find(found.Finding.UnitId) is not { } unit || !actor.May(Permissions.Assign, unit.Path))
        {
            return false;
        }

        (Inspection, Finding) = found;
        LeadUnitId = unit.Id;
        return true;
    }
}
