using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>One dossier, for its applicant and for the desk: what was sent, where it is, and what each may do next.</summary>
[Authorize]
internal sealed class DossierRecordPage(DossierWork work, DossierQueries dossiers, TimeProvider clock, Texts texts) : PageModel, IRemembersVersion
{
    public WholeDossier Whole { get; private set; } = null!;

    public Dossier Dossier => Whole.Dossier;

    public bool IsApplicant { get; private set; }

    public bool IsDesk { get; private set; }

    public bool IsLate => Dossier is { Status: not DossierStatus.SupplementRequested, DueOn: { } due } && (Dossier.EndedAt?.OfficeDay() ?? clock.Today()) > due;

    /// <summary>Defects or reason, typed by the officer or the applicant.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    /// <summary>The result as the officer attaches it.</summary>
    [BindProperty]
    public IFormFile? ResultFile { get; set; }

    /// <summary>Whether the result is paper alone, handed over at the desk.</summary>
    [BindProperty]
    public bool OnPaper { get; set; }

    /// <summary>The result's file, when it was returned with one.</summary>
    public IReadOnlyList<StoredFile> ResultFiles => [.. Whole.Files.Where(f => f.Part == DossierWork.ResultPart)];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => await LoadAsync(code, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostReceiveAsync(string code, CancellationToken ct) => Act(code, a => work.Receive(a, code, Version, ct), ct);

    public Task<IActionResult> OnPostSupplementAsync(string code, CancellationToken ct) => Act(code, a => work.AskSupplement(a, code, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostRefuseAsync(string code, CancellationToken ct) => Act(code, a => work.Refuse(a, code, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostResultAsync(string code, CancellationToken ct) =>
        Act(code, a => work.ReturnResult(a, code, Version, SentFile.Of(ResultFile is null ? null : [ResultFile]), OnPaper, ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(string code, CancellationToken ct) => Act(code, a => work.Withdraw(a, code, Version, Reason, ct), ct);

    /// <summary>The field's value as people read it.</summary>
    public string Shown(FormField field) => field.Type switch
    {
        "checkboxes" or "select" or "radio" => string.Join(", ", field.Choices.Where(c => Whole.Values.All(field.Key).Contains(c.Key)).Select(c => c.Name)),
        "checkbox" => texts[Whole.Values.One(field.Key) == "true" ? "services.yes" : "services.no"],
        _ => Whole.Values.One(field.Key),
    };

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

        (Whole, IsApplicant, IsDesk) = (whole, whole.Dossier.ApplicantId == actor.AccountId, dossiers.MayProcess(actor));
        return true;
    }
}
