using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using LoTrinh.Platform.Exports;
using Microsoft.AspNetCore.Mvc;
using Xunit;

namespace LoTrinh.Tests.Exports;

public sealed class TableFileTests
{
    private static readonly DateOnly Day = new(2021, 3, 15);

    [Fact]
    public async Task A_spreadsheet_holds_days_as_days_numbers_as_numbers_and_words_that_run_nothing()
    {
        var file = Assert.IsType<FileContentResult>(await TableFile.Make("bang", ["Mã", "Hạn", "%"], [["=1+1", new DateOnly(2020, 10, 23), 40], ["NV-2", null, 0]], "xlsx", Day, default));

        using var workbook = SpreadsheetDocument.Open(new MemoryStream(file.FileContents), false);
        var rows = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().Select(r => r.Elements<Cell>().ToList()).ToList();
        var due = rows[1][1];
        Assert.Equal("bang-20210315.xlsx", file.FileDownloadName);
        Assert.Equal(3, rows.Count);
        Assert.DoesNotContain(rows.SelectMany(r => r), c => c.CellFormula is not null);
        Assert.True(due.DataType is null || due.DataType == CellValues.Number, $"{due.DataType?.InnerText}: {due.CellValue?.Text}");
        Assert.Equal(new(2020, 10, 23), DateOnly.FromDateTime(DateTime.FromOADate(double.Parse(due.CellValue!.Text, CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData("=1+1"), InlineData("+1"), InlineData("-1+1"), InlineData("@SUM(A1)"), InlineData("\tx")]
    public async Task A_cell_that_begins_like_a_formula_is_escaped_in_a_list_of_values(string words)
    {
        var file = Assert.IsType<FileContentResult>(await TableFile.Make("bang", ["Mã"], [[words]], "csv", Day, default));

        var line = System.Text.Encoding.UTF8.GetString(file.FileContents).Split('\n')[1].Trim('\r', '"');
        Assert.DoesNotContain(line[0], "=+-@\t");
        Assert.Contains(words.Trim(), line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_is_not_made_is_not_found() =>
        Assert.IsType<NotFoundResult>(await TableFile.Make("bang", ["Mã"], [], "pdf", Day, default));
}
