using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Xunit;

namespace LoTrinh.Tests.Harness;

/// <summary>Reads a generated document as Word would: a file that does not keep the format is a failure.</summary>
internal static class Docx
{
    /// <summary>Its paragraphs, those in tables among them, in order.</summary>
    public static IReadOnlyList<string> Lines(byte[] file)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        return [.. document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(p => p.InnerText)];
    }

    /// <summary>Its tables that have a head, without it: rows of cells.</summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Tables(byte[] file)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        return [.. document.MainDocumentPart!.Document!.Body!.Elements<Table>().Where(t => t.Descendants<TableHeader>().Any()).Select(t =>
            (IReadOnlyList<IReadOnlyList<string>>)[.. t.Elements<TableRow>().Skip(1).Select(r => (IReadOnlyList<string>)[.. r.Elements<TableCell>().Select(c => c.InnerText)])])];
    }
}
