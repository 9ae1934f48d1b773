using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>One petition for those who work on it.</summary>
[Permits(PetitionPermissions.Answer)]
internal sealed class PetitionRecordPage(PetitionQueries petitions, PetitionWork work, PetitionClock times, OrganisationDirectory organisation, TimeProvider clock) : PageModel, IRemembersVersion
{
    public WholePetition Whole { get; private set; } = null!;

    public Petition Petition => Whole.Petition;

    public bool IsDesk { get; private set; }

    public bool MayAnswer { get; private set; }

    public bool IsLate => times.IsLate(Petition, clock.Today());

    public DateOnly? Owed => times.Owed(Petition);

    /// <summary>Name of the unit that owes the answer.</summary>
    public string UnitName => Petition.UnitId is { } unit ? organisation.NameOf(unit) : "–";

    public IEnumerable<SelectListItem> Units => organisation.On(clock.Today())
        .Select(u => new SelectListItem(u.Name, u.Key, u.Key == Unit)).Prepend(new("", ""));

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => await LoadAsync(code, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostTransferAsync(string code, CancellationToken ct) => Act(code, a => work.Transfer(a, code, Version, Unit, Note, ct), ct);

    public Task<IActionResult> OnPostSupplementAsync(string code, CancellationToken ct) => Act(code, a => work.AskSupplement(a, code, Version, Note, ct), ct);

    public Task<IActionResult> OnPostRefuseAsync(string code, CancellationToken ct) => Act(code, a => work.Refuse(a, code, Version, Note, ct), ct);

    public Task<IActionResult> OnPostAnswerAsync(string code, CancellationToken ct) => Act(code, a => work.GiveAnswer(a, code, Version, Answer, ct), ct);

    public Task<IActionResult> OnPostPublishAsync(string code, CancellationToken ct) => Act(code, a => work.Publish(a, code, Version, ct), ct);

    private Task<IActionResult> Act(string code, Func<Actor, Task<Result<Petition>>> act, CancellationToken ct) => this.ActAsync($"~/dich-vu-cong/xu-ly-phan-anh/{code}", act, () => LoadAsync(code, ct));

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await petitions.FindAsync(actor, new(code, null), ct) is not { } whole || !(work.IsDesk(actor) || work.Answers(actor, whole.Petition)))
        {
            return false;
        }

        (Whole, IsDesk, MayAnswer) = (whole, work.IsDesk(actor), work.Answers(actor, whole.Petition));
        Version ??= Petition.Version;
        return true;
    }
}
