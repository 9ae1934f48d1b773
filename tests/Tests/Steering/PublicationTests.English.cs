using LoTrinh.Tests.Harness;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed partial class PublicationTests
{
    [Fact]
    public async Task An_English_reader_is_told_what_there_is_in_Vietnamese_only_and_every_table_stacks_on_a_narrow_screen()
    {
        using var app = TestApp.Start();
        using var everyone = app.Anonymous();
        var code = await PublishAsync(app, new { day = "2021-03-10", commentary = "Lời bình qwxz", answerable = "Văn phòng" });
        var both = await PublishAsync(app, new
        {
            day = "2021-03-11", commentary = "Lời bình", commentaryEn = "A comment", answerable = "Văn phòng", answerableEn = "The office",
        });

        async Task<int> MarkedAsync(string url) => (await everyone.OpenAsync(url)).QuerySelectorAll("main h2").Count(h =>
            h.TextContent.Contains("In Vietnamese only", StringComparison.Ordinal) || h.TextContent.Contains("Chỉ có tiếng Việt", StringComparison.Ordinal));
        var english = await everyone.OpenAsync($"/en/ket-qua-chi-dao/{code}");

        Assert.Equal((2, 0, 0), (await MarkedAsync($"/en/ket-qua-chi-dao/{code}"), await MarkedAsync($"/ket-qua-chi-dao/{code}"), await MarkedAsync($"/en/ket-qua-chi-dao/{both}")));
        Assert.Equal("vi", english.QuerySelectorAll("p.lines").Single(p => p.TextContent.Contains("qwxz", StringComparison.Ordinal)).GetAttribute("lang"));
        Assert.All(english.QuerySelectorAll("main table"), t => Assert.Contains("stacked", t.ClassList));
        Assert.All(english.QuerySelectorAll("main table tbody td"), c => Assert.True(c.HasAttribute("data-label") || c.QuerySelector("svg, .bar") is not null, c.OuterHtml));
    }
}
