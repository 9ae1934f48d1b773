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

    [GeneratedRegex(@"\b[a-z]+\.[a-z-]+\.[a-z]|^system$")]
    private static partial Regex Key();
}
