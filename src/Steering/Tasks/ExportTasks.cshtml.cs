using System.Globalization;
using CsvHelper;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MiniExcelLibs;

namespace LoTrinh.Steering.Tasks;

/// <summary>The list as a file, with the filter of the address.</summary>
[Permits(Permissions.Read)]
internal sealed class ExportTasksPage(TaskQueries tasks, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "trangthai")] DueStatus? status, [FromQuery(Name = "donvi")] Guid? unit, [FromQuery(Name = "buoc")] TaskState? state,
        [FromQuery(Name = "sapxep")] string? sort, [FromQuery(Name = "dang")] string? format, string? q, CancellationToken ct)
    {
        var rows = (await tasks.AllAsync(await HttpContext.ActorAsync(), new(q, status, unit, state, sort), ct)).ConvertAll(Cells);
        var name = $"nhiem-vu-{clock.Today():yyyyMMdd}";
        var memory = new MemoryStream();
        if (format == "csv")
        {
            var options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape, WriteByteOrderMark = true };
            await using (var csv = CsvWriter.Create(memory, options, leaveOpen: true))
            {
                await csv.WriteRecordAsync(Headers, ct);
                foreach (var row in rows)
                {
                    await csv.WriteRecordAsync([.. row.Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "")], ct);
                }
            }

            return File(memory.ToArray(), "text/csv; charset=utf-8", name + ".csv");
        }

        await memory.SaveAsAsync(rows, cancellationToken: ct);
        return File(memory.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name + ".xlsx");
    }

    private string[] Headers =>
    [
        texts["steering.task.code"], texts["steering.task.title"], texts["steering.units.unit"], texts["steering.task.document"], texts["steering.task.due"],
        texts["steering.task.completed"], texts["steering.filter.status"], "%", texts["steering.export.as-of"],
    ];

    private Dictionary<string, object> Cells(TaskRow row) => Headers.Zip<string, object>(
    [
        row.Code, row.Title, organisation.NameOf(row.LeadUnitId), row.DocumentNumber ?? "", row.DueOn.Show(), row.CompletedOn.Show(),
        texts[StatusWords.Key(row.Status)], row.Progress, clock.UtcNow().Show(),
    ]).ToDictionary(p => p.First, p => p.Second);
}
