using System.Text;
using System.Text.Encodings.Web;
using CsCheck;
using LoTrinh.Platform.Search;
using Xunit;

namespace LoTrinh.Tests.Search;

public sealed class SnippetTests
{
    [Theory]
    [InlineData("cap phu hieu", "Cấp phù hiệu xe tải", "<mark>Cấp</mark> <mark>phù</mark> <mark>hiệu</mark> xe tải")]
    [InlineData("bgtvt", "12/2017/TT-BGTVT", "12/2017/TT-<mark>BGTVT</mark>")]
    [InlineData("51F12345", "Xe 51F-123.45", "Xe <mark>51F-123.45</mark>")]
    [InlineData("script", "<script>alert(1)</script>", "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;")]
    public void The_words_are_marked_as_they_stand_and_the_rest_is_encoded(string query, string text, string html) =>
        Assert.Equal(html, Written(query, text));

    [Fact]
    public void A_decomposed_text_is_marked_whole()
    {
        var text = "Đường bộ".Normalize(NormalizationForm.FormD);

        Assert.Equal($"<mark>{text[..text.IndexOf(' ')]}</mark> <mark>{text[(text.IndexOf(' ') + 1)..]}</mark>", Written("duong bo", text));
    }

    [Fact]
    public void A_snippet_is_short_and_holds_the_first_word_found() => Gen.Int[0, 400].Sample(before =>
    {
        var text = string.Concat(Enumerable.Repeat("chữ ", before)) + "đăng kiểm " + string.Concat(Enumerable.Repeat("nữa ", 300));
        var cut = Snippets.Cut(SearchQuery.Parse("dang kiem"), text);
        return cut.Length <= 270 && cut.Contains("đăng kiểm", StringComparison.Ordinal);
    });

    [Fact]
    public void A_snippet_stays_in_the_language_in_which_the_word_was_found()
    {
        var text = string.Join(SearchDraft.Apart, "Giấy phép vận tải đường bộ", "Permit for carrying by road");

        Assert.Equal("Giấy phép vận tải đường bộ", Snippets.Cut(SearchQuery.Parse("duong bo"), text));
        Assert.Equal("Permit for carrying by road", Snippets.Cut(SearchQuery.Parse("permit"), text));
        Assert.Equal("Giấy phép vận tải đường bộ", Snippets.Cut(SearchQuery.Parse("khong co"), text));
    }

    [Fact]
    public void Marking_loses_nothing_of_any_text() => Gen.String.Sample(text =>
    {
        var html = Written("a b c 1", text);
        return System.Net.WebUtility.HtmlDecode(html.Replace("<mark>", "", StringComparison.Ordinal).Replace("</mark>", "", StringComparison.Ordinal)) == System.Net.WebUtility.HtmlDecode(HtmlEncoder.Default.Encode(text));
    }, iter: 500);

    [Theory]
    [InlineData("đường", "d9u7o7ng2"), InlineData("hoà", "hoa2"), InlineData("hòa", "hoa2"), InlineData("Kỹ", "ki4"), InlineData("ban", "ban")]
    public void Marks_are_written_as_figures_behind_the_letters(string word, string written) => Assert.Equal(written, Assert.Single(Accents.Words(word)));

    private static string Written(string query, string text)
    {
        using var writer = new StringWriter();
        Snippets.Mark(SearchQuery.Parse(query), text).WriteTo(writer, HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All));
        return writer.ToString();
    }
}
