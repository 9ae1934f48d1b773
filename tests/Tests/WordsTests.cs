using System.Text.RegularExpressions;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Tests.Harness;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests;

/// <summary>People read words where programs read keys.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public async Task Permissions_roles_and_deeds_have_words_and_pages_show_them()
    {
        using var app = TestApp.Start();
        var texts = app.Services.GetRequiredService<Texts>();
        var deeds = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Select(e => new { e.Action, e.SubjectType }).Distinct().ToListAsync());
        using var admin = await app.SignInAsync("admin");
        var ledger = (await admin.OpenAsync("/quan-tri/nhat-ky")).QuerySelectorAll("tbody td").Select(c => c.TextContent);
        var tokens = (await admin.OpenAsync("/en/tai-khoan/ma-truy-cap")).QuerySelectorAll("main label").Select(c => c.TextContent).ToList();

        var keys = app.Services.GetRequiredService<PermissionCatalogue>().All.Select(p => $"permission.{p}")
            .Concat(Roles.All.Select(r => $"role.{r}")).Concat(deeds.Select(d => $"ledger.subject.{d.SubjectType}"));

        Assert.DoesNotContain(keys, k => !texts.Has(k));
        Assert.DoesNotContain(deeds, d => !texts.Has($"ledger.{d.Action}") && !texts.Has($"ledger.action.{d.Action}"));
        Assert.DoesNotContain(ledger.Concat(tokens), Key().IsMatch);
        Assert.Contains(tokens, t => t.Trim() == "Manage accounts and roles");
    }

    [Fact]
    public void Every_refusal_and_every_deed_that_the_code_names_has_a_sentence()
    {
        using var app = TestApp.Start(demo: false);
        var texts = app.Services.GetRequiredService<Texts>();
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();

        var refusals = sources.SelectMany(s => Refusal().Matches(s)).Select(m => $"problem.{m.Groups[1].Value}").ToHashSet();
        var deeds = sources.SelectMany(s => Deed().Matches(s)).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.True(refusals.Count > 100 && deeds.Count > 30, $"{refusals.Count} refusals, {deeds.Count} deeds");
        Assert.DoesNotContain(refusals, r => !texts.Has(r));
        Assert.DoesNotContain(deeds, d => !texts.Has($"ledger.{d}") && !texts.Has($"ledger.action.{d}"));
    }

    [GeneratedRegex(@"Problem\.\w+\(""([^""]+)""")]
    private static partial Regex Refusal();

    [GeneratedRegex(@"\.Record\(\w+, ""([^""{]+)""")]
    private static partial Regex Deed();

    [GeneratedRegex(@"\b[a-z]+\.[a-z-]+\.[a-z]|^system$")]
    private static partial Regex Key();
}
