using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Where a dossier is, for anyone who has its code.</summary>
[AllowAnonymous]
[EnableRateLimiting("guess")]
internal sealed class TrackDossierPage(DossierQueries dossiers, TimeProvider clock) : PageModel
{
    public string? Code { get; private set; }

    public Tracked? Found { get; private set; }

    /// <summary>Whether the form was sent without a code.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Whether the reader works at the desk and can go on to the work on it.</summary>
    public bool IsOfficer { get; private set; }

    public bool IsLate => Found is { Next: { Applicant: false }, Status: not DossierStatus.Processed } && clock.Today() > Found.DueOn;

    public async Task OnGetAsync([FromQuery(Name = "ma")] string? code, CancellationToken ct)
    {
        Code = code?.Trim();
        IsEmpty = Request.Query.ContainsKey("ma") && string.IsNullOrEmpty(Code);
        Found = string.IsNullOrEmpty(Code) ? null : await dossiers.TrackAsync(Code, ct);
        IsOfficer = Found is not null && dossiers.MayProcess(await HttpContext.ActorAsync());
        Response.StatusCode = !string.IsNullOrEmpty(Code) && Found is null ? 404 : 200;
    }
}
