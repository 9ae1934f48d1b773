using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Urging;

/// <summary>Which units have to be urged on, and what was done about it.</summary>
[Permits(Permissions.Read)]
internal sealed class UrgingBoardPage(UrgingQueries urging, AppDb db, OrganisationDirectory organisation, TimeProvider clock) : PageModel
{
    public IReadOnlyList<UnitUrging> Units { get; private set; } = [];

    public IReadOnlyList<LetterRow> Letters { get; private set; } = [];

    public ReminderRun? LastRun { get; private set; }

    public bool MayWrite { get; private set; }

    public DateTime AsOf { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        Units = await urging.UnitsAsync(actor, ct);
        Letters = await urging.LettersAsync(actor, null, ct);
        LastRun = await db.ReminderRuns.AsNoTracking().OrderByDescending(r => r.On).FirstOrDefaultAsync(ct);
        (MayWrite, AsOf) = (actor.May(UrgingPermissions.Write), clock.UtcNow());
    }

    public DateOnly Today => clock.Today();

    public string UnitName(Guid id) => organisation.NameOf(id);

    public int DaysSince(DateOnly day) => clock.Today().DayNumber - day.DayNumber;
}
