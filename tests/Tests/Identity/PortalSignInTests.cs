using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Tests.Harness;
using LoTrinh.Tests.PublicServices;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Identity;

/// <summary>Sign-in with the claims of the national portal: who someone is, verified, and nothing beyond what is needed.</summary>
[Trait("Speed", "slow")]
public sealed class PortalSignInTests
{
    private const string Name = "Trần Thị Minh Hoạ", Number = "099200007731";

    // Everything that the portal sends of a person and that is none of our business.
    private static readonly Dictionary<string, string> TooMuch = new[]
    {
        "SoCMND", "HoChieu", "MaBHXH", "DiaChi", "ThuDienTu", "SoDienThoai", "GioiTinh", "DanToc", "TonGiao", "TinhTrangHonNhan", "NhomMau", "NgayThangNamSinh", "NoiDangKyKhaiSinh",
        "QueQuan", "ThuongTru", "NoiOHienNay", "QuocTich", "Cha", "Me", "VoChong", "NguoiDaiDien", "ChuHo", "TrangThai",
    }.ToDictionary(k => k, k => $"{k}-bi-mat-7731");

    [Theory, EachDatabase]
    public async Task Of_all_that_the_portal_sends_only_the_least_is_kept_and_nothing_else_reaches_the_database_or_the_log(TestDatabase database)
    {
        await SearchAsync(database, saysWhenAsked: false);
        await SearchAsync(database, saysWhenAsked: true);
    }

    [Fact]
    public async Task The_profile_says_what_is_asked_for_and_the_settings_can_say_otherwise()
    {
        await using var provider = await PortalAsync(false);
        using var app = await OidcTests.StartAsync(provider, more: Npsp());
        using var other = await StartAgainAsync(provider, Npsp(("LOTRINH_OIDC_SCOPE", "openid profile"), ("LOTRINH_OIDC_ACR", "LoA2 LoA3")));

        Assert.Equal(("openid", "LoA1"), await AskedAsync(app));
        Assert.Equal(("openid profile", "LoA2 LoA3"), await AskedAsync(other));
    }

    [Fact]
    public async Task A_provider_that_ignores_proof_keys_is_no_obstacle()
    {
        await using var provider = await PortalAsync(true, ignoresProofKeys: true);
        using var app = await OidcTests.StartAsync(provider, more: Npsp());
        using var browser = app.Anonymous();

        using var done = await OidcTests.GoAsync(browser, "/dang-nhap/noi-khac?ve=%2Ftai-khoan");

        Assert.Equal("/tai-khoan", done.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_person_stays_the_same_when_the_subject_changes_and_without_the_stable_key_nobody_comes_in()
    {
        await using var provider = await PortalAsync(false);
        using var app = await OidcTests.StartAsync(provider, more: Npsp());
        using var first = app.Anonymous();
        using var came = await OidcTests.GoAsync(first, "/dang-nhap/noi-khac");
        provider.Subject = "sub-moi";
        using var second = app.Anonymous();
        using var again = await OidcTests.GoAsync(second, "/dang-nhap/noi-khac");
        provider.Claims.Remove("TechID");
        using var third = app.Anonymous();
        using var refused = await OidcTests.GoAsync(third, "/dang-nhap/noi-khac");

        Assert.Equal("/dang-nhap?loi=noi-khac", refused.Headers.Location!.ToString());
        Assert.Equal("=tech-7731", (await app.WithAsync(s => s.GetRequiredService<AppDb>().UserLogins.SingleAsync())).ProviderKey);
    }

    [Fact]
    public async Task A_link_made_by_the_subject_becomes_one_by_the_stable_key()
    {
        await using var provider = await PortalAsync(false);
        using var app = await OidcTests.StartAsync(provider, more: Npsp());
        var citizen = (await app.ActorAsync("citizen")).AccountId;
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            db.UserLogins.Add(new() { UserId = citizen, LoginProvider = provider.Address, ProviderKey = "sub-1", ProviderDisplayName = "x" });
            return await db.SaveChangesAsync();
        });
        using var browser = app.Anonymous();

        using var done = await OidcTests.GoAsync(browser, "/dang-nhap/noi-khac");

        var link = await app.WithAsync(s => s.GetRequiredService<AppDb>().UserLogins.SingleAsync());
        Assert.Equal((citizen, "=tech-7731"), (link.UserId, link.ProviderKey));
    }

