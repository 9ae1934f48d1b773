using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using LoTrinh.Platform.Exports;
using Xunit;

namespace LoTrinh.Tests.Exports;

/// <summary>The layout of Decree 30/2020/NĐ-CP, read back from the file.</summary>
public sealed class OfficialLetterTests
{
    private const double TwipsPerMm = 1440 / 25.4;

    [Fact]
    public void The_page_is_A4_with_the_margins_of_the_decree_and_numbered_from_the_second_page_on()
    {
        using var document = Open(Letter());
        var section = document.MainDocumentPart!.Document!.Body!.GetFirstChild<SectionProperties>()!;
        var (size, margin) = (section.GetFirstChild<PageSize>()!, section.GetFirstChild<PageMargin>()!);

        Assert.Equal((210, 297), (Mm(size.Width!.Value), Mm(size.Height!.Value)));
        Assert.InRange(Mm(margin.Top!.Value), 20, 25);
        Assert.InRange(Mm(margin.Bottom!.Value), 20, 25);
        Assert.InRange(Mm(margin.Left!.Value), 30, 35);
        Assert.InRange(Mm(margin.Right!.Value), 15, 20);
        Assert.NotNull(section.GetFirstChild<TitlePage>());
        var header = Assert.Single(document.MainDocumentPart.HeaderParts).Header!;
        Assert.Equal(HeaderFooterValues.Default, section.GetFirstChild<HeaderReference>()!.Type!.Value);
        Assert.Contains(header.Descendants<FieldCode>(), f => f.Text == "PAGE");
        Assert.Equal(JustificationValues.Center, header.Descendants<Justification>().First().Val!.Value);
    }

