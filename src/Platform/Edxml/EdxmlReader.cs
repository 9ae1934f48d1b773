using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace LoTrinh.Platform.Edxml;

/// <summary>
/// Reads a message of the document axis, as leniently as the samples of the axis ask for and no further: any prefix, any order of elements, bytes
/// before the declaration, empty elements; but no DTD, no entity of its own, and no more than a form may hold.
/// </summary>
public static class EdxmlReader
{
    /// <summary>Most bytes of a message.</summary>
    public const int MostBytes = 90 * 1024 * 1024;

    // Some senders put their length before the declaration.
    private const int MostStray = 64;

    /// <summary>The message; every problem names the element that is wrong.</summary>
    /// <param name="message">The bytes as they came.</param>
    /// <param name="field">The form's field, for the problems.</param>
    public static Result<EdxmlMessage> Read(byte[] message, string field)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (message.Length is 0 or > MostBytes)
        {
            return Problem.Invalid(message.Length == 0 ? "edxml.empty" : "edxml.too-large", field, MostBytes / 1024 / 1024);
        }

        var loaded = Load(message, field);
        if (!loaded.TryGet(out var root))
        {
            return loaded.Problems;
        }

        var header = Find(root, "MessageHeader");
        return root.Name.LocalName != "edXML" || header is null ? Problem.Invalid("edxml.not-edxml", field)
            : Find(root, "edXMLBody") is null && Text(header, "StatusCode") is { } status ? Problem.Invalid("edxml.status", field, status)
            : ReadHeader(root, header, field);
    }

    private static Result<XElement> Load(byte[] message, string field)
    {
        var start = Array.IndexOf(message, (byte)'<');
        if (start is < 0 or > MostStray)
        {
            return Problem.Invalid("edxml.not-xml", field, 1);
        }

        try
        {
            using var stream = new MemoryStream(message, start, message.Length - start);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
            return XDocument.Load(reader, LoadOptions.None).Root!;
        }
        catch (XmlException wrong)
        {
            return Problem.Invalid("edxml.not-xml", field, wrong.LineNumber);
        }
        catch (Exception wrong) when (wrong is DecoderFallbackException or ArgumentException or NotSupportedException or InvalidOperationException)
        {
            return Problem.Invalid("edxml.not-xml", field, 1);
        }
    }

    private static Result<EdxmlMessage> ReadHeader(XElement root, XElement header, string field)
    {
        var (from, id, subject) = (PartyOf(Child(header, "From")), Text(header, "DocumentId"), Text(header, "Subject"));
        var to = header.Elements().Where(e => e.Name.LocalName == "To").Select(PartyOf).OfType<EdxmlParty>().ToList();
        var files = EdxmlFiles.Read(root, field);
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(from is not null, Problem.Invalid("edxml.missing", field, "From/OrganName")),
            .. Problem.Unless(to.Count > 0, Problem.Invalid("edxml.missing", field, "To/OrganName")),
            .. Problem.Unless(id is not null, Problem.Invalid("edxml.missing", field, "DocumentId")),
            .. Problem.Unless(id is not { Length: > EdxmlReceipt.IdMaxLength }, Problem.Invalid("edxml.too-long", field, "DocumentId", EdxmlReceipt.IdMaxLength)),
            .. Problem.Unless(subject is not null, Problem.Invalid("edxml.missing", field, "Subject")),
            .. files.Ok ? [] : files.Problems,
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var (code, info, type, signer, other) = (Child(header, "Code"), Child(header, "PromulgationInfo"), Child(header, "DocumentType"), Child(header, "SignerInfo"), Child(header, "OtherInfo"));
        return new EdxmlMessage(id!, from!, to, Text(code, "CodeNumber"), Text(code, "CodeNotation"), Text(info, "Place"), Day(Text(info, "PromulgationDate")),
            Text(type, "Type") == "1", Text(type, "TypeName"), subject!, Text(header, "Content"), new(Text(signer, "Competence"), Text(signer, "Position"), Text(signer, "FullName")),
            Day(Text(header, "DueDate")), [.. Places(header)], Math.Clamp(Number(Text(other, "Priority")), 0, 3), Text(header, "SteeringType") == "1",
            Number(Find(root, "BussinessDocType")?.Value), [.. Answers(header)], files.Value);
    }

    private static EdxmlParty? PartyOf(XElement? party) => Text(party, "OrganName") is { } name ? new(Text(party, "OrganId") ?? "", name)
        : Text(party, "OrganId") is { } id ? new(id, id) : null;

    private static IEnumerable<string> Places(XElement header) =>
        Child(header, "ToPlaces")?.Elements().Where(e => e.Name.LocalName == "Place").Select(e => Clean(e.Value)).OfType<string>() ?? [];

    // What is present but empty answers nothing.
    private static IEnumerable<string> Answers(XElement header) => header.Elements().Where(e => e.Name.LocalName == "ResponseFor")
        .Select(e => Text(e, "Code") ?? Text(e, "DocumentId")).OfType<string>();

    internal static XElement? Find(XElement within, string name) => within.Descendants().FirstOrDefault(e => e.Name.LocalName == name);

    internal static XElement? Child(XElement? within, string name) => within?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    internal static string? Text(XElement? within, string name) => Child(within, name) is { } found ? Clean(found.Value) : null;

    private static string? Clean(string text) => text.Trim().Normalize(NormalizationForm.FormC) is { Length: > 0 } clean ? clean : null;

    // A sample names 30 February: what no calendar has is no day.
    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, ["yyyy/MM/dd", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static int Number(string? text) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
