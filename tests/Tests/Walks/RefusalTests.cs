using System.Net;
using System.Net.Http.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Steering.Tasks;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>
/// Every address of the product is tried without sign-in, by another citizen and by the focal point of another unit, with the ids of
/// records that are not theirs. A new address is tried from its first day: when it is for everyone, it is named here.
/// </summary>
[Trait("Speed", "slow")]
public sealed class RefusalTests
{
    // What is for everyone. The API's part is the list that the product promises.
    private static readonly string[] Public =
    [
        "/tin", "/ket-qua-chi-dao", "/tim-kiem", "/rss", "/sitemap.xml", "/robots.txt", "/du-lieu-mo", "/lich", "/dang-nhap", "/dang-ky", "/dang-xuat", "/loi", "/healthz", "/readyz", "/openapi",
        "/dich-vu-cong/thu-tuc", "/dich-vu-cong/tra-cuu", "/dich-vu-cong/ket-qua", "/dich-vu-cong/phan-anh",
        "/api/v1/calendar", "/api/v1/search", "/api/v1/portal", "/api/v1/open-data", "/api/v1/public",
        "/api/v1/services/procedures", "/api/v1/services/tracking", "/api/v1/services/results",
    ];

    // Public as they stand, while what lies below them is not.
    private static readonly string[] PublicAlone = ["/", "/viec-cua-toi", "/api", "/dich-vu-cong", "/dich-vu-cong/chi-so", "/api/v1/services/payments/callback", "/{**path}",
        "/tep/{id:guid}/lien-ket"]; // lets in who brings a signature for that one file: programs that cannot sign in fetch files by it

    // What every officer who holds the permission may read, whatever the unit: the ministry's own structure, its documents and its committees.
    private static readonly string[] OfTheWholeMinistry = ["/to-chuc", "/van-ban", "/chi-dao/ban-chi-dao", "/api/v1/organisation", "/api/v1/documents", "/api/v1/steering/committees", "/chi-dao/chuong-trinh", "/api/v1/steering/programmes",
        "/dich-vu-cong/chi-so", "/api/v1/services/quality"];

    [Fact]
    public async Task Nobody_gets_past_a_door_that_is_not_public_without_signing_in()
    {
        using var app = TestApp.Start();
        using var nobody = app.Anonymous();

        await WalkAsync(app, nobody, Actor.Nobody, a => !IsPublic(a));
    }

    [Fact]
    public async Task A_citizen_gets_at_nothing_of_another_citizen_or_of_the_ministry()
    {
        using var app = TestApp.Start();
        await Strangers.AddAsync(app, "other", Roles.Citizen, null);
        using var citizen = await app.SignInAsync("other");
        var actor = await app.ActorAsync("other");

        await WalkAsync(app, citizen, actor, a => !IsPublic(a) && (a.IsOfRecord || !a.Lets(actor)));
    }

    [Fact]
    public async Task The_focal_point_of_another_unit_gets_at_no_record_that_is_not_its_own()
    {
        using var app = TestApp.Start();
        await Strangers.AddAsync(app, "elsewhere", Roles.FocalPoint, await Strangers.IdleUnitAsync(app));
        using var officer = await app.SignInAsync("elsewhere");
        var actor = await app.ActorAsync("elsewhere");

        await WalkAsync(app, officer, actor, a => !IsPublic(a) && (a.IsOfRecord ? !(a.Method == "GET" && Begins(a, OfTheWholeMinistry)) : !a.Lets(actor)));
        foreach (var address in (await Addresses.AllAsync(app)).Where(a => a.Method == "GET" && !a.IsOfRecord && !IsPublic(a) && a.Lets(actor)))
        {
            using var answer = await officer.GetAsync(address.Path);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.All(await Strangers.MarksAsync(app), mark => Assert.False(body.Contains(mark, StringComparison.Ordinal), $"{address} shows {mark}"));
        }
    }

    [Fact]
    public async Task Who_administers_or_inspects_one_unit_gets_at_nothing_that_concerns_the_whole_ministry()
    {
        string[] concern = ["/quan-tri/lich", "/quan-tri/nhat-ky", "/quan-tri/thu-dien-tu", "/quan-tri/webhook", "/quan-tri/viec-dinh-ky", "/quan-tri/dong-ho", "/api/v1/mail", "/api/v1/webhooks", "/api/v1/calendar/announcements"];
        using var app = TestApp.Start();
        var unit = await Strangers.IdleUnitAsync(app);
        foreach (var role in new[] { Roles.Administrator, Roles.Inspector })
        {
            var name = $"{role}-of-one";
            await Strangers.AddAsync(app, name, role, unit);
            using var browser = await app.SignInAsync(name);
            var actor = await app.ActorAsync(name);
            Assert.True(actor.May(PlatformPermissions.LedgerRead), "the door would be closed anyway");

            await WalkAsync(app, browser, actor, a => Begins(a, concern) && !a.IsOpen);
            Assert.DoesNotContain(concern, c => ShownAsync(browser).GetAwaiter().GetResult().Contains($"href=\"{c}\"", StringComparison.Ordinal));
        }
    }

