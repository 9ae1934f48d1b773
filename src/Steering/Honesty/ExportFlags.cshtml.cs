using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Honesty;

/// <summary>The flags as a file, one row a flag and task, with the filter of the address.</summary>
[Permits(FlagPermissions.Read)]
internal sealed class ExportFlagsPage(FlagQueries flags, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "loai")] FlagKind? kind, [FromQuery(Name = "donvi")] Guid? unit,
        [FromQuery(Name = "traloi")] string? answered, [FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        var listing = await flags.ListAsync(await HttpContext.ActorAsync(), new(kind, unit, FlagListPage.AnsweredOf(answered)));
        return await TableFile.Make("co-kiem-tra-so-lieu", Headers, listing.Flags.SelectMany(v => v.Flag.Tasks.Select(t => Cells(v, t, listing.AsOf))), format, clock.Today(), ct);
    }

    private string[] Headers =>
    [
        texts["flag.kind"], texts["flag.seen"], texts["flag.since"], texts["steering.task.code"], texts["steering.task.title"], texts["steering.units.unit"],
        texts["flag.answered"], texts["steering.reason"], texts["flag.by"], texts["flag.at"], texts["steering.export.as-of"],
    ];

    private object?[] Cells(FlagView view, FlaggedTask task, DateTime asOf) =>
    [
        texts[FlagWords.Kind(view.Flag.Kind)], texts.Why(view.Flag), view.Flag.Since.Show(), task.Code, task.Title, organisation.NameOf(task.UnitId),
        texts[view.Answer is null ? view.IsRaisedAgain ? "flag.state.again" : "flag.state.waiting" : "flag.state.answered"],
        view.Answer?.Reason ?? "", view.Answer?.By ?? "", view.Answer?.At.Show() ?? "", asOf.Show(),
    ];
}
