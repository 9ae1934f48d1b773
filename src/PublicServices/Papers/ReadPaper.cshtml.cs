using LoTrinh.Platform;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Papers;

/// <summary>A paper of a dossier, to be printed or taken along as DOCX.</summary>
[Authorize]
internal sealed class ReadPaperPage(PaperQueries papers, PublicAddress address) : PageModel
{
    public OfficialLetter Letter { get; private set; } = null!;

    public string Code { get; private set; } = "";

    public string Form { get; private set; } = "";

    /// <summary>Whether the reader works on dossiers: the page then stands under the own work.</summary>
    public bool IsOfficer { get; private set; }

    public IReadOnlyList<PaperForm> Others { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, string form, [FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await papers.WriteAsync(actor, code, form, address.RootOfLanguage(Request), ct) is not { } paper)
        {
            return NotFound();
        }

        (Letter, Others) = (paper.Letter, paper.All);
        (Code, Form, IsOfficer) = (code, form, actor.May(Permissions.Handle));
        return format == "docx" ? File(LetterDocx.Write(Letter), LetterDocx.MediaType, $"{form}-{code}.docx") : Page();
    }
}
