using System.Net;
using LoTrinh.Host.Demo;
using LoTrinh.Platform.Data;
using LoTrinh.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>What holds on every page that anyone can reach by following links.</summary>
[Collection(nameof(Site)), Trait("Speed", "slow")]
public sealed class SiteTests(Site site)
{
    [Fact]
    public void Every_link_and_every_search_form_answers()
    {
        Assert.True(site.Visits.Count > 150, $"Only {site.Visits.Count} addresses were reached.");
        None(site.Visits.Where(v => v.Status != HttpStatusCode.OK && !AsksToSignIn(v)).Select(v => $"{v} answers {(int)v.Status}"));
    }

    [Fact]
    public void Every_address_in_a_page_is_one_that_a_browser_understands() => None(Pages().SelectMany(v => v.Page!
        .QuerySelectorAll("[href], [src], form[action]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src") ?? e.GetAttribute("action")!)
        .Where(a => a.Length == 0 || !(a[0] is '/' or '?' or '#' || a.StartsWith("https://", StringComparison.Ordinal) || a.StartsWith("data:", StringComparison.Ordinal)
            || a.StartsWith("mailto:", StringComparison.Ordinal) || a.StartsWith("tel:", StringComparison.Ordinal)))
        .Select(a => $"{v}: '{a}'")));

    // Steps in the middle of signing in or of setting up, and what only leads on, belongs to one writer alone or to one stage of a record.
    private static readonly string[] StepsOfAWay =
        [
            "/cai-dat", "/dang-nhap/buoc-hai", "/dang-nhap/noi-khac", "/tai-khoan/lien-ket", "/tai-khoan/lien-ket/xong", "/chi-dao/kiem-tra/{id:guid}/sua",
            "/viec-cua-toi", "/chi-dao/hop/{id:guid}/bien-ban", "/chi-dao/hop/{id:guid}/diem-danh", "/chi-dao/hop/{id:guid}/ket-luan",
            "/chi-dao/y-kien/{id:guid}/phieu/{member:guid}", "/chi-dao/y-kien/{id:guid}/uy-quyen/{member:guid}", "/chi-dao/y-kien/{id:guid}/phieu-giay",
            "/chi-dao/so-ket/{id:guid}/tong-hop", "/chi-dao/cong-bo/{id:guid}/sua", "/chi-dao/lich-han/{key}.ics",
            "/chi-dao/giai-trinh/yeu-cau", "/tep/{id:guid}/lien-ket",
        ];

    [Fact]
    public async Task Every_page_and_every_answer_for_programs_that_takes_no_change_answers_to_someone()
    {
        var failed = new List<string>();
        // In an application of its own: the walks with bad input press every button of the shared one, and leave accounts disabled and signed out.
        using var app = TestApp.Start(Postgres.OrSqlite, configure: ManyVisitors.Come);
        var browsers = new Dictionary<string, HttpClient> { ["-"] = app.Anonymous() };
        foreach (var account in DemoAccounts.All)
        {
            browsers[account.Name] = await app.SignInAsync(account.Name);
        }

        await app.WithAsync(async services =>
        {
            var records = new Records(services.GetRequiredService<AppDb>());
            foreach (var address in (await Addresses.AllAsync(app)).Where(a => a.Method == "GET" && !a.Path.Contains("{**", StringComparison.Ordinal) && !a.Path.Contains("{receipt}", StringComparison.Ordinal) && !StepsOfAWay.Contains(a.Path)))
            {
                if (!await AnswersAsync(browsers, address, await records.UrlsAsync(address), failed))
                {
                    failed.Add($"{address} answers to nobody");
                }
            }

            return 0;
        });

        None(failed);
    }

    [Fact]
    public void Pages_bring_no_script_and_no_style_inside_them() => None(Pages().SelectMany(v => v.Page!
        .QuerySelectorAll("script:not([src]), style, [style], [onclick], [onload], [onerror], [onsubmit], [onchange], a[href^='javascript:']")
        .Select(e => $"{v}: {e.OuterHtml[..Math.Min(120, e.OuterHtml.Length)]}")));

    [Fact]
    public void Pages_have_one_heading_a_title_of_their_own_and_their_language()
    {
        None(Pages().Where(v => v.Page!.QuerySelectorAll("h1").Length != 1).Select(v => $"{v} has {v.Page!.QuerySelectorAll("h1").Length} h1"));
        None(Pages().Where(v => v.Page!.DocumentElement.GetAttribute("lang") != (v.Url.StartsWith("/en", StringComparison.Ordinal) ? "en" : "vi")).Select(v => $"{v} is in another language"));
        None(Pages().Where(v => string.IsNullOrWhiteSpace(v.Page!.Title?.Split('–')[0])).Select(v => $"{v} has no title"));
    }

    [Fact]
    public void No_page_shows_the_key_of_a_text_instead_of_its_words() => None(Pages().Where(v => !IsForPrograms(v.Url)).SelectMany(v =>
        System.Text.RegularExpressions.Regex.Matches(v.Page!.Body!.TextContent, @"(?<![\w/@.-])(steering|services|portal|roads|problem|ui|nav|platform|files|layout|documents|calendar|identity)\.[a-z-]+\.[a-z.-]+(?![\w/])")
            .Select(m => $"{v}: {m.Value}")));

    // They name events and fields as programs do.
    private static bool IsForPrograms(string url) => url.EndsWith("/api", StringComparison.Ordinal) || url.Contains("/quan-tri/webhook", StringComparison.Ordinal);

    [Fact]
    public void Every_label_belongs_to_a_field_and_no_id_stands_twice()
    {
        None(Pages().SelectMany(v => v.Page!.QuerySelectorAll("label[for]").Where(l => v.Page!.GetElementById(l.GetAttribute("for")!) is null).Select(l => $"{v}: {l.OuterHtml}")));
        None(Pages().SelectMany(v => v.Page!.QuerySelectorAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => $"{v}: id {g.Key} stands {g.Count()} times")));
    }

    // 3.5.3: no change by GET.
    [Fact]
    public void Looking_changes_nothing() => Assert.Equal(site.Ledger.Before, site.Ledger.After);

    // 3.4.3 to 3.4.6.
    [Fact]
    public void Every_answer_carries_the_headers_that_tell_browsers_what_it_may_do()
    {
        None(site.Visits.Where(v => v.Header("X-Content-Type-Options") != "nosniff").Select(v => $"{v} may be sniffed"));
        None(Pages().Where(v => v.Header("Referrer-Policy") is not "strict-origin-when-cross-origin").Select(v => $"{v} tells where readers come from"));
        string[] directives = ["default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'", "script-src 'self' 'nonce-"];
        None(Pages().SelectMany(v => directives.Where(d => !v.Header("Content-Security-Policy").Contains(d, StringComparison.Ordinal)).Select(d => $"{v} lacks {d}")));
        None(Pages().Where(v => v.Header("Content-Security-Policy").Contains("unsafe", StringComparison.Ordinal)).Select(v => $"{v} allows what is unsafe"));
        None(site.Visits.Where(v => v.Headers.ContainsKey("Server") || v.Headers.ContainsKey("X-Powered-By")).Select(v => $"{v} says what serves it"));
    }

    [Fact]
    public void The_nonce_is_another_on_every_page()
    {
        var nonces = Pages().Select(v => v.Header("Content-Security-Policy").Split("'nonce-")[1].Split('\'')[0]).ToList();

        Assert.Equal(nonces.Count, nonces.Distinct().Count());
    }

    // 4.1.1.
    [Fact]
    public void Every_answer_says_its_type_and_text_its_encoding() => None(site.Visits.Where(v => v.Status == HttpStatusCode.OK).Where(v =>
        v.Header("Content-Type") is var type && (type.Length == 0 || (type.StartsWith("text/html", StringComparison.Ordinal) && !type.Contains("utf-8", StringComparison.OrdinalIgnoreCase))))
        .Select(v => $"{v} is '{v.Header("Content-Type")}'"));

    // 14.3.2.
    [Fact]
    public void What_someone_signed_in_sees_is_kept_by_no_cache() => None(site.Visits.Where(v => v.Account != "-" && v.Page is not null)
        .Where(v => !v.Header("Cache-Control").Contains("no-store", StringComparison.Ordinal)).Select(v => $"{v}: Cache-Control '{v.Header("Cache-Control")}'"));

    // 14.2.1 and 14.2.3: nothing secret in an address, nothing fetched from or told to another server.
    [Fact]
    public void Pages_fetch_nothing_from_elsewhere_and_put_no_secret_in_an_address()
    {
        None(Pages().SelectMany(v => v.Page!.QuerySelectorAll("script[src], link[rel=stylesheet], img[src], iframe, source[src], video[src]")
            .Where(e => (e.GetAttribute("src") ?? e.GetAttribute("href") ?? "x:").Contains(':', StringComparison.Ordinal) && !(e.GetAttribute("src") ?? "").StartsWith("data:", StringComparison.Ordinal))
            .Select(e => $"{v}: {e.OuterHtml}")));
        None(site.Visits.Where(v => v.Url.Contains(TestApp.Password, StringComparison.Ordinal) || v.Url.Contains("token", StringComparison.OrdinalIgnoreCase)).Select(v => v.ToString()));
    }

    private static bool AsksToSignIn(Visit visit) =>
        visit.Account == "-" && visit.Status == HttpStatusCode.Redirect && visit.Header("Location").Contains("/dang-nhap?ve=", StringComparison.Ordinal);

    private IEnumerable<Visit> Pages() => site.Visits.Where(v => v.Page is not null);

    private static async Task<bool> AnswersAsync(Dictionary<string, HttpClient> browsers, Address address, IReadOnlyList<string> urls, List<string> failed)
    {
        foreach (var account in DemoAccounts.All.Select(a => a.Name).Prepend("-"))
        {
            foreach (var url in urls)
            {
                using var answer = await browsers[account].GetAsync(url);
                if ((int)answer.StatusCode >= 500)
                {
                    failed.Add($"{url} answers {(int)answer.StatusCode} to {account}");
                }

                // The page of an error answers with that error's status; an address without what it needs says so.
                if (answer.IsSuccessStatusCode || address.Path.StartsWith("/loi/", StringComparison.Ordinal) || answer.StatusCode == HttpStatusCode.BadRequest)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void None(IEnumerable<string> found)
    {
        var all = found.Distinct().ToList();
        Assert.True(all.Count == 0, $"{all.Count}:\n{string.Join('\n', all.Take(30))}");
    }
}
