using System.Globalization;
using CsvHelper;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using LoTrinh.Platform.Time;
using MiniExcelLibs;

namespace LoTrinh.Platform.Imports;

/// <summary>A row of a table that was read: its cells as text, and its number in the file, from 1.</summary>
public sealed record ReadRow(int Number, IReadOnlyList<string> Cells)
{
    /// <summary>The cell of a column, from 0; empty where the row is shorter.</summary>
    public string Cell(int column) => column >= 0 && column < Cells.Count ? Cells[column] : "";

    /// <summary>Whether nothing stands in it.</summary>
    public bool IsBlank => Cells.All(c => c.Length == 0);
}

/// <summary>A table of a file: a sheet of a workbook, the whole of a CSV file, or a table of a text document.</summary>
public sealed record ReadTable(string Name, IReadOnlyList<ReadRow> Rows);

/// <summary>Reads the tables of XLSX, CSV and DOCX files as text: days as <c>dd/MM/yyyy</c>, numbers as people write them, line breaks
/// kept.</summary>
public static class TableReader
{
    /// <summary>Most rows of a table.</summary>
    public const int MostRows = 20_000;

    /// <summary>Most columns of a table.</summary>
    public const int MostColumns = 60;

    // A sheet whose used cells reach so far is no table.
    private const int FarColumns = 1000;

    // Of one part of a document; a longer one was made to fill the memory.
    private const long MostCharacters = 50_000_000;

    /// <summary>Endings that it reads, for a form's <c>accept</c>.</summary>
    public const string Accepted = ".xlsx,.csv,.docx";

    /// <summary>The tables of a file that have something in them, or what is wrong with it.</summary>
    /// <param name="content">The file, readable from any place.</param>
    /// <param name="fileName">Its name; the ending says how to read it.</param>
    /// <param name="field">The form's field, for the problems.</param>
    public static Result<IReadOnlyList<ReadTable>> Read(Stream content, string fileName, string field)
    {
        content.Position = 0;
        List<ReadTable> tables;
        try
        {
            tables = Path.GetExtension(fileName).ToLowerInvariant() switch
            {
                ".xlsx" => Sheets(content),
                ".csv" => [Csv(content, fileName)],
                ".docx" => Tables(content),
                _ => [],
            };
        }
        catch (Exception e) when (e is InvalidDataException or IOException or CsvFormatException or CsvValidationException or System.Xml.XmlException or FormatException or OpenXmlPackageException
            or InvalidOperationException or ArgumentException or NotSupportedException or KeyNotFoundException or NullReferenceException)
        {
            // Whatever a reader trips over, the file cannot be read; which way it is broken says nothing to whoever sent it.
            return Problem.Invalid("import.unreadable", field, fileName);
        }

        var filled = tables.Where(t => t.Rows.Any(r => !r.IsBlank)).ToList();
        return filled.Count == 0 ? Problem.Invalid("import.no-table", field, fileName)
            : filled.Find(t => t.Rows.Count > MostRows) is { } tall ? Problem.Invalid("import.too-many-rows", field, tall.Name, MostRows)
            : filled.Find(t => t.Rows.Any(r => r.Cells.Count > MostColumns)) is { } wide
                ? Problem.Invalid("import.too-many-columns", field, wide.Name, MostColumns)
            : filled;
    }

    private static List<ReadTable> Sheets(Stream content) => content.GetSheetNames().ConvertAll(name =>
    {
        content.Position = 0;
        var rows = new List<ReadRow>();
        foreach (var row in content.Query(useHeaderRow: false, sheetName: name).Cast<IDictionary<string, object?>>().Take(MostRows + 1))
        {
            rows.Add(new(rows.Count + 1, row.Count > FarColumns ? [.. Enumerable.Repeat("…", MostColumns + 1)]
                : Trimmed(row.Values.Select(Text))));
            if (row.Count > FarColumns)
            {
                break; // each further row would cost as much as this one
            }
        }

        return new ReadTable(name, rows);
    });

    private static ReadTable Csv(Stream content, string fileName)
    {
        // Rows differ in length, and a spreadsheet's first line may say which separator it wrote.
        var options = CsvReaderOptions.Default with
        {
            HasHeader = false,
            TrimWhitespace = true,
            DetectSeparatorHint = true,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
        };
        using var csv = CsvReader.Create(content, options, leaveOpen: true);
        var rows = new List<ReadRow>();
        while (rows.Count <= MostRows && csv.Read())
        {
            rows.Add(new((int)csv.LineNumber, Trimmed(Enumerable.Range(0, csv.FieldCount).Select(n => csv.GetString(n).Trim()))));
        }

        return new(Path.GetFileNameWithoutExtension(fileName), rows);
    }

    private static List<ReadTable> Tables(Stream content)
    {
        using var document = WordprocessingDocument.Open(content, isEditable: false,
            new OpenSettings { MaxCharactersInPart = MostCharacters });
        return [.. (document.MainDocumentPart?.Document?.Body?.Descendants<Table>() ?? []).Where(t => !t.Ancestors<Table>().Any())
            .Select((table, n) => new ReadTable($"{n + 1}", Rows(table)))];
    }

    // A cell over several columns stands in the first of them; one over several rows is said by each of them.
    private static List<ReadRow> Rows(Table table)
    {
        var (rows, above) = (new List<ReadRow>(), new List<string>());
        foreach (var row in table.Elements<TableRow>().Take(MostRows + 1))
        {
            above = [.. Cells(row, above)];
            rows.Add(new(rows.Count + 1, Trimmed(above)));
        }

        return rows;
    }

    private static IEnumerable<string> Cells(TableRow row, List<string> above)
    {
        var column = 0;
        foreach (var cell in row.Elements<TableCell>().Take(MostColumns + 1))
        {
            var goesOn = cell.TableCellProperties?.VerticalMerge is { } merge && merge.Val?.Value != MergedCellValues.Restart;
            yield return goesOn ? above.ElementAtOrDefault(column) ?? ""
                : string.Join('\n', cell.Elements<Paragraph>().Select(p => p.InnerText.Trim()).Where(p => p.Length > 0));
            column++;
            for (var more = Math.Min(cell.TableCellProperties?.GridSpan?.Val?.Value ?? 1, MostColumns + 1); more > 1; more--)
            {
                yield return "";
                column++;
            }
        }
    }

    private static List<string> Trimmed(IEnumerable<string> cells)
    {
        var kept = cells.Take(MostColumns + 1).ToList();
        while (kept.Count > 0 && kept[^1].Length == 0)
        {
            kept.RemoveAt(kept.Count - 1);
        }

        return kept;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        DateTime at => DateOnly.FromDateTime(at).Show(),
        double number => number.ToString("0.##########", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim() ?? "",
    };
}
