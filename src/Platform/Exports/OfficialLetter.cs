using System.Text.Json.Serialization;

namespace LoTrinh.Platform.Exports;

/// <summary>An official letter (công văn), or a document with the name of its kind, as Decree 30/2020/NĐ-CP lays it out: what stands in each of its places.</summary>
/// <remarks>Source: Decree 30/2020/NĐ-CP of 05/03/2020, Annex I. Always written in Vietnamese, whatever language the reader of the product has.</remarks>
public sealed record OfficialLetter
{
    /// <summary>The body above the issuer, such as the ministry above its committee; null when the issuer stands alone.</summary>
    public string? GoverningBody { get; init; }

    /// <summary>Who issues it; written in capitals.</summary>
    public required string Issuer { get; init; }

    /// <summary>Number given by the clerk; null leaves the place open until it is registered.</summary>
    public string? Number { get; init; }

    /// <summary>Symbol: issuer and drafting unit, such as <c>BGTVT-TTCNTT</c>; empty where the number says it all, as a receipt's, or where there is neither, as on a register.</summary>
    public required string Symbol { get; init; }

    /// <summary>Place, such as <c>Hà Nội</c>.</summary>
    public required string Place { get; init; }

    /// <summary>Day of the letter.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Name of its kind, such as <c>Thông báo</c>, which stands above what it is about; null for an official letter, which has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TypeName { get; init; }

    /// <summary>What it is about, without <c>V/v</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>To whom; empty where the text says it, as in notices and invitations.</summary>
    public required IReadOnlyList<string> Addressees { get; init; }

    /// <summary>Paragraphs and tables, in order. The writer closes the last paragraph of a letter with <c>./.</c>.</summary>
    public required IReadOnlyList<LetterPart> Body { get; init; }

    /// <summary>Who gets a copy (nơi nhận), one a line, without dashes and signs.</summary>
    public required IReadOnlyList<string> Copies { get; init; }

    /// <summary>Who signs, and by which right.</summary>
    public required SigningBlock Signing { get; init; }

    /// <summary>Who signs on the left where two sign, as under minutes: nobody is named then as getting a copy; null where one signs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SigningBlock? Beside { get; init; }

    /// <summary>Which form of the law it is, such as <c>Mẫu số 01</c>: the writer does not close its text then; null for a letter.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Form { get; init; }

    /// <summary>What a phone reads from its code, such as an address; null where it has none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Qr { get; init; }

    /// <summary>What follows the signature, each on a page of its own; null where nothing does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<LetterAnnex>? Annexes { get; init; }

    /// <summary>Number and symbol as they stand in a register: <c>1624/BGTVT-TTCNTT</c>.</summary>
    [JsonIgnore]
    public string FullNumber => Symbol.Length == 0 ? Number ?? "" : $"{Number}/{Symbol}";

    /// <summary>Number and symbol as written: a number below ten has a leading zero. Empty where there is neither.</summary>
    [JsonIgnore]
    public string NumberAndSymbol => Symbol.Length == 0 ? Number is null ? "" : $"Số: {Number}" : $"Số: {(Number is null ? "        " : Number.Length == 1 ? "0" + Number : Number)}/{Symbol}";

    /// <summary>Place and day as written: days below ten and the first two months have a leading zero.</summary>
    [JsonIgnore]
    public string PlaceAndDay => $"{Place}, {Written(On)}";

    /// <summary>A day in words: <c>ngày 05 tháng 02 năm 2021</c>.</summary>
    public static string Written(DateOnly day) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"ngày {day.Day:00} tháng {(day.Month < 3 ? "0" : "")}{day.Month} năm {day.Year}");
}

/// <summary>A part of a letter's body; kept as JSON where a letter must stay as it was written.</summary>
[JsonDerivedType(typeof(LetterParagraph), "paragraph")]
[JsonDerivedType(typeof(LetterTable), "table")]
[JsonDerivedType(typeof(LetterHeading), "heading")]
public abstract record LetterPart;

/// <summary>A paragraph with its first line set in.</summary>
/// <param name="Text">Its words.</param>
public sealed record LetterParagraph(string Text) : LetterPart;

/// <summary>The heading of a section; it stays with what follows.</summary>
/// <param name="Text">Its words.</param>
public sealed record LetterHeading(string Text) : LetterPart;

/// <summary>What follows a letter's signature.</summary>
/// <param name="Name">Which it is, such as <c>Phụ lục I</c>.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Body">Paragraphs and tables, in order.</param>
public sealed record LetterAnnex(string Name, string Title, IReadOnlyList<LetterPart> Body);

/// <summary>A table; its head is repeated on each page.</summary>
/// <param name="Columns">Columns, from the left.</param>
/// <param name="Rows">Rows, each with a cell a column.</param>
public sealed record LetterTable(IReadOnlyList<LetterColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : LetterPart;

/// <summary>A column of a letter's table.</summary>
/// <param name="Head">Its head.</param>
/// <param name="WidthMm">Its width in millimetres.</param>
/// <param name="Centred">Whether its cells are centred.</param>
public sealed record LetterColumn(string Head, int WidthMm, bool Centred = false);

/// <summary>Who signs a letter.</summary>
/// <param name="Authority">Lines above the signature, in capitals: by which right (TM., KT., TL., TUQ.) and the position in the issuer.</param>
/// <param name="Office">The office held in the body whose seal is used, under the signature, for committees; else null.</param>
/// <param name="Name">Name of who signs; null leaves the place open.</param>
public sealed record SigningBlock(IReadOnlyList<string> Authority, string? Office, string? Name);
