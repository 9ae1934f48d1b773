using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>One dossier, for its applicant and for those who work on it: what was sent, where it is, who acts next; and what the applicant may do.</summary>
[Authorize]
internal sealed class DossierRecordPage(DossierWork work, DossierQueries dossiers, IEnumerable<IDossierSection> sections, TimeProvider clock) : PageModel, IRemembersVersion
{
    public WholeDossier Whole { get; private set; } = null!;

    public Dossier Dossier => Whole.Dossier;

    /// <summary>Whether the reader is on the applicant's side.</summary>
    public bool IsApplicant => !Whole.IsForOfficers;

    /// <summary>Who acts next; null when it has ended.</summary>
    public NextToAct? Next { get; private set; }

    /// <summary>Parts from other capabilities, each with its partial page.</summary>
    public IReadOnlyList<(string Partial, object Model)> Sections { get; private set; } = [];

    public bool IsLate => Dossier.IsLate(clock.Today());

    /// <summary>Why it is withdrawn.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => await LoadAsync(code, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostWithdrawAsync(string code, CancellationToken ct) => Act(code, a => work.Withdraw(a, code, Version, Reason, ct), ct);

    private async Task<IActionResult> Act(string code, Func<Actor, Task<Result<Dossier>>> act, CancellationToken ct)
    {
        var result = await act(await HttpContext.ActorAsync());
        if (result.Ok)
        {
            return this.Done($"~/dich-vu-cong/ho-so/{code}");
        }

        return await LoadAsync(code, ct) ? this.Stay(result.Problems) : NotFound();
    }

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await dossiers.FindAsync(actor, code, ct) is not { Dossier.Code: not null } whole)
        {
            return false;
        }

        Whole = whole;
        Next = await dossiers.NextAsync(Dossier.Id, Dossier.Status, Dossier.AnswerDueAt, ct);
        Sections = await sections.OfAsync(actor, whole, ct);
        return true;
    }
}
