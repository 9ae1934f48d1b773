using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using LoTrinh.Host;
using LoTrinh.Host.Demo;
using LoTrinh.Host.Security;
using LoTrinh.Platform.Identity;
using LoTrinh.Tests.Harness;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>Every form of every page is sent what nobody should send: the answer is never an error of ours, and nothing typed is lost.</summary>
[Collection(nameof(Site))]
[Trait("Speed", "slow")]
public sealed class BadInputTests(Site site)
{
    private const string Script = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

    // Each name says what is sent; the function gives a field's value. Bytes rather than text, so that broken UTF-8 can be sent.
    private static readonly (string Name, Func<IElement, byte[]> Value)[] Inputs =
    [
        ("nothing", _ => []),
        ("far too much", _ => Encoding.ASCII.GetBytes(new string('a', 100_000))),
        ("a script", _ => Encoding.UTF8.GetBytes(Script)),
        ("broken UTF-8", _ => [0xC3, 0x28, 0xFF, 0xFE, 0xED, 0xA0, 0x80]),
        ("a negative number", _ => "-1"u8.ToArray()),
        ("a huge number", _ => "99999999999999999999999999"u8.ToArray()),
        ("a day long past", _ => "01/01/0001"u8.ToArray()),
        ("no day at all", _ => "31/02/2021"u8.ToArray()),
        ("a zero byte", _ => "a\0b"u8.ToArray()),
    ];