    [Fact]
    public async Task Of_an_officer_who_links_the_portal_nothing_is_kept_but_the_link()
    {
        await using var provider = await PortalAsync(false);
        using var app = await OidcTests.StartAsync(provider, more: Npsp());
        using var office = await app.SignInAsync("office");
        using var linked = await OidcTests.GoAsync(office, (await office.OpenAsync("/tai-khoan")).QuerySelector("a[href*='lien-ket']")!.GetAttribute("href")!);

        var id = (await app.ActorAsync("office")).AccountId;
        Assert.True(await app.WithAsync(s => s.GetRequiredService<AppDb>().UserLogins.AnyAsync(l => l.UserId == id)));
        Assert.False(await app.WithAsync(s => s.GetRequiredService<AppDb>().AccountIdentities.AnyAsync(i => i.AccountId == id)));
    }

    [Fact]
    public async Task The_owner_sees_what_is_kept_and_has_the_number_erased_for_good_and_later_everything()
    {
        const string page = "/tai-khoan/du-lieu";
        await using var provider = await PortalAsync(false);
        using var app = await OidcTests.StartAsync(provider, more: Npsp());
        using var browser = app.Anonymous();
        using var came = await OidcTests.GoAsync(browser, "/dang-nhap/noi-khac");
        Assert.Contains(Number, (await browser.OpenAsync(page)).QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Number, (await ExportAsync(browser)).GetProperty("said").GetProperty("number").GetString());

        using var erased = await browser.PostFormAsync(page, new() { ["keep"] = "false" }, page + "?handler=Number");
        using var again = app.Anonymous();
        using var back = await OidcTests.GoAsync(again, "/dang-nhap/noi-khac");
        var account = await AccountAsync(app);
        var kept = await KeptAsync(app, account.Id);
        Assert.Equal((null, true), (kept!.SealedNumber, kept.VerifiedAt is not null));

        using var allowed = await again.PostFormAsync(page, new() { ["keep"] = "true" }, page + "?handler=Number");
        using var once = app.Anonymous();
        using var more = await OidcTests.GoAsync(once, "/dang-nhap/noi-khac");
        Assert.NotNull((await KeptAsync(app, account.Id))!.SealedNumber);

        using var gone = await once.PostFormAsync(page + "?handler=Erase", new() { ["Name"] = account.UserName! });
        Assert.Null(await KeptAsync(app, account.Id));
    }

    [Fact]
    public async Task What_such_a_person_files_counts_as_verified_from_the_first_dossier_on()
    {
        await using var provider = await PortalAsync(false);
        using var app = await OidcTests.StartAsync(provider, more: Npsp());
        using var browser = app.Anonymous();
        using var came = await OidcTests.GoAsync(browser, "/dang-nhap/noi-khac");

        var code = await Desk.SubmittedAsync(app, await app.ActorAsync((await AccountAsync(app)).UserName!));

        Assert.True(await app.WithAsync(s => VerifiedDossierTests.IsAsync(s, code)));
    }

