using System.Globalization;
using CsvHelper;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using MiniExcelLibs;

namespace LoTrinh.Platform.Exports;

/// <summary>A table as a file to save: XLSX, or CSV that spreadsheets open as it is.</summary>
public static class TableFile
{
    /// <summary>Makes the file.</summary>
    /// <param name="name">Its name without ending; the day is added.</param>
    /// <param name="headers">Heads of the columns.</param>
    /// <param name="rows">Values, one a column.</param>
    /// <param name="format"><c>csv</c>, or <c>xlsx</c>, which is also meant when none is named; there is no other.</param>
    /// <param name="day">The day it is made.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<ActionResult> Make(
        string name, IReadOnlyList<string> headers, IEnumerable<object?[]> rows, string? format, DateOnly day, CancellationToken ct)
    {
        if (format is not (null or "" or "csv" or "xlsx"))
        {
            return new NotFoundResult();
        }

        var fileName = string.Create(CultureInfo.InvariantCulture, $"{name}-{day:yyyyMMdd}");
        var memory = new MemoryStream();
        if (format != "csv")
        {
            var table = rows.Select(r => headers.Zip(r).ToDictionary(p => p.First, p => Cell(p.Second))).ToList();
            await memory.SaveAsAsync(table.Count > 0 ? table : [headers.ToDictionary(h => h, object (_) => "")], cancellationToken: ct);
            return new FileContentResult(memory.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") { FileDownloadName = fileName + ".xlsx" };
        }

        // A cell that begins like a formula is escaped, so that opening the file runs nothing.
        var options = CsvWriterOptions.Default with { Injection = CsvInjection.Escape, WriteByteOrderMark = true };
        await using (var csv = CsvWriter.Create(memory, options, leaveOpen: true))
        {
            await csv.WriteRecordAsync([.. headers], ct);
            foreach (var row in rows)
            {
                await csv.WriteRecordAsync([.. row.Select(v => v is DateOnly on ? on.Show() : Convert.ToString(v, CultureInfo.InvariantCulture) ?? "")], ct);
            }
        }

        return new FileContentResult(memory.ToArray(), "text/csv; charset=utf-8") { FileDownloadName = fileName + ".csv" };
    }

    // A day is a day to a spreadsheet too: it sorts and filters by it.
    private static object Cell(object? value) => value is DateOnly on ? on.ToDateTime(TimeOnly.MinValue) : value ?? "";
}
