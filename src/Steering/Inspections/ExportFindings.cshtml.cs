using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Inspections;

/// <summary>The findings of the list's inspections as a file, with the filter of the address.</summary>
[Permits(Permissions.Read)]
internal sealed class ExportFindingsPage(InspectionQueries inspections, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "trangthai")] InspectionState? state, [FromQuery(Name = "nam")] int? year,
        [FromQuery(Name = "donvi")] Guid? unit, [FromQuery(Name = "dang")] string? format, string? q, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var findings = await inspections.FindingsAsync(actor, new(q, state, year, unit), ct);
        var remedies = (await inspections.RemediesAsync(actor, null, ct)).ToLookup(r => r.FindingId);
        return await TableFile.Make("ket-qua-kiem-tra", Headers, findings.Select(f => Cells(f, remedies[f.Id])), format, clock.Today(), ct);
    }

    private string[] Headers =>
    [
        texts["steering.task.code"], texts["inspection.subject"], texts["inspection.state"], texts["inspection.finding-no"], texts["inspection.nature"],
        texts["inspection.degree"], texts["inspection.cause"], texts["inspection.cause-kind"], texts["inspection.unit"], texts["inspection.responsible"],
        texts["inspection.explanation"], texts["inspection.finding.dropped"], texts["inspection.remedies"], texts["steering.export.as-of"],
    ];

    private object?[] Cells(FindingRow f, IEnumerable<RemedyRow> remedies) =>
    [
        f.Code, f.Subject, texts[InspectionWords.Key(f.State)], f.Number, f.Nature, texts[InspectionWords.Key(f.Degree)], f.Cause, texts[InspectionWords.Key(f.CauseKind)],
        organisation.NameOf(f.UnitId), f.Responsible, f.Explanation ?? "", f.DropReason ?? "",
        string.Join("; ", remedies.Select(r => $"{r.TaskCode} ({texts[r.State == TaskState.Cancelled ? "steering.state.Cancelled" : StatusWords.Key(r.Status)]})")), clock.UtcNow().Show(),
    ];
}