    private static async Task SearchAsync(TestDatabase database, bool saysWhenAsked)
    {
        var log = new LogLines();
        await using var provider = await PortalAsync(saysWhenAsked);
        using var app = await OidcTests.StartAsync(provider, log, database, Npsp(("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Trace")));
        using var browser = app.Anonymous();

        using var done = await OidcTests.GoAsync(browser, "/dang-nhap/noi-khac?ve=%2Ftai-khoan");
        string[] logged = [.. log.Written]; // before this test's own questions, which name the person
        Assert.Equal("/tai-khoan", done.Headers.Location!.ToString());

        var account = await AccountAsync(app);
        var kept = await app.WithAsync(s => s.GetRequiredService<AppDb>().AccountIdentities.AsNoTracking().SingleAsync(i => i.AccountId == account.Id));
        Assert.Equal((Name, "2", false, true), (kept.Name, kept.Level, kept.IsBusiness, kept.VerifiedAt is not null));
        Assert.Equal(Number, app.Services.GetRequiredService<IdentityNumbers>().Open(kept.SealedNumber));
        string[] unwanted = [Number, .. TooMuch.Values];
        var written = await EverythingAsync(app);
        Assert.Contains(written, w => w.Contains(Name, StringComparison.Ordinal)); // the search does find what is there
        Assert.Contains(logged, l => l.Contains("INSERT INTO", StringComparison.Ordinal)); // it says all that it can
        Assert.All(unwanted, u => Assert.DoesNotContain(written, w => w.Contains(u, StringComparison.Ordinal)));
        Assert.All([.. unwanted, Name], u => Assert.DoesNotContain(logged, l => l.Contains(u, StringComparison.Ordinal)));
    }

    private static async Task<Provider> PortalAsync(bool saysWhenAsked, bool ignoresProofKeys = false)
    {
        var provider = await Provider.StartAsync(ignoresProofKeys);
        provider.SaysWhenAsked = saysWhenAsked;
        foreach (var (key, value) in TooMuch.Concat(new Dictionary<string, string>
        {
            ["TechID"] = "tech-7731", ["LoaiTaiKhoan"] = "1", ["SoDinhDanh"] = Number, ["HoVaTen"] = Name, ["IAL"] = "2", ["loAs"] = "LoA1",
        }))
        {
            provider.Claims[key] = value;
        }

        return provider;
    }

    private static Dictionary<string, string> Npsp(params (string Key, string Value)[] more) =>
        more.Append(("LOTRINH_OIDC_CLAIMS", "npsp")).ToDictionary(m => m.Item1, m => m.Item2);

    private static Task<TestApp> StartAgainAsync(Provider provider, Dictionary<string, string> more) => Task.FromResult(TestApp.Start(settings: new(more)
    {
        ["LOTRINH_OIDC_AUTHORITY"] = provider.Address, ["LOTRINH_OIDC_CLIENT_ID"] = Provider.ClientId, ["LOTRINH_OIDC_CLIENT_SECRET"] = Provider.ClientSecret,
    }));

    private static async Task<(string Scope, string Acr)> AskedAsync(TestApp app)
    {
        using var browser = app.Anonymous();
        using var start = await browser.GetAsync("/dang-nhap/noi-khac");
        var query = QueryHelpers.ParseQuery(start.Headers.Location!.Query);
        return (query["scope"].ToString(), query["acr_values"].ToString());
    }

    private static Task<Account> AccountAsync(TestApp app) => app.WithAsync(s => s.GetRequiredService<AppDb>().Users.AsNoTracking().SingleAsync(a => a.DisplayName == Name));

    private static Task<AccountIdentity?> KeptAsync(TestApp app, Guid id) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().AccountIdentities.AsNoTracking().SingleOrDefaultAsync(i => i.AccountId == id));

    private static async Task<JsonElement> ExportAsync(HttpClient browser)
    {
        using var answer = await browser.GetAsync("/tai-khoan/du-lieu?dang=json");
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("identity").Clone();
    }

    // Every value of every table, as text.
    private static Task<List<string>> EverythingAsync(TestApp app) => app.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        await db.Database.OpenConnectionAsync();
        var values = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                for (var i = 0; i < rows.FieldCount; i++)
                {
                    values.Add(rows.GetValue(i) is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : $"{rows.GetValue(i)}");
                }
            }
        }

        return values;
    });
}
