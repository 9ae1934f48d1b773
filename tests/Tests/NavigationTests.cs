using System.Net;
using LoTrinh.Tests.Harness;
using Xunit;

namespace LoTrinh.Tests;

[Trait("Speed", "slow")]
public sealed class NavigationTests
{
    [Theory]
    [InlineData("chair", "/chi-dao"), InlineData("office", "/chi-dao"), InlineData("admin", "/quan-tri/nhat-ky"), InlineData("citizen", "/")]
    public async Task Every_link_that_a_page_offers_answers(string account, string start)
    {
        using var app = TestApp.Start();
        using var browser = await app.SignInAsync(account);
        foreach (var prefix in new[] { "", "/en" })
        {
            var page = await browser.OpenAsync(prefix + start);
            foreach (var link in page.QuerySelectorAll("a[href^='/'], link[href^='/']").Select(a => a.GetAttribute("href")!).Distinct())
            {
                using var answer = await browser.GetAsync(link);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{link} answers {(int)answer.StatusCode}");
            }
        }
    }
}
