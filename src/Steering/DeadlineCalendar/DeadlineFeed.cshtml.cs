using System.Security.Cryptography;
using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace LoTrinh.Steering.DeadlineCalendar;

/// <summary>
/// The deadlines behind a secret address, for calendars, which do not sign in. An unknown, ended or revoked key is answered like any
/// address that there is not.
/// </summary>
[AllowAnonymous, EnableRateLimiting("guess")]
internal sealed class DeadlineFeedPage(FeedQueries feeds, OrganisationDirectory organisation, PublicAddress address, Texts texts)
    : PageModel
{
    public async Task<IActionResult> OnGetAsync(string key, CancellationToken ct)
    {
        if (await feeds.OfAsync(key, ct) is not { } found)
        {
            return NotFound();
        }

        var name = found.Feed.UnitId is { } unit ? texts["feed.name", organisation.NameOf(unit)] : texts["feed.name-mine"];
        var content = Encoding.UTF8.GetBytes(DeadlineFile.Write(name, found.Tasks, address.RootOfLanguage(Request), texts));
        Response.Headers.CacheControl = "private, no-cache";
        return new FileContentResult(content, "text/calendar; charset=utf-8")
        {
            EntityTag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))}\""),
        };
    }
}
