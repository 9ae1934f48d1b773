using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Handovers;

/// <summary>Units that have ended and still have tasks.</summary>
[Permits(Permissions.Assign)]
internal sealed class HandoverListPage(HandoverQueries handovers, TimeProvider clock) : PageModel
{
    public IReadOnlyList<EndedUnit> Units { get; private set; } = [];

    public DateOnly Day => clock.Today();

    public async Task OnGetAsync(CancellationToken ct) => Units = await handovers.WaitingAsync(await HttpContext.ActorAsync(), ct);
}
