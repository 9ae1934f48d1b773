using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Procedures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Payments;

/// <summary>What a dossier owes and what was paid, for its applicant and for the desk, with what each may do.</summary>
[Authorize]
internal sealed class DossierPaymentPage(PaymentQueries payments, PaymentWork work, OnlinePayment online) : PageModel, IRemembersVersion
{
    public DossierPayments Shown { get; private set; } = null!;

    public string Code { get; private set; } = "";

    /// <summary>Where the applicant pays, when an online payment has just been begun.</summary>
    [TempData]
    public string? PayAt { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Due { get; set; }

    [BindProperty]
    public string? Fee { get; set; }

    /// <summary>As it is typed: the thousands may stand apart, as pages print them.</summary>
    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public string? Method { get; set; }

    [BindProperty]
    public string? Transaction { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct))
        {
            return NotFound();
        }

        // Not a redirect after the form: the policy of the pages lets no form lead to another site.
        if (PayAt is { } address)
        {
            Response.Headers["Refresh"] = $"0; url={address}";
        }

        return Page();
    }

    public Task<IActionResult> OnPostPayAsync(string code, CancellationToken ct) => Act(code, async a =>
    {
        var begun = await online.Begin(a, code, Due, Version, HttpContext.Ip(), ct);
        PayAt = begun.Ok ? begun.Value.Address : null;
        return begun;
    }, ct);

    public Task<IActionResult> OnPostAskAsync(string code, CancellationToken ct) => Act(code, a => work.Ask(a, code, Version, ct), ct);

    public Task<IActionResult> OnPostAmountAsync(string code, CancellationToken ct) => Act(code, a => work.SetAmount(a, code, Due, Fee, Money.Read(Amount), Basis, Version, ct), ct);

    public Task<IActionResult> OnPostTakeAsync(string code, CancellationToken ct) => Act(code, a => work.Take(a, code, Due, Method, Transaction, Version, ct), ct);

    public Task<IActionResult> OnPostRefundAsync(string code, CancellationToken ct) => Act(code, a => work.Refund(a, code, Due, Reason, Version, ct), ct);

    private Task<IActionResult> Act<T>(string code, Func<Actor, Task<Result<T>>> act, CancellationToken ct) =>
        this.ActAsync($"~/dich-vu-cong/ho-so/{code}/thanh-toan", act, () => LoadAsync(code, ct));

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        if (await payments.FindAsync(await HttpContext.ActorAsync(), code, ct) is not { } found)
        {
            return false;
        }

        (Shown, Code) = (found, found.Dossier.Code!);
        return true;
    }
}
