using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Whether a result that someone shows was given out by us: its kind and day, and nothing about whose it is.</summary>
[AllowAnonymous]
[EnableRateLimiting("guess")]
internal sealed class CheckResultPage(DossierQueries dossiers) : PageModel
{
    public string? Number { get; private set; }

    public KnownResult? Found { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "so")] string? number, CancellationToken ct)
    {
        Number = number?.Trim();
        Found = string.IsNullOrEmpty(Number) ? null : await dossiers.ResultAsync(Number, ct);
        Response.StatusCode = !string.IsNullOrEmpty(Number) && Found is null ? 404 : 200;
    }
}
