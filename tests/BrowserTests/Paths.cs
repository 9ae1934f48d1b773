using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace LoTrinh.BrowserTests;

/// <summary>Finds every page that a reader can come to by following links, one of each sort: a new page is found without being told of.</summary>
internal sealed partial class Paths
{
    // Siblings that differ by a word in their address, such as units and articles: the first few stand for all.
    private const int MostSiblings = 3;

    // What a link sends as a file, and what ends the session.
    private static readonly string[] NoPage = ["/tep/", "/xuat", "handler=", "/api/v1", "/openapi", "/rss", ".xml", ".json", ".ics", "/dang-xuat", "/tai?", "/tai/", "dang=csv"];

    private readonly HashSet<string> _sorts = [];
    private readonly Dictionary<string, HashSet<string>> _siblings = [];

    /// <summary>How many sorts of pages were found.</summary>
    public int Count => _sorts.Count;

    /// <summary>Takes the links of the open page; gives those that lead to a sort of page not seen before.</summary>
    public async Task<IReadOnlyList<string>> NewAsync(IPage page)
    {
        var links = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('a[href]:not([download])')].filter(a => a.origin === location.origin).map(a => a.pathname + a.search)");
        lock (_sorts)
        {
            return [.. links.Distinct().Where(l => !NoPage.Any(l.Contains) && IsNew(l))];
        }
    }

    private bool IsNew(string link)
    {
        var (path, query) = link.Split('?', 2) is [var p, var q] ? (p, q) : (link, "");
        var sort = Identifier().Replace(path, "/*");
        var cut = sort.LastIndexOf('/');
        var siblings = _siblings.TryGetValue(sort[..cut], out var known) ? known : _siblings[sort[..cut]] = [];
        siblings.Add(sort[cut..]);
        var asked = string.Join('&', query.Split('&').Select(part => part.Split('=')[0]).Order(StringComparer.Ordinal));
        return (cut == 0 || siblings.Count <= MostSiblings || sort.EndsWith("/*", StringComparison.Ordinal)) && _sorts.Add($"{sort}?{asked}");
    }

    // A part of an address with a digit in it names a record.
    [GeneratedRegex(@"/[^/]*\d[^/]*")]
    private static partial Regex Identifier();
}
