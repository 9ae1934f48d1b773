using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace LoTrinh.Platform.Exports;

/// <summary>Writes an official letter as DOCX.</summary>
/// <remarks>Source of every measure: Decree 30/2020/NĐ-CP, Annex I, section I (page, font) and II (places); where it gives a span, the choice is named here.</remarks>
public static class LetterDocx
{
    /// <summary>Media type of the file.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    // A4, in millimetres; margins: top and bottom 20–25, left 30–35, right 15–20.
    private const int PageWidth = 210;
    private const int PageHeight = 297;
    private const int Top = 20;
    private const int Left = 30;
    private const int Right = 15;
    private const int TextWidth = PageWidth - Left - Right;
    private const int IssuerWidth = 68;

    /// <summary>The file.</summary>
    public static byte[] Write(OfficialLetter letter)
    {
        using var memory = new MemoryStream();
        using (var document = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
        {
            document.PackageProperties.Title = letter.Subject;
            document.PackageProperties.Creator = letter.Issuer;
            document.PackageProperties.Language = "vi-VN";
            document.PackageProperties.Created = letter.On.ToDateTime(TimeOnly.MinValue);
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = LetterWords.Styles();
            var numbered = main.AddNewPart<HeaderPart>();
            numbered.Header = new Header(LetterWords.PageNumber());
            main.Document = new Document(new Body(
            [
                Head(letter),
                LetterWords.Gap(6),
                .. Title(letter),
                .. Addressees(letter),
                .. BodyOf(letter),
                LetterWords.Gap(6, keepNext: true),
                Foot(letter),
                .. (letter.Annexes ?? []).SelectMany(AnnexOf),
                Section(main.GetIdOfPart(numbered)),
            ]));
        }

        return memory.ToArray();
    }

    // The first page has no number: the header of later pages stands for "default", and the first page gets none.
    private static SectionProperties Section(string header) => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = header },
        new PageSize { Width = Uint(PageWidth), Height = Uint(PageHeight) },
        new PageMargin { Top = LetterWords.Twips(Top), Bottom = LetterWords.Twips(Top), Left = Uint(Left), Right = Uint(Right), Header = Uint(10), Footer = Uint(10), Gutter = 0 },
        new TitlePage());

    private static Table Head(OfficialLetter letter)
    {
        var issuer = letter.GoverningBody is null
            ? [LetterWords.Line(letter.Issuer.ToUpperInvariant(), 13, bold: true)]
            : new[] { LetterWords.Line(letter.GoverningBody.ToUpperInvariant(), 13), LetterWords.Line(letter.Issuer.ToUpperInvariant(), 13, bold: true) };
        return LetterWords.Frame([IssuerWidth, TextWidth - IssuerWidth],
            [
                [
                    [.. issuer, LetterWords.Rule(IssuerWidth, 24)],
                    [
                        LetterWords.Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold: true),
                        LetterWords.Line("Độc lập - Tự do - Hạnh phúc", 14, bold: true), LetterWords.Rule(TextWidth - IssuerWidth, 56),
                    ],
                ],
                [
                    [LetterWords.Line(letter.NumberAndSymbol, 13), .. letter.TypeName is null ? [LetterWords.Line($"V/v {letter.Subject}", 12)] : Array.Empty<OpenXmlElement>()],
                    [LetterWords.Line(letter.PlaceAndDay, 14, italic: true)],
                ],
            ]);
    }

    // Place 5a: the name of the kind in capitals, below it what it is about, with a line of a third to a half of its length.
    private static OpenXmlElement[] Title(OfficialLetter letter) => letter.TypeName is null ? [] :
    [
        LetterWords.Line(letter.TypeName.ToUpperInvariant(), 14, bold: true), LetterWords.Line(letter.Subject, 14, bold: true),
        LetterWords.Gap(3), LetterWords.Rule(TextWidth, 40), LetterWords.Gap(6),
    ];

    private static IEnumerable<OpenXmlElement> Addressees(OfficialLetter letter)
    {
        if (letter.Addressees.Count == 0)
        {
            return [];
        }

        if (letter.Addressees is [var only])
        {
            return [LetterWords.Line($"Kính gửi: {only}.", 14, after: 12)];
        }

        return [LetterWords.Line("Kính gửi:", 14), .. letter.Addressees.Select((a, i) =>
            LetterWords.Line($"- {a}{(i < letter.Addressees.Count - 1 ? ";" : ".")}", 14, after: i < letter.Addressees.Count - 1 ? 0 : 12))];
    }

    private static IEnumerable<OpenXmlElement> BodyOf(OfficialLetter letter)
    {
        for (var i = 0; i < letter.Body.Count; i++)
        {
            if (letter.Body[i] is LetterTable table)
            {
                yield return LetterWords.Grid(table);
                yield return LetterWords.Gap(3);
            }
            else if (letter.Body[i] is LetterHeading heading)
            {
                yield return LetterWords.Heading(heading.Text);
            }
            else if (letter.Body[i] is LetterParagraph paragraph)
            {
                // The last one stays with the signature, which never stands on a page alone; what leads in a table stays with that.
                var isLast = i == letter.Body.Count - 1;
                yield return LetterWords.Paragraph(isLast ? paragraph.Text.TrimEnd('.') + "./." : paragraph.Text,
                    keepNext: isLast || letter.Body[i + 1] is LetterTable);
            }
        }
    }

    // An annex begins a page, with its name and what it is about in the middle (Annex I, section III of the decree).
    private static IEnumerable<OpenXmlElement> AnnexOf(LetterAnnex annex)
    {
        yield return LetterWords.Line(annex.Name, 14, bold: true, newPage: true);
        yield return LetterWords.Line(annex.Title.ToUpperInvariant(), 14, bold: true, after: 6);
        foreach (var part in annex.Body)
        {
            yield return part switch
            {
                LetterTable table => LetterWords.Grid(table),
                LetterHeading heading => LetterWords.Heading(heading.Text),
                LetterParagraph paragraph => LetterWords.Paragraph(paragraph.Text),
                _ => throw new NotSupportedException(part.GetType().Name),
            };
        }

        // A table is followed by a paragraph, or the next begins inside it.
        yield return LetterWords.Gap(3);
    }

    private static Table Foot(OfficialLetter letter)
    {
        var copies = letter.Copies.Select((c, i) => LetterWords.Line($"- {c}{(i < letter.Copies.Count - 1 ? ";" : ".")}", 11, centred: false));
        var office = letter.Signing.Office is { } held ? new[] { LetterWords.Line(held.ToUpperInvariant(), 13, bold: true) } : [];
        return LetterWords.Frame([IssuerWidth, TextWidth - IssuerWidth],
            [
                [
                    [LetterWords.Line("Nơi nhận:", 12, bold: true, italic: true, centred: false), .. copies],
                    [
                        .. letter.Signing.Authority.Select(a => LetterWords.Line(a.ToUpperInvariant(), 14, bold: true)),
                        LetterWords.Gap(64), .. office, LetterWords.Line(letter.Signing.Name ?? "", 14, bold: true),
                    ],
                ],
            ]);
    }

    private static UInt32Value Uint(int millimetres) => (uint)LetterWords.Twips(millimetres);
}
