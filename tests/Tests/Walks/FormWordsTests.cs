using AngleSharp.Html.Dom;
using LoTrinh.Platform;
using LoTrinh.Tests.Harness;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>Forms speak the product's language: the browser's own checks are off, and nothing that the framework would say in English reaches a reader.</summary>
[Collection(nameof(Site))]
[Trait("Speed", "slow")]
public sealed class FormWordsTests(Site site)
{
    private static readonly string[] Foreign = ["The value", "is not valid", "is required", "is invalid", "must be a number", "The field", "was not present"];
    private static readonly string[] Wrong = ["abc", "9999999999", "31/02/2020", "Nope"];

    [Fact]
    public void No_form_that_is_sent_leaves_its_checking_to_the_browser()
    {
        var left = Pages().SelectMany(v => v.Page!.Forms.Where(f => f.Method == "post" && !f.HasAttribute("novalidate")).Select(f => $"{v}: {f.GetAttribute("action")}")).ToList();
        var native = Pages().SelectMany(v => v.Page!.QuerySelectorAll("form[method=post] [required]").Select(e => $"{v}: {e.OuterHtml}")).ToList();

        Assert.True(left.Count + native.Count == 0, string.Join('\n', left.Concat(native).Distinct().Take(20)));
        Assert.True(Pages().SelectMany(v => v.Page!.Forms).Count(f => f.Method == "post") > 50, "the walk saw hardly a form");
    }

    [Fact]
    public async Task No_page_answers_a_wrong_filter_in_the_frameworks_words()
    {
        var failed = new List<string>();
        var asked = Pages().Where(v => v.Url.Contains('?', StringComparison.Ordinal)).SelectMany(v => v.Url.Split('?')[1].Split('&').Select(p => (v.Account, Path: v.Url.Split('?')[0], Name: p.Split('=')[0])))
            .Concat(Pages().SelectMany(v => v.Page!.Forms.Where(f => f.Method == "get").SelectMany(f => f.QuerySelectorAll("input[name], select[name]")
                .Select(i => (v.Account, Path: (f.GetAttribute("action") ?? v.Url).Split('?')[0], Name: i.GetAttribute("name")!)))))
            .Where(a => a.Path.StartsWith('/') && !IsEnglish(a.Path)).DistinctBy(a => (Site.ShapeOf(a.Path), a.Name)).ToList();
        foreach (var (account, path, name) in asked)
        {
            foreach (var value in Wrong)
            {
                using var answer = await site.Browsers[account].GetAsync($"{path}?{name}={Uri.EscapeDataString(value)}");
                failed.AddRange(await ForeignAsync(answer, $"{path}?{name}={value}"));
            }
        }

        Assert.True(asked.Count > 20, $"only {asked.Count} filters");
        Assert.True(failed.Count == 0, string.Join('\n', failed.Take(30)));
    }

    [Fact]
    public async Task No_form_answers_what_cannot_be_read_in_the_frameworks_words()
    {
        var failed = new List<string>();
        var forms = Pages().Where(v => !IsEnglish(v.Url)).SelectMany(v => v.Page!.Forms.Where(f => f.Method == "post").Select(f => (Visit: v, Form: f)))
            .Where(x => x.Form.QuerySelector("input[inputmode], input[type=checkbox], select, input[type=radio]") is not null)
            .DistinctBy(x => (Site.ShapeOf(x.Form.GetAttribute("action") ?? x.Visit.Url), string.Join(',', NamesOf(x.Form)))).ToList();
        foreach (var (visit, form) in forms)
        {
            foreach (var value in Wrong)
            {
                var url = form.GetAttribute("action") ?? visit.Url;
                var token = form.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
                using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. NamesOf(form).Select(n => new KeyValuePair<string, string>(n, value))]);
                using var answer = await site.Browsers[visit.Account].PostAsync(url, content);
                failed.AddRange(await ForeignAsync(answer, $"{url} sent {value}"));
            }
        }

        Assert.True(forms.Count > 10, $"only {forms.Count} forms");
        Assert.True(failed.Count == 0, string.Join('\n', failed.Distinct().Take(30)));
    }

    [Fact]
    public void Every_page_whose_form_carries_a_version_learns_the_newest_one_after_a_conflict()
    {
        var pages = LoTrinh.Host.Modules.All.Select(m => m.GetType().Assembly).Append(typeof(Problem).Assembly).Append(typeof(Program).Assembly).Distinct().SelectMany(a => a.GetTypes())
            .Where(t => t.IsAssignableTo(typeof(PageModel)) && !t.IsAbstract && t.GetProperty(nameof(IRemembersVersion.Version)) is not null).ToList();

        Assert.True(pages.Count > 10);
        Assert.All(pages, p => Assert.True(p.IsAssignableTo(typeof(IRemembersVersion)), p.FullName));
    }

    private static bool IsEnglish(string url) => url == "/en" || url.StartsWith("/en/", StringComparison.Ordinal) || url.StartsWith("/en?", StringComparison.Ordinal);

    private static IEnumerable<string> NamesOf(IHtmlFormElement form) => form.QuerySelectorAll("input[name], textarea[name], select[name]")
        .Select(i => i.GetAttribute("name")!).Where(n => n is not "__RequestVerificationToken").Distinct();

    private static async Task<IEnumerable<string>> ForeignAsync(HttpResponseMessage answer, string what)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "text/html")
        {
            return [];
        }

        var text = (await answer.ReadPageAsync()).QuerySelector("main")?.TextContent ?? "";
        return Foreign.Where(f => text.Contains(f, StringComparison.Ordinal)).Select(f => $"{what}: {f}");
    }

    private IEnumerable<Visit> Pages() => site.Visits.Where(v => v.Page is not null && !v.Url.EndsWith("/api", StringComparison.Ordinal));
}
