using System.Text;
using System.Text.Json;
using LoTrinh.Platform;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>A procedure as a national file names it.</summary>
/// <param name="Row">Which row or record of the file, from 1.</param>
/// <param name="Procedure">What it says.</param>
internal sealed record ImportedProcedure(int Row, Procedure Procedure);

/// <summary>Reads records of the national catalogue: its JSON record of 2026, that of the service LayThuTuc of 2020, and tables of tab-separated values.</summary>
/// <remarks>The JSON of 2026 comes as one record or as a list of them.</remarks>
internal sealed class ProcedureImport(ServiceWords words)
{
    /// <summary>Most records of a file.</summary>
    public const int Most = 10_000;

    /// <summary>The records of a file, or what keeps it from being read.</summary>
    public Result<List<ImportedProcedure>> Read(byte[] file, string field)
    {
        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Problem.Invalid("procedure.import.not-utf8", field);
        }

        var read = text.TrimStart() is ['{' or '[', ..] ? FromJson(text, field) : FromTable(text, field);
        return !read.TryGet(out var all) ? read
            : all.Count == 0 ? Problem.Invalid("procedure.import.empty", field)
            : all.Count > Most ? Problem.Invalid("procedure.import.too-many", field, Most, all.Count) : read;
    }

    private Result<List<ImportedProcedure>> FromJson(string text, string field)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var records = document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray()] : new[] { document.RootElement };
            var national = new NationalRecord(words);
            return records.Select((r, i) => new ImportedProcedure(i + 1, national.Read(r))).ToList();
        }
        catch (JsonException wrong)
        {
            return Problem.Invalid("procedure.import.bad-json", field, (wrong.LineNumber ?? 0) + 1, (wrong.BytePositionInLine ?? 0) + 1);
        }
    }

    private Result<List<ImportedProcedure>> FromTable(string text, string field)
    {
        var lines = text.Split('\n').Select(l => l.TrimEnd('\r')).ToList();
        var columns = lines[0].Split('\t').Select((name, at) => (Name: name.Trim().ToLowerInvariant(), at)).DistinctBy(c => c.Name).ToDictionary(c => c.Name, c => c.at);
        if (!columns.ContainsKey("code") || !columns.ContainsKey("name"))
        {
            return Problem.Invalid("procedure.import.no-columns", field, "code, name, field, executing_agencies, promulgating_agency, type, state, subjects");
        }

        return lines.Select((line, at) => (Cells: line.Split('\t'), Row: at + 1)).Skip(1).Where(l => l.Cells.Any(c => !string.IsNullOrWhiteSpace(c)))
            .Select(l => new ImportedProcedure(l.Row, FromRow(name => columns.TryGetValue(name, out var at) && at < l.Cells.Length ? l.Cells[at].Trim() : ""))).ToList();
    }

    private Procedure FromRow(Func<string, string> cell) => new()
    {
        Code = cell("code"), NameVi = cell("name"), Field = NationalRecord.KeyOf(words.Fields, cell("field")),
        AgencyVi = cell("executing_agencies") is { Length: > 0 } named ? named : cell("promulgating_agency"),
        Subjects = [.. cell("subjects").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(s => NationalRecord.KeyOf(words.Subjects, s)).Distinct()],
        Source = NationalRecord.Source(cell("npsp_id")),
    };
}
