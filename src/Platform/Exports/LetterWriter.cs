using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace LoTrinh.Platform.Exports;

/// <summary>Puts the places of a letter on their pages, by one set of rules.</summary>
internal sealed class LetterWriter(LetterRules rules)
{
    // Of the two columns above and below the text, the left one; a choice within the rule.
    private const int IssuerWidth = 68;
    private readonly LetterWords _words = new(rules);

    /// <summary>The file.</summary>
    public byte[] Write(OfficialLetter letter)
    {
        using var memory = new MemoryStream();
        using (var document = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
        {
            document.PackageProperties.Title = letter.Subject;
            document.PackageProperties.Creator = letter.Issuer;
            document.PackageProperties.Language = "vi-VN";
            document.PackageProperties.Created = letter.On.ToDateTime(TimeOnly.MinValue);
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = _words.Styles();
            var numbered = main.AddNewPart<HeaderPart>();
            numbered.Header = new Header(_words.PageNumber());
            main.Document = new Document(new Body(
            [
                .. letter.Form is null ? Array.Empty<OpenXmlElement>() : [_words.Line(letter.Form, rules.Sizes.Place, italic: true, side: JustificationValues.Right)],
                Head(letter),
                .. letter.Qr is null ? Array.Empty<OpenXmlElement>() : [QrPicture.Of(main, letter.Qr)],
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
    private SectionProperties Section(string header) => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = header },
        new PageSize { Width = Uint(rules.PageWidth), Height = Uint(rules.PageHeight) },
        new PageMargin { Top = LetterWords.Twips(rules.Top), Bottom = LetterWords.Twips(rules.Bottom), Left = Uint(rules.Left), Right = Uint(rules.Right), Header = Uint(10), Footer = Uint(10), Gutter = 0 },
        new TitlePage());

    private Table Head(OfficialLetter letter)
    {
        var issuer = letter.GoverningBody is null
            ? [_words.Line(letter.Issuer.ToUpperInvariant(), rules.Sizes.Issuer, bold: true)]
            : new[] { _words.Line(letter.GoverningBody.ToUpperInvariant(), rules.Sizes.Issuer), _words.Line(letter.Issuer.ToUpperInvariant(), rules.Sizes.Issuer, bold: true) };
        return LetterWords.Frame([IssuerWidth, rules.TextWidth - IssuerWidth],
            [
                [
                    [.. issuer, LetterWords.Rule(IssuerWidth, 24)],
                    [
                        _words.Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", rules.Sizes.Nation, bold: true),
                        _words.Line("Độc lập - Tự do - Hạnh phúc", rules.Sizes.Motto, bold: true), LetterWords.Rule(rules.TextWidth - IssuerWidth, 56),
                    ],
                ],
                [
                    [_words.Line(letter.NumberAndSymbol, rules.Sizes.Number), .. letter.TypeName is null ? [_words.Line($"V/v {letter.Subject}", rules.Sizes.About)] : Array.Empty<OpenXmlElement>()],
                    [_words.Line(letter.PlaceAndDay, rules.Sizes.Place, italic: true)],
                ],
            ]);
    }

    // Place 5a: the name of the kind in capitals, below it what it is about, with a line of a third to a half of its length.
    private OpenXmlElement[] Title(OfficialLetter letter) => letter.TypeName is null ? [] :
    [
        _words.Line(letter.TypeName.ToUpperInvariant(), rules.Sizes.Title, bold: true), _words.Line(letter.Subject, rules.Sizes.Title, bold: true),
        LetterWords.Gap(3), LetterWords.Rule(rules.TextWidth, 40), LetterWords.Gap(6),
    ];

    private IEnumerable<OpenXmlElement> Addressees(OfficialLetter letter)
    {
        if (letter.Addressees.Count == 0)
        {
            return [];
        }

        if (letter.Addressees is [var only])
        {
            return [_words.Line($"Kính gửi: {only}.", rules.Sizes.Addressee, after: 12)];
        }

        return [_words.Line("Kính gửi:", rules.Sizes.Addressee), .. letter.Addressees.Select((a, i) =>
            _words.Line($"- {a}{(i < letter.Addressees.Count - 1 ? ";" : ".")}", rules.Sizes.Addressee, after: i < letter.Addressees.Count - 1 ? 0 : 12))];
    }

    private IEnumerable<OpenXmlElement> BodyOf(OfficialLetter letter)
    {
        for (var i = 0; i < letter.Body.Count; i++)
        {
            if (letter.Body[i] is LetterTable table)
            {
                yield return _words.Grid(table);
                yield return LetterWords.Gap(3);
            }
            else if (letter.Body[i] is LetterHeading heading)
            {
                yield return _words.Heading(heading.Text);
            }
            else if (letter.Body[i] is LetterParagraph paragraph)
            {
                // The last one stays with the signature, which never stands on a page alone; what leads in a table stays with that.
                var isLast = i == letter.Body.Count - 1;
                yield return _words.Paragraph(isLast && letter.Form is null ? paragraph.Text.TrimEnd('.') + "./." : paragraph.Text,
                    keepNext: isLast || letter.Body[i + 1] is LetterTable);
            }
        }
    }

    // An annex begins a page, with its name and what it is about in the middle (Annex I, section III of the decree).
    private IEnumerable<OpenXmlElement> AnnexOf(LetterAnnex annex)
    {
        yield return _words.Line(annex.Name, rules.Sizes.Title, bold: true, newPage: true);
        yield return _words.Line(annex.Title.ToUpperInvariant(), rules.Sizes.Title, bold: true, after: 6);
        foreach (var part in annex.Body)
        {
            yield return part switch
            {
                LetterTable table => _words.Grid(table),
                LetterHeading heading => _words.Heading(heading.Text),
                LetterParagraph paragraph => _words.Paragraph(paragraph.Text),
                _ => throw new NotSupportedException(part.GetType().Name),
            };
        }

        // A table is followed by a paragraph, or the next begins inside it.
        yield return LetterWords.Gap(3);
    }

    private Table Foot(OfficialLetter letter) => LetterWords.Frame([IssuerWidth, rules.TextWidth - IssuerWidth],
        [[[.. letter.Beside is { } beside ? Signer(beside) : Copies(letter)], [.. Signer(letter.Signing)]]]);

    private IEnumerable<OpenXmlElement> Copies(OfficialLetter letter) =>
    [
        .. letter.Copies.Count == 0 ? Array.Empty<OpenXmlElement>() : [_words.Line("Nơi nhận:", rules.Sizes.CopiesHead, bold: true, italic: true, centred: false)],
        .. letter.Copies.Select((c, i) => _words.Line($"- {c}{(i < letter.Copies.Count - 1 ? ";" : ".")}", rules.Sizes.Copies, centred: false)),
    ];

    private IEnumerable<OpenXmlElement> Signer(SigningBlock signing) =>
    [
        .. signing.Authority.Select(a => _words.Line(a.ToUpperInvariant(), rules.Sizes.Signing, bold: true)),
        LetterWords.Gap(64),
        .. signing.Office is { } held ? new[] { _words.Line(held.ToUpperInvariant(), rules.Sizes.Office, bold: true) } : [],
        _words.Line(signing.Name ?? "", rules.Sizes.Signing, bold: true),
    ];

    private static UInt32Value Uint(int millimetres) => (uint)LetterWords.Twips(millimetres);
}
