using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class CommitteePageTests
{
    [Theory, EachDatabase]
    public async Task The_ministrys_committee_is_read_as_of_any_day_with_what_changed(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.SignInAsync("drvn");
        var id = await IdAsync(app, "mot");

        var before = (await drvn.OpenAsync($"/chi-dao/ban-chi-dao/{id}?ngay=13/07/2020")).Body!.TextContent;
        var first = await drvn.OpenAsync($"/chi-dao/ban-chi-dao/{id}?ngay=14/07/2020");
        var now = await drvn.OpenAsync($"/chi-dao/ban-chi-dao/{id}");

        Assert.Contains("Ngày này chưa có Ban Chỉ đạo", before, StringComparison.Ordinal);
        Assert.Equal(19, first.QuerySelectorAll("#thanh-phan tbody tr").Length); // chair, deputy, standing member and 16 members
        Assert.Contains("Nguyễn Ngọc Đông", first.QuerySelector("#thanh-phan")!.TextContent, StringComparison.Ordinal);
        Assert.Null(first.QuerySelector("#thay-doi"));
        Assert.Contains("Nguyễn Văn Thể", now.QuerySelector("#thanh-phan")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, now.QuerySelectorAll("#thanh-phan table").Length); // the committee and its working group
        var changes = now.QuerySelectorAll("#thay-doi li").Select(l => l.TextContent).ToList();
        Assert.Contains(changes, c => c.Contains("Thêm", StringComparison.Ordinal) && c.Contains("Lãnh đạo Viện", StringComparison.Ordinal));
        Assert.Contains(changes, c => c.Contains("Ủy viên → Thư ký", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NotFound, (await drvn.GetAsync($"/chi-dao/ban-chi-dao/{id}/kien-toan")).StatusCode);
    }

    [Theory, EachDatabase]
    public async Task A_unit_records_its_own_committee_and_reconstitutes_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        var (rmb, vr) = (await UnitAsync(app, "rmb1"), await UnitAsync(app, "vr"));
        var documents = await app.WithAsync(s => s.GetRequiredService<AppDb>().Documents.Where(d => d.SignedOn != null).OrderBy(d => d.SignedOn).Select(d => d.Id).Take(2).ToListAsync());
        const string form = "/chi-dao/ban-chi-dao/thanh-lap";

        using var foreign = await drvn.PostFormAsync(form, Fields(vr, documents[0], "14/07/2020"));
        using var empty = await drvn.PostFormAsync(form, new() { ["donvi"] = rmb.ToString(), ["Seats[0].Title"] = "Cục trưởng" });
        var said = await empty.ReadPageAsync();
        using var more = await drvn.PostFormAsync(form, new() { ["Seats[0].Title"] = "Cục trưởng" }, form + "?handler=More");
        var rows = await more.ReadPageAsync();
        using var made = await drvn.PostFormAsync(form, Fields(rmb, documents[0], "14/07/2020"));
        using var again = await drvn.PostFormAsync(form, Fields(rmb, documents[0], "14/07/2020"));

        Assert.Equal(HttpStatusCode.Forbidden, foreign.StatusCode);
        Assert.Contains("Phải có đúng một Trưởng Ban", said.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Hãy ghi quyết định", said.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Cục trưởng", said.QuerySelector("input[name='Seats[0].Title']")!.GetAttribute("value"));
        Assert.Equal("Cục trưởng", rows.QuerySelector("input[name='Seats[0].Title']")!.GetAttribute("value"));
        Assert.Equal(6, rows.QuerySelectorAll("fieldset").Length);
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Contains("đã có Ban Chỉ đạo tên này", (await again.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);

        var record = made.Headers.Location!.ToString();
        var begun = await office.OpenAsync(record + "/kien-toan");
        Assert.Equal("Cục trưởng", begun.QuerySelector("input[name='Seats[0].Title']")!.GetAttribute("value"));
        using var used = await office.PostFormAsync(record + "/kien-toan", Fields(rmb, documents[0], "15/07/2020"));
        Assert.Contains("đã là căn cứ của một lần trước", (await used.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        using var stale = await office.PostFormAsync(record + "/kien-toan", new(Fields(rmb, documents[1], "01/02/2021")) { ["Version"] = "7" });
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        using var anew = await office.PostFormAsync(record + "/kien-toan", new(Fields(rmb, documents[1], "01/02/2021")) { ["Version"] = "1" });
        Assert.Equal(HttpStatusCode.Redirect, anew.StatusCode);
        var page = await drvn.OpenAsync(record);
        var seat = page.QuerySelectorAll("select[name=SeatId] option[value]").Last(o => o.GetAttribute("value") != "").GetAttribute("value")!;
        using var filled = await drvn.PostFormAsync(record,
            new() { ["Version"] = "2", ["SeatId"] = seat, ["PersonName"] = "Người được cử", ["HolderFrom"] = "02/02/2021", ["HolderSource"] = "Quyết định" }, record + "?handler=Fill");
        Assert.Equal(HttpStatusCode.Redirect, filled.StatusCode);
        var whole = await drvn.OpenAsync(record);
        Assert.Contains("Người được cử", whole.QuerySelector("#thanh-phan")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Ghi người giữ vị trí", "Kiện toàn Ban Chỉ đạo", "Thành lập Ban Chỉ đạo"], whole.QuerySelectorAll("ol.timeline")[^1].QuerySelectorAll("b").Select(b => b.TextContent));
        Assert.Contains("Ban Chỉ đạo thử", (await office.OpenAsync("/tim-kiem?q=nguoi+duoc+cu")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_seat_stands_vacant_and_a_dissolved_committee_takes_nothing_new(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        var id = await IdAsync(app, "mot");
        var record = $"/chi-dao/ban-chi-dao/{id}";
        var page = await office.OpenAsync(record);
        var seat = page.QuerySelectorAll("select[name=LeftSeatId] option[value]").First(o => o.TextContent.Contains("Thứ trưởng", StringComparison.Ordinal))
            .GetAttribute("value")!;
        var version = page.QuerySelector("input[name=Version]")!.GetAttribute("value")!;

        using var early = await office.PostFormAsync(record, new() { ["Version"] = version, ["LeftSeatId"] = seat, ["HolderTo"] = "01/07/2020" }, record + "?handler=Vacate");
        var said = (await early.ReadPageAsync()).Body!.TextContent;
        using var left = await office.PostFormAsync(record,
            new() { ["Version"] = version, ["LeftSeatId"] = seat, ["HolderTo"] = "10/03/2021", ["LeftSource"] = "Quyết định nghỉ hưu" }, record + "?handler=Vacate");
        var then = (await office.OpenAsync(record + "?ngay=10/03/2021")).QuerySelector("#thanh-phan")!.TextContent;
        var vacant = (await office.OpenAsync(record + "?ngay=11/03/2021")).QuerySelector("#thanh-phan")!.TextContent;

        Assert.Contains("Hãy nhập ngày từ 14/07/2020 trở đi", said, StringComparison.Ordinal);
        Assert.Contains("Hãy ghi văn bản hoặc nguồn nêu tên", said, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        Assert.DoesNotContain("Khuyết", then, StringComparison.Ordinal);
        Assert.Contains("Nguyễn Ngọc Đông giữ đến hết 10/03/2021 · Quyết định nghỉ hưu", vacant, StringComparison.Ordinal);

        var decision = await app.WithAsync(s => s.GetRequiredService<AppDb>().Documents.Where(d => d.Number == "22MH").Select(d => d.Id).SingleAsync());
        using var used = await office.PostFormAsync(record + "/giai-the", new() { ["Document"] = decision.ToString(), ["LastDay"] = "01/01/2021" });
        var refused = (await used.ReadPageAsync()).Body!.TextContent;
        using var ended = await office.PostFormAsync(record + "/giai-the", new() { ["Document"] = decision.ToString(), ["LastDay"] = "12/03/2021", ["Note"] = "Chuyển về Ban mới" });
        var after = await office.OpenAsync(record);
        using var again = await office.PostFormAsync(record + "/kien-toan", new() { ["Document"] = decision.ToString(), ["From"] = "14/03/2021" });
        using var meeting = await office.PostAsJsonAsync("/api/v1/steering/meetings", new
        {
            committee = id, title = "Họp sau giải thể", on = "2021-03-20", from = "08:00", to = "09:00", form = "InPerson", place = "Phòng họp",
        });

        Assert.Contains("Ngày cuối cùng không được trước ngày bắt đầu thành phần mới nhất (18/01/2021)", refused, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Contains("Đã giải thể, làm việc đến hết ngày 12/03/2021", after.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(after.QuerySelector($"a[href$='{id}/kien-toan']"));
        Assert.Contains("không ghi thêm được", (await again.ReadPageAsync()).Body!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("committee.over", await meeting.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Viện Chiến lược", (await office.OpenAsync("/chi-dao/ban-chi-dao")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Programs_read_and_record_committees(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        var id = await IdAsync(app, "mot");

        var list = await office.GetFromJsonAsync<JsonElement>("/api/v1/steering/committees");
        var early = await office.GetFromJsonAsync<JsonElement>("/api/v1/steering/committees?on=2020-08-01");
        var one = await office.GetFromJsonAsync<JsonElement>($"/api/v1/steering/committees/{id}?on=2020-08-01");
        var changes = await office.GetFromJsonAsync<JsonElement>($"/api/v1/steering/committees/{id}/changes?from=1&to=2");
        using var never = await office.GetAsync($"/api/v1/steering/committees/{id}?on=2019-01-01");
        using var wrong = await office.PostAsJsonAsync("/api/v1/steering/committees", new { unit = "vr", name = "Ban thử", document = "không có", seats = new[] { new { role = "Chair", unit = "khong", title = "" } } });
        var errors = (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors");

        Assert.Equal("mot", list[0].GetProperty("unit").GetString());
        Assert.True(list.GetArrayLength() > early.GetArrayLength());
        Assert.Equal(19, one.GetProperty("seats").GetArrayLength());
        Assert.Equal(1, one.GetProperty("composition").GetInt32());
        Assert.Equal(2, one.GetProperty("compositions").GetArrayLength());
        Assert.Contains(changes.GetProperty("seats").EnumerateArray(), c => c.GetProperty("kind").GetString() == "moved");
        Assert.Equal(HttpStatusCode.NotFound, never.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.True(errors.EnumerateObject().Count() >= 4, errors.ToString());
    }

    [Theory, EachDatabase]
    public async Task Who_has_set_up_a_committee_follows_from_what_is_recorded(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var program = await app.ProgramAsync("office");
        using var drvn = await app.SignInAsync("drvn");

        Assert.Equal([(3, 2, 0, 3), (0, 0, 2, 0)], await CountsAsync(program, ""));
        Assert.Equal([(2, 0, 6, 0)], await CountsAsync(program, "?on=2020-09-24")); // before it was due, and before the second order
        var documents = await app.WithAsync(s => s.GetRequiredService<AppDb>().Documents.Where(d => d.SignedOn != null).OrderBy(d => d.SignedOn).Select(d => d.Id).Take(1).ToListAsync());
        using var made = await office.PostFormAsync("/chi-dao/ban-chi-dao/thanh-lap", Fields(await UnitAsync(app, "viwa"), documents[0], "15/03/2021"));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Equal([(3, 3, 0, 2), (0, 0, 2, 0)], await CountsAsync(program, ""));

        var page = await drvn.OpenAsync("/chi-dao/ban-chi-dao");
        Assert.Contains("6/8 đơn vị đã lập", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await drvn.GetAsync("/chi-dao/ban-chi-dao/lenh/ghi")).StatusCode);
        var csv = await drvn.GetStringAsync("/chi-dao/ban-chi-dao/lenh/xuat?dang=csv");
        Assert.Equal(11, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        using var empty = await office.PostFormAsync("/chi-dao/ban-chi-dao/lenh/ghi", new() { ["Clause"] = "Điều 9" });
        var said = await empty.ReadPageAsync();
        Assert.Equal(4, said.QuerySelectorAll(".ds-error-summary li").Length);
        Assert.Equal("Điều 9", said.QuerySelector("input[name=Clause]")!.GetAttribute("value"));
        using var given = await office.PostFormAsync("/chi-dao/ban-chi-dao/lenh/ghi", new()
        {
            ["Document"] = documents[0].ToString(), ["From"] = "01/03/2021", ["DueOn"] = "30/06/2021", ["Units"] = (await UnitAsync(app, "bao")).ToString(),
        });
        Assert.Equal(HttpStatusCode.Redirect, given.StatusCode);
        Assert.Equal(3, (await CountsAsync(program, "")).Count);
    }

    [Theory, EachDatabase]
    public async Task A_workspace_counts_what_the_lists_behind_its_numbers_show(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var program = await app.ProgramAsync("office");
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        var (ministry, unit) = (await IdAsync(app, "mot"), await IdAsync(app, "drvn"));
        var counted = await app.WithAsync(s => s.GetRequiredService<AppDb>().Tasks.AsNoTracking().Where(t => t.State != TaskState.Draft && t.State != TaskState.Cancelled).ToListAsync());
        var below = await app.WithAsync(s => Task.FromResult(s.GetRequiredService<OrganisationDirectory>().Under("/mot/drvn/").Select(u => u.Id).ToHashSet()));
        var led = counted.Where(t => below.Contains(t.LeadUnitId)).ToList();
        var above = led.Count(t => !led.Exists(p => p.Id == t.ParentId));

        var work = await program.GetFromJsonAsync<JsonElement>($"/api/v1/steering/committees/{unit}/work");
        var page = await drvn.OpenAsync($"/chi-dao/ban-chi-dao/{unit}");
        var overdue = page.QuerySelector(".kpis .bad a")!;
        var list = await drvn.OpenAsync(overdue.GetAttribute("href")!);
        var whole = await office.OpenAsync($"/chi-dao/ban-chi-dao/{ministry}");
        var outside = await drvn.OpenAsync($"/chi-dao/ban-chi-dao/{await IdAsync(app, "vr")}");

        Assert.NotEqual(led.Count, above); // parts were handed down, so that the two counts differ
        Assert.Equal(led.Count, work.GetProperty("whole").GetProperty("total").GetInt32());
        Assert.Equal(above, work.GetProperty("fromAbove").GetProperty("total").GetInt32());
        Assert.Equal($"{above}", page.QuerySelector(".kpis a")!.TextContent);
        Assert.Contains($"{overdue.TextContent} nhiệm vụ", list.QuerySelector(".head")!.TextContent, StringComparison.Ordinal);
        Assert.Equal($"{counted.Count}", whole.QuerySelector(".kpis .foot")!.TextContent.Split(' ')[0]);
        Assert.Contains("Không có nhiệm vụ nào bạn được xem", outside.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("11MH/QĐ-TCĐBVN", page.Body!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<List<(int Issued, int Late, int NotDue, int Overdue)>> CountsAsync(HttpClient program, string query) =>
        [.. (await program.GetFromJsonAsync<JsonElement>($"/api/v1/steering/committee-orders{query}")).EnumerateArray().OrderBy(o => o.GetProperty("from").GetString(), StringComparer.Ordinal)
            .Select(o => (o.GetProperty("issued").GetInt32(), o.GetProperty("issuedLate").GetInt32(), o.GetProperty("notDue").GetInt32(), o.GetProperty("overdue").GetInt32()))];

    private static Dictionary<string, string> Fields(Guid unit, Guid document, string from) => new()
    {
        ["donvi"] = unit.ToString(), ["Name"] = "Ban Chỉ đạo thử", ["Document"] = document.ToString(), ["From"] = from,
        ["Seats[0].Role"] = "Chair", ["Seats[0].UnitId"] = unit.ToString(), ["Seats[0].Title"] = "Cục trưởng",
        ["Seats[1].Role"] = "Member", ["Seats[1].UnitId"] = unit.ToString(), ["Seats[1].Title"] = "Chánh Văn phòng",
    };

    private static Task<Guid> UnitAsync(TestApp app, string key) => app.WithAsync(s => Task.FromResult(s.GetRequiredService<OrganisationDirectory>().Find(key)!.Id));

    private static async Task<Guid> IdAsync(TestApp app, string unit)
    {
        var unitId = await UnitAsync(app, unit);
        return await app.WithAsync(s => s.GetRequiredService<AppDb>().Committees.Where(c => c.UnitId == unitId).Select(c => c.Id).SingleAsync());
    }
}
