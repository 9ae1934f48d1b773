using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Notifications;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

public sealed class IndicatorTests
{
    private const string Api = "/api/v1/indicators";

    [Theory, EachDatabase]
    public async Task A_report_counts_once_someone_of_another_unit_verified_it_and_a_correction_is_a_row_of_its_own(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.ProgramAsync("drvn");
        using var office = await app.ProgramAsync("office");
        using var inspector = await app.ProgramAsync("inspector");
        var url = $"{Api}/{await IdAsync(app, "O1")}";
        object Report(double value, string? note = null) => new
        {
            asOf = "2020-12-31", numerator = value, denominator = 100, note,
            files = new[] { new { name = "bang-ke.txt",
                content = Convert.ToBase64String(Encoding.UTF8.GetBytes("Bảng kê trạm (minh họa)")) } },
        };

        using var bare = await drvn.PostAsJsonAsync(url + "/values", new { asOf = "2020-12-31", value = 40 });
        using var first = await drvn.PostAsJsonAsync(url + "/values", Report(40));
        using var twice = await drvn.PostAsJsonAsync(url + "/values", Report(41, "Vội"));
        var before = await WholeAsync(drvn, url);
        var value = await ValueAsync(first);
        var told = await NewsAsync(app, "indicator.reported");
        using var own = await drvn.PostSeenAsync($"{url}/values/{value}/decision", new { accepted = true });
        using var returned = await office.PostSeenAsync($"{url}/values/{value}/decision", new
        {
            accepted = false,
            note = "Thiếu trạm của BOT"
        });
        using var second = await drvn.PostAsJsonAsync(url + "/values", Report(38));
        var other = await ValueAsync(second);
        using var verified = await inspector.PostSeenAsync($"{url}/values/{other}/decision", new { accepted = true });
        using var again = await inspector.PostSeenAsync($"{url}/values/{other}/decision", new { accepted = true });
        using var unexplained = await drvn.PostAsJsonAsync(url + "/values", Report(39));
        using var correction = await drvn.PostAsJsonAsync(url + "/values", Report(39, "Đếm sót một trạm"));
        var whole = await WholeAsync(drvn, url);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.Conflict, HttpStatusCode.Forbidden, HttpStatusCode.OK,
            HttpStatusCode.OK, HttpStatusCode.OK,
            HttpStatusCode.Conflict, HttpStatusCode.BadRequest, HttpStatusCode.OK],
            new[] { bare, first, twice, own, returned, second, verified, again, unexplained, correction }.Select(a => a.StatusCode));
        Assert.Equal(JsonValueKind.Null, before.GetProperty("indicator").GetProperty("value").ValueKind);
        Assert.Equal(["inspector", "office"], told.Order());
        Assert.Equal(["drvn"], await NewsAsync(app, "indicator.returned"));
        Assert.Equal(38, whole.GetProperty("indicator").GetProperty("value").GetDouble());
        Assert.Equal(["reported", "verified", "returned"], whole.GetProperty("values").EnumerateArray().Select(v =>
            v.GetProperty("state").GetString()));
        Assert.All(whole.GetProperty("values").EnumerateArray(), v => Assert.Equal(1, v.GetProperty("files").GetArrayLength()));
    }

    [Theory, EachDatabase]
    public async Task What_the_platform_counts_is_measured_once_a_period_however_many_processes_measure(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var id = await IdAsync(app, "CD-1");
        app.Clock.Set(new DateTimeOffset(2021, 5, 2, 8, 0, 0, TimeSpan.FromHours(7)));

        await Task.WhenAll(app.RunAsync<MeasureIndicators>(), app.RunAsync<MeasureIndicators>());
        await app.RunAsync<MeasureIndicators>();
        var values = await app.WithAsync(s => s.GetRequiredService<AppDb>().IndicatorValues.Where(v => v.IndicatorId == id).OrderBy(v =>
            v.AsOf).ToListAsync());

        Assert.Equal([new DateOnly(2021, 3, 31), new DateOnly(2021, 4, 30)],
            values.Where(v => v.AsOf.Year == 2021).Skip(2).Select(v => v.AsOf));
        Assert.All(values, v => Assert.Equal((ValueState.Measured, 1, "steering.tasks-on-time"), (v.State, v.Sequence, v.SourceKey)));
        Assert.Equal(values.Count, values.DistinctBy(v => v.AsOf).Count());
        Assert.Equal(new DateTime(2021, 5, 2, 1, 0, 0), values[^1].QueriedAt!.Value, TimeSpan.FromMinutes(5));
        var entries = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.CountAsync(e => e.SubjectId == id
            && e.Action == "indicator.measured"));
        Assert.Equal(values.Count, entries);
    }

    [Theory, EachDatabase]
    public async Task Each_source_counts_what_its_records_say(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await app.WithAsync(async s =>
        {
            var sources = s.GetServices<IIndicatorSource>().ToDictionary(x => x.Key);
            Task<Measurement?> Of(string key, string from, string to) => sources[key].MeasureAsync(Day(from), Day(to), default);

            Assert.Equal(9, sources.Count);
            Assert.Equal(new Measurement(0, 0, 1, "/chi-dao/hop?trangthai=Held&nam=2021"), await Of("steering.meetings-online",
                "2020-07-01", "2021-02-28"));
            Assert.Equal(new Measurement(100, 1, 1, "/dich-vu-cong/tiep-nhan"), await Of("services.dossiers-on-time", "2021-01-01",
                "2021-02-28"));
            Assert.Equal(new Measurement(3, 3, null, "/dich-vu-cong/tiep-nhan"), await Of("services.dossiers-online", "2021-02-01",
                "2021-02-28"));
            Assert.Equal(new Measurement(0, 0, null, "/dich-vu-cong"), await Of("services.procedures-online", "2019-01-01", "2019-01-01"));
            var tasks = (await Of("steering.tasks-on-time", "2020-07-01", "2020-10-31"))!;
            Assert.Equal((7, 12), (tasks.Numerator, tasks.Denominator));
            return 0;
        });
    }

    [Theory, EachDatabase]
    public async Task A_mended_record_is_measured_again_beside_what_was_counted_then(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        var url = $"{Api}/{await IdAsync(app, "CD-1")}";

        using var unasked = await office.PostAsJsonAsync(url + "/measurements", new { asOf = "2021-02-28" });
        using var never = await office.PostAsJsonAsync(url + "/measurements", new { asOf = "2021-02-27", reason = "Thử" });
        using var again = await office.PostAsJsonAsync(url + "/measurements", new
        {
            asOf = "2021-02-28",
            reason = "Đã sửa thời hạn một nhiệm vụ"
        });
        using var typed = await office.PostAsJsonAsync(url + "/values", new { asOf = "2021-02-28", value = 99, evidence = "Tự khai" });
        using var notTheirs = await drvn.GetAsync(url);
        var values = (await WholeAsync(office, url)).GetProperty("values").EnumerateArray().Where(v =>
            v.GetProperty("asOf").GetString() == "2021-02-28").ToList();

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK, HttpStatusCode.Conflict,
            HttpStatusCode.NotFound],
            new[] { unasked, never, again, typed, notTheirs }.Select(a => a.StatusCode));
        Assert.Equal([2, 1], values.Select(v => v.GetProperty("sequence").GetInt32()));
    }

    [Theory, EachDatabase]
    public async Task An_indicator_is_defined_on_a_clause_mended_with_a_reason_and_retired(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.ProgramAsync("office");
        using var drvn = await app.ProgramAsync("drvn");
        var body = new
        {
            code = "TH-1", nameVi = "Tỷ lệ thử", nameEn = "Trial share", unitVi = "%", kind = "reported", rhythm = "quarter",
            startsOn = "2021-01-01", owner = "drvn",
            document = "923/QĐ-TTg", clause = "O4", targets = new[] { new { on = "2025-12-31", value = 100 } },
            plan = new[] { new { on = "2023-12-31", value = 40 } },
        };

        using var refused = await drvn.PostAsJsonAsync(Api, body);
        using var unknown = await office.PostAsJsonAsync(Api, new { body.code, body.nameVi, document = "923/QĐ-TTg", clause = "O99" });
        using var defined = await office.PostAsJsonAsync(Api, body);
        using var taken = await office.PostAsJsonAsync(Api, body);
        var url = defined.Headers.Location!.ToString();
        object Changed(int? version, string? reason) => new
        {
            body.code, body.nameVi, body.nameEn, body.unitVi, body.kind, body.rhythm, body.startsOn, body.owner, body.document,
            body.clause, body.targets,
            plan = new[] { new { on = "2023-12-31", value = 60 }, new { on = "2024-12-31", value = 80 } }, reason, version,
        };
        using var unreasoned = await office.PutAsJsonAsync(url, Changed(1, null));
        using var mended = await office.PutAsJsonAsync(url, Changed(1, "Điều chỉnh lộ trình"));
        using var late = await office.PutAsJsonAsync(url, Changed(1, "Bản cũ"));
        var whole = await WholeAsync(drvn, url);
        using var retired = await office.PostSeenAsync(url + "/retirement", new { reason = "Thử xong" });
        using var ended = await drvn.PostAsJsonAsync(url + "/values", new { asOf = "2021-03-01", value = 10, evidence = "Báo cáo" });

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.Created, HttpStatusCode.BadRequest,
            HttpStatusCode.BadRequest, HttpStatusCode.OK,
            HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.Conflict], new[] { refused, unknown, defined, taken, unreasoned,
                mended, late, retired, ended }.Select(a => a.StatusCode));
        Assert.Equal([60.0, 80.0], whole.GetProperty("definition").GetProperty("plan").EnumerateArray().Select(p =>
            p.GetProperty("value").GetDouble()));
        Assert.Equal("not-assessable", whole.GetProperty("indicator").GetProperty("standing").GetString());
        Assert.DoesNotContain("TH-1", await drvn.GetStringAsync(Api), StringComparison.Ordinal);
        Assert.Contains("TH-1", await drvn.GetStringAsync(Api + "?retired=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_objectives_of_decision_923_rest_on_its_clauses_without_a_value_that_nobody_read()
    {
        using var app = TestApp.Start();
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var objectives = await db.Indicators.Include(i => i.Points).Where(i => i.DocumentName != null).ToListAsync();
            var ids = objectives.ConvertAll(i => i.Id);

            Assert.Equal(10, objectives.Count);
            Assert.All(objectives, i => Assert.Equal(i.Code, i.ClauseLabel));
            Assert.All(objectives, i => Assert.Equal(i.Kind == IndicatorKind.Measured, i.Code == "O6"));
            Assert.Equal(["O10", "O8"], objectives.Where(i => i.IsQualitative).Select(i => i.Code).Order(StringComparer.Ordinal));
            Assert.False(await db.IndicatorValues.AnyAsync(v => ids.Contains(v.IndicatorId) && v.State != ValueState.Measured
                && v.Value != null));
            Assert.False(await db.IndicatorValues.AnyAsync(v => ids.Contains(v.IndicatorId) && v.At > new DateTime(2021, 3, 15, 0, 0, 0,
                DateTimeKind.Utc)));
            return 0;
        });
    }

    private static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<Guid> IdAsync(TestApp app, string code) => app.WithAsync(s => s.GetRequiredService<AppDb>().Indicators.Where(i =>
        i.Code == code).Select(i => i.Id).SingleAsync());

    private static Task<JsonElement> WholeAsync(HttpClient client, string url) => client.GetFromJsonAsync<JsonElement>(url);

    private static async Task<Guid> ValueAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

    // Who was told after the demonstration's own history.
    private static Task<List<string>> NewsAsync(TestApp app, string kind) => app.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        var since = new DateTime(2021, 3, 15, 0, 0, 0, DateTimeKind.Utc);
        return await db.Notifications.Where(n => n.Kind == kind && n.CreatedAt >= since).Join(db.Users, n => n.AccountId, a => a.Id,
            (n, a) => a.UserName!).ToListAsync();
    });
}
