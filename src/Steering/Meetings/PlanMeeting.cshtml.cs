using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Committees;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Meetings;

/// <summary>Plans a meeting: first whose, then what.</summary>
[Permits(MeetingPermissions.Organise)]
internal sealed class PlanMeetingPage(MeetingWork work, MeetingScope scope, CommitteeQueries committees, OrganisationDirectory organisation, Texts texts, TimeProvider clock)
    : MeetingFormPage(committees, organisation, texts, clock)
{
    private readonly CommitteeQueries _committees = committees;
    private readonly OrganisationDirectory _organisation = organisation;

    /// <summary>The committee or the unit; null while it is to be chosen.</summary>
    [BindProperty(Name = "ban", SupportsGet = true)]
    public Guid? Body { get; set; }

    public bool IsChosen { get; private set; }

    /// <summary>Committees and units whose meetings the reader may prepare.</summary>
    public IReadOnlyList<SelectListItem> Bodies { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return Forbid();
        }

        if (IsChosen)
        {
            Begin();
        }

        return Page();
    }

    public async Task<IActionResult> OnPostMoreAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return Forbid();
        }

        AddRows();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return Forbid();
        }

        return IsChosen ? await SaveAsync((actor, draft) => work.Plan(actor, Body, draft, ct)) : Platform.Web.Stay(this, [Platform.Problem.Invalid("meeting.body", "ban")]);
    }

    // False when the reader may not prepare meetings of the body that the address names.
    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        IsChosen = await ReadBodyAsync(Body, ct);
        if (IsChosen)
        {
            return scope.MayOrganise(actor, Unit.Id, HostUnitId);
        }

        var all = await _committees.ListAsync(actor, Today, ct);
        Bodies =
        [
            .. all.Where(c => scope.MayOrganise(actor, c.Unit.Id, c.Shown.StandingUnitId ?? c.Unit.Id)).Select(c => new SelectListItem(c.Name, c.Id.ToString())),
            .. _organisation.On(Today).Where(u => scope.MayOrganise(actor, u.Id, u.Id)).Select(u => new SelectListItem(u.Name, u.Id.ToString())),
        ];
        return true;
    }
}
