using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.PublicServices.Ratings;

/// <summary>Where an applicant says how content they are with what became of a dossier.</summary>
[Permits(Permissions.Apply)]
internal sealed class RateDossierPage(RatingWork work, DossierQueries dossiers, RatingSection section, Texts texts) : PageModel
{
    public string Code { get; private set; } = "";

    [BindProperty]
    public string? Grade { get; set; }

    [BindProperty]
    public string? OfficerGrade { get; set; }

    [BindProperty]
    public string? Comment { get; set; }

    public IEnumerable<SelectListItem> Choices(string? chosen) =>
        Enum.GetValues<Satisfaction>().Reverse().Select(s => new SelectListItem(texts[RatingWords.Key(s)], s.ToString(), s.ToString() == chosen));

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct))
        {
            return NotFound();
        }

        return Page();
    }

    public Task<IActionResult> OnPostAsync(string code, CancellationToken ct) =>
        this.ActAsync($"~/dich-vu-cong/ho-so/{code}", a => work.Rate(a, code, Grade, OfficerGrade, Comment, ct), () => LoadAsync(code, ct));

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        Code = code;
        if (await dossiers.FindAsync(actor, code, ct) is not { } whole || await section.ReadAsync(actor, whole, ct) is not RatingPart { MaySay: true } part)
        {
            return false;
        }

        (Grade, OfficerGrade, Comment) = (Grade ?? part.Rating?.Grade.ToString(), OfficerGrade ?? part.Rating?.OfficerGrade?.ToString(), Comment ?? part.Rating?.Comment);
        return true;
    }
}
