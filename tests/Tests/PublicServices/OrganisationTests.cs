using System.Net;
using System.Text.Json;
using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Organisations;
using LoTrinh.PublicServices.Papers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Store;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>People act for organisations: who may declare, confirm and give rights, and who sees what was handed in for one.</summary>
public sealed class OrganisationTests
{
    private static readonly OrganisationDraft Draft = new("0300000033", "Công ty Thử", "Enterprise", "Số 1, đường Thử", "024 0000 0000", null);

    [Theory]
    [InlineData("0300000033", "0300000033")]
    [InlineData(" 0300000033-001 ", "0300000033-001")]
    [InlineData("0300000033001", "0300000033-001")]
    [InlineData("099200000001", "099200000001")]
    public void A_tax_code_is_kept_in_one_form(string typed, string kept) => Assert.Equal((kept, 0), ((Draft with { TaxCode = typed }).Code, (Draft with { TaxCode = typed }).Problems().Length));

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_field()
    {
        var problems = new OrganisationDraft("123", " ", "7", null, "một hai ba", "a@b").Problems();

        Assert.Equal(["TaxCode", "Name", "Kind", "Address", "Phone", "Email"], problems.Select(p => p.Field));
    }

    [Theory, EachDatabase]
    public async Task Whoever_declares_one_represents_it_and_files_nothing_for_it_until_the_desk_has_confirmed(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, desk) = (await app.ActorAsync("citizen"), await app.ActorAsync("desk"));
        var id = (await DeclareAsync(app, citizen)).Value.Id;

        var early = await DraftAsync(app, citizen, id);
        var own = await ConfirmAsync(app, citizen, id);
        var confirmed = await ConfirmAsync(app, desk, id);
        var late = await DraftAsync(app, citizen, id);
        await app.DispatchAsync();

