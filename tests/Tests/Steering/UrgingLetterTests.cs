using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class UrgingLetterTests
{
    [Theory, EachDatabase]
    public async Task Of_two_letters_noted_at_once_under_one_number_one_is_told_that_it_is_taken(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var office = await app.ActorAsync("office");
        var ids = new List<Guid>();
        for (var i = 0; i < 2; i++)
        {
            ids.Add(await app.WithAsync(async s =>
            {
                var drvn = s.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Id;
                var late = await s.GetRequiredService<AppDb>().Tasks.Where(t => t.LeadUnitId == drvn && t.State == TaskState.InProgress && t.CurrentDueOn < new DateOnly(2021, 3, 15))
                    .Select(t => t.Id).ToListAsync();
                return (await s.GetRequiredService<UrgingWork>().Prepare(office, new(drvn, late, new(2021, 3, 26), "chair", null), default)).Value.Id;
            }));
        }

        var results = await Task.WhenAll(ids.Select(id => app.WithAsync(s => s.GetRequiredService<UrgingWork>().Issue(office, id, null, "3001", new(2021, 3, 15), default))));

        Assert.Single(results, r => r.Ok);
        Assert.Equal("urging.number-taken", results.Single(r => !r.Ok).Problems.Single().Code);
    }

    [Theory, EachDatabase]
    public async Task A_letter_is_written_sent_under_its_number_and_its_file_stays_the_same(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        var form = await office.OpenAsync("/chi-dao/don-doc/soan/drvn");
        var chosen = form.QuerySelectorAll("input[name=TaskIds][checked]").Select(i => i.GetAttribute("value")!).ToList();
        var answerBy = form.QuerySelector("input[name=AnswerBy]")!.GetAttribute("value")!;

        using var written = await PostAsync(office, "/chi-dao/don-doc/soan/drvn", chosen, answerBy, "deputy-chair");
        Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        var record = written.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.NotFound, (await drvn.GetAsync(record)).StatusCode);
        using var noNumber = await office.PostFormAsync(record, new() { ["Number"] = "BGTVT", ["IssuedOn"] = "15/03/2021" });
        Assert.Contains("bằng chữ số", (await noNumber.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        using var taken = await office.PostFormAsync(record, new() { ["Number"] = "1624", ["IssuedOn"] = "15/03/2021" });
        Assert.Contains("1624/BGTVT-TTCNTT đã dùng", (await taken.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        using var foreign = await office.PostFormAsync(record, new() { ["Number"] = "2087/BGTVT-BCĐ", ["IssuedOn"] = "15/03/2021" });
        Assert.Contains("Ký hiệu BGTVT-BCĐ không phải ký hiệu của công văn này.", (await foreign.ReadPageAsync()).Body!.TextContent,
            StringComparison.Ordinal);
        using var sent = await office.PostFormAsync(record, new() { ["Number"] = "2087/BGTVT-TTCNTT", ["IssuedOn"] = "15/03/2021" });
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        await app.DispatchAsync();

        var page = await drvn.OpenAsync(record);
        var file = page.QuerySelector(".files a")!.GetAttribute("href")!;
        var (first, second) = (await drvn.GetByteArrayAsync(file), await office.GetByteArrayAsync(file));
        var told = await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications.CountAsync(n => n.Title == "Công văn đôn đốc 2087/BGTVT-TTCNTT"));

        Assert.Single(page.QuerySelectorAll(".files a"));
        Assert.Equal(first, second);
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(first)), page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, told); // the focal point and the head
        var lines = Lines(first);
        Assert.Contains("Số: 2087/BGTVT-TTCNTT", lines);
        Assert.Contains("Hà Nội, ngày 15 tháng 3 năm 2021", lines);
        Assert.Contains("Kính gửi: Người đứng đầu Tổng cục Đường bộ Việt Nam.", lines); // more than a working month late: the highest level
        Assert.Contains(lines, l => l.Contains($"{chosen.Count:00} nhiệm vụ quá hạn", StringComparison.Ordinal));
        foreach (var id in chosen)
        {
            var history = (await office.OpenAsync($"/chi-dao/nhiem-vu/{id}")).Body!.TextContent;
            Assert.Contains("2087/BGTVT-TTCNTT", history, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_letter_lists_each_overdue_task_with_its_document_day_delay_and_extensions()
    {
        using var app = TestApp.Start();
        var (letter, content) = await DemonstrationLetterAsync(app);
        using var document = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
        var rows = document.MainDocumentPart!.Document!.Body!.Elements<Table>().Single(t => t.Descendants<TableHeader>().Any()).Elements<TableRow>()
            .Select(r => r.Elements<TableCell>().Select(c => c.InnerText).ToList()).ToList();
        var ids = letter.Tasks.Select(t => t.TaskId).ToList();
        var tasks = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.AsNoTracking().Where(t => ids.Contains(t.Id)).OrderBy(t => t.Code).ToListAsync());

        Assert.Equal(["TT", "Mã", "Nội dung nhiệm vụ", "Văn bản giao", "Hạn", "Quá hạn (ngày làm việc)", "Gia hạn"], rows[0]);
        Assert.Equal(tasks.Select(t => t.Code), rows.Skip(1).Select(r => r[1]).Order(StringComparer.Ordinal));
        foreach (var row in rows.Skip(1))
        {
            var task = tasks.Single(t => t.Code == row[1]);
            Assert.Equal(task.Title, row[2]);
            Assert.StartsWith(task.DocumentNumber ?? "", row[3], StringComparison.Ordinal);
            Assert.True(int.Parse(row[5]) > 0);
            Assert.NotEqual("", row[6]);
        }
    }

    [Fact]
    public async Task A_letter_about_nothing_about_others_tasks_or_with_a_past_day_is_refused_beside_its_field()
    {
        using var app = TestApp.Start();
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        var foreign = await app.WithAsync(async s =>
        {
            var vr = s.GetRequiredService<OrganisationDirectory>().Find("vr")!.Id;
            return await s.GetRequiredService<AppDb>().Tasks.Where(t => t.LeadUnitId == vr).Select(t => t.Id).FirstAsync();
        });

        using var nothing = await office.PostAsJsonAsync("/api/v1/steering/urging/letters", new { unit = "drvn", tasks = Array.Empty<Guid>(), answerBy = "2021-03-01", form = "who" });
        using var others = await office.PostAsJsonAsync("/api/v1/steering/urging/letters", new { unit = "drvn", tasks = new[] { foreign }, answerBy = "2021-04-01", form = "chair" });
        using var notMine = await drvn.PostAsJsonAsync("/api/v1/steering/urging/letters", new { unit = "drvn", tasks = new[] { foreign }, answerBy = "2021-04-01", form = "chair" });
        var errors = (await nothing.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");

        Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
        Assert.Equal(["answerBy", "form", "taskIds"], errors.EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, others.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, notMine.StatusCode);
    }

    [Fact]
    public async Task Programs_prepare_and_send_a_letter_and_find_it_with_its_file()
    {
        using var app = TestApp.Start();
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        var (demonstration, _) = await DemonstrationLetterAsync(app);
        var tasks = demonstration.Tasks.Select(t => t.TaskId).Take(1).ToArray();

        using var made = await office.PostAsJsonAsync("/api/v1/steering/urging/letters", new { unit = "drvn", tasks, answerBy = "2021-03-26", form = "chair", extra = "Cử cán bộ dự họp." });
        var letter = await office.GetFromJsonAsync<JsonElement>(made.Headers.Location!.ToString());
        using var hidden = await drvn.GetAsync(made.Headers.Location.ToString());
        using var sent = await office.PostAsJsonAsync($"{made.Headers.Location}/issue", new { number = "99", issuedOn = "2021-03-15", version = 1 });
        var seen = await drvn.GetFromJsonAsync<JsonElement>("/api/v1/steering/urging/letters?unit=drvn");

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal("2021-03-26", letter.GetProperty("answerBy").GetString());
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Equal(["99/BGTVT-TTCNTT", "1624/BGTVT-TTCNTT"], seen.EnumerateArray().Select(l => l.GetProperty("number").GetString()));
        var content = await office.GetByteArrayAsync(letter.GetProperty("files")[0].GetProperty("url").GetString());
        Assert.Contains("Cử cán bộ dự họp.", Lines(content));
    }

    [Fact]
    public async Task The_board_counts_what_the_list_shows()
    {
        using var app = TestApp.Start();
        using var program = await app.ProgramAsync("office");

        var units = await program.GetFromJsonAsync<JsonElement>("/api/v1/steering/urging");
        var overdue = (await program.GetFromJsonAsync<JsonElement>("/api/v1/steering/tasks?status=Overdue")).GetProperty("count").GetInt32();
        var soon = (await program.GetFromJsonAsync<JsonElement>("/api/v1/steering/tasks?status=DueSoon")).GetProperty("count").GetInt32();

        Assert.Equal(overdue, units.EnumerateArray().Sum(u => u.GetProperty("overdue").GetInt32()));
        Assert.Equal(soon, units.EnumerateArray().Sum(u => u.GetProperty("dueSoon").GetInt32()));
    }

    [Fact, Trait("Speed", "slow")]
    public async Task An_office_program_opens_the_letter_and_prints_it_on_a_page_or_two()
    {
        Assert.SkipUnless((OnPath("soffice") && OnPath("pdfinfo")) || Environment.GetEnvironmentVariable("CI") == "true", "soffice or pdfinfo is missing: run ./dev test");

        using var app = TestApp.Start();
        var (_, content) = await DemonstrationLetterAsync(app);
        var folder = Directory.CreateTempSubdirectory("lotrinh-letter-").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "letter.docx"), content);

        await RunAsync("soffice", $"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", folder, Path.Combine(folder, "letter.docx"));
        var about = await RunAsync("pdfinfo", Path.Combine(folder, "letter.pdf"));
        var text = await RunAsync("pdftotext", "-layout", Path.Combine(folder, "letter.pdf"), "-");

        Assert.Matches("Pages: +[12]\n", about);
        Assert.Contains("A4", about, StringComparison.Ordinal);
        Assert.Contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", text, StringComparison.Ordinal);
        Assert.Contains("Số: 1624/BGTVT-TTCNTT", text, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<(UrgingLetter Letter, byte[] Content)> DemonstrationLetterAsync(TestApp app)
    {
        using var office = await app.SignInAsync("office");
        var letter = await app.WithAsync(s => s.GetRequiredService<AppDb>().UrgingLetters.AsNoTracking().Include(l => l.Tasks).SingleAsync(l => l.Number == "1624"));
        var page = await office.OpenAsync($"/chi-dao/don-doc/cong-van/{letter.Id}");
        return (letter, await office.GetByteArrayAsync(page.QuerySelectorAll(".files a")[^1].GetAttribute("href")));
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient browser, string url, IEnumerable<string> tasks, string answerBy, string form)
    {
        var token = (await browser.OpenAsync(url)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(
            [.. tasks.Select(t => KeyValuePair.Create("TaskIds", t)), new("AnswerBy", answerBy), new("Form", form), new("__RequestVerificationToken", token)]);
        return await browser.PostAsync(url, content);
    }

    private static List<string> Lines(byte[] docx)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(docx), isEditable: false);
        return [.. document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(p => p.InnerText)];
    }

    private static bool OnPath(string program) => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
