using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using LoTrinh.Host.Demo;
using LoTrinh.Platform.Data;
using LoTrinh.Tests.Harness;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>What an address answered to someone who followed a link to it.</summary>
internal sealed record Visit(string Account, string Url, string From, HttpStatusCode Status, Dictionary<string, string> Headers, IHtmlDocument? Page)
{
    public string Header(string name) => Headers.GetValueOrDefault(name, "");

    public override string ToString() => $"{Url} (as {Account}, from {From})";
}

/// <summary>
/// The whole product as each account of the demonstration finds it: from the home page on, every link and every search form, in both
/// languages. It is walked once; the tests look at what was seen.
/// </summary>
public sealed partial class Site : IAsyncLifetime
{
    // Pages that differ in a record or a number only look alike; some of each are enough.
    private const int MostOfAShape = 2;
    private readonly ConcurrentBag<Visit> _visits = [];

    internal TestApp App { get; } = TestApp.Start(Postgres.OrSqlite, configure: ManyVisitors.Come);

    internal IReadOnlyList<Visit> Visits { get; private set; } = [];

    internal Dictionary<string, HttpClient> Browsers { get; } = [];

    /// <summary>The ledger's last row before and after the walk.</summary>
    internal (long Before, long After) Ledger { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Browsers["-"] = App.Anonymous();
        foreach (var (name, _, _, _, _) in DemoAccounts.All)
        {
            Browsers[name] = await App.SignInAsync(name);
        }

        var before = await HeadAsync();
        foreach (var (account, browser) in Browsers)
        {
            await WalkAsync(account, browser);
        }

        Ledger = (before, await HeadAsync());
        // A page for everyone is looked at as a visitor first: bad input disables accounts, and their forms are then no longer theirs.
        Visits = [.. _visits.OrderBy(v => v.Url, StringComparer.Ordinal).ThenBy(v => v.Account, StringComparer.Ordinal)];
    }

    public ValueTask DisposeAsync()
    {
        App.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The address without what tells records and pages of one sort apart.</summary>
    internal static string ShapeOf(string url)
    {
        var (path, query) = url.Split('?', 2) is [var p, var q] ? (p, q) : (url, "");
        return $"{Identifier().Replace(path, "*")}?{string.Join('&', query.Split('&').Select(part => part.Split('=')[0]).Order(StringComparer.Ordinal))}";
    }

    private async Task WalkAsync(string account, HttpClient browser)
    {
        var queue = new Queue<(string Url, string From)>([("/", "start"), ("/en/", "start")]);
        var (seen, shapes) = (new HashSet<string>(["/", "/en/"]), new Dictionary<string, int>());
        while (queue.TryDequeue(out var next))
        {
            var visit = await VisitAsync(browser, account, next.Url, next.From);
            _visits.Add(visit);
            foreach (var link in LinksOf(visit).Where(seen.Add))
            {
                var shape = ShapeOf(link);
                shapes[shape] = shapes.GetValueOrDefault(shape) + 1;
                if (shapes[shape] <= MostOfAShape)
                {
                    queue.Enqueue((link, next.Url));
                }
            }
        }
    }

    private static async Task<Visit> VisitAsync(HttpClient browser, string account, string url, string from)
    {
        using var answer = await browser.GetAsync(url);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        var isPage = answer.Content.Headers.ContentType?.MediaType == "text/html";
        return new(account, url, from, answer.StatusCode, headers, isPage ? await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync()) : null);
    }

    private static IEnumerable<string> LinksOf(Visit visit)
    {
        if (visit is not { Status: HttpStatusCode.OK, Page: { } page })
        {
            return [];
        }

        var links = page.QuerySelectorAll("a[href], link[rel=alternate][href], img[src], script[src], link[rel=stylesheet][href]")
            .Select(a => a.GetAttribute("href") ?? a.GetAttribute("src")!);
        var forms = page.QuerySelectorAll("form").OfType<IHtmlFormElement>().Where(f => f.Method == "get").Select(f => SearchUrl(f, visit.Url));
        return links.Concat(forms).Select(l => l.StartsWith('?') ? visit.Url.Split('?')[0] + l : l)
            .Where(l => l.StartsWith('/') && !l.StartsWith("//", StringComparison.Ordinal)).Select(l => l.Split('#')[0]);
    }

    private static string SearchUrl(IHtmlFormElement form, string here)
    {
        var fields = form.QuerySelectorAll("input[name], select[name]").Select(i => i.GetAttribute("name")!).Distinct();
        return $"{form.GetAttribute("action") ?? here.Split('?')[0]}?{string.Join('&', fields.Select(f => $"{f}="))}";
    }

    private Task<long> HeadAsync() => App.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.MaxAsync(e => e.Seq));

    [GeneratedRegex(@"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)[^/]*\d[^/]*|(?<=/tin/)[^/]+")]
    private static partial Regex Identifier();
}

/// <summary>Gives every request an address of its own, for tests that ask more than one visitor may.</summary>
internal sealed class ManyVisitors : IStartupFilter
{
    private int _last;

    public static void Come(IServiceCollection services) => services.AddSingleton<IStartupFilter, ManyVisitors>();

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, then) =>
        {
            context.Connection.RemoteIpAddress = new IPAddress(0x0A000000L + Interlocked.Increment(ref _last));
            return then(context);
        });
        next(app);
    };
}

[CollectionDefinition(nameof(Site))]
public sealed class SiteCollection : ICollectionFixture<Site>;
