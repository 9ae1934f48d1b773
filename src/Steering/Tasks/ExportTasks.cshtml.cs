using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Tasks;

/// <summary>The list as a file, with the filter of the address.</summary>
[Permits(Permissions.Read)]
internal sealed class ExportTasksPage(TaskQueries tasks, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "trangthai")] DueStatus? status, [FromQuery(Name = "donvi")] Guid? unit, [FromQuery(Name = "buoc")] TaskState? state,
        [FromQuery(Name = "sapxep")] string? sort, [FromQuery(Name = "sao")] bool? starred, [FromQuery(Name = "quatu")] int? from, [FromQuery(Name = "quaden")] int? to,
        [FromQuery(Name = "tinh")] string? counted, [FromQuery(Name = "duoi")] string? below, [FromQuery(Name = "tutren")] string? above,
        [FromQuery(Name = "dang")] string? format, string? q, CancellationToken ct)
    {
        var filter = new TaskFilter(
            q, status, unit, state, sort, OverdueFrom: from, OverdueTo: to, Counted: counted == "1", Starred: starred == true, Below: below == "1", FromAbove: above == "1");
        var rows = await tasks.AllAsync(await HttpContext.ActorAsync(), filter, ct);
        return await TableFile.Make("nhiem-vu", Headers, rows.Select(Cells), format, clock.Today(), ct);
    }

    private string[] Headers =>
    [
        texts["steering.task.code"], texts["steering.task.title"], texts["steering.units.unit"], texts["steering.task.document"], texts["steering.task.due"],
        texts["steering.task.completed"], texts["steering.filter.status"], "%", texts["steering.export.as-of"],
    ];

    private object?[] Cells(TaskRow row) =>
    [
        row.Code, row.Title, organisation.NameOf(row.LeadUnitId), row.DocumentNumber ?? "", row.DueOn, row.CompletedOn,
        texts[StatusWords.Key(row.Status)], row.Progress, clock.UtcNow().Show(),
    ];
}
