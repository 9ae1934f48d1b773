using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace LoTrinh.Host.Pages;

/// <summary>
/// What someone typed into a form whose session, or whose page, was too old to be taken: it goes back to them on the page that says so, to be
/// sent again. Nothing is kept on the server.
/// </summary>
/// <param name="Action">Where the form was sent.</param>
/// <param name="Fields">What was typed, in order.</param>
/// <param name="Files">Names of the fields that held files, and of the files; a browser does not give those back.</param>
internal sealed record HeldForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields, ILookup<string, string> Files)
{
    /// <summary>Name of the field that holds a page's token.</summary>
    public const string Token = "__RequestVerificationToken";

    private const long MostBytes = 8 * 1024 * 1024; // a stranger may make the server read so much, and no more
    private static readonly PathString[] Secret = ["/dang-nhap", "/dang-ky", "/tai-khoan", "/cai-dat", "/quan-tri/tai-khoan"];

    /// <summary>Reads the form of a refused request; null when it has none that may be shown again.</summary>
    public static async Task<HeldForm?> TakeAsync(HttpContext http)
    {
        var request = http.Request;
        var mayHold = HttpMethods.IsPost(request.Method) && request.HasFormContentType && request.ContentLength is <= MostBytes && IsFromHere(request)
            && !Secret.Any(s => request.Path.StartsWithSegments(s))
            && (http.Response.StatusCode == StatusCodes.Status401Unauthorized || http.Items.ContainsKey(typeof(OldPages)));
        if (!mayHold)
        {
            return null;
        }

        try
        {
            var form = await request.ReadFormAsync(http.RequestAborted);
            return new(request.PathBase + request.Path + request.QueryString,
                [.. form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")))],
                form.Files.Where(f => f.FileName.Length > 0).ToLookup(f => f.Name, f => f.FileName));
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException or IOException)
        {
            return null;
        }
    }

    // Another site may not put words into this page: a browser tells where a form comes from.
    private static bool IsFromHere(HttpRequest request) => request.Headers.TryGetValue("Sec-Fetch-Site", out var site) ? site == "same-origin"
        : request.Headers.Origin is { Count: 1 } origin && Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Authority == request.Host.Value;

    /// <summary>Notes that a form was refused because its page is too old, or the reader another one by now.</summary>
    internal sealed class OldPages : IAlwaysRunResultFilter
    {
        public void OnResultExecuting(ResultExecutingContext context)
        {
            if (context.Result is IAntiforgeryValidationFailedResult)
            {
                context.HttpContext.Items[typeof(OldPages)] = true;
            }
        }

        public void OnResultExecuted(ResultExecutedContext context)
        {
            // Noted before.
        }
    }
}
