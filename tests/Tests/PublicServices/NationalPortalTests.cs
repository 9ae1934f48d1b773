using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.NationalPortal;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Store;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>What the national portal is told: each dossier and each of its steps, as they are, once, whatever breaks on the way.</summary>
public sealed class NationalPortalTests
{
    [Theory, EachDatabase]
    public async Task A_dossier_is_made_there_once_updated_afterwards_and_its_steps_follow_in_their_order(TestDatabase database)
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal, database);
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        await RunAsync(app);
        var first = portal.Dossiers[code];

        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        await Desk.ThroughAsync(app, code);
        await Desk.ResultAsync(app, w => w.Issue(Desk.Officers, code, null, null, [new("kq.pdf", new MemoryStream(Desk.Pdf))], false, default));
        await RunAsync(app);
        await RunAsync(app);

        Assert.Equal(("1", "2", "20210322170000", "Hợp tác xã Minh Họa", "2"), (Text(first, "TrangThaiHoSo"), Text(first, "KenhThucHien"), Text(first, "NgayHenTra"), Text(first, "ChuHoSo"), Text(first, "LoaiDoiTuong")));
        var last = portal.Dossiers[code];
        Assert.Equal(("10", "KQ.G04.000042"), (Text(last, "TrangThaiHoSo"), last["DanhSachGiayToKetQua"]![0]!["MaGiayToKetQua"]!.ToString()));
        Assert.Equal(2, ((JsonArray)last["TaiLieuNop"]!).Count);
        Assert.Equal(["1", "2", "4", "9", "10"], portal.Steps.Where(s => Text(s, "MaHoSo") == code).Select(s => Text(s, "TrangThai")));
        Assert.All(last, v => Assert.True(v.Value is JsonArray || v.Value!.GetValueKind() == JsonValueKind.String, v.Key));
    }

    [Theory]
    [InlineData("session", 0)]
    [InlineData("500", 1)]
    [InlineData("lost", 1)]
    public async Task What_breaks_is_tried_again_later_and_nothing_is_told_twice(string fault, int behind)
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal);
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        portal.Faults.Enqueue(fault);

        await RunAsync(app);
        var after = await StandingAsync(app);
        await RunAsync(app);
        app.Clock.Set(app.Clock.GetUtcNow().AddMinutes(2));
        await RunAsync(app);

        Assert.Equal(behind, after.Behind);
        Assert.Equal(behind == 0 ? null : fault == "lost" ? "http-504" : "http-500", after.Rows.SingleOrDefault()?.Fault);
        Assert.Equal(0, (await StandingAsync(app)).Behind);
        Assert.Equal(["1"], portal.Steps.Where(s => Text(s, "MaHoSo") == code).Select(s => Text(s, "TrangThai")));
    }

    [Fact]
    public void Each_attempt_waits_twice_as_long_up_to_six_hours()
    {
        var (sync, now) = (new PortalSync { DossierId = Guid.NewGuid() }, new DateTime(2021, 3, 15, 2, 0, 0, DateTimeKind.Utc));

        var waits = Enumerable.Range(0, 12).Select(_ =>
        {
            sync.Failed("http-500", now);
            return (sync.NextAt - now).TotalMinutes;
        }).ToList();

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360], waits);
    }

    [Theory]
    [InlineData(nameof(DossierStatus.SupplementRequested), "5")]
    [InlineData(nameof(DossierStatus.Stopped), "8")]
    [InlineData(nameof(DossierStatus.Processed), "9")]
    public async Task No_status_is_told_as_another(string status, string number)
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal);
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        if (status == nameof(DossierStatus.Processed))
        {
            await Desk.ThroughAsync(app, code);
            await Desk.ResultAsync(app, w => w.Issue(Desk.Officers, code, null, null, [], true, default));
        }
        else
        {
            await Desk.ReceptionAsync(app, w => status == nameof(DossierStatus.Stopped) ? w.Stop(Desk.Officers, code, null, "Đơn vị đã giải thể", default)
                : w.AskSupplement(Desk.Officers, code, null, [new("", "Thiếu dấu")], null, default));
        }

        await RunAsync(app);

        Assert.Equal(number, Text(portal.Dossiers[code], "TrangThaiHoSo"));
        Assert.Equal(number, Text(portal.Steps.Last(s => Text(s, "MaHoSo") == code), "TrangThai"));
        Assert.Equal(Enum.GetValues<DossierStatus>().Select(s => $"{(int)s}"), Enum.GetValues<DossierStatus>().Select(PortalWriter.StatusOf));
    }

    [Fact]
    public async Task Steps_go_out_ten_at_a_time_and_a_supplement_says_both_days()
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal);
        var citizen = await app.ActorAsync("citizen");
        for (var i = 0; i < 4; i++)
        {
            var code = await Desk.SubmittedAsync(app, citizen);
            await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
            var asked = (await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("", "Thiếu dấu")], null, default))).Value;
            await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, asked.Id, default, "Đã sửa"));
        }

        await RunAsync(app);

        Assert.Equal(20, portal.Steps.Count);
        Assert.Equal([10, 10], portal.Batches);
        Assert.All(portal.Dossiers.Values, d =>
        {
            var supplement = Assert.Single((JsonArray)d["DanhSachHoSoBoSung"]!)!;
            Assert.Equal(("20210322170000", "20210322170000", "Thiếu dấu"), (supplement["NgayHenTraTruoc"]!.ToString(), supplement["NgayHenTraMoi"]!.ToString(), supplement["NoiDungBoSung"]!.ToString()));
        });
    }

    [Theory, EachDatabase]
    public async Task A_paper_from_the_store_is_told_as_used_again_and_a_result_as_one_that_the_store_had(TestDatabase database)
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal, database);
        var citizen = await app.ActorAsync("citizen");
        var before = await Desk.SubmittedAsync(app, citizen);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, before, null, default));
        await Desk.ThroughAsync(app, before);
        await Desk.ResultAsync(app, w => w.Issue(Desk.Officers, before, null, null, [new("kq.pdf", new MemoryStream([.. Desk.Pdf, 10]))], false, default));
        var draft = (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Save(citizen, null, "1.000703", new FormValues(FormTests.Complete), [], default))).Value;
        await app.WithAsync(async s =>
        {
            var known = (await s.GetRequiredService<IKnownPapers>().OfAsync(citizen, null, default)).Where(k => k.DossierCode == before).ToList();
            var files = await s.GetRequiredService<AppDb>().Set<StoredFile>().Where(f => f.Room == DossierWork.FileRoom).ToListAsync();
            var (result, paper) = (known.First(k => files.Single(f => f.Id == k.FileId).Part == DossierWork.ResultPart), known.First(k => files.Single(f => f.Id == k.FileId).Part != DossierWork.ResultPart));
            (await s.GetRequiredService<IKnownPapers>().UseAsync(citizen, draft.Id, new Dictionary<string, Guid> { ["manager-diploma"] = paper.FileId, ["manager-appointment"] = result.FileId }, default)).TryGet(out _);
            return 0;
        });
        var code = (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, draft.Id, default))).Value.Code!;

        await RunAsync(app);

        Assert.Equal([("manager-appointment", "1", "1", "KQ.G04.000042"), ("manager-diploma", "1", "0", null)], Told(code));
        Assert.Equal([("manager-appointment", "0", "0", null), ("manager-diploma", "0", "0", null)], Told(before));

        IEnumerable<(string, string, string, string?)> Told(string of) => ((JsonArray)portal.Dossiers[of]["TaiLieuNop"]!).OfType<JsonObject>()
            .Select(f => (Text(f, "MaThanhPhanHoSo")!, Text(f, "DuocTaiSuDung")!, Text(f, "DuocLayTuKhoDMQG")!, Text(f, "MaKetQuaThayThe"))).Order();
    }

    [Fact]
    public async Task A_supplement_names_its_documents_and_a_file_that_may_still_be_taken_out_is_not_told()
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal);
        var citizen = await app.ActorAsync("citizen");
        var code = await Desk.SubmittedAsync(app, citizen);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        var asked = (await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("manager-diploma", "Thiếu dấu"), new("", "Ghi rõ địa chỉ")], null, default))).Value;
        app.Clock.Set(app.Clock.GetUtcNow().AddMinutes(5));
        await app.WithAsync(s => s.GetRequiredService<DossierWork>().Save(citizen, asked.Id, "1.000703", new FormValues(FormTests.Complete), [new("manager-diploma", new("c.pdf", new MemoryStream([.. Desk.Pdf, 10])))], default));

        await RunAsync(app);
        var open = portal.Dossiers[code];
        await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, asked.Id, default, "Đã sửa"));
        await RunAsync(app);

        var mended = Assert.Single((JsonArray)open["DanhSachHoSoBoSung"]![0]!["DanhSachGiayToBoSung"]!)!;
        Assert.Equal("manager-diploma", mended["MaThanhPhanHoSo"]!.ToString());
        Assert.DoesNotContain((JsonArray)open["TaiLieuNop"]!, f => f!["TenTepDinhKem"]!.ToString() == "c.pdf");
        Assert.Contains((JsonArray)portal.Dossiers[code]["TaiLieuNop"]!, f => f!["TenTepDinhKem"]!.ToString() == "c.pdf");
    }

    [Theory, EachDatabase]
    public async Task A_file_is_fetched_by_its_link_alone_for_thirty_days_and_the_applicant_sees_that_it_was(TestDatabase database)
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal, database);
        var citizen = await app.ActorAsync("citizen");
        var code = await Desk.SubmittedAsync(app, citizen);
        await RunAsync(app);
        var links = ((JsonArray)portal.Dossiers[code]["TaiLieuNop"]!).Select(f => new Uri(f!["DuongDanTaiTepTin"]!.ToString()).PathAndQuery).ToList();
        using var machine = app.Anonymous();

        using var sent = await machine.GetAsync(links[0]);
        var file = links[0].Split('/')[2];
        var refused = new List<HttpStatusCode>();
        foreach (var wrong in new[] { links[0].Replace(file, links[1].Split('/')[2], StringComparison.Ordinal), links[0].Replace("han=1", "han=2", StringComparison.Ordinal), links[0][..^4], $"/tep/{file}/lien-ket", $"/tep/{file}" })
        {
            refused.Add((await machine.GetAsync(wrong)).StatusCode);
        }

        var looks = await app.WithAsync(s => s.GetRequiredService<StoreQueries>().LooksAsync(citizen.AccountId, default));
        app.Clock.Set(app.Clock.GetUtcNow().AddDays(29));
        using var late = await machine.GetAsync(links[0]);
        app.Clock.Set(app.Clock.GetUtcNow().AddDays(2));
        using var over = await machine.GetAsync(links[0]);

        Assert.Equal(Desk.Pdf, await sent.Content.ReadAsByteArrayAsync());
        Assert.All(refused, r => Assert.Equal(HttpStatusCode.NotFound, r));
        Assert.Equal(("Cổng Dịch vụ công quốc gia", code), looks.Select(l => (l.Name, l.DossierCode)).Single());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (late.StatusCode, over.StatusCode));
    }

    [Theory, EachDatabase]
    public async Task Steps_after_a_message_that_failed_wait_for_those_in_it(TestDatabase database)
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal, database);
        var code = await LongWayAsync(app);
        foreach (var fault in new[] { "none", "500" })
        {
            portal.Faults.Enqueue(fault);
        }

        await RunAsync(app);
        var after = Assert.Single((await StandingAsync(app)).Rows);
        app.Clock.Set(app.Clock.GetUtcNow().AddMinutes(2));
        await RunAsync(app);

        Assert.Equal((0, "http-500"), (after.Told, after.Fault));
        Assert.Equal(0, (await StandingAsync(app)).Behind);
        Assert.Equal(await StatusesAsync(app, code), portal.Steps.Select(s => Text(s, "TrangThai")!));
        Assert.True(portal.Steps.Count > 10);
    }

    [Fact]
    public async Task A_faulty_step_is_never_sent_and_keeps_no_other_dossier_waiting()
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal);
        var citizen = await app.ActorAsync("citizen");
        var (faulty, sound) = (await Desk.SubmittedAsync(app, citizen), await Desk.SubmittedAsync(app, citizen));
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, faulty, null, default));
        await app.WithAsync(s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var of = db.Dossiers.Where(d => d.Code == faulty).Select(d => d.Id);
            return db.Set<DossierStep>().Where(d => of.Contains(d.DossierId) && d.Number == 2).ExecuteUpdateAsync(u => u.SetProperty(d => d.By, ""));
        });

        await RunAsync(app);

        var row = Assert.Single((await StandingAsync(app)).Rows);
        Assert.Equal((faulty, 1, "NguoiXuLy: missing"), (row.Code, row.Told, row.Fault));
        Assert.Equal(["1"], portal.Steps.Where(s => Text(s, "MaHoSo") == sound).Select(s => Text(s, "TrangThai")));
        Assert.Equal(["1"], portal.Steps.Where(s => Text(s, "MaHoSo") == faulty).Select(s => Text(s, "TrangThai")));
    }

    [Fact]
    public async Task Where_the_portal_refuses_a_message_only_what_it_will_not_take_fails()
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal);
        var citizen = await app.ActorAsync("citizen");
        List<string> codes = [await Desk.SubmittedAsync(app, citizen), await Desk.SubmittedAsync(app, citizen), await Desk.SubmittedAsync(app, citizen)];
        portal.Unwanted[codes[1]] = true;

        await RunAsync(app);

        Assert.Equal((codes[1], "4 Dữ liệu không hợp lệ"), (await StandingAsync(app)).Rows.Select(r => (r.Code, r.Fault)).Single());
        Assert.Equal([codes[0], codes[2]], portal.Steps.Select(s => Text(s, "MaHoSo")!).Order());
    }

    [Fact]
    public async Task A_comparison_names_each_field_that_the_two_sides_say_differently()
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal);
        var citizen = await app.ActorAsync("citizen");
        var (changed, lost, done) = (await Desk.SubmittedAsync(app, citizen), await Desk.SubmittedAsync(app, citizen), await Desk.SubmittedAsync(app, citizen));
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, done, null, default));
        await Desk.ThroughAsync(app, done);
        await Desk.ResultAsync(app, w => w.Issue(Desk.Officers, done, null, null, [new("kq.pdf", new MemoryStream(Desk.Pdf))], false, default));
        await RunAsync(app);
        portal.Dossiers[changed]["TrangThaiHoSo"] = "9";
        portal.Dossiers.TryRemove(lost, out _);
        portal.Dossiers[done]["NgayTra"] = "20210101080000";
        portal.Dossiers[done]["NgayKetThucXuLy"] = "20210101080000";
        portal.Dossiers[done]["DanhSachGiayToKetQua"] = new JsonArray();
        var desk = await app.SignInAsync("desk");

        (await desk.PostFormAsync("/dich-vu-cong/dong-bo", [], "/dich-vu-cong/dong-bo?handler=Compare")).Dispose();
        var rows = await RowsAsync(desk);
        portal.Dossiers[changed]["TrangThaiHoSo"] = "1";
        (await desk.PostFormAsync("/dich-vu-cong/dong-bo", new() { ["code"] = changed }, "/dich-vu-cong/dong-bo?handler=Compare")).Dispose();

        Assert.Contains("TrangThaiHoSo: bên mình 1, Cổng quốc gia 9", rows[changed], StringComparison.Ordinal);
        Assert.Contains("15/03/2021 09:00", rows[changed], StringComparison.Ordinal);
        Assert.Contains("không có hồ sơ này", rows[lost], StringComparison.Ordinal);
        Assert.All(["NgayTra", "NgayKetThucXuLy", "DanhSachGiayToKetQua"], field => Assert.Contains(field, rows[done], StringComparison.Ordinal));
        Assert.DoesNotContain(changed, (await RowsAsync(desk)).Keys);
    }

    [Theory, EachDatabase]
    public async Task Every_dossier_has_its_turn_and_one_that_cannot_be_compared_keeps_no_other_waiting(TestDatabase database)
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal, database);
        var citizen = await app.ActorAsync("citizen");
        for (var i = 0; i < PortalComparer.Portion + 2; i++)
        {
            await Desk.SubmittedAsync(app, citizen);
        }

        await RunAsync(app);
        portal.Faults.Enqueue("500");
        await app.RunAsync<ComparePortal>();
        var first = await StandingAsync(app);
        await app.RunAsync<ComparePortal>();
        var second = await StandingAsync(app);
        await app.RunAsync<ComparePortal>();
        app.Clock.Set(app.Clock.GetUtcNow().AddHours(25));
        await app.RunAsync<ComparePortal>();

        Assert.Equal((PortalComparer.Portion, 1, "http-500"), (first.Compared, first.Differing, first.Differences.Single().Fault));
        Assert.Equal((PortalComparer.Portion + 2, 1), (second.Compared, second.Differing));
        Assert.Equal(0, (await StandingAsync(app)).Differing);
    }

    [Fact]
    public async Task Where_nobody_answers_the_comparison_stops_after_a_few()
    {
        await using var portal = await NationalPortalStandIn.StartAsync();
        using var app = Start(portal);
        var citizen = await app.ActorAsync("citizen");
        for (var i = 0; i < 5; i++)
        {
            await Desk.SubmittedAsync(app, citizen);
        }

        await RunAsync(app);
        for (var i = 0; i < 5; i++)
        {
            portal.Faults.Enqueue("503");
        }

        await app.RunAsync<ComparePortal>();

        Assert.Equal(3, (await StandingAsync(app)).Compared);
    }

    [Fact]
    public async Task Where_no_portal_is_set_nothing_is_kept_for_it_and_the_page_says_so()
    {
        using var app = TestApp.Start();
        await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        await RunAsync(app);

        Assert.Equal(0, await app.WithAsync(s => s.GetRequiredService<AppDb>().PortalSyncs.CountAsync()));
        Assert.Contains("LOTRINH_NPSP_ADDRESS", (await (await app.SignInAsync("desk")).OpenAsync("/dich-vu-cong/dong-bo")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TenTTHC", "", "missing")]
    [InlineData("TrangThaiHoSo", "11", "no-status")]
    [InlineData("TrangThaiHoSo", "done", "no-status")]
    [InlineData("MaTTHC", "1.0133611", "no-code")]
    [InlineData("NgayHenTra", "20210332170000", "no-moment")]
    [InlineData("NgayTiepNhan", "20210101080000", "order")]
    [InlineData("NgayTra", "20210316080000", "order")]
    public void What_the_portal_would_not_take_is_found_before_it_is_sent(string field, string value, string code)
    {
        var whole = JsonSerializer.SerializeToNode(Whole, PortalJson.Default.PortalDossier)!.AsObject();
        Assert.Empty(PortalCheck.Of(Whole));

        whole[field] = value;
        var faults = PortalCheck.Of(whole.Deserialize(PortalJson.Default.PortalDossier)!);

        Assert.Contains(new PortalFault(field, code), faults);
    }

    private static PortalDossier Whole => new()
    {
        MaHoSo = "000.00.00.G04-210315-0001", MaTTHC = "1.000703", TenTTHC = "Cấp giấy phép", MaLinhVuc = "road", TenLinhVuc = "Đường bộ", KenhThucHien = "2", ChuHoSo = "Hợp tác xã", LoaiDoiTuong = "2",
        Email = "", SoDienThoai = "024 0000 0000", TrichYeuHoSo = "Cấp giấy phép", NgayTiepNhan = "20210315090000", NgayHenTra = "20210322170000", TrangThaiHoSo = "10", NgayTra = "20210318090000", HinhThuc = "0",
        NgayKetThucXuLy = "20210317090000", DonViXuLy = "Tổng cục", NgayNopHoSo = "20210315080000", NoiNopHoSo = "2", HoSoCoThanhPhanSoHoa = "1", TaiKhoanDuocXacThucVoiVNeID = "0", DuocThanhToanTrucTuyen = "3",
    };

    private static TestApp Start(NationalPortalStandIn portal, TestDatabase database = TestDatabase.Sqlite)
    {
        var app = TestApp.Start(database, settings: new()
        {
            ["LOTRINH_NPSP_ADDRESS"] = portal.Address, ["LOTRINH_NPSP_USER"] = "bgtvt", ["LOTRINH_NPSP_PASSWORD"] = "mat-khau", ["LOTRINH_NPSP_UNIT"] = "000.00.00.G04",
            ["LOTRINH_NPSP_DSTCODE"] = "VN:GOV:DVCQG", ["LOTRINH_PUBLIC_URL"] = "http://127.0.0.1",
        });
        app.Clock.Set(new DateTime(2021, 3, 15, 2, 0, 0, DateTimeKind.Utc));
        return app;
    }

    private static async Task RunAsync(TestApp app)
    {
        await app.DispatchAsync();
        await app.WithAsync(async s =>
        {
            await s.GetRequiredService<SendToPortal>().RunAsync(default);
            return 0;
        });
    }

    // A dossier with more steps than go into one message.
    private static async Task<string> LongWayAsync(TestApp app)
    {
        var citizen = await app.ActorAsync("citizen");
        var code = await Desk.SubmittedAsync(app, citizen);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        for (var i = 0; i < 5; i++)
        {
            var asked = (await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("", "Thiếu dấu")], i == 0 ? null : "Phát hiện thêm khi thẩm định", default))).Value;
            await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, asked.Id, default, "Đã sửa"));
        }

        return code;
    }

    private static Task<List<string>> StatusesAsync(TestApp app, string code) => app.WithAsync(async s =>
        (await s.GetRequiredService<AppDb>().Dossiers.Include(d => d.History).SingleAsync(d => d.Code == code)).History.OrderBy(h => h.Number).Select(h => $"{(int)h.Status}").ToList());

    private static Task<PortalStanding> StandingAsync(TestApp app) => app.WithAsync(s => s.GetRequiredService<PortalQueries>().StandingAsync(default));

    private static async Task<Dictionary<string, string>> RowsAsync(HttpClient desk) => (await desk.OpenAsync("/dich-vu-cong/dong-bo")).QuerySelectorAll("tbody tr")
        .ToDictionary(r => r.QuerySelector("th")!.TextContent, r => r.TextContent);

    private static string? Text(JsonObject from, string field) => from[field]?.ToString();
}
