using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Steering.Imports;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

[Trait("Speed", "slow")]
public sealed class ImportTests
{
    private const string Api = "/api/v1/steering/imports";
    private const string Head = "TT;Nhiệm vụ;Chủ trì;Phối hợp;Sản phẩm;Thời hạn\n";

    [Theory, EachDatabase]
    public async Task An_annex_is_tried_imported_and_taken_over_again_by_the_keys_of_its_rows(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");

        using var sent = await SendAsync(office, Head + "1;Lập báo cáo thứ nhất;drvn;;Báo cáo;30/06/2021\n2;Lập báo cáo thứ hai;TTCNTT;;Báo cáo;30 ngày làm việc\n");
        var url = sent.Headers.Location!.ToString();
        var tried = await office.GetFromJsonAsync<JsonElement>(url);
        Assert.Equal(0, await CountAsync(app));
        using var started = await office.PostSeenAsync(url + "/start", new { });
        using var twice = await office.PostSeenAsync(url + "/start", new { });
        await app.RunAsync<RunImports>();
        await app.RunAsync<RunImports>();
        var done = await office.GetFromJsonAsync<JsonElement>(url);

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict], new[] { sent, started, twice }.Select(a => a.StatusCode));
        Assert.Equal((2, 0), (tried.GetProperty("would").GetProperty("new").GetInt32(), tried.GetProperty("would").GetProperty("wrong").GetInt32()));
        Assert.Equal(("done", 2, 0), (done.GetProperty("state").GetString(), done.GetProperty("added").GetInt32(), done.GetProperty("changed").GetInt32()));
        Assert.Equal(2, await CountAsync(app));

        var first = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<SteeringTask>().Where(t => t.Title == "Lập báo cáo thứ nhất").Select(t => t.Id).SingleAsync());
        using var issued = await office.PutSeenAsync($"/api/v1/steering/tasks/{first}", new
        {
            title = "Lập báo cáo thứ nhất", leadUnit = "drvn", accountablePosition = "Tổng cục trưởng", authority = "Trưởng Ban", product = "Báo cáo", acceptanceCriteria = "Đủ", dueOn = "2021-06-30",
            documentNumber = "PL-1",
        });
        using var out1 = await office.PostSeenAsync($"/api/v1/steering/tasks/{first}/issue", new { });
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], new[] { issued, out1 }.Select(a => a.StatusCode));

        var typed = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<SteeringTask>().Where(t => t.Title == "Lập báo cáo thứ hai").Select(t => t.Id).SingleAsync());
        using var byHand = await office.PutSeenAsync($"/api/v1/steering/tasks/{typed}", new
        {
            title = "Lập báo cáo thứ hai", leadUnit = "ttcntt", product = "Báo cáo", dueWorkingDays = 30, accountablePosition = "Giám đốc", authority = "Bộ trưởng", documentNumber = "PL-1",
        });
        Assert.Equal(HttpStatusCode.OK, byHand.StatusCode);

        using var again = await SendAsync(office, Head + "1;Lập báo cáo thứ nhất;drvn;;Báo cáo;31/12/2021\n2;Lập báo cáo thứ hai, kỹ hơn;TTCNTT;;Báo cáo;30 ngày làm việc\n3;Lập báo cáo thứ ba;drvn;;Báo cáo;2021\n");
        var second = again.Headers.Location!.ToString();
        var would = (await office.GetFromJsonAsync<JsonElement>(second)).GetProperty("would");
        using var go = await office.PostSeenAsync(second + "/start", new { });
        await app.RunAsync<RunImports>();

        Assert.Equal((1, 1, 0, 1), (would.GetProperty("new").GetInt32(), would.GetProperty("changed").GetInt32(), would.GetProperty("same").GetInt32(), would.GetProperty("issued").GetInt32()));
        Assert.Equal(3, await CountAsync(app));
        Assert.Equal(("Giám đốc", "Bộ trưởng"), await app.WithAsync(async s => await s.GetRequiredService<AppDb>().Set<SteeringTask>().Where(t => t.Id == typed)
            .Select(t => new ValueTuple<string?, string?>(t.AccountablePosition, t.Authority)).SingleAsync())); // the annex has no such columns
        Assert.Equal(["Lập báo cáo thứ ba 2021-12-31", "Lập báo cáo thứ hai, kỹ hơn 2021-04-27", "Lập báo cáo thứ nhất 2021-06-30"], await app.WithAsync(async s => (await s.GetRequiredService<AppDb>().Set<SteeringTask>()
            .Where(t => t.DocumentNumber == "PL-1").Select(t => new { t.Title, t.CurrentDueOn }).ToListAsync()).Select(t => $"{t.Title} {t.CurrentDueOn:yyyy-MM-dd}").Order(StringComparer.Ordinal)));
    }

    [Theory, EachDatabase]
    public async Task One_broken_row_keeps_every_row_out_and_is_named_with_its_column(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var sent = await SendAsync(office, Head + "1;Lập báo cáo thứ nhất;drvn;;Báo cáo;30/06/2021\n2;Lập báo cáo thứ hai;Cục Lạ;;Báo cáo;sớm\n");
        var url = sent.Headers.Location!.ToString();

        using var started = await office.PostSeenAsync(url + "/start", new { });
        var problems = (await office.GetFromJsonAsync<JsonElement>(url)).GetProperty("would").GetProperty("problems").EnumerateArray().ToList();
        using var browser = await app.SignInAsync("office");
        var page = (await browser.OpenAsync($"/chi-dao/nhap/{url.Split('/')[^1]}")).Body!.TextContent;
        using var file = await browser.GetAsync($"/chi-dao/nhap/{url.Split('/')[^1]}/loi?dang=csv");

        Assert.Equal(HttpStatusCode.BadRequest, started.StatusCode);
        Assert.Equal(["3 Chủ trì import.lead-unknown", "3 Thời hạn import.due-unreadable"],
            problems.Select(p => $"{p.GetProperty("row").GetInt32()} {p.GetProperty("column").GetString()} {p.GetProperty("code").GetString()}"));
        Assert.Contains("Cục Lạ", page);
        Assert.Contains("Cục Lạ", await file.Content.ReadAsStringAsync());
        Assert.Equal(0, await CountAsync(app));
    }

    [Theory, EachDatabase]
    public async Task What_has_changed_since_it_was_tried_sends_the_whole_import_back(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var sent = await SendAsync(office, Head + "1;Lập báo cáo thứ nhất;drvn;;Báo cáo;30/06/2021\n");
        var url = sent.Headers.Location!.ToString();
        using var started = await office.PostSeenAsync(url + "/start", new { });
        await app.WithAsync(async s => await s.GetRequiredService<AppDb>().Users.Where(a => a.UserName == "office").ExecuteUpdateAsync(set => set.SetProperty(a => a.IsDisabled, true)));

        await app.RunAsync<RunImports>();

        var import = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<TaskImport>().AsNoTracking().SingleAsync(i => i.Source == "PL-1"));
        Assert.Equal((ImportState.Read, "import.rows-changed"), (import.State, import.Failure));
        Assert.Equal(0, await CountAsync(app));
    }

    [Fact]
    public async Task Two_annexes_of_one_document_know_their_own_rows()
    {
        using var app = TestApp.Start();
        using var office = await app.ProgramAsync("office");

        foreach (var annex in new[] { "Phụ lục I", "Phụ lục II" })
        {
            using var sent = await SendAsync(office, Head + "1;Lập báo cáo của phụ lục;drvn;;Báo cáo;30/06/2021\n", annex);
            var would = (await office.GetFromJsonAsync<JsonElement>(sent.Headers.Location!.ToString())).GetProperty("would");
            using var started = await office.PostSeenAsync(sent.Headers.Location + "/start", new { });
            await app.RunAsync<RunImports>();

            Assert.Equal((1, 0), (would.GetProperty("new").GetInt32(), would.GetProperty("changed").GetInt32()));
        }

        Assert.Equal(2, await CountAsync(app));
    }

    [Fact]
    public async Task Columns_that_were_guessed_wrong_are_assigned_by_hand_on_the_page()
    {
        using var app = TestApp.Start();
        using var office = await app.ProgramAsync("office");
        using var browser = await app.SignInAsync("office");
        using var sent = await SendAsync(office, "A;B;C;D\n1;Lập báo cáo thứ nhất;drvn;30/06/2021\n");
        var id = sent.Headers.Location!.ToString().Split('/')[^1];
        var before = (await browser.OpenAsync($"/chi-dao/nhap/{id}")).Body!.TextContent;

        using var assigned = await browser.PostFormAsync($"/chi-dao/nhap/{id}", new()
        {
            ["Table"] = "0", ["Header"] = "1", ["Columns[Key]"] = "0", ["Columns[Title]"] = "1", ["Columns[LeadUnit]"] = "2", ["Columns[Due]"] = "3", ["Columns[Product]"] = "-1",
        }, $"/chi-dao/nhap/{id}?handler=Assign");
        using var twice = await browser.PostFormAsync($"/chi-dao/nhap/{id}", new() { ["Table"] = "0", ["Header"] = "1", ["Columns[Key]"] = "0", ["Columns[Title]"] = "0" }, $"/chi-dao/nhap/{id}?handler=Assign");
        var after = (await browser.OpenAsync($"/chi-dao/nhap/{id}")).Body!.TextContent;

        Assert.DoesNotContain("Không có lỗi", before);
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.BadRequest], new[] { assigned, twice }.Select(a => a.StatusCode));
        Assert.Contains("Không có lỗi", after);

        using var started = await browser.PostFormAsync($"/chi-dao/nhap/{id}", [], $"/chi-dao/nhap/{id}?handler=Start");
        var waiting = (await browser.OpenAsync($"/chi-dao/nhap/{id}")).Body!.TextContent;
        await app.RunAsync<RunImports>();
        var done = (await browser.OpenAsync($"/chi-dao/nhap/{id}")).Body!.TextContent;

        Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        Assert.Contains("Chờ đến lượt", waiting);
        Assert.Contains("Lập mới 1 nhiệm vụ", done);
    }

    [Fact]
    public async Task Only_who_assigns_tasks_may_import_and_only_files_with_a_table()
    {
        using var app = TestApp.Start();
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");

        using var refused = await SendAsync(drvn, Head);
        using var picture = await office.PostAsJsonAsync(Api, new { source = "PL-1", annex = new { name = "anh.png", content = "AAAA" } });
        using var nameless = await office.PostAsJsonAsync(Api, new { source = " ", annex = new { name = "a.csv", content = Convert.ToBase64String(Encoding.UTF8.GetBytes(Head)) } });

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], new[] { refused, picture, nameless }.Select(a => a.StatusCode));
    }

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, string csv, string? annexName = null) =>
        client.PostAsJsonAsync(Api, new { source = "PL-1", annexName, annex = new { name = "phu-luc.csv", content = Convert.ToBase64String(Encoding.UTF8.GetBytes(csv)) } });

    private static Task<int> CountAsync(TestApp app) => app.WithAsync(s => s.GetRequiredService<AppDb>().Set<SteeringTask>().CountAsync(t => t.DocumentNumber == "PL-1"));
}