    [Fact]
    public void Every_word_is_black_Times_New_Roman_and_each_place_has_its_size_and_look()
    {
        using var document = Open(Letter());
        var body = document.MainDocumentPart!.Document!.Body!;

        Assert.All(body.Descendants<RunFonts>(), f => Assert.Equal("Times New Roman", f.Ascii));
        Assert.Equal((13.0, true, false), Look(body, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
        Assert.Equal((14.0, true, false), Look(body, "Độc lập - Tự do - Hạnh phúc"));
        Assert.Equal((13.0, false, false), Look(body, "BỘ GIAO THÔNG VẬN TẢI"));
        Assert.Equal((13.0, true, false), Look(body, "BAN CHỈ ĐẠO XÂY DỰNG CHÍNH PHỦ ĐIỆN TỬ"));
        Assert.Equal((13.0, false, false), Look(body, "Số: 07/BGTVT-TTCNTT"));
        Assert.Equal((12.0, false, false), Look(body, "V/v đôn đốc thực hiện nhiệm vụ được giao"));
        Assert.Equal((14.0, false, true), Look(body, "Hà Nội, ngày 05 tháng 02 năm 2021"));
        Assert.Equal((14.0, false, false), Look(body, "Kính gửi: Tổng cục Đường bộ Việt Nam."));
        Assert.Equal((12.0, true, true), Look(body, "Nơi nhận:"));
        Assert.Equal((11.0, false, false), Look(body, "- Lưu: VT, TTCNTT."));
        Assert.Equal((14.0, true, false), Look(body, "KT. TRƯỞNG BAN"));
        Assert.Equal((13.0, true, false), Look(body, "THỨ TRƯỞNG BỘ GIAO THÔNG VẬN TẢI"));
        Assert.Equal((14.0, true, false), Look(body, "Nguyễn Ngọc Đông"));
    }

    [Fact]
    public void Paragraphs_are_set_in_justified_and_spaced_and_the_last_ends_with_the_closing_sign()
    {
        using var document = Open(Letter());
        var paragraphs = document.MainDocumentPart!.Document!.Body!.Elements<Paragraph>().Where(p => p.Descendants<Indentation>().Any(i => i.FirstLine is not null)).ToList();

        Assert.Equal(2, paragraphs.Count);
        Assert.All(paragraphs, p =>
        {
            var properties = p.ParagraphProperties!;
            Assert.InRange(int.Parse(properties.Indentation!.FirstLine!) / TwipsPerMm, 10, 12.8);
            Assert.True(int.Parse(properties.SpacingBetweenLines!.After!) >= 6 * 20);
            Assert.InRange(int.Parse(properties.SpacingBetweenLines.Line!), 240, 360);
            Assert.Equal(JustificationValues.Both, properties.Justification!.Val!.Value);
        });
        Assert.EndsWith("nghiêm túc thực hiện./.", paragraphs[^1].InnerText, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_repeats_its_head_keeps_its_rows_whole_and_fits_between_the_margins()
    {
        using var document = Open(Letter());
        var table = document.MainDocumentPart!.Document!.Body!.Elements<Table>().Single(t => t.Descendants<TableHeader>().Any());
        var rows = table.Elements<TableRow>().ToList();

        Assert.Equal(3, rows.Count);
        Assert.All(rows, r => Assert.NotNull(r.TableRowProperties!.GetFirstChild<CantSplit>()));
        Assert.Equal(["TT", "Nội dung"], rows[0].Elements<TableCell>().Select(c => c.InnerText));
        Assert.Equal(["2", "Nâng cấp phần mềm"], rows[2].Elements<TableCell>().Select(c => c.InnerText));
        Assert.True(table.Descendants<GridColumn>().Sum(c => int.Parse(c.Width!)) / TwipsPerMm <= 165.1);
    }

    [Fact]
    public void The_file_is_valid_and_the_same_letter_reads_the_same()
    {
        using var document = Open(Letter());

        var errors = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}");

        Assert.Empty(errors);
        Assert.Equal("đôn đốc thực hiện nhiệm vụ được giao", document.PackageProperties.Title);
    }

    [Fact]
    public void A_number_that_is_not_given_yet_leaves_its_place_and_a_body_without_one_above_it_stands_alone()
    {
        using var document = Open(Letter() with { Number = null, GoverningBody = null, Issuer = "Bộ Giao thông vận tải", Addressees = ["Cục A", "Cục B"] });
        var lines = document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(p => p.InnerText).ToList();

        Assert.Contains("Số:         /BGTVT-TTCNTT", lines);
        Assert.Equal("BỘ GIAO THÔNG VẬN TẢI", lines[0]);
        Assert.Equal(["Kính gửi:", "- Cục A;", "- Cục B."], lines.SkipWhile(l => l != "Kính gửi:").Take(3));
    }

    [Fact]
    public void A_document_with_the_name_of_its_kind_says_it_above_what_it_is_about_and_names_nobody_to_whom_it_goes()
    {
        using var document = Open(Letter() with { TypeName = "Thông báo", Subject = "Kết luận phiên họp thứ hai", Addressees = [] });
        var body = document.MainDocumentPart!.Document!.Body!;
        var lines = body.Descendants<Paragraph>().Select(p => p.InnerText).ToList();

        Assert.Equal((14.0, true, false), Look(body, "THÔNG BÁO"));
        Assert.Equal((14.0, true, false), Look(body, "Kết luận phiên họp thứ hai"));
        Assert.Equal("Kết luận phiên họp thứ hai", lines[lines.IndexOf("THÔNG BÁO") + 1]);
        Assert.DoesNotContain(lines, l => l.StartsWith("V/v", StringComparison.Ordinal) || l.StartsWith("Kính gửi", StringComparison.Ordinal));
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(document));
    }

    [Theory]
    [InlineData(2021, 3, 9, "ngày 09 tháng 3 năm 2021"), InlineData(2021, 1, 31, "ngày 31 tháng 01 năm 2021"), InlineData(2020, 12, 5, "ngày 05 tháng 12 năm 2020")]
    public void Days_below_ten_and_the_first_two_months_have_a_leading_zero(int year, int month, int day, string written) =>
        Assert.Equal(written, OfficialLetter.Written(new(year, month, day)));

    private static OfficialLetter Letter() => new()
    {
        GoverningBody = "Bộ Giao thông vận tải",
        Issuer = "Ban Chỉ đạo xây dựng Chính phủ điện tử",
        Number = "7",
        Symbol = "BGTVT-TTCNTT",
        Place = "Hà Nội",
        On = new(2021, 2, 5),
        Subject = "đôn đốc thực hiện nhiệm vụ được giao",
        Addressees = ["Tổng cục Đường bộ Việt Nam"],
        Body =
        [
            new LetterParagraph("Tính đến nay, đơn vị còn 02 nhiệm vụ quá hạn:"),
            new LetterTable([new("TT", 9, Centred: true), new("Nội dung", 60)], [["1", "Số hóa hồ sơ"], ["2", "Nâng cấp phần mềm"]]),
            new LetterParagraph("Đề nghị đơn vị nghiêm túc thực hiện."),
        ],
        Copies = ["Như trên", "Lưu: VT, TTCNTT"],
        Signing = new(["KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"], "Thứ trưởng Bộ Giao thông vận tải", "Nguyễn Ngọc Đông"),
    };

    [Fact]
    public void The_measures_are_data_with_their_source_and_lie_within_the_decrees_spans()
    {
        var rules = LetterRules.On(new(2021, 3, 15));

        Assert.Contains("30/2020/NĐ-CP", rules.Source, StringComparison.Ordinal);
        Assert.Same(rules, LetterRules.On(new(2000, 1, 1)));
        Assert.Equal((210, 297), (rules.PageWidth, rules.PageHeight));
        Assert.InRange(rules.Top, 20, 25);
        Assert.InRange(rules.Bottom, 20, 25);
        Assert.InRange(rules.Left, 30, 35);
        Assert.InRange(rules.Right, 15, 20);
        Assert.InRange(rules.LineSpacing, 1, 1.5);
        Assert.InRange(rules.Sizes.Body, 13, 14);
        Assert.All(typeof(LetterRules.LetterSizes).GetProperties(), p => Assert.InRange((int)p.GetValue(rules.Sizes)!, 11, 14));
    }

    private static WordprocessingDocument Open(OfficialLetter letter) => WordprocessingDocument.Open(new MemoryStream(LetterDocx.Write(letter)), isEditable: false);

    private static int Mm(long twips) => (int)Math.Round(twips / TwipsPerMm);

    private static (double Points, bool Bold, bool Italic) Look(Body body, string line)
    {
        var run = body.Descendants<Paragraph>().Single(p => p.InnerText == line).Descendants<Run>().Single().RunProperties!;
        return (int.Parse(run.FontSize!.Val!) / 2.0, run.Bold is not null, run.Italic is not null);
    }
}
