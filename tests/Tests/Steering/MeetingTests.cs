using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Meetings;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using LoTrinh.Tests.Walks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class MeetingTests
{
    [Theory, EachDatabase]
    public async Task A_meeting_goes_from_its_plan_to_a_notice_whose_conclusions_become_tasks(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        using var chair = await app.SignInAsync("chair");
        var committee = await CommitteeAsync(app, "mot");
        var form = $"/chi-dao/hop/lap?ban={committee}";
        var shown = await office.OpenAsync(form);
        var fields = Fields(committee, shown.QuerySelectorAll("select[name=ChairSeatId] option").First(o => o.TextContent.StartsWith("Bộ trưởng", StringComparison.Ordinal)).GetAttribute("value")!);
        var seats = shown.QuerySelectorAll("input[name=SeatIds][checked]").Select(i => i.GetAttribute("value")!).ToList();

        using var empty = await office.PostFormAsync(form, new() { ["ban"] = committee.ToString(), ["Title"] = "Phiên họp thử", ["Agenda[0].PresenterUnitId"] = (await UnitAsync(app, "drvn")).ToString() });
        var said = await empty.ReadPageAsync();
        using var planned = await office.PostFormAsync(form, new(fields) { ["SeatIds"] = seats.First() });
        var record = planned.Headers.Location!.ToString();

        Assert.Equal("Phiên họp thử", said.QuerySelector("input[name=Title]")!.GetAttribute("value"));
        Assert.Contains("Hãy ghi nội dung của mục này", said.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Hãy ghi giờ bắt đầu", said.Body!.TextContent, StringComparison.Ordinal);
        Assert.True(seats.Count > 20);
        Assert.Equal(HttpStatusCode.NotFound, (await drvn.GetAsync(record)).StatusCode); // not invited yet
        Assert.DoesNotContain("Phiên họp thử", (await drvn.OpenAsync("/chi-dao/hop")).Body!.TextContent, StringComparison.Ordinal);

        using var invited = await office.PostFormAsync(record, new() { ["Version"] = "1" }, record + "?handler=Invite");
        Assert.Equal(HttpStatusCode.Redirect, invited.StatusCode);
        var page = await drvn.OpenAsync(record);
        var letter = await drvn.GetByteArrayAsync(page.QuerySelector(".files a")!.GetAttribute("href")!);
        Assert.Contains("Số: 03/GM-BCĐCPĐT", Lines(letter));
        Assert.Contains("GIẤY MỜI", Lines(letter));
        Assert.Contains("Dự phiên họp thử", Lines(letter));
        Assert.Contains("Chủ trì: Bộ trưởng Bộ Giao thông vận tải.", Lines(letter));
        Assert.Contains("Thời gian: 08 giờ 30, ngày 16 tháng 3 năm 2021.", Lines(letter));
        Assert.Contains("GIÁM ĐỐC TRUNG TÂM CÔNG NGHỆ THÔNG TIN", Lines(letter));
        Assert.Equal(3, await app.WithAsync(s => s.GetRequiredService<AppDb>().Notifications
            .CountAsync(n => n.Title == "Mời họp: Phiên họp thử" && n.Body!.StartsWith("16/03/2021 08:30")))); // the chair; the focal point and the head of the invited unit
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(record + "/diem-danh")).StatusCode);

        app.Clock.Set(new(2021, 3, 16, 4, 0, 0, TimeSpan.Zero));
        var attendance = await office.OpenAsync(record + "/diem-danh");
        var rows = attendance.QuerySelectorAll("input[name$='.InviteeId']").Select(i => i.GetAttribute("value")!).ToList();
        var noted = new Dictionary<string, string> { ["Version"] = "2", ["OthersPresent"] = "true" };
        for (var i = 0; i < rows.Count; i++)
        {
            noted[$"Rows[{i}].InviteeId"] = rows[i];
        }

        using var unexplained = await office.PostFormAsync(record + "/diem-danh", new(noted) { ["Rows[1].Attendance"] = "Substitute", ["Rows[1].SubstituteName"] = "Người dự thay" });
        var again = await unexplained.ReadPageAsync();
        Assert.Contains("Hãy ghi chức danh người dự thay", again.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Người dự thay", again.QuerySelector("input[name='Rows[1].SubstituteName']")!.GetAttribute("value"));
        using var kept = await office.PostFormAsync(record + "/diem-danh",
            new(noted) { ["Rows[1].Attendance"] = "Substitute", ["Rows[1].SubstituteName"] = "Người dự thay", ["Rows[1].SubstituteTitle"] = "Trưởng phòng" });
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);

        var items = (await office.OpenAsync(record + "/bien-ban")).QuerySelectorAll("input[name$='.ItemId']").Select(i => i.GetAttribute("value")!).ToList();
        using var written = await office.PostFormAsync(record + "/bien-ban", new() { ["Version"] = "3", ["Texts[0].ItemId"] = items[0], ["Texts[0].Text"] = "Đã bàn về dữ liệu" });
        using var signed = await office.PostFormAsync(record, new() { ["Version"] = "4" }, record + "?handler=Secretary");
        using var frozen = await chair.PostFormAsync(record, new() { ["Version"] = "5" }, record + "?handler=Chair");
        using var late = await office.PostFormAsync(record, new() { ["Version"] = "6" }, record + "?handler=Secretary");
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Redirect, HttpStatusCode.Conflict], new[] { written, signed, frozen, late }.Select(a => a.StatusCode));

        using var concluded = await office.PostFormAsync(record + "/ket-luan", new()
        {
            ["Version"] = "6", ["Conclusions[0].Text"] = "Thống nhất mã phương tiện.", ["Conclusions[0].AsksAction"] = "true", ["Conclusions[0].DueOn"] = "30/04/2021",
            ["Conclusions[1].Text"] = "Ghi nhận báo cáo.",
        });
        using var issued = await office.PostFormAsync(record, new() { ["Version"] = "7" }, record + "?handler=Issue");
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect], new[] { concluded, issued }.Select(a => a.StatusCode));
        var whole = await drvn.OpenAsync(record);
        Assert.Contains("Đủ thành phần", whole.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Người dự thay – Trưởng phòng", whole.QuerySelector("#thanh-phan")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("02/TB-BCĐCPĐT", whole.QuerySelector("#ket-luan")!.TextContent, StringComparison.Ordinal);
        Assert.Single(whole.QuerySelectorAll("#ket-luan status-tag, #ket-luan .ds-tag"), t => t.TextContent.Contains("Chưa có người chịu trách nhiệm", StringComparison.Ordinal));

        var open = await office.OpenAsync("/chi-dao/hop/ket-luan-chua-giao");
        var assign = open.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains("Thống nhất mã phương tiện", StringComparison.Ordinal)).QuerySelector("a[href*='giao-nhiem-vu']")!.GetAttribute("href")!;
        Assert.DoesNotContain("Ghi nhận báo cáo", open.Body!.TextContent, StringComparison.Ordinal);
        var notice = await office.OpenAsync(whole.QuerySelector("#ket-luan .sub a")!.GetAttribute("href")!);
        Assert.Contains("Kết luận 2", notice.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Phiên họp thử", notice.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Thống nhất mã phương tiện.", string.Join('\n', Lines(await office.GetByteArrayAsync(notice.QuerySelector(".files a")!.GetAttribute("href")!))), StringComparison.Ordinal);
        Assert.Equal("30/04/2021", (await office.OpenAsync(assign)).QuerySelector("input[name=DueOn]")!.GetAttribute("value"));
        await AssignAsync(app, assign);
        Assert.DoesNotContain("Thống nhất mã phương tiện", (await office.OpenAsync("/chi-dao/hop/ket-luan-chua-giao")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nhiệm vụ từ kết luận", (await drvn.OpenAsync(record)).QuerySelector("#ket-luan")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task Only_the_invited_the_standing_office_and_those_above_see_a_meeting(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (hosted, own) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var third = await db.Meetings.AsNoTracking().Include(m => m.Agenda).SingleAsync(m => m.Title.StartsWith("Phiên họp thứ ba"));
            return (third, await db.Meetings.AsNoTracking().SingleAsync(m => m.State == MeetingState.Planned));
        });
        await Strangers.AddAsync(app, "uninvited", Roles.FocalPoint, await UnitAsync(app, "bao"));
        await Strangers.AddAsync(app, "standing", Roles.FocalPoint, await UnitAsync(app, "ttcntt"));
        using var uninvited = await app.SignInAsync("uninvited");
        using var standing = await app.SignInAsync("standing");
        using var drvn = await app.SignInAsync("drvn");
        using var inspector = await app.SignInAsync("inspector");
        using var program = await app.ProgramAsync("drvn");
        var address = $"/chi-dao/hop/{hosted.Id}";

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.NotFound],
            [await StatusAsync(drvn, address), await StatusAsync(standing, address), await StatusAsync(inspector, address), await StatusAsync(uninvited, address)]);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound],
            [await StatusAsync(drvn, $"/chi-dao/hop/{own.Id}"), await StatusAsync(inspector, $"/chi-dao/hop/{own.Id}"), await StatusAsync(standing, $"/chi-dao/hop/{own.Id}")]);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(drvn, address + "/sua")); // invited, not preparing it
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(standing, address + "/sua"));
        var paper = (await drvn.OpenAsync(address)).QuerySelectorAll("#noi-dung .files a").Single().GetAttribute("href")!;
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound], [await StatusAsync(drvn, paper), await StatusAsync(uninvited, paper)]);
        Assert.DoesNotContain("Phiên họp", (await uninvited.OpenAsync("/tim-kiem?q=phien+hop+thu+ba&loai=meeting")).QuerySelector("main")!.TextContent.Replace("phien hop", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Phiên họp thứ ba", (await drvn.OpenAsync("/tim-kiem?q=phien+hop+thu+ba&loai=meeting")).Body!.TextContent, StringComparison.Ordinal);

        // The unit that presents a point adds its papers; to another's point it may not.
        var (mine, theirs) = (hosted.Agenda.Single(a => a.Place == 2).Id, hosted.Agenda.Single(a => a.Place == 1).Id);
        var file = new { name = "Mã phương tiện.csv", content = Convert.ToBase64String(Encoding.UTF8.GetBytes("ma;ten\n1;xe\n")) };
        using var added = await program.PostSeenAsync($"/api/v1/steering/meetings/{hosted.Id}/papers", new { item = mine, files = new[] { file } });
        using var refused = await program.PostSeenAsync($"/api/v1/steering/meetings/{hosted.Id}/papers", new { item = theirs, files = new[] { file } });
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (added.StatusCode, refused.StatusCode));

        var ics = await drvn.GetAsync(address + "/lich");
        var text = (await ics.Content.ReadAsStringAsync()).Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Equal("text/calendar", ics.Content.Headers.ContentType!.MediaType);
        Assert.Contains("DTSTART:20210326T013000Z", text, StringComparison.Ordinal);
        Assert.Contains($"UID:{hosted.Id}", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(uninvited, address + "/lich"));
    }

    [Theory, EachDatabase]
    public async Task Programs_plan_change_and_call_off_meetings_and_a_registered_notice_is_linked_once(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        object Body(string to, int? version = null) => new
        {
            unit = "drvn", title = "Giao ban tháng", form = "inPerson", place = "Phòng họp", on = "2021-03-30", from = "14:00", to, version,
            agenda = new[] { new { title = "Dữ liệu", presenter = "drvn" } },
            invited = new[] { new { role = "chair", unit = "drvn", title = "Tổng cục trưởng" }, new { role = "member", unit = "rmb1", title = "Cục trưởng" } },
        };

        using var wrong = await drvn.PostAsJsonAsync("/api/v1/steering/meetings", Body("13:00"));
        using var foreign = await drvn.PostAsJsonAsync("/api/v1/steering/meetings", new { unit = "vr" });
        using var made = await drvn.PostAsJsonAsync("/api/v1/steering/meetings", Body("16:00"));
        var url = made.Headers.Location!.ToString();
        using var invited = await drvn.PostAsJsonAsync(url + "/invitation", new { version = 1 });
        using var stale = await drvn.PutAsJsonAsync(url, Body("17:00", 1));
        using var changed = await drvn.PutAsJsonAsync(url, Body("17:00", 2));
        using var off = await drvn.PostSeenAsync(url + "/cancellation", new { reason = "Trùng lịch" });
        var whole = await drvn.GetFromJsonAsync<JsonElement>(url);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Forbidden, HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.OK],
            new[] { wrong, foreign, made, invited, stale, changed, off }.Select(a => a.StatusCode));
        Assert.Equal("meeting.to", (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("codes")[0].GetString());
        Assert.Equal("01/GM-TCĐBVN", whole.GetProperty("invitationNumber").GetString());
        Assert.Equal("cancelled", whole.GetProperty("state").GetString());
        Assert.Equal("2021-03-30T10:00:00Z", whole.GetProperty("endsAt").GetString());
        Assert.Equal(2, whole.GetProperty("quorum").GetProperty("needed").GetInt32());

        var list = (await office.GetFromJsonAsync<JsonElement>("/api/v1/steering/meetings?q=phien+hop+thu&year=2020")).GetProperty("meetings");
        var first = await office.GetFromJsonAsync<JsonElement>($"/api/v1/steering/meetings/{list[0].GetProperty("id").GetString()}");
        var conclusions = first.GetProperty("conclusions").EnumerateArray().ToList();
        Assert.Equal(6, conclusions.Count);
        Assert.NotEmpty(conclusions[0].GetProperty("tasks").EnumerateArray());
        Assert.False(conclusions[5].GetProperty("asksAction").GetBoolean());
        Assert.DoesNotContain(conclusions, c => c.GetProperty("lacksOwner").GetBoolean());
        var second = (await office.GetFromJsonAsync<JsonElement>("/api/v1/steering/meetings?q=phien+hop+thu+hai")).GetProperty("meetings")[0];
        using var taken = await office.PostSeenAsync($"/api/v1/steering/meetings/{second.GetProperty("id").GetString()}/registered-notice", new { notice = "02MH/TB-BCĐCPĐT" });
        Assert.Equal("meeting.notice-taken", (await taken.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("codes")[0].GetString());
        Assert.Equal(2, (await office.GetFromJsonAsync<JsonElement>("/api/v1/steering/meetings/open-conclusions")).GetArrayLength());
    }

    [Theory, EachDatabase]
    public async Task A_reason_why_no_task_follows_takes_a_conclusion_off_the_list(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        var open = await office.OpenAsync("/chi-dao/hop/ket-luan-chua-giao");
        var clause = open.QuerySelector("tbody a[href*='dieu-khoan/']")!.GetAttribute("href")!;

        Assert.Equal(2, open.QuerySelectorAll("tbody tr").Length);
        Assert.Empty((await drvn.OpenAsync("/chi-dao/hop/ket-luan-chua-giao")).QuerySelectorAll("tbody a[href*='dieu-khoan/'], tbody a[href*='giao-nhiem-vu']"));
        using var noted = await office.PostFormAsync(clause, new() { ["NoTaskReason"] = "Đã có nhiệm vụ khác" }, clause + "?handler=NoTask");
        Assert.Equal(HttpStatusCode.Redirect, noted.StatusCode);
        Assert.Single((await office.OpenAsync("/chi-dao/hop/ket-luan-chua-giao")).QuerySelectorAll("tbody tr"));
        Assert.Equal(2, (await office.GetStringAsync("/chi-dao/hop/ket-luan-chua-giao/xuat?dang=csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var committee = await office.OpenAsync($"/chi-dao/ban-chi-dao/{await CommitteeAsync(app, "mot")}");
        Assert.Contains("Phiên họp thứ ba", committee.QuerySelector("#hop")!.TextContent, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string url)
    {
        using var answer = await browser.GetAsync(url);
        return answer.StatusCode;
    }

    private static Dictionary<string, string> Fields(Guid committee, string chair) => new()
    {
        ["ban"] = committee.ToString(), ["Title"] = "Phiên họp thử", ["Form"] = "InPerson", ["Place"] = "Phòng họp", ["On"] = "16/03/2021", ["From"] = "08:30", ["To"] = "10:00",
        ["ChairSeatId"] = chair, ["Agenda[0].Title"] = "Dữ liệu đường bộ", ["Others"] = "Tổng cục trưởng | drvn",
    };

    private static Task<SteeringTask> AssignAsync(TestApp app, string address) => app.WithAsync(async s =>
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address.Split('?')[1]);
        var (document, clause) = (Guid.Parse(query["van-ban"]!), Guid.Parse(query["dieu-khoan"]!));
        var office = await app.ActorAsync("office");
        var made = await s.GetRequiredService<TaskWork>().Assign(office, new TaskDraft("", "Nhiệm vụ từ kết luận", null, s.GetRequiredService<OrganisationDirectory>().Find("drvn")!.Id, [],
            "Tổng cục trưởng", "Trưởng ban", "Bảng mã", "Đủ", DueBasis.Date, null, new DateOnly(2021, 4, 30), DocumentId: document, ClauseId: clause), issue: true, default);
        return made.Value;
    });

    private static Task<Guid> UnitAsync(TestApp app, string key) => app.WithAsync(s => Task.FromResult(s.GetRequiredService<OrganisationDirectory>().Find(key)!.Id));

    private static async Task<Guid> CommitteeAsync(TestApp app, string unit)
    {
        var unitId = await UnitAsync(app, unit);
        return await app.WithAsync(s => s.GetRequiredService<AppDb>().Committees.Where(c => c.UnitId == unitId).Select(c => c.Id).SingleAsync());
    }

    private static List<string> Lines(byte[] file)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        return [.. document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(p => p.InnerText)];
    }
}
