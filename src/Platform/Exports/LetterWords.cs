using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace LoTrinh.Platform.Exports;

/// <summary>The pieces that a letter is made of; sizes in points, widths in millimetres.</summary>
internal sealed class LetterWords(LetterRules rules)
{
    /// <summary>Millimetres as twentieths of a point.</summary>
    public static int Twips(double millimetres) => (int)Math.Round(millimetres / 25.4 * 1440);

    public Styles Styles() => new(
        new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(
            Fonts(), new Color { Val = "000000" }, Size(rules.Sizes.Body), new FontSizeComplexScript { Val = Text(rules.Sizes.Body * 2) },
            new Languages { Val = "vi-VN", EastAsia = "vi-VN" }))),
        new Style(new StyleName { Val = "Normal" }) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true });

    /// <summary>A line of one of the places of a letter.</summary>
    public Paragraph Line(string text, int size, bool bold = false, bool italic = false, bool centred = true, int after = 0, bool newPage = false, JustificationValues? side = null) => new(
        new ParagraphProperties(new PageBreakBefore { Val = newPage }, new SpacingBetweenLines { Before = "0", After = Text(after * 20) },
            new Justification { Val = side ?? (centred ? JustificationValues.Center : JustificationValues.Left) }),
        Run(text, size, bold, italic));

    /// <summary>A paragraph of the body.</summary>
    public Paragraph Paragraph(string text, bool keepNext = false) => new(
        new ParagraphProperties(
            new KeepNext { Val = keepNext },
            new SpacingBetweenLines { Before = "0", After = Text(rules.SpacingAfter * 20), Line = Text((int)(rules.LineSpacing * 240)), LineRule = LineSpacingRuleValues.Auto },
            new Indentation { FirstLine = Text(Twips(rules.FirstLine)) },
            new Justification { Val = JustificationValues.Both }),
        Run(text, rules.Sizes.Body));

    /// <summary>The heading of a section, bold, set in like a paragraph.</summary>
    public Paragraph Heading(string text) => new(
        new ParagraphProperties(
            new KeepNext(),
            new SpacingBetweenLines { Before = Text(rules.SpacingAfter * 20), After = Text(rules.SpacingAfter * 20) },
            new Indentation { FirstLine = Text(Twips(rules.FirstLine)) }),
        Run(text, rules.Sizes.Body, bold: true));

    /// <summary>Empty space of so many points.</summary>
    public static Paragraph Gap(int points, bool keepNext = false) => new(new ParagraphProperties(
        new KeepNext { Val = keepNext },
        new SpacingBetweenLines { Before = "0", After = "0", Line = Text(points * 20), LineRule = LineSpacingRuleValues.Exact }));

    /// <summary>The line under the issuer or the motto: of the given length, in the middle of its column.</summary>
    public static Paragraph Rule(int columnMm, int lengthMm)
    {
        var side = Text(Twips((columnMm - lengthMm) / 2.0) - 100);
        return new(new ParagraphProperties(
            new ParagraphBorders(new TopBorder { Val = BorderValues.Single, Size = 6, Space = 1, Color = "000000" }),
            new SpacingBetweenLines { Before = "20", After = "0", Line = "120", LineRule = LineSpacingRuleValues.Exact },
            new Indentation { Left = side, Right = side }));
    }

    /// <summary>The number in the middle of the top margin.</summary>
    public Paragraph PageNumber() => new(
        new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
        new Run(Look(rules.Sizes.PageNumber, false, false), new FieldChar { FieldCharType = FieldCharValues.Begin }),
        new Run(Look(rules.Sizes.PageNumber, false, false), new FieldCode("PAGE")),
        new Run(Look(rules.Sizes.PageNumber, false, false), new FieldChar { FieldCharType = FieldCharValues.Separate }),
        Run("2", rules.Sizes.PageNumber),
        new Run(Look(rules.Sizes.PageNumber, false, false), new FieldChar { FieldCharType = FieldCharValues.End }));

    /// <summary>A table without lines that puts places beside each other.</summary>
    public static Table Frame(int[] widthsMm, IReadOnlyList<IReadOnlyList<OpenXmlElement[]>> rows) => new(
    [
        Properties(widthsMm.Sum(), lined: false),
        new TableGrid(widthsMm.Select(w => new GridColumn { Width = Text(Twips(w)) })),
        .. rows.Select(cells => new TableRow([new TableRowProperties(new CantSplit()), .. cells.Select((c, i) => Cell(widthsMm[i], c))])),
    ]);

    /// <summary>A table with lines; its head is repeated on each page and its rows are not torn.</summary>
    public Table Grid(LetterTable table)
    {
        TableRow Row(IEnumerable<OpenXmlElement> cells, bool head) =>
            new([head ? new TableRowProperties(new CantSplit(), new TableHeader()) : new TableRowProperties(new CantSplit()), .. cells]);
        return new Table(
        [
            Properties(table.Columns.Sum(c => c.WidthMm), lined: true),
            new TableGrid(table.Columns.Select(c => new GridColumn { Width = Text(Twips(c.WidthMm)) })),
            Row(table.Columns.Select(c => Cell(c.WidthMm, Line(c.Head, rules.Sizes.Table, bold: true))), head: true),
            .. table.Rows.Select(r => Row(table.Columns.Select((c, i) => Cell(c.WidthMm, Line(r[i], rules.Sizes.Table, centred: c.Centred))), head: false)),
        ]);
    }

    private static TableProperties Properties(int widthMm, bool lined)
    {
        var value = lined ? BorderValues.Single : BorderValues.None;
        var size = lined ? 4U : 0U;
        return new(
            new TableWidth { Width = Text(Twips(widthMm)), Type = TableWidthUnitValues.Dxa },
            new TableBorders(
                new TopBorder { Val = value, Size = size }, new LeftBorder { Val = value, Size = size }, new BottomBorder { Val = value, Size = size },
                new RightBorder { Val = value, Size = size }, new InsideHorizontalBorder { Val = value, Size = size }, new InsideVerticalBorder { Val = value, Size = size }),
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableCellMarginDefault(
                new TableCellLeftMargin { Width = (short)(lined ? 60 : 0), Type = TableWidthValues.Dxa },
                new TableCellRightMargin { Width = (short)(lined ? 60 : 0), Type = TableWidthValues.Dxa }));
    }

    private static TableCell Cell(int widthMm, params OpenXmlElement[] content) => new(
        [new TableCellProperties(new TableCellWidth { Width = Text(Twips(widthMm)), Type = TableWidthUnitValues.Dxa }), .. content]);

    private Run Run(string text, int size, bool bold = false, bool italic = false) =>
        new([Look(size, bold, italic), .. text.Split('\n').SelectMany((line, i) => i == 0 ? [Written(line)] : new OpenXmlElement[] { new Break(), Written(line) })]);

    private static Text Written(string line) => new(line) { Space = SpaceProcessingModeValues.Preserve };

    // Order as the schema has it: fonts, bold, italic, size.
    private RunProperties Look(int size, bool bold, bool italic) => new(
    [
        Fonts(), .. bold ? [new Bold()] : Array.Empty<OpenXmlElement>(), .. italic ? [new Italic()] : Array.Empty<OpenXmlElement>(),
        Size(size), new FontSizeComplexScript { Val = Text(size * 2) },
    ]);

    private RunFonts Fonts() => new() { Ascii = rules.Font, HighAnsi = rules.Font, ComplexScript = rules.Font, EastAsia = rules.Font };

    private static FontSize Size(int points) => new() { Val = Text(points * 2) };

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
