using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Quality;

/// <summary>The index of Decision 766/QĐ-TTg as it stands, for everyone; who works here gets to the records behind a lost point.</summary>
[AllowAnonymous]
internal sealed class ServiceIndexPage(IndexQueries queries, TimeProvider clock) : PageModel
{
    /// <summary>Null when the days are wrong.</summary>
    public ServiceIndex? Index { get; private set; }

    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    public bool MayDrill { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "tu")] string? from, [FromQuery(Name = "den")] string? to, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        MayDrill = actor.May(QualityPermissions.Read);
        ViewData["Public"] = !MayDrill;
        (From, To) = CountedDaysForm.Typed(from, to, clock.Today());
        var days = CountedDaysForm.Read(from, to, clock.Today());
        if (!days.TryGet(out var counted))
        {
            return this.Stay(days.Problems);
        }

        Index = await queries.OfAsync(counted, ct);
        return Page();
    }
}
