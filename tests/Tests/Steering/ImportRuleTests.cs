using System.IO.Compression;
using System.Text;
using CsCheck;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using LoTrinh.Platform.Imports;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Imports;
using LoTrinh.Steering.Tasks;
using MiniExcelLibs;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class ImportRuleTests
{
    private static readonly ImportWords Words = ImportWords.Official;

    private static readonly UnitInfo[] Units =
    [
        new(Guid.NewGuid(), "drvn", "/mot/drvn/", Guid.NewGuid(), "Tổng cục Đường bộ Việt Nam", "Directorate for Roads", "TCĐBVN", 1, new(2020, 1, 1), null),
        new(Guid.NewGuid(), "ttcntt", "/mot/ttcntt/", Guid.NewGuid(), "Trung tâm Công nghệ thông tin", "IT Centre", "TTCNTT", 2, new(2020, 1, 1), null),
    ];

    [Theory]
    [InlineData("31/03/2021", DueBasis.Date, "2021-03-31", null)]
    [InlineData("2021-03-31", DueBasis.Date, "2021-03-31", null)]
    [InlineData("", DueBasis.Date, null, null)]
    [InlineData("Tháng 6/2021", DueBasis.Date, "2021-06-30", null)]
    [InlineData("02/2024", DueBasis.Date, "2024-02-29", null)]
    [InlineData("tháng 12 năm 2021", DueBasis.Date, "2021-12-31", null)]
    [InlineData("Quý II/2021", DueBasis.Date, "2021-06-30", null)]
    [InlineData("Trong quý 4 năm 2021", DueBasis.Date, "2021-12-31", null)]
    [InlineData("Năm 2025", DueBasis.Date, "2025-12-31", null)]
    [InlineData("2025", DueBasis.Date, "2025-12-31", null)]
    [InlineData("30 ngày làm việc", DueBasis.WorkingDaysFromIssue, null, 30)]
    [InlineData("Thường xuyên", DueBasis.None, null, null)]
    [InlineData("Hằng năm", DueBasis.None, null, null)]
    [InlineData("Hàng năm, theo kế hoạch", DueBasis.None, null, null)]
    [InlineData("Thường xuyên, báo cáo trước 31/12/2021", null, null, null)]
    [InlineData("31/02/2021", null, null, null)]
    [InlineData("tháng 13/2021", null, null, null)]
    [InlineData("sớm", null, null, null)]
    public void A_deadline_is_read_as_annexes_write_it(string typed, object? basis, string? on, int? days)
    {
        var read = DueWords.Read(typed, Words);

        Assert.Equal(basis is not null, read.Ok);
        if (read.Ok)
        {
            Assert.Equal(((DueBasis)basis!, on is null ? null : DateOnly.ParseExact(on, "yyyy-MM-dd"), days), (read.Value.Basis, read.Value.On, read.Value.WorkingDays));
        }
    }

    [Fact]
    public void Columns_are_guessed_from_their_headings_and_the_row_of_headings_from_its_words()
    {
        var table = new ReadTable("1", [new(1, ["PHỤ LỤC"]), new(2, ["(Kèm theo Quyết định)"]), new(4, ["TT", "Nội dung nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời gian hoàn thành", "Ghi chú"]), new(5, ["1", "x"])]);

        var header = Words.HeaderOf(table);
        var guess = Words.Guess(table.Rows[header]);

        Assert.Equal(2, header);
        Assert.Equal([(ImportField.Key, 0), (ImportField.Title, 1), (ImportField.Content, 6), (ImportField.LeadUnit, 2), (ImportField.Coordinators, 3), (ImportField.Product, 4), (ImportField.Due, 5)],
            guess.OrderBy(g => g.Key).Select(g => (g.Key, g.Value)));
    }

    [Fact]
    public void Rows_become_tasks_under_their_headings_and_strangers_that_help_are_kept_in_words()
    {
        var rows = Read(["I", "Hoàn thiện thể chế"], ["1", "Sửa thông tư", "TCĐBVN", "Trung tâm công nghệ thông tin; Bộ Công an", "Thông tư", "Quý II/2021"], ["II", "Dữ liệu"],
            ["1", "Làm dữ liệu", "ttcntt", "", "Cơ sở dữ liệu", "30 ngày làm việc"]);

        Assert.Equal(["i/1", "ii/1"], rows.Select(r => r.Key));
        Assert.All(rows, r => Assert.Empty(r.Problems));
        Assert.Equal((Units[0].Id, new DateOnly(2021, 6, 30)), (rows[0].Draft.LeadUnitId, rows[0].Draft.DueOn));
        Assert.Equal([Units[1].Id], rows[0].Draft.Coordinators);
        Assert.Equal("Phối hợp ngoài Bộ: Bộ Công an", rows[0].Draft.Content);
        Assert.Equal((DueBasis.WorkingDaysFromIssue, 30), (rows[1].Draft.DueBasis, rows[1].Draft.DueWorkingDays));
    }

    [Fact]
    public void Headings_are_told_by_their_numbers_and_a_task_that_lacks_everything_is_no_heading()
    {
        var (rows, passed) = ReadAll(["A", "Phần một"], ["I", "Nhóm"], ["1", "Việc", "drvn", "", "", "2025"], ["2", "Ô gộp bỏ trống"], ["B", "Phần hai"], ["I", "Nhóm"],
            ["1", "Việc", "drvn", "", "", "2025"], ["3", "Có mục con"], ["3.1", "Việc con", "drvn", "", "", "2025"]);

        Assert.Equal([2, 3, 6, 7, 9], passed);
        Assert.Equal(rows.Count, rows.Select(r => r.Key).Distinct().Count());
        Assert.Equal(["steering.lead-missing"], rows.Single(r => r.Draft.Title == "Ô gộp bỏ trống").Problems.Select(p => p.Problem.Code));
        Assert.Null(rows[0].Draft.Authority); // no column says anything of it
    }

    [Fact]
    public void A_cell_over_several_rows_of_a_document_is_said_by_each_of_them_and_no_span_fills_the_memory()
    {
        TableCell Cell(string text, MergedCellValues? merge = null, int span = 1) => new(new TableCellProperties(new GridSpan { Val = span },
            merge is { } m ? new VerticalMerge { Val = m } : null!), new Paragraph(new Run(new Text(text))));
        var merged = Document(new TableRow[] { new(Cell("TCĐBVN", MergedCellValues.Restart), Cell("1")), new(Cell("", MergedCellValues.Continue), Cell("2")) });
        var wide = Document(new TableRow[] { new(Cell("x", span: int.MaxValue)) });

        Assert.Equal(["TCĐBVN|1", "TCĐBVN|2"], TableReader.Read(merged, "a.docx", "Annex").Value.Single().Rows.Select(r => string.Join('|', r.Cells)));
        Assert.NotNull(TableReader.Read(wide, "a.docx", "Annex").Value.Single());
    }

    [Fact]
    public void A_broken_row_names_its_row_its_column_and_every_mistake()
    {
        var rows = Read(["1", "", "TCĐBVN; TTCNTT", "", "", "sớm"], ["1", "Việc", "Cục Lạ", "", "", ""], ["", "Việc", "drvn", "", "", ""]);

        Assert.Equal(["2 Chủ trì import.one-lead", "2 Thời hạn import.due-unreadable", "2 Nhiệm vụ steering.title-missing", "3 TT import.key-twice", "3 Chủ trì import.lead-unknown",
            "4 TT import.key-missing"], rows.SelectMany(r => r.Problems).Select(p => $"{p.Row} {p.Column} {p.Problem.Code}"));
    }

    [Fact]
    public void The_same_row_has_the_same_fingerprint_and_another_word_another()
    {
        string[] row = ["1", "Việc", "drvn", "", "", "2025"];

        Assert.Equal(Read(row)[0].Hash, Read(row)[0].Hash);
        Assert.NotEqual(Read(row)[0].Hash, Read(["1", "Việc khác", "drvn", "", "", "2025"])[0].Hash);
    }

    [Fact]
    public void The_same_table_is_read_from_a_workbook_a_csv_file_and_a_document()
    {
        string[][] cells = [["TT", "Nhiệm vụ", "Ngày"], ["1", "Làm \"nhanh\"; gọn", "31/03/2021"], ["2", "", "x"]];

        foreach (var (name, file) in new[] { ("a.xlsx", Workbook(cells)), ("a.csv", Csv(cells, ';')), ("b.csv", Csv(cells, ',')), ("a.docx", Document(cells)) })
        {
            var table = TableReader.Read(file, name, "Annex").Value.Single();

            Assert.Equal(cells.Select(r => string.Join('|', r)), table.Rows.Select(r => string.Join('|', r.Cells)));
            Assert.Equal([1, 2, 3], table.Rows.Select(r => r.Number));
        }
    }

    [Fact]
    public void A_file_that_is_no_table_is_refused_and_never_breaks_the_reader()
    {
        string Code(Stream file, string name) => TableReader.Read(file, name, "Annex").Problems.Single().Code;
        var broken = new MemoryStream();
        using (var zip = new ZipArchive(broken, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open());
            part.Write("<workbook");
        }

        Assert.Equal("import.unreadable", Code(broken, "a.xlsx"));
        Assert.Equal("import.unreadable", Code(new MemoryStream([1, 2, 3]), "a.docx"));
        Assert.Equal("import.no-table", Code(new MemoryStream(), "a.csv"));
        Assert.Equal("import.no-table", Code(Document(Array.Empty<TableRow>()), "a.docx"));
        Gen.Byte.Array[0, 300].Sample(bytes =>
        {
            foreach (var name in new[] { "a.csv", "a.xlsx", "a.docx" })
            {
                TableReader.Read(new MemoryStream(bytes), name, "Annex");
            }
        }, iter: 200);
    }

    private static IReadOnlyList<AnnexRow> Read(params string[][] rows) => ReadAll(rows).Rows;

    private static (IReadOnlyList<AnnexRow> Rows, IReadOnlyList<int> PassedOver) ReadAll(params string[][] rows)
    {
        var table = new ReadTable("1", [new(1, ["TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Sản phẩm", "Thời hạn"]), .. rows.Select((r, n) => new ReadRow(n + 2, r))]);
        return new RowReader(Units, Words).Read(table, 0, Words.Guess(table.Rows[0]), (null, "1/QĐ"), draft => draft.Problems());
    }

    private static MemoryStream Csv(string[][] cells, char separator) => new(Encoding.UTF8.GetBytes(string.Join("\r\n",
        cells.Select(r => string.Join(separator, r.Select(c => c.IndexOfAny([separator, '"', ';']) >= 0 ? $"\"{c.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : c))))));

    private static MemoryStream Workbook(string[][] cells)
    {
        var file = new MemoryStream();
        file.SaveAs(cells.Select(r => r.Select((c, n) => (c, n)).ToDictionary(x => $"c{x.n}", x => (object)x.c)), printHeader: false);
        return file;
    }

    private static MemoryStream Document(string[][] cells) =>
        Document(cells.Select(r => new TableRow(r.Select(c => new TableCell(new Paragraph(new Run(new Text(c))))))).ToArray());

    private static MemoryStream Document(TableRow[] rows)
    {
        var file = new MemoryStream();
        using (var document = WordprocessingDocument.Create(file, WordprocessingDocumentType.Document))
        {
            var body = new Body(new Paragraph(new Run(new Text("Phụ lục"))));
            if (rows.Length > 0)
            {
                body.Append(new Table(rows));
            }

            document.AddMainDocumentPart().Document = new Document(body);
        }

        return file;
    }
}
