using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Committees;

/// <summary>Records that a unit set up a committee, by which decision and with whom.</summary>
[Permits(CommitteePermissions.Constitute)]
internal sealed class ConstituteCommitteePage(CommitteeWork work, OrganisationDirectory organisation, Texts texts, TimeProvider clock)
    : CommitteeFormPage(organisation, texts, clock)
{
    private readonly OrganisationDirectory _organisation = organisation;
    private readonly TimeProvider _clock = clock;

    [BindProperty(Name = "donvi", SupportsGet = true)]
    public Guid? UnitId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Units whose committee the reader may record.</summary>
    public IEnumerable<SelectListItem> OwnUnits { get; private set; } = [];

    public async Task OnGetAsync([FromQuery(Name = "van-ban")] Guid? document)
    {
        await LoadAsync();
        Document = document?.ToString();
        Seats = [new() { Role = nameof(SeatRole.Chair) }, new() { Role = nameof(SeatRole.Deputy) }, new() { Role = nameof(SeatRole.Standing) }];
        AddRows();
    }

    public async Task<IActionResult> OnPostMoreAsync()
    {
        await LoadAsync();
        return WithMoreRows();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync();
        if (!ModelState.IsValid)
        {
            return this.Stay([]);
        }

        var result = await work.Constitute(await HttpContext.ActorAsync(), Draft(UnitId, Name), ct);
        return result.TryGet(out var committee) ? this.Done($"~/chi-dao/ban-chi-dao/{committee.Id}")
            : this.Stay(result.Problems.Select(p => p.Field == nameof(UnitId) ? p with { Field = "donvi" } : p));
    }

    private async Task LoadAsync()
    {
        var actor = await HttpContext.ActorAsync();
        OwnUnits = [.. _organisation.On(_clock.Today()).Where(u => actor.May(CommitteePermissions.Constitute, u.Path)).Select(u => new SelectListItem(u.Name, u.Id.ToString()))];
    }
}