    [Fact]
    public async Task No_form_answers_bad_input_with_an_error_of_ours_and_what_was_typed_stays()
    {
        var failed = new List<string>();
        foreach (var (visit, form) in Forms("post"))
        {
            foreach (var (name, value) in Inputs)
            {
                foreach (var url in TargetsOf(form, visit))
                {
                    using var answer = await site.Browsers[visit.Account].PostAsync(url, Filled(form, value));
                    var page = answer.Content.Headers.ContentType?.MediaType == "text/html" ? await answer.ReadPageAsync() : null;
                    var problem = (int)answer.StatusCode >= 500 ? $"answers {(int)answer.StatusCode}" : page is null ? null : Wrong(answer.StatusCode, page, form, name);
                    if (problem is not null)
                    {
                        failed.Add($"{url} ({visit}) sent {name}: {problem}");
                    }
                }
            }
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed.Distinct().Take(30)));
    }

    [Fact]
    public async Task No_address_answers_a_bad_query_with_an_error_of_ours()
    {
        string[] values = ["%00", "%C3%28", "-1", "99999999999999999999", "0001-01-01", "31/12/9999", Uri.EscapeDataString(Script), new('a', 5000), "'; DROP TABLE steering_task; --"];
        var failed = new List<string>();
        var asked = site.Visits.Where(v => v.Url.Contains('?', StringComparison.Ordinal)).SelectMany(v => v.Url.Split('?')[1].Split('&')
            .Select(part => (v.Account, Path: v.Url.Split('?')[0], Name: part.Split('=')[0]))).Where(a => a.Name is not "v")
            .DistinctBy(a => (Site.ShapeOf(a.Path).Replace("/en/", "/", StringComparison.Ordinal), a.Name));
        foreach (var (account, path, name) in asked)
        {
            foreach (var value in values)
            {
                using var answer = await site.Browsers[account].GetAsync($"{path}?{name}={value}");
                var body = await answer.Content.ReadAsStringAsync();
                if ((int)answer.StatusCode >= 500 || body.Contains("<script>alert", StringComparison.Ordinal))
                {
                    failed.Add($"{path}?{name}={value[..Math.Min(40, value.Length)]} answers {(int)answer.StatusCode} to {account}");
                }
            }
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed.Take(30)));
    }

    // 3.5.1: a form of ours without its token is refused, and so is one with the token of someone else.
    [Fact]
    public async Task No_form_is_taken_without_its_token()
    {
        var failed = new List<string>();
        // In an application of its own: bad input leaves accounts of the shared one disabled and signed out.
        using var app = TestApp.Start(Postgres.OrSqlite, configure: ManyVisitors.Come);
        var browsers = new Dictionary<string, HttpClient> { ["-"] = app.Anonymous() };
        foreach (var known in DemoAccounts.All)
        {
            browsers[known.Name] = await app.SignInAsync(known.Name);
        }

        foreach (var address in (await Addresses.AllAsync(app)).Where(a => a.IsPage && a.Method != "GET" && !a.Path.StartsWith("/loi/", StringComparison.Ordinal)))
        {
            var account = address.IsOpen ? "-" : DemoAccounts.All.First(a => address.Demands.All(d => Has(a.Role, d))).Name;
            var url = Regex.Replace(Regex.Replace(address.Path, @"/\{\w+:guid\?\}", ""), @"\{\w+:guid\}", Guid.Empty.ToString());
            foreach (var token in new[] { null, await TokenAsync(browsers["inspector"]) })
            {
                using var form = new FormUrlEncodedContent(token is null ? [] : [new("__RequestVerificationToken", token)]);
                using var answer = await browsers[account].PostAsync($"{url}?handler={address.Handler}", form);
                if (answer.StatusCode != HttpStatusCode.BadRequest || await answer.Content.ReadAsStringAsync() is var body && body.Contains("data-field=\"validation\"", StringComparison.Ordinal))
                {
                    failed.Add($"{address} answers {(int)answer.StatusCode} to {account} {(token is null ? "without a token" : "with another's token")}");
                }
            }
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    private static bool Has(string role, string demand) =>
        new PermissionCatalogue(Modules.All).Of(role).Contains(PermissionRequirement.Of(demand).Permission);

    private static async Task<string> TokenAsync(HttpClient browser) =>
        (await browser.OpenAsync("/dang-xuat")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private IEnumerable<(Visit Visit, IHtmlFormElement Form)> Forms(string method) => site.Visits.Where(v => v.Page is not null)
        .SelectMany(v => v.Page!.Forms.Where(f => f.Method == method).Select(f => (v, f)))
        .Where(x => !(x.f.GetAttribute("action") ?? "").EndsWith("/dang-xuat", StringComparison.Ordinal) && x.v.Url != "/dang-xuat" && x.v.Url != "/en/dang-xuat")
        .DistinctBy(x => (Site.ShapeOf(x.f.GetAttribute("action") ?? x.v.Url), string.Join(',', Fields(x.f).Select(i => i.GetAttribute("name")).Distinct())));

    // Where the form goes by itself, and where each of its buttons sends it instead.
    private static IEnumerable<string> TargetsOf(IHtmlFormElement form, Visit visit) =>
        form.QuerySelectorAll("button[formaction]").Select(b => b.GetAttribute("formaction")!).Append(form.GetAttribute("action") ?? visit.Url).Distinct();

    private static IEnumerable<IElement> Fields(IHtmlFormElement form) => form.QuerySelectorAll("input[name], textarea[name], select[name]");

    private static MultipartFormDataContent Filled(IHtmlFormElement form, Func<IElement, byte[]> value)
    {
        var content = new MultipartFormDataContent();
        foreach (var field in Fields(form))
        {
            var name = field.GetAttribute("name")!;
            switch (field.GetAttribute("type"))
            {
                case "hidden" when name is "__RequestVerificationToken" or "Version":
                    content.Add(new StringContent(field.GetAttribute("value") ?? ""), name);
                    break;
                case "file":
                    break;
                default:
                    content.Add(new ByteArrayContent(value(field)), name);
                    break;
            }
        }

        return content;
    }

    // The page again: says what is wrong, keeps what was typed, runs none of it.
    private static string? Wrong(HttpStatusCode status, IHtmlDocument page, IHtmlFormElement form, string input)
    {
        if (page.QuerySelectorAll("script:not([src]), img[onerror], [onerror]").Length > 0)
        {
            return "what was typed became part of the page";
        }

        // A form that only shows what would come of it has nothing to refuse; it keeps what was typed all the same.
        if (status is not (HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.OK))
        {
            return null;
        }

        // Words like any others were taken, and the page tells the secret that was made, once.
        if (status is HttpStatusCode.OK && page.QuerySelector("code.key") is not null)
        {
            return null;
        }

        if (status is not HttpStatusCode.OK && page.QuerySelector("[data-field=validation], .ds-error-summary, [role=alert]") is null)
        {
            return "says nothing of what is wrong";
        }

        var lost = input == "a script" ? Fields(form).Where(f => IsTyped(f) && page.GetElementsByName(f.GetAttribute("name")!) is { Length: > 0 } again
            && again.All(a => (a is IHtmlTextAreaElement area ? area.Value : a.GetAttribute("value")) != Script)).Select(f => f.GetAttribute("name")).ToList() : [];
        return lost.Count > 0 ? $"loses what was typed in {string.Join(", ", lost)}" : null;
    }

    private static bool IsTyped(IElement field) => field is IHtmlTextAreaElement || field is IHtmlInputElement && field.GetAttribute("type") is null or "text" or "date" or "number" or "tel" or "email" or "search";
}
