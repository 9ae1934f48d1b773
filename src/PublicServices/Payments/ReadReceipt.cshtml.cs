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

    /// <summary>Number of the receipt.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Whether the reader works on dossiers: the page then stands under the own work.</summary>
    public bool IsOfficer { get; private set; }

    public async Task<IActionResult> OnGetAsync(string receiptNumber, [FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await payments.ReceiptAsync(actor, receiptNumber, ct) is not { } receipt)
        {
            return NotFound();
        }

        (Letter, Code, Number, IsOfficer) = (receipt.Letter, receipt.DossierCode, receiptNumber, actor.May(Permissions.Handle));
        return format == "docx" ? File(LetterDocx.Write(Letter), LetterDocx.MediaType, $"bien-lai-{Number}.docx") : Page();
    }
}
