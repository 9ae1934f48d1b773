using LoTrinh.PublicServices.Procedures;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Whether a result that someone shows was given out by us: its kind and day, and nothing about whose it is.</summary>
[AllowAnonymous]
[EnableRateLimiting("guess")]
internal sealed class CheckResultPage(DossierQueries dossiers, ProcedureCatalogue catalogue) : PageModel
{
    public string? Number { get; private set; }

    public KnownResult? Found { get; private set; }

    /// <summary>Whether the form was sent without a number.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Whether what was typed looks like the code of a dossier, which is looked up elsewhere.</summary>
    public bool IsCode { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "so")] string? number, CancellationToken ct)
    {
        Number = number?.Trim();
        (IsEmpty, IsCode) = (Request.Query.ContainsKey("so") && string.IsNullOrEmpty(Number), DossierCodes.Code(Number, catalogue.Agency.Code).StartsWith(catalogue.Agency.Code, StringComparison.Ordinal));
        Found = string.IsNullOrEmpty(Number) ? null : await dossiers.ResultAsync(Number, ct);
        Response.StatusCode = !string.IsNullOrEmpty(Number) && Found is null ? 404 : 200;
    }
}
