using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>Where anyone sends a petition, with an account or without.</summary>
[AllowAnonymous]
[EnableRateLimiting("guess")]
[ResponseCache(NoStore = true)]
internal sealed class SendPetitionPage(PetitionWork work, Texts texts) : PageModel
{
    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? DossierCode { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Not for people: what fills it is a program.</summary>
    [BindProperty]
    public string? Homepage { get; set; }

    public IEnumerable<SelectListItem> Kinds => Enum.GetValues<PetitionKind>().Select(k => new SelectListItem(texts[PetitionWords.Key(k)], k.ToString(), k.ToString() == Kind));

    public void OnGet([FromQuery(Name = "ho-so")] string? dossier) => DossierCode = dossier;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var sent = await work.Send(await HttpContext.ActorAsync(), new(Kind, Subject, Text, Name, Phone, Email, DossierCode, Homepage), ct);
        return sent.TryGet(out var made) ? this.Done($"~/dich-vu-cong/phan-anh/bien-nhan/{made.Key}") : this.Stay(sent.Problems);
    }
}
