using LoTrinh.Platform;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Imports;

/// <summary>Everything that is wrong with an annex as a file, to be mended beside it.</summary>
[Permits(Permissions.Assign, everywhere: true)]
internal sealed class ExportProblemsPage(ImportWork work, ImportCheck check, Texts texts, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await work.FindAsync(actor, id, ct) is not { IsMendable: true } import || !(await check.RunAsync(actor, import, ct))
            .TryGet(out var checkup))
        {
            return NotFound();
        }

        string[] headers = [texts["import.row"], texts["import.column"], texts["import.what-wrong"]];
        return await TableFile.Make($"loi-{import.Code}", headers, checkup.Problems.Select(p =>
            new object?[] { p.Row, p.Column, texts.Say(p.Problem) }), format, clock.Today(), ct);
    }
}
