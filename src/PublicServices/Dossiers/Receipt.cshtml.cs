using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Procedures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>The receipt of a dossier (giấy tiếp nhận hồ sơ và hẹn trả kết quả), made to be printed.</summary>
/// <remarks>Source: Circular 01/2018/TT-VPCP, form 01.</remarks>
[Authorize]
internal sealed class ReceiptPage(DossierQueries dossiers, ProcedureCatalogue catalogue, ProcedureShow show, PublicAddress address) : PageModel
{
    public WholeDossier Whole { get; private set; } = null!;

    /// <summary>Whose it is, and who handed it in.</summary>
    public DossierOwner Owner { get; private set; } = null!;

    public Agency Agency => catalogue.Agency;

    public ProcedureShow Show => show;

    public ProcedureTime? Time => Whole.Procedure.TimeFor(Whole.Dossier.Channel);

    /// <summary>Address that the QR code holds: the way of the dossier, for anyone who has the paper.</summary>
    public string TrackingUrl => $"{address.RootOfLanguage(Request)}/dich-vu-cong/tra-cuu?ma={Whole.Dossier.Code}";

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct)
    {
        if (await dossiers.FindAsync(await HttpContext.ActorAsync(), code, ct) is not { Dossier.Code: not null } whole)
        {
            return NotFound();
        }

        (Whole, Owner) = (whole, DossierOwner.Of(whole, await dossiers.FilerAsync(whole.Dossier, ct)));
        return Page();
    }
}
