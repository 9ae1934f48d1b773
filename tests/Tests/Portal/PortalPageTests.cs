using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using LoTrinh.Tests.Harness;
using Xunit;

namespace LoTrinh.Tests.Portal;

/// <summary>What everyone reads: front page, archive, feeds, open data.</summary>
public sealed class PortalPageTests
{
    [Theory, EachDatabase]
    public async Task The_front_page_leads_to_services_news_and_data_and_an_article_to_its_neighbours(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var anyone = app.Anonymous();

        var home = await anyone.OpenAsync("/");
        var first = await anyone.OpenAsync("/tin/bo-giao-thong-van-tai-kien-toan-ban-chi-dao-xay-dung-chinh-phu-dien-tu");
        var middle = await anyone.OpenAsync("/en/tin/tra-cuu-ho-so-bang-ma-khong-can-dang-nhap");

        Assert.Equal("/tim-kiem", home.QuerySelector(".hero form")!.GetAttribute("action"));
        Assert.Equal(5, home.QuerySelectorAll("a.card").Length);
        Assert.All(home.QuerySelectorAll("main img"), i => Assert.True(i.HasAttribute("alt")));
        Assert.Contains("Ban Biên tập", first.QuerySelector("article")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, first.QuerySelectorAll("ol.comments > li").Length);
        Assert.DoesNotContain("0000000000", first.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, middle.QuerySelectorAll(".neighbours a").Length);
        Assert.All(middle.QuerySelectorAll(".neighbours a"), a => Assert.StartsWith("/en/tin/", a.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory, EachDatabase]
    public async Task The_archive_is_searched_without_marks_by_section_and_never_shows_what_is_not_public(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var anyone = app.Anonymous();

        var found = await anyone.OpenAsync("/tin?q=hanh+trinh");
        var section = await anyone.OpenAsync("/tin/chuyen-muc/chuyen-doi-so");
        var api = await anyone.GetFromJsonAsync<JsonElement>("/api/v1/portal/articles?section=dich-vu-cong&q=lich");

        Assert.Single(found.QuerySelectorAll("ul.news > li"));
        Assert.Equal(2, section.QuerySelectorAll("ul.news > li").Length);
        Assert.Equal(1, api.GetProperty("count").GetInt32());
        Assert.NotNull((await anyone.OpenAsync("/tin?q=" + Uri.EscapeDataString("<script>"))).QuerySelector(".empty"));
        foreach (var hidden in new[] { "huong dan viet binh luan", "so ket nhiem vu", "gioi thieu chuyen muc", "bao tri he thong" })
        {
            Assert.Empty((await anyone.OpenAsync("/tin?q=" + Uri.EscapeDataString(hidden))).QuerySelectorAll("ul.news > li"));
            Assert.Equal(0, (await anyone.GetFromJsonAsync<JsonElement>("/api/v1/search?kind=article&q=" + Uri.EscapeDataString("\"" + hidden + "\""))).GetProperty("count").GetInt32());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/tin/chuyen-muc/khong-co")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await anyone.GetAsync("/api/v1/portal/articles?section=khong-co")).StatusCode);
    }

    [Fact]
    public async Task Feeds_and_map_hold_whole_addresses_of_public_pages()
    {
        using var app = TestApp.Start();
        using var anyone = app.Anonymous();

        var feed = XDocument.Parse(await anyone.GetStringAsync("/rss/dich-vu-cong"));
        var map = XDocument.Parse(await anyone.GetStringAsync("/sitemap.xml"));

        Assert.Equal(2, feed.Descendants("item").Count());
        foreach (var link in feed.Descendants("link").Select(l => l.Value).Concat(map.Descendants().Where(e => e.Name.LocalName == "loc").Select(e => e.Value)))
        {
            Assert.StartsWith("http://localhost/", link, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync(link)).StatusCode);
        }

        Assert.Contains("Sitemap: http://localhost/sitemap.xml", await anyone.GetStringAsync("/robots.txt"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/rss/khong-co")).StatusCode);
    }

    [Fact]
    public async Task Every_dataset_is_described_and_given_as_files_that_agree()
    {
        using var app = TestApp.Start();
        using var anyone = app.Anonymous();

        var catalogue = await anyone.GetFromJsonAsync<JsonElement>("/api/v1/open-data");
        var datasets = catalogue.GetProperty("datasets").EnumerateArray().ToList();

        Assert.True(datasets.Count >= 2);
        foreach (var dataset in datasets)
        {
            var key = dataset.GetProperty("identifier").GetString();
            var fields = dataset.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()!).ToList();
            var csv = await anyone.GetByteArrayAsync($"/api/v1/open-data/{key}.csv");
            var rows = await anyone.GetFromJsonAsync<JsonElement>($"/api/v1/open-data/{key}.json");
            var file = dataset.GetProperty("distributions").EnumerateArray().First(d => d.GetProperty("format").GetString() == "csv");
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(csv)), file.GetProperty("sha256").GetString());
            Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
            Assert.Equal(string.Join(',', fields), Encoding.UTF8.GetString(csv[3..]).Split("\r\n")[0]);
            Assert.Equal(file.GetProperty("rows").GetInt32(), rows.GetArrayLength());
            Assert.All(rows.EnumerateArray(), r => Assert.Equal(fields, r.EnumerateObject().Select(p => p.Name)));
            Assert.NotNull((await anyone.OpenAsync($"/en/du-lieu-mo/{key}")).QuerySelector("table"));
        }

        var days = await anyone.GetFromJsonAsync<JsonElement>("/api/v1/open-data/working-calendar.json");
        Assert.Contains(days.EnumerateArray(), d => d.GetProperty("date").GetString() == "2020-04-30" && d.GetProperty("kind").GetString() == "closed");
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/du-lieu-mo/khong-co")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/api/v1/open-data/khong-co.csv")).StatusCode);
    }
}