    private static Task<string> ShownAsync(HttpClient browser) => browser.GetStringAsync("/tai-khoan");

    private static bool IsPublic(Address address) => PublicAlone.Contains(address.Path) || Begins(address, Public.Except(PublicAlone));

    private static bool Begins(Address address, IEnumerable<string> starts) =>
        starts.Any(s => address.Path == s || address.Path.StartsWith(s + "/", StringComparison.Ordinal) || address.Path.StartsWith(s + ".", StringComparison.Ordinal));

    private static async Task WalkAsync(TestApp app, HttpClient browser, Actor actor, Func<Address, bool> closed)
    {
        var leaks = new List<string>();
        var token = (await browser.OpenAsync("/dang-xuat")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await app.WithAsync(async services =>
        {
            var records = new Records(services.GetRequiredService<AppDb>());
            foreach (var address in (await Addresses.AllAsync(app)).Where(closed))
            {
                foreach (var url in await records.UrlsAsync(address))
                {
                    using var answer = await AskAsync(browser, address, url, token);
                    if (!IsRefusal(answer))
                    {
                        leaks.Add($"{address.Method} {url} ({address.Path}) answers {(int)answer.StatusCode} to {actor.Name}");
                    }
                }
            }

            return 0;
        });

        Assert.True(leaks.Count == 0, $"{leaks.Count} answers are no refusal. What is for everyone is named in {nameof(RefusalTests)}:\n{string.Join('\n', leaks.Take(40))}");
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient browser, Address address, string url, string token) => address.Method switch
    {
        "GET" => browser.GetAsync(url),
        _ when address.IsPage => browser.PostAsync(url, new FormUrlEncodedContent([new("__RequestVerificationToken", token)])),
        // With a version, or the lack of one would be told before whose the record is is looked at.
        _ => browser.SendAsync(new HttpRequestMessage(new HttpMethod(address.Method), address.Method == "DELETE" ? $"{url}?version=1" : url) { Content = JsonContent.Create(new { version = 1 }) }),
    };

    private static bool IsRefusal(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound => true,
        HttpStatusCode.Redirect => answer.Headers.Location!.ToString().Contains("/dang-nhap", StringComparison.Ordinal),
        _ => false,
    };
}

/// <summary>People that the demonstration does not have, for the walk.</summary>
internal static class Strangers
{
    /// <summary>An account with one role, and the password of the demonstration.</summary>
    public static Task AddAsync(TestApp app, string name, string role, Guid? unit) => app.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        var one = await db.Users.AsNoTracking().SingleAsync(a => a.UserName == "citizen");
        var account = new Account
        {
            UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = $"{name} ({role})", UnitId = unit, PasswordHash = one.PasswordHash,
            SecurityStamp = "x", CreatedAt = app.Clock.UtcNow(), PasswordSetAt = app.Clock.UtcNow(),
        };
        db.Users.Add(account);
        db.RoleAssignments.Add(new RoleAssignment { AccountId = account.Id, Role = role, UnitId = unit });
        return await db.SaveChangesAsync();
    });

    /// <summary>A unit of today that has no task, no part in one, and lies neither above nor below one that has.</summary>
    public static Task<Guid> IdleUnitAsync(TestApp app) => app.WithAsync(async s =>
    {
        var organisation = s.GetRequiredService<OrganisationDirectory>();
        var tasks = await s.GetRequiredService<AppDb>().Set<SteeringTask>().Include(t => t.Coordinators).AsNoTracking().ToListAsync();
        var busy = tasks.SelectMany(t => t.Coordinators.Select(c => c.UnitId).Append(t.LeadUnitId)).Distinct().Select(id => organisation.Find(id)!.Path).ToList();
        return organisation.On(app.Clock.Today()).First(u => u.Key != "vp" && u.Key != "drvn" && !busy.Exists(b => b.StartsWith(u.Path, StringComparison.Ordinal) || u.Path.StartsWith(b, StringComparison.Ordinal))).Id;
    });

    /// <summary>What gives another's record away where it is shown.</summary>
    public static Task<IReadOnlyList<string>> MarksAsync(TestApp app) => app.WithAsync<IReadOnlyList<string>>(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        return [.. await db.Set<SteeringTask>().Select(t => t.Code).ToListAsync(),
            .. await db.Set<Dossier>().Where(d => d.Code != null).Select(d => d.Code!).ToListAsync()];
    });
}
