using LoTrinh.Platform.Identity;
using LoTrinh.Roads.Journeys;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Roads.Vehicles;

/// <summary>The vehicles known, the one seen last first.</summary>
[Permits(Permissions.Read)]
internal sealed class VehicleListPage(JourneyQueries journeys) : PageModel
{
    public IReadOnlyList<VehicleRow> Rows { get; private set; } = [];

    public int Count { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => (Count + JourneyQueries.PageSize - 1) / JourneyQueries.PageSize;

    public string? Query { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? q, [FromQuery(Name = "trang")] int? number, CancellationToken ct)
    {
        if (journeys.Refusal(await HttpContext.ActorAsync()) is not null)
        {
            return Forbid();
        }

        (Query, Number) = (q, Math.Max(1, number ?? 1));
        (Rows, Count) = await journeys.ListAsync(q, Number, ct);
        return Page();
    }
}
