using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.DeadlineCalendar;

/// <summary>My addresses of deadlines for calendars: make one, which is shown once; see when each was last asked; take one back.</summary>
[Permits(Permissions.Read)]
internal sealed class DeadlineCalendarPage(FeedWork work, OrganisationDirectory organisation, PublicAddress address, Texts texts,
    TimeProvider clock) : PageModel
{
    [BindProperty]
    public Guid? UnitId { get; set; }

    /// <summary>The new address, shown this once.</summary>
    public string? Made { get; private set; }

    public IReadOnlyList<CalendarFeed> All { get; private set; } = [];

    /// <summary>What an address can be of: the reader's own tasks, or a unit that they may read.</summary>
    public IEnumerable<SelectListItem> Choices { get; private set; } = [];

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var result = await work.Make(await HttpContext.ActorAsync(), UnitId, ct);
        await LoadAsync(ct);
        if (!result.TryGet(out var key))
        {
            return this.Stay(result.Problems);
        }

        Made = $"{address.RootOfLanguage(Request)}/chi-dao/lich-han/{key}.ics";
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken ct) =>
        await this.ActAsync("~/chi-dao/lich-han", a => work.Revoke(a, id, ct), async () =>
        {
            await LoadAsync(ct);
            return true;
        });

    public string NameOf(CalendarFeed feed) => feed.UnitId is { } unit ? organisation.NameOf(unit) : texts["feed.mine"];

    private async Task LoadAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        All = await work.Of(actor).OrderByDescending(f => f.CreatedAt).ToListAsync(ct);
        Choices = [new(texts["feed.mine"], ""), .. organisation.On(clock.Today()).Where(u => actor.May(Permissions.Read, u.Path))
            .Select(u => new SelectListItem(u.Name, u.Id.ToString()))];
    }
}
