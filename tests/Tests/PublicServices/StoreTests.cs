using System.Net;
using System.Text.Json;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Quality;
using LoTrinh.PublicServices.Store;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>The personal store: nobody is asked twice, nobody looks unseen, and what is a person's own can be taken along and erased.</summary>
public sealed class StoreTests
{
    [Theory, EachDatabase]
    public async Task A_paper_of_an_earlier_dossier_is_used_again_and_the_next_one_is_complete_with_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        await Desk.SubmittedAsync(app, citizen);
        var paper = (await app.WithAsync(s => s.GetRequiredService<IKnownPapers>().OfAsync(citizen, null, default)))[0];
        var draft = (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Save(citizen, null, "1.000703", new FormValues(FormTests.Complete), [], default))).Value;

        var used = await app.WithAsync(s => s.GetRequiredService<IKnownPapers>()
            .UseAsync(citizen, draft.Id, new Dictionary<string, Guid> { ["manager-diploma"] = paper.FileId, ["manager-appointment"] = paper.FileId }, default));
        var submitted = await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, draft.Id, default));
        await app.DispatchAsync();
        var outcome = await app.WithAsync(s => s.GetRequiredService<AppDb>().DossierOutcomes.AsNoTracking().SingleAsync(o => o.DossierId == draft.Id));

        Assert.True(used.Ok && submitted.Ok);
        Assert.Equal((true, false), (outcome.IsReused, outcome.IsFromStore));
        Assert.Contains(await app.WithAsync(s => s.GetRequiredService<StoreQueries>().PapersAsync(citizen.AccountId, default)), p => p.Used == 2);
    }

    [Theory, EachDatabase]
    public async Task Nobody_uses_the_paper_of_another_person(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        await Desk.SubmittedAsync(app, citizen);
        var paper = (await app.WithAsync(s => s.GetRequiredService<IKnownPapers>().OfAsync(citizen, null, default)))[0];
        var other = new Actor(Guid.CreateVersion7(), "Người khác", null, null, [new(Permissions.Apply, "/")]);
        var draft = (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Save(other, null, "1.000703", new FormValues(FormTests.Complete), [], default))).Value;

        var used = await app.WithAsync(s => s.GetRequiredService<IKnownPapers>().UseAsync(other, draft.Id, new Dictionary<string, Guid> { ["manager-diploma"] = paper.FileId }, default));

        Assert.Equal("services.paper-not-yours", used.Problems[0].Code);
    }

    [Theory, EachDatabase]
    public async Task A_result_that_is_kept_back_lies_in_nobodys_store_and_is_used_by_nobody(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var code = await Desk.SubmittedAsync(app, citizen);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        await Desk.ThroughAsync(app, code);
        await Desk.ResultAsync(app, w => w.Issue(Desk.Officers, code, null, null, [new("kq.pdf", new MemoryStream("%PDF-1.4\n% ket qua\n%%EOF"u8.ToArray()))], false, default));
        var before = (await app.WithAsync(s => s.GetRequiredService<StoreQueries>().PapersAsync(citizen.AccountId, default))).Single(p => p.IsResult && p.DossierCode == code);

        // As it stands while a fee is owed for it.
        await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code == code).ExecuteUpdateAsync(set => set.SetProperty(d => d.Status, DossierStatus.Processed)));
        var held = await app.WithAsync(s => s.GetRequiredService<StoreQueries>().PapersAsync(citizen.AccountId, default));
        var draft = (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Save(citizen, null, "1.000703", new FormValues(FormTests.Complete), [], default))).Value;
        var used = await app.WithAsync(s => s.GetRequiredService<IKnownPapers>().UseAsync(citizen, draft.Id, new Dictionary<string, Guid> { ["manager-diploma"] = before.File.Id }, default));

        Assert.DoesNotContain(held, p => p.File.Id == before.File.Id);
        Assert.Equal("services.paper-not-yours", used.Problems[0].Code);
    }

    [Theory, EachDatabase]
    public async Task Whoever_looks_at_a_dossier_stands_once_a_day_on_its_applicants_page(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, desk) = (await app.ActorAsync("citizen"), await app.ActorAsync("desk"));
        var code = await Desk.SubmittedAsync(app, citizen);
        for (var i = 0; i < 3; i++)
        {
            await app.WithAsync(s => s.GetRequiredService<DossierQueries>().FindAsync(desk, code, default));
            await app.WithAsync(s => s.GetRequiredService<DossierQueries>().FindAsync(citizen, code, default));
        }

        var looks = (await app.WithAsync(s => s.GetRequiredService<StoreQueries>().LooksAsync(citizen.AccountId, default))).Where(l => l.DossierCode == code).ToList();

        Assert.Equal(desk.Name, Assert.Single(looks).Name);
    }

    [Theory, EachDatabase]
    public async Task Who_solves_a_dossier_reads_the_store_only_while_its_applicant_agrees(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var unit = await app.WithAsync(s => Task.FromResult(s.GetRequiredService<OrganisationDirectory>().Find("drvn")!));
        var officer = new Actor(Guid.CreateVersion7(), "Chuyên viên", unit.Id, unit.Path, [new(Permissions.Handle, unit.Path)]);
        var code = await Desk.SubmittedAsync(app, citizen);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        // A dossier of the same applicant that never came to the unit.
        var other = await Desk.SubmittedAsync(app, citizen);
        var file = await app.WithAsync(async s =>
        {
            var (db, id) = (s.GetRequiredService<AppDb>(), await s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code == other).Select(d => d.Id).SingleAsync());
            return await db.Set<StoredFile>().AsNoTracking().FirstAsync(f => f.SubjectId == id);
        });

        Task<bool> MayAsync() => app.WithAsync(s => s.GetServices<IGuardFiles>().Single(g => g.Room == DossierWork.FileRoom).AllowsAsync(officer, file, default).AsTask());
        Task<Result<bool>> SayAsync(bool given) => app.WithAsync(s => s.GetRequiredService<Consents>().Say(citizen, PersonalDataRules.OfficerStore, given, default));

        var before = await MayAsync();
        await SayAsync(true);
        var agreed = await MayAsync();
        app.Clock.Set(new DateTime(2021, 3, 16, 2, 0, 0, DateTimeKind.Utc));
        await SayAsync(false);
        var after = await MayAsync();

        Assert.Equal((false, true, false), (before, agreed, after));
        Assert.Contains(await app.WithAsync(s => s.GetRequiredService<StoreQueries>().LooksAsync(citizen.AccountId, default)), l => l.DossierCode == other && l.Name == officer.Name);
    }

    [Fact]
    public async Task A_person_takes_everything_along_as_one_file()
    {
        using var app = TestApp.Start();
        using var citizen = await app.SignInAsync("citizen");

        using var answer = await citizen.GetAsync("/tai-khoan/du-lieu?dang=json");
        var data = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal("citizen", data.GetProperty("account").GetProperty("userName").GetString());
        var dossiers = data.GetProperty("services").GetProperty("dossiers").EnumerateArray().ToList();
        Assert.True(dossiers.Count >= 7);
        Assert.Contains(dossiers, d => d.GetProperty("files").GetArrayLength() > 0 && d.GetProperty("form").TryGetProperty("unitName", out _));
    }

    [Theory, EachDatabase]
    public async Task Erasing_takes_the_name_the_drafts_and_their_papers_and_leaves_what_the_law_keeps(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var draft = await Desk.DraftAsync(app, citizen);
        var code = await Desk.SubmittedAsync(app, citizen);
        using var browser = await app.SignInAsync("citizen");

        using var slip = await browser.PostFormAsync("/tai-khoan/du-lieu?handler=Erase", new() { ["Name"] = "citizens" });
        using var done = await browser.PostFormAsync("/tai-khoan/du-lieu?handler=Erase", new() { ["Name"] = "citizen" });
        using var after = await browser.GetAsync("/dich-vu-cong/ho-so");

        Assert.Equal(HttpStatusCode.BadRequest, slip.StatusCode);
        var (account, kept, gone, files) = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            return (await db.Users.SingleAsync(a => a.Id == citizen.AccountId), await db.Dossiers.AnyAsync(d => d.Code == code), !await db.Dossiers.AnyAsync(d => d.Id == draft.Id),
                await db.Set<StoredFile>().CountAsync(f => f.SubjectId == draft.Id));
        });
        Assert.Equal(("Tài khoản đã xóa", null, null, true), (account.DisplayName, account.Email, account.PasswordHash, account.IsDisabled));
        Assert.Equal((true, true, 0), (kept, gone, files));
        Assert.NotEqual(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task An_officers_account_is_not_erased_by_its_holder()
    {
        using var app = TestApp.Start();
        using var desk = await app.SignInAsync("desk");

        var page = await desk.OpenAsync("/tai-khoan/du-lieu");
        using var tried = await desk.PostFormAsync("/tai-khoan/du-lieu?handler=Erase", new() { ["Name"] = "desk" });

        Assert.Null(page.QuerySelector("form[action*='handler=Erase']"));
        Assert.False(await app.WithAsync(s => s.GetRequiredService<AppDb>().Users.AnyAsync(a => a.DisplayName == "Tài khoản đã xóa")));
    }
}
