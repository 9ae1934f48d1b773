using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Committees;

/// <summary>Composes a committee anew by a decision of its own; begins with the seats that there are.</summary>
[Permits(CommitteePermissions.Constitute)]
internal sealed class ReconstituteCommitteePage(CommitteeWork work, CommitteeQueries committees, OrganisationDirectory organisation, Texts texts, TimeProvider clock)
    : CommitteeFormPage(organisation, texts, clock), IRemembersVersion
{
    private readonly OrganisationDirectory _organisation = organisation;

    [BindProperty]
    public int? Version { get; set; }

    public Committee Committee { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var last = Committee.InOrder.Last();
        (Version, StandingUnitId) = (Committee.Version, last.StandingUnitId);
        Seats = [.. last.InOrder.Select(s => new SeatInput
        {
            Role = s.Role.ToString(), UnitId = s.UnitId, Title = s.Title, PersonName = s.Holders.FirstOrDefault(h => h.To is null)?.PersonName,
        })];
        AddRows();
        return Page();
    }

    public async Task<IActionResult> OnPostMoreAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? WithMoreRows() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Stay([]);
        }

        var result = await work.Reconstitute(await HttpContext.ActorAsync(), id, Version, Draft(Committee.UnitId, Committee.Name), ct);
        return result.Ok ? this.Done($"~/chi-dao/ban-chi-dao/{id}") : this.Stay(result.Problems);
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await committees.FindAsync(id, ct) is not { } committee || _organisation.Find(committee.UnitId) is not { } unit
            || (await HttpContext.ActorAsync()).Lacks(CommitteePermissions.Constitute, unit.Path) is not null)
        {
            return false;
        }

        Committee = committee;
        return true;
    }
}
