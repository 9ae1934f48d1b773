using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>The catalogue in its two times: what holds on a day, and what was known of it at another; put down, compared, imported and found.</summary>
[Trait("Speed", "slow")]
public sealed class CatalogueTests
{
    private const string Api = "/api/v1/services/procedures";
    private const string Pages = "/dich-vu-cong/danh-muc";

    [Theory, EachDatabase]
    public async Task A_record_put_down_later_holds_for_its_days_and_what_was_known_before_can_still_be_asked(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var admin = await app.ProgramAsync("admin");
        using var anyone = app.Anonymous();
        var before = await anyone.GetFromJsonAsync<JsonElement>($"{Api}/1.000703?on=2021-03-10");
        var yaml = (await admin.GetFromJsonAsync<JsonElement>($"{Api}/1.000703/records"))[0].GetProperty("yaml").GetString()!;

        using var put = await admin.PostAsJsonAsync($"{Api}/1.000703/records", new { yaml = yaml.Replace("amount: 5", "amount: 4", StringComparison.Ordinal), from = "2021-03-01", to = "2021-03-31", reason = "Thí điểm" });

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal((5, 4, 5, 5), (Days(before), await DaysAsync("on=2021-03-10"), await DaysAsync("on=2021-04-01"), await DaysAsync("on=2021-03-10&known=2021-03-01")));
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"{Api}/1.000703?on=2020-03-31")).StatusCode);
        var records = await admin.GetFromJsonAsync<JsonElement>($"{Api}/1.000703/records");
        var changes = await admin.GetFromJsonAsync<JsonElement>($"{Api}/1.000703/comparison?before={records[0].GetProperty("id")}&after={(await put.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id")}");
        var change = Assert.Single(changes.EnumerateArray());
        Assert.Equal(("times[any].amount", "5", "4"), (change.GetProperty("place").GetString(), change.GetProperty("before").GetString(), change.GetProperty("after").GetString()));
        Assert.True(await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<LoTrinh.Platform.Ledger.LedgerEntry>().AnyAsync(e => e.Action == "services.procedure.recorded" && e.Reason == "Thí điểm")));

        async Task<int> DaysAsync(string asked) => Days(await anyone.GetFromJsonAsync<JsonElement>($"{Api}/1.000703?{asked}"));
    }

    [Fact]
    public async Task Everything_wrong_with_a_record_is_said_at_once_and_what_was_typed_stays()
    {
        using var app = TestApp.Start();
        using var admin = await app.SignInAsync("admin");
        var page = $"{Pages}/1.000703/sua";

        using var answer = await admin.PostFormAsync(page, new() { ["Yaml"] = "code: \"1.000703\"\nname_vi: Thử <script>\nlevel: \"9\"", ["From"] = "31/02/2021", ["To"] = "", ["Reason"] = "" });
        var shown = await answer.ReadPageAsync();

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.All(new[] { "#Yaml-problem", "#From-problem", "#Reason-problem" }, id => Assert.NotNull(shown.QuerySelector(id)));
        Assert.Contains("Thử <script>", shown.QuerySelector("#Yaml")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_shows_findings_and_changes_and_puts_nothing_down()
    {
        using var app = TestApp.Start();
        using var admin = await app.SignInAsync("admin");
        var (page, count) = ($"{Pages}/1.000703/sua", await CountAsync(app));
        var yaml = (await admin.OpenAsync(page)).QuerySelector("#Yaml")!.TextContent.Replace("amount: 5", "amount: 4", StringComparison.Ordinal);

        using var answer = await admin.PostFormAsync(page, new() { ["Yaml"] = yaml, ["From"] = "01/03/2021", ["Reason"] = "Thử" }, page + "?handler=Check");
        var shown = (await answer.ReadPageAsync()).Body!.TextContent;

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("times[any].amount", shown, StringComparison.Ordinal);
        Assert.Equal(count, await CountAsync(app));
    }

    [Fact]
    public async Task Two_who_put_down_a_record_of_one_procedure_do_not_pass_each_other_by()
    {
        using var app = TestApp.Start();
        using var admin = await app.ProgramAsync("admin");
        var first = (await admin.GetFromJsonAsync<JsonElement>($"{Api}/1.000703/records")).EnumerateArray().MaxBy(r => r.GetProperty("id").GetString(), StringComparer.Ordinal);
        object Body(string reason) => new { yaml = first.GetProperty("yaml").GetString(), from = "2021-03-01", reason, last = first.GetProperty("id").GetGuid() };

        using var one = await admin.PostAsJsonAsync($"{Api}/1.000703/records", Body("Một"));
        using var two = await admin.PostAsJsonAsync($"{Api}/1.000703/records", Body("Hai"));
        using var again = await admin.PostAsJsonAsync(Api, Body("Ba"));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.BadRequest], new[] { one, two, again }.Select(a => a.StatusCode));
    }

    [Fact]
    public async Task A_dossier_keeps_the_record_that_was_known_when_it_was_submitted()
    {
        using var app = TestApp.Start();
        var code = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<LoTrinh.PublicServices.Dossiers.Dossier>().Where(d => d.Code != null).Select(d => d.Code).FirstAsync());
        using var admin = await app.ProgramAsync("admin");
        using var desk = await app.SignInAsync("desk");
        var record = (await admin.GetFromJsonAsync<JsonElement>($"{Api}/1.000703/records"))[0];
        var yaml = record.GetProperty("yaml").GetString()!.Replace("name_vi: Loại hình vận tải", "name_vi: Cách chở", StringComparison.Ordinal);

        using var put = await admin.PostAsJsonAsync($"{Api}/1.000703/records", new { yaml, from = "2020-04-01", reason = "Đổi lời" });

        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Contains("Loại hình vận tải", (await desk.OpenAsync($"/dich-vu-cong/ho-so/{code}")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_file_of_the_national_catalogue_is_tried_then_taken_and_what_it_does_not_say_stays(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var admin = await app.ProgramAsync("admin");
        var file = Encoding.UTF8.GetBytes("""
            code	name	field	executing_agencies	promulgating_agency	type	state	subjects	npsp_id
            1.000703	Cấp Giấy phép kinh doanh vận tải	Đường bộ	Sở Xây dựng	Bộ Xây dựng	STANDARD	UPDATED	Doanh nghiệp; Hợp tác xã	019d
            1.0133611	Mã sai	Đường bộ		Bộ Xây dựng	STANDARD	ACTIVE	Doanh nghiệp	019e
            1.013999	Thủ tục mới	Hàng hải và đường thủy nội địa		Bộ Xây dựng	STANDARD	ACTIVE	Công dân Việt Nam	019f

            """);

        var tried = await (await admin.PostAsJsonAsync($"{Api}/import", new { file, onlyTry = true })).Content.ReadFromJsonAsync<JsonElement>();
        var count = await CountAsync(app);
        using var taken = await admin.PostAsJsonAsync($"{Api}/import", new { file, from = "2021-03-01", reason = "Cập nhật từ cơ sở dữ liệu quốc gia" });
        var known = await admin.GetFromJsonAsync<JsonElement>($"{Api}/1.000703?on=2021-03-02");

        Assert.Equal(["changed", "refused", "new"], tried.EnumerateArray().Select(r => r.GetProperty("fate").GetString()));
        Assert.Equal((HttpStatusCode.OK, count + 2), (taken.StatusCode, await CountAsync(app)));
        Assert.Equal(("Cấp Giấy phép kinh doanh vận tải", "Sở Xây dựng", true, 5),
            (known.GetProperty("name").GetString(), known.GetProperty("agency").GetString(), known.GetProperty("canBeFiled").GetBoolean(), Days(known)));
    }

    [Theory]
    [InlineData("giay phep cho khach", "1.000703")]
    [InlineData("bằng lái hết hạn", "1.002809")]
    [InlineData("doi bang lai", "1.002809")]
    [InlineData("hàng quá khổ", "1.000028")]
    [InlineData("sieu truong sieu trogn", "1.000028")] // one letter wrong
    [InlineData("phu hieu xe", "2.002288")]
    [InlineData("tôi muốn mở bến xe", "1.000660")]
    [InlineData("driving licence exchange", "1.002809")]
    [InlineData("1.002687", "1.002687")]
    [InlineData("ĐĂNG KÝ GHE", "1.004088")]
    public async Task The_procedure_that_people_mean_comes_first(string question, string code)
    {
        var app = Shared.Value;

        Assert.Equal(code, await app.WithAsync(s => Task.FromResult(s.GetRequiredService<ProcedureFinder>().Find(question)[0].Code)));
    }

    [Fact]
    public async Task A_life_event_and_a_field_narrow_the_list_and_nonsense_finds_nothing()
    {
        using var app = TestApp.Start();
        using var anyone = app.Anonymous();

        var drive = await anyone.GetFromJsonAsync<JsonElement>($"{Api}?life=drive");
        var none = await anyone.OpenAsync("/dich-vu-cong?q=xyzzyx");
        var sea = await anyone.GetFromJsonAsync<JsonElement>($"{Api}?field=maritime");

        Assert.Equal(["1.001765", "1.001777", "1.002809", "1.002820", "1.002835"], drive.EnumerateArray().Select(p => p.GetProperty("code").GetString()));
        Assert.Contains("Không có thủ tục nào khớp", none.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, sea.GetArrayLength());
    }

    [Fact]
    public async Task Rows_are_added_without_script_and_what_was_said_before_is_offered_again()
    {
        using var app = TestApp.Start();
        using var citizen = await app.SignInAsync("citizen");
        var page = await citizen.OpenAsync("/dich-vu-cong/nop/2.002288");

        using var added = await citizen.PostFormAsync("/dich-vu-cong/nop/2.002288", new() { ["unitName"] = "Hợp tác xã Thử", ["vehicles"] = "1", ["vehicles.0.plate"] = "29B-123.45", ["act"] = "copy:vehicles:0" });
        var draft = await citizen.OpenAsync(added.Headers.Location!.ToString());

        Assert.NotEqual("", page.QuerySelector("#unitName")!.GetAttribute("value")); // from the last dossier
        Assert.Equal(["29B-123.45", "29B-123.45"], draft.QuerySelectorAll("input[name$='.plate']").Select(i => i.GetAttribute("value")));
        Assert.EndsWith("#nhom-vehicles", added.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ships_is_put_down_once_and_a_record_put_down_by_hand_stays_the_later()
    {
        using var app = TestApp.Start(demo: false);
        var count = await CountAsync(app);

        await app.WithAsync(async s =>
        {
            await s.GetRequiredService<ProcedureWork>().PutAsync(default);
            return 0;
        });

        Assert.Equal((ShippedProcedures.All.Count, count), (count, await CountAsync(app)));
    }

    private static readonly Lazy<TestApp> Shared = new(() => TestApp.Start());

    private static int Days(JsonElement procedure) => procedure.GetProperty("times")[0].GetProperty("amount").GetInt32();

    private static Task<int> CountAsync(TestApp app) => app.WithAsync(s => s.GetRequiredService<AppDb>().Set<ProcedureRecord>().CountAsync());
}
