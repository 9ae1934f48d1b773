using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.OpenData;

namespace LoTrinh.Portal.OpenData;

/// <summary>A file of a dataset.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Rows">How many rows it holds.</param>
internal sealed record DataFile(byte[] Content, string MediaType, string Sha256, int Rows);

/// <summary>Writes datasets as files. Only those whose rows and description are both there are given.</summary>
internal sealed class OpenDatasets(AppDb db, IEnumerable<IOpenDataset> datasets)
{
    public static readonly IReadOnlyList<string> Formats = ["csv", "json"];
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    /// <summary>Every dataset, in the order of the descriptions.</summary>
    public IReadOnlyList<DatasetDescription> All { get; } = [.. OpenDataFile.Official.Datasets.Where(d => datasets.Any(s => s.Key == d.Key))];

    public DatasetDescription? Find(string key) => All.FirstOrDefault(d => d.Key == key);

    /// <summary>When the content last changed: as its room knows, else as the description says.</summary>
    public async Task<DateOnly> ModifiedOnAsync(DatasetDescription described, CancellationToken ct) =>
        await datasets.Single(d => d.Key == described.Key).ModifiedOnAsync(db, ct) ?? described.ModifiedOn;

    /// <summary>The dataset as a file: <c>csv</c> (UTF-8 with a mark that spreadsheets need) or <c>json</c> (one object a row).</summary>
    public async Task<DataFile> WriteAsync(DatasetDescription described, string format, CancellationToken ct)
    {
        var rows = await datasets.Single(d => d.Key == described.Key).ReadAsync(db, ct);
        var bytes = format == "json" ? InJson(described, rows) : await InCsvAsync(described, rows, ct);
        return new(bytes, format == "json" ? "application/json; charset=utf-8" : "text/csv; charset=utf-8", Convert.ToHexStringLower(SHA256.HashData(bytes)), rows.Count);
    }

    private static async Task<byte[]> InCsvAsync(DatasetDescription described, IReadOnlyList<IReadOnlyList<object?>> rows, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        // What looks like a formula is data here, and must stay so in a spreadsheet.
        var options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape, WriteByteOrderMark = true, NewLine = "\r\n" };
        await using (var csv = CsvWriter.Create(buffer, options, leaveOpen: true))
        {
            await csv.WriteRecordAsync([.. described.Fields.Select(f => f.Name)], ct);
            foreach (var row in rows)
            {
                await csv.WriteRecordAsync([.. row.Select(v => Written(v) ?? "")], ct);
            }
        }

        return buffer.ToArray();
    }

    private static byte[] InJson(DatasetDescription described, IReadOnlyList<IReadOnlyList<object?>> rows) => JsonSerializer.SerializeToUtf8Bytes(
        rows.Select(row => described.Fields.Zip(row).ToDictionary(x => x.First.Name, x => x.Second is int or double or bool or null ? x.Second : Written(x.Second))), Json);

    private static string? Written(object? value) => value switch
    {
        null => null,
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