        Assert.Equal(("services.organisation-not-confirmed", "forbidden"), (early.Problems[0].Code, own.Problems[0].Code));
        Assert.True(confirmed.Ok && late.Ok);
        Assert.Equal(id, late.Value.OrganisationId);
        Assert.Equal([$"/dich-vu-cong/to-chuc/{id}"], await NewsAsync(app, citizen.AccountId, "services.organisation", id.ToString()));
        Assert.Contains($"/dich-vu-cong/to-chuc/{id}", await NewsAsync(app, desk.AccountId, "services.organisation", id.ToString()));
    }

    [Theory, EachDatabase]
    public async Task A_tax_code_is_declared_once_until_it_is_refused_and_then_by_another(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, carrier, desk) = (await app.ActorAsync("citizen"), await app.ActorAsync("carrier"), await app.ActorAsync("desk"));
        var id = (await DeclareAsync(app, citizen)).Value.Id;

        var second = await DeclareAsync(app, carrier);
        var silent = await app.WithAsync(s => s.GetRequiredService<ConfirmOrganisation>().Refuse(desk, id, null, " ", default));
        var refused = await app.WithAsync(s => s.GetRequiredService<ConfirmOrganisation>().Refuse(desk, id, null, "Tên không khớp", default));
        var third = await DeclareAsync(app, carrier);
        var corrected = await app.WithAsync(s => s.GetRequiredService<DeclareOrganisation>().Correct(citizen, id, null, Draft, [], default));

        Assert.Equal(("services.organisation-taken", "TaxCode"), (second.Problems[0].Code, second.Problems[0].Field));
        Assert.Equal(("services.organisation-reason", "Reason"), (silent.Problems[0].Code, silent.Problems[0].Field));
        Assert.True(refused.Ok && third.Ok);
        Assert.Equal("services.organisation-taken", corrected.Problems[0].Code);
    }

    [Theory, EachDatabase]
    public async Task A_verified_business_account_of_the_same_number_is_confirmed_at_once(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var identity = await db.AccountIdentities.SingleAsync(i => i.AccountId == citizen.AccountId);
            (identity.IsBusiness, identity.SealedNumber) = (true, s.GetRequiredService<IdentityNumbers>().Seal("0300000033"));
            return await db.SaveChangesAsync();
        });

        var other = await DeclareAsync(app, citizen, Draft with { TaxCode = "0300000044" });
        var own = await DeclareAsync(app, citizen);

        Assert.Equal((OrganisationState.Declared, OrganisationState.Confirmed), (other.Value.State, own.Value.State));
    }

    [Theory, EachDatabase]
    public async Task A_colleague_acts_once_they_agree_and_as_far_as_they_were_given_the_right(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, carrier) = (await app.ActorAsync("citizen"), await app.ActorAsync("carrier"));
        var id = await ConfirmedAsync(app, citizen);
        var code = await SubmittedAsync(app, citizen, id);

        await InviteAsync(app, citizen, id, "carrier", "View");
        var asked = await FindAsync(app, carrier, code);
        await MembersAsync(app, m => m.Accept(carrier, id, default));
        var viewer = await FindAsync(app, carrier, code);
        var withdrawn = await WithdrawAsync(app, carrier, code);
        var began = await DraftAsync(app, carrier, id);
        await GiveAsync(app, citizen, id, carrier, "File");
        var filer = await FindAsync(app, carrier, code);
        var withdrawnAsFiler = await WithdrawAsync(app, carrier, code);

        Assert.Null(asked);
        Assert.Equal((DossierReader.Viewer, DossierReader.Applicant), (viewer!.Reader, filer!.Reader));
        Assert.Equal(("services.dossier-unknown", "services.organisation-not-yours"), (withdrawn.Problems[0].Code, began.Problems[0].Code));
        Assert.True(withdrawnAsFiler.Ok);
    }

    [Theory, EachDatabase]
    public async Task A_draft_is_its_writers_alone_and_what_was_handed_in_is_everyones_who_acts(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, carrier) = (await app.ActorAsync("citizen"), await app.ActorAsync("carrier"));
        var id = await OfDemonstrationAsync(app);
        var draft = (await DraftAsync(app, citizen, id)).Value;

        var before = await OwnAsync(app, carrier);
        var read = await FindAsync(app, carrier, draft.Id.ToString());
        var code = (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, draft.Id, default))).Value.Code!;
        var after = await OwnAsync(app, carrier);

        Assert.Null(read);
        Assert.DoesNotContain(before, r => r.Id == draft.Id);
        Assert.Contains(after, r => r.Code == code && r.OrganisationId == id);
    }

    [Theory, EachDatabase]
    public async Task Who_lost_the_right_sees_nothing_of_it_though_they_handed_it_in_themself(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, carrier) = (await app.ActorAsync("citizen"), await app.ActorAsync("carrier"));
        var id = await OfDemonstrationAsync(app);
        var code = await SubmittedAsync(app, carrier, id);
        var draft = (await DraftAsync(app, carrier, id)).Value;
        var file = await FileAsync(app, code);

        var seen = await AllowsAsync(app, carrier, file);
        await DismissAsync(app, citizen, id, carrier);

        Assert.True(seen);
        Assert.Null(await FindAsync(app, carrier, code));
        Assert.False(await AllowsAsync(app, carrier, file));
        Assert.DoesNotContain(await OwnAsync(app, carrier), r => r.OrganisationId == id);
        Assert.Empty(await app.WithAsync(s => s.GetRequiredService<StoreQueries>().PapersAsync(carrier, id, default)));
        Assert.Equal("services.dossier-unknown", (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(carrier, draft.Id, default))).Problems[0].Code);
        Assert.Equal("services.dossier-unknown", (await WithdrawAsync(app, carrier, code)).Problems[0].Code);
        Assert.NotNull(await FindAsync(app, citizen, code));
    }

    [Theory, EachDatabase]
    public async Task News_goes_to_whoever_filed_it_and_when_they_act_no_longer_to_those_who_may_file(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, carrier) = (await app.ActorAsync("citizen"), await app.ActorAsync("carrier"));
        var id = await OfDemonstrationAsync(app);
        var (first, second) = (await SubmittedAsync(app, carrier, id), await SubmittedAsync(app, carrier, id));
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, first, null, default));
        await app.DispatchAsync();
        await DismissAsync(app, citizen, id, carrier);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, second, null, default));
        await app.DispatchAsync();

        Assert.Equal([$"/dich-vu-cong/ho-so/{first}"], await NewsAsync(app, carrier.AccountId, "services.dossier-received", first, second));
        Assert.Equal([$"/dich-vu-cong/ho-so/{second}"], await NewsAsync(app, citizen.AccountId, "services.dossier-received", first, second));
    }

    [Theory, EachDatabase]
    public async Task The_last_representative_stays_and_two_that_dismiss_each_other_leave_one(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, carrier) = (await app.ActorAsync("citizen"), await app.ActorAsync("carrier"));
        var id = await ConfirmedAsync(app, citizen);

        var alone = await MembersAsync(app, m => m.Leave(citizen, id, default));
        await InviteAsync(app, citizen, id, "carrier", "Represent");
        var asked = await MembersAsync(app, m => m.Leave(citizen, id, default));
        await MembersAsync(app, m => m.Accept(carrier, id, default));
        var both = await Task.WhenAll(DismissAsync(app, citizen, id, carrier), DismissAsync(app, carrier, id, citizen));

        Assert.Equal(("services.organisation-last-representative", "services.organisation-last-representative"), (alone.Problems[0].Code, asked.Problems[0].Code));
        Assert.Single(both, r => r.Ok);
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().OrganisationMembers
            .CountAsync(m => m.OrganisationId == id && m.Right == OrganisationRight.Represent && m.EndedAt == null)));
    }

    [Theory, EachDatabase]
    public async Task Only_applicants_accounts_are_asked_and_nobody_twice(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var id = await ConfirmedAsync(app, citizen);

        var answers = new[]
        {
            await InviteAsync(app, citizen, id, "nobody-here", "File"), await InviteAsync(app, citizen, id, "desk", "File"), await InviteAsync(app, citizen, id, "carrier", "3"),
            await InviteAsync(app, citizen, id, "CARRIER", "File"), await InviteAsync(app, citizen, id, "carrier", "View"), await InviteAsync(app, await app.ActorAsync("carrier"), id, "citizen", "View"),
        };

        Assert.Equal(["services.organisation-no-account", "services.organisation-no-account", "services.organisation-right", "", "services.organisation-member-already", "services.organisation-unknown"],
            answers.Select(a => a.Ok ? "" : a.Problems[0].Code));
    }

    [Theory, EachDatabase]
    public async Task The_form_begins_with_what_was_confirmed_and_is_about_no_other_organisation(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var id = await ConfirmedAsync(app, citizen);

        var values = await app.WithAsync(async s => await s.GetRequiredService<Prefill>().ForAsync(citizen, s.GetRequiredService<ProcedureCatalogue>().Find("2.002288")!,
            (await s.GetRequiredService<ApplicantSide>().OrganisationsAsync(citizen, default)).Single(o => o.Id == id), default));
        var draft = await app.WithAsync(s => s.GetRequiredService<DossierWork>().Save(citizen, null, "2.002288", new(new Dictionary<string, string[]> { ["taxCode"] = ["0100000099"] }), [], default, organisationId: id));
        var submitted = await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, draft.Value.Id, default));

        Assert.Equal(("Công ty Thử", "0300000033", "Số 1, đường Thử", "024 0000 0000"), (values.One("unitName"), values.One("taxCode"), values.One("address"), values.One("phone")));
        Assert.Contains(submitted.Problems, p => p is { Code: "services.organisation-other-number", Field: "taxCode" });
    }

    [Theory, EachDatabase]
    public async Task The_papers_of_an_organisation_are_its_own_store_and_not_its_filers(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, carrier) = (await app.ActorAsync("citizen"), await app.ActorAsync("carrier"));
        var id = await OfDemonstrationAsync(app);
        var code = await SubmittedAsync(app, carrier, id);

        var (own, shared) = (await app.WithAsync(s => s.GetRequiredService<StoreQueries>().PapersAsync(carrier.AccountId, default)),
            await app.WithAsync(s => s.GetRequiredService<StoreQueries>().PapersAsync(citizen, id, default)));
        var draft = (await DraftAsync(app, citizen, id, withFiles: false)).Value;
        var used = await app.WithAsync(s => s.GetRequiredService<IKnownPapers>().UseAsync(citizen, draft.Id,
            new Dictionary<string, Guid> { ["manager-diploma"] = shared.First(p => p.DossierCode == code).File.Id }, default));

        Assert.DoesNotContain(own, p => p.DossierCode == code);
        Assert.True(used.Ok);
    }

    [Theory, EachDatabase]
    public async Task The_papers_say_for_whom_it_was_handed_in_and_show_members_no_sheet_of_the_officers(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, carrier) = (await app.ActorAsync("citizen"), await app.ActorAsync("carrier"));
        var id = await OfDemonstrationAsync(app);
        var code = await SubmittedAsync(app, carrier, id);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));

        var written = await app.WithAsync(s => s.GetRequiredService<PaperQueries>().WriteAsync(citizen, code, "mau-01", "", default));

        Assert.Contains(written!.Letter.Body.OfType<LetterParagraph>(), p => p.Text.Contains("thay mặt Hợp tác xã vận tải Sông Hồng (minh họa) (mã số thuế 0100000011)", StringComparison.Ordinal));
        Assert.DoesNotContain("mau-05", written.All.Select(f => f.Key));
    }

    [Theory, EachDatabase]
    public async Task A_closed_one_is_seen_by_nobody_and_its_code_is_free(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, desk) = (await app.ActorAsync("citizen"), await app.ActorAsync("desk"));
        var id = await ConfirmedAsync(app, citizen);
        var code = await SubmittedAsync(app, citizen, id);

        var closed = await app.WithAsync(s => s.GetRequiredService<ConfirmOrganisation>().Close(desk, id, null, "Khai gian", default));
        var again = await app.WithAsync(s => s.GetRequiredService<ConfirmOrganisation>().Close(desk, id, null, "Khai gian", default));

        Assert.True(closed.Ok);
        Assert.Equal("services.organisation-closed", again.Problems[0].Code);
        Assert.Null(await FindAsync(app, citizen, code));
        Assert.NotNull(await FindAsync(app, desk, code));
        Assert.True((await DeclareAsync(app, await app.ActorAsync("carrier"))).Ok);
    }

    [Theory, EachDatabase]
    public async Task A_confirmed_one_that_is_corrected_waits_again_and_its_dossiers_go_on(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var id = await ConfirmedAsync(app, citizen);
        var code = await SubmittedAsync(app, citizen, id);

        var other = await app.WithAsync(s => s.GetRequiredService<DeclareOrganisation>().Correct(citizen, id, null, Draft with { TaxCode = "0300000055" }, [], default));
        var corrected = await app.WithAsync(s => s.GetRequiredService<DeclareOrganisation>().Correct(citizen, id, null, Draft with { Address = "Số 2" }, [], default));

        Assert.Equal("services.organisation-code-stays", other.Problems[0].Code);
        Assert.Equal(OrganisationState.Declared, corrected.Value.State);
        Assert.Equal("services.organisation-not-confirmed", (await DraftAsync(app, citizen, id)).Problems[0].Code);
        Assert.True((await FindAsync(app, citizen, code))!.MayAct);
    }

    [Theory, EachDatabase]
    public async Task Erasing_a_person_ends_what_they_did_for_it_and_the_desk_sees_that_nobody_represents_it(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var id = await ConfirmedAsync(app, citizen);
        var code = await SubmittedAsync(app, citizen, id);
        var exported = await app.WithAsync(s => s.GetServices<IPersonalData>().Single(p => p.Key == "services").ExportAsync(citizen.AccountId, default));
        await app.WithAsync(async s =>
        {
            await s.GetServices<IPersonalData>().Single(p => p.Key == "organisations").EraseAsync(citizen.AccountId, default);
            return await s.GetRequiredService<AppDb>().SaveChangesAsync();
        });

        var toDo = await app.WithAsync(s => s.GetRequiredService<OrganisationQueries>().DeskAsync(false, 1, default));

        Assert.Contains(toDo.Rows, r => r.Id == id && !r.HasRepresentative);
        var said = JsonSerializer.SerializeToElement(exported).GetProperty("Dossiers").EnumerateArray().Single(d => d.GetProperty("Code").GetString() == code);
        Assert.Equal(("Công ty Thử", JsonValueKind.Null, 0), (said.GetProperty("For").GetString(), said.GetProperty("Form").ValueKind, said.GetProperty("Files").GetArrayLength()));
    }

    [Theory, EachDatabase]
    public async Task A_program_hands_in_for_an_organisation_with_one_request(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var http = await app.ProgramAsync("carrier");
        var id = await OfDemonstrationAsync(app);
        using var body = new MultipartFormDataContent
        {
            { new StringContent(JsonSerializer.Serialize(new { Procedure = "1.000703", Organisation = id, Values = FormTests.Complete })), "dossier" },
        };
        foreach (var document in new[] { "manager-diploma", "manager-appointment" })
        {
            body.Add(new ByteArrayContent(Desk.Pdf), document, "a.pdf");
        }

        using var answer = await http.PostAsync("/api/v1/services/dossiers/whole", body);
        using var listed = await http.GetAsync($"/api/v1/services/dossiers?organisation={id}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var code = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString()!;
        Assert.Contains(code, await listed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_tax_code_stands_in_the_ledger()
    {
        using var app = TestApp.Start();
        var citizen = await app.ActorAsync("citizen");
        var id = await ConfirmedAsync(app, citizen, Draft with { TaxCode = "099200000777", Kind = "HouseholdBusiness" });
        await SubmittedAsync(app, citizen, id);

        Assert.Equal(0, await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.CountAsync(e => e.Changes.Contains("099200000777"))));
    }

    private static Task<Guid> OfDemonstrationAsync(TestApp app) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().ApplicantOrganisations.Where(o => o.TaxCode == "0100000011").Select(o => o.Id).SingleAsync());

    private static Task<Result<ApplicantOrganisation>> DeclareAsync(TestApp app, Actor actor, OrganisationDraft? draft = null) =>
        app.WithAsync(s => s.GetRequiredService<DeclareOrganisation>().Handle(actor, draft ?? Draft, [], default));

    private static Task<Result<ApplicantOrganisation>> ConfirmAsync(TestApp app, Actor actor, Guid id) =>
        app.WithAsync(s => s.GetRequiredService<ConfirmOrganisation>().Confirm(actor, id, null, default));

    private static async Task<Guid> ConfirmedAsync(TestApp app, Actor actor, OrganisationDraft? draft = null)
    {
        var id = (await DeclareAsync(app, actor, draft)).Value.Id;
        Assert.True((await ConfirmAsync(app, await app.ActorAsync("desk"), id)).Ok);
        return id;
    }

    private static Task<Result<Dossier>> DraftAsync(TestApp app, Actor actor, Guid id, bool withFiles = true) => app.WithAsync(s => s.GetRequiredService<DossierWork>().Save(actor, null, "1.000703",
        new FormValues(FormTests.Complete), withFiles ? [new("manager-diploma", new("a.pdf", new MemoryStream(Desk.Pdf))), new("manager-appointment", new("b.pdf", new MemoryStream(Desk.Pdf)))] : [],
        default, organisationId: id));

    private static async Task<string> SubmittedAsync(TestApp app, Actor actor, Guid id)
    {
        var draft = (await DraftAsync(app, actor, id)).Value;
        return (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(actor, draft.Id, default))).Value.Code!;
    }

    private static Task<WholeDossier?> FindAsync(TestApp app, Actor actor, string code) => app.WithAsync(s => s.GetRequiredService<DossierQueries>().FindAsync(actor, code, default));

    private static Task<IReadOnlyList<DossierRow>> OwnAsync(TestApp app, Actor actor) => app.WithAsync(s => s.GetRequiredService<DossierQueries>().OwnAsync(actor, DossierOwnerFilter.All, default));

    private static Task<Result<Dossier>> WithdrawAsync(TestApp app, Actor actor, string code) => app.WithAsync(s => s.GetRequiredService<DossierWork>().Withdraw(actor, code, null, null, default));

    private static Task<Result<ApplicantOrganisation>> MembersAsync(TestApp app, Func<OrganisationMembers, Task<Result<ApplicantOrganisation>>> act) =>
        app.WithAsync(s => act(s.GetRequiredService<OrganisationMembers>()));

    private static Task<Result<ApplicantOrganisation>> InviteAsync(TestApp app, Actor actor, Guid id, string account, string right) =>
        MembersAsync(app, m => m.Invite(actor, id, account, right, default));

    private static async Task<Result<ApplicantOrganisation>> GiveAsync(TestApp app, Actor actor, Guid id, Actor to, string right)
    {
        var seat = await SeatAsync(app, id, to);
        return await MembersAsync(app, m => m.Give(actor, id, seat, null, right, default));
    }

    private static async Task<Result<ApplicantOrganisation>> DismissAsync(TestApp app, Actor actor, Guid id, Actor whom)
    {
        var seat = await SeatAsync(app, id, whom);
        return await MembersAsync(app, m => m.Dismiss(actor, id, seat, null, default));
    }

    private static Task<Guid> SeatAsync(TestApp app, Guid id, Actor of) => app.WithAsync(s => s.GetRequiredService<AppDb>().OrganisationMembers
        .Where(m => m.OrganisationId == id && m.AccountId == of.AccountId && m.EndedAt == null).Select(m => m.Id).SingleAsync());

    private static Task<StoredFile> FileAsync(TestApp app, string code) => app.WithAsync(s =>
    {
        var db = s.GetRequiredService<AppDb>();
        var dossiers = db.Dossiers;
        return db.Set<StoredFile>().AsNoTracking().FirstAsync(f => dossiers.Any(d => d.Id == f.SubjectId && d.Code == code));
    });

    private static Task<bool> AllowsAsync(TestApp app, Actor actor, StoredFile file) =>
        app.WithAsync(s => s.GetServices<IGuardFiles>().Single(g => g.Room == DossierWork.FileRoom).AllowsAsync(actor, file, default).AsTask());

    private static Task<List<string>> NewsAsync(TestApp app, Guid account, string kind, params string[] codes) => app.WithAsync(async s =>
        (await s.GetRequiredService<AppDb>().Set<Notification>().AsNoTracking().Where(n => n.AccountId == account && n.Kind == kind).OrderBy(n => n.CreatedAt).ToListAsync())
            .Select(n => n.Url!).Where(u => codes.Length == 0 || codes.Any(c => u.EndsWith(c, StringComparison.Ordinal))).Distinct().ToList());
}
