using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Payments;

/// <summary>The receipt of what was paid, to be printed or taken along as DOCX.</summary>
[Authorize]
internal sealed class ReadReceiptPage(PaymentQueries payments) : PageModel
{
    public OfficialLetter Letter { get; private set; } = null!;

    public string Code { get; private set; } = "";

    public string Due { get; private set; } = "";

    /// <summary>Whether the reader works on dossiers: the page then stands under the own work.</summary>
    public bool IsOfficer { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, [FromQuery(Name = "lan")] string? due, [FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await payments.ReceiptAsync(actor, code, due, ct) is not { } letter)
        {
            return NotFound();
        }

        (Letter, Code, Due, IsOfficer) = (letter, code, due!, actor.May(Permissions.Handle));
        return format == "docx" ? File(LetterDocx.Write(Letter), LetterDocx.MediaType, $"bien-lai-{letter.Number}.docx") : Page();
    }
}
