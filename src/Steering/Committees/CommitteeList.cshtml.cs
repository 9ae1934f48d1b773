using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Committees;

/// <summary>Which committees there are, as of any day.</summary>
[Permits(Permissions.Read)]
internal sealed class CommitteeListPage(CommitteeQueries committees, OrderWork orders, TimeProvider clock) : PageModel
{
    [BindProperty(Name = "ngay", SupportsGet = true)]
    public DateOnly? On { get; set; }

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Query { get; set; }

    public DateOnly Day => On ?? clock.Today();

    /// <summary>Keeps the day on the way to a record.</summary>
    public string DayQuery => On is { } day ? $"?ngay={day.Show()}" : "";

    public IReadOnlyList<CommitteeRow> Rows { get; private set; } = [];

    /// <summary>How units stand under the orders to set up committees.</summary>
    public IReadOnlyList<OrderView> Orders { get; private set; } = [];

    /// <summary>Those dissolved before the day.</summary>
    public IReadOnlyList<Committee> Dissolved { get; private set; } = [];

    public bool MayConstitute { get; private set; }

    public bool MayOrder { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var words = Folding.Fold(Query).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (MayConstitute, MayOrder) = (actor.May(CommitteePermissions.Constitute), actor.May(CommitteePermissions.Order));
        Dissolved = await committees.DissolvedAsync(Day, ct);
        Orders = await orders.ReadAsync(actor, Day, ct);
        Rows = [.. (await committees.ListAsync(actor, Day, ct)).Where(r => Folding.Fold($"{r.Name} {r.Unit.Name} {r.Unit.NameVi}") is var text
            && words.All(w => text.Contains(w, StringComparison.Ordinal)))];
    }
}
