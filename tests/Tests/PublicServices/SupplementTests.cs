using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>What was handed in stays as it was until the supplement is sent; what nobody handed in can be thrown away; codes are read as people type them.</summary>
public sealed class SupplementTests
{
    [Theory, EachDatabase]
    public async Task Nothing_new_is_no_supplement_and_words_or_a_changed_form_are(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var (silent, changed) = (await AskedAsync(app, citizen), await AskedAsync(app, citizen));

        var refused = await SubmitAsync(app, citizen, silent, null);
        var said = await SubmitAsync(app, citizen, silent, "Bản gốc đã nộp tại quầy");
        await SaveAsync(app, citizen, changed, "Hợp tác xã Đổi tên");
        var sent = await SubmitAsync(app, citizen, changed, null);

        Assert.Equal(("services.supplement-unchanged", "Note"), (refused.Problems[0].Code, refused.Problems[0].Field));
        Assert.True(said.Ok && sent.Ok);
        Assert.Equal("Bản gốc đã nộp tại quầy", said.Value.History.OrderBy(s => s.Number).Last().Note);
    }

    [Theory, EachDatabase]
    public async Task Officers_see_what_was_handed_in_until_it_is_sent_and_the_former_form_is_kept(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, desk) = (await app.ActorAsync("citizen"), await app.ActorAsync("desk"));
        var id = await AskedAsync(app, citizen);
        await SaveAsync(app, citizen, id, "Hợp tác xã Đổi tên");

        var before = await FindAsync(app, desk, id);
        var writing = await FindAsync(app, citizen, id);
        await SubmitAsync(app, citizen, id, null);
        var after = await FindAsync(app, desk, id);
        var former = await app.WithAsync(s => s.GetRequiredService<AppDb>().FormerForms.AsNoTracking().SingleAsync(f => f.DossierId == id));

        Assert.Equal("Hợp tác xã Minh Họa", before.Values.One("unitName"));
        Assert.Equal("Hợp tác xã Đổi tên", writing.Editing.One("unitName"));
        Assert.Equal("Hợp tác xã Đổi tên", after.Values.One("unitName"));
        Assert.Contains("Hợp tác xã Minh Họa", former.Values, StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task A_supplement_that_was_asked_for_when_it_was_late_makes_it_no_less_late(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var code = await Desk.SubmittedAsync(app, citizen);
        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        app.Clock.Set(new DateTime(2021, 3, 29, 2, 0, 0, DateTimeKind.Utc));
        var asked = (await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("", "Thiếu dấu")], null, default))).Value;
        app.Clock.Set(new DateTime(2021, 3, 30, 2, 0, 0, DateTimeKind.Utc));

        var sent = (await SubmitAsync(app, citizen, asked.Id, "Đã bổ sung")).Value;

        Assert.Equal((new DateOnly(2021, 3, 22), true), (sent.DueOn, sent.IsLate(new(2021, 3, 30))));
    }

    [Theory, EachDatabase]
    public async Task A_draft_is_thrown_away_with_its_files_by_its_writer_alone_and_a_dossier_by_nobody(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, other) = (await app.ActorAsync("citizen"), await app.ActorAsync("carrier"));
        var draft = await Desk.DraftAsync(app, citizen);
        var asked = await AskedAsync(app, citizen);

        var strange = await DropAsync(app, other, draft.Id);
        var handedIn = await DropAsync(app, citizen, asked);
        var dropped = await DropAsync(app, citizen, draft.Id);

        Assert.Equal(("services.dossier-unknown", "services.not-in-this-state"), (strange.Problems[0].Code, handedIn.Problems[0].Code));
        Assert.True(dropped.Ok);
        Assert.Equal((0, 0), await app.WithAsync(async s => (await s.GetRequiredService<AppDb>().Dossiers.CountAsync(d => d.Id == draft.Id),
            await s.GetRequiredService<AppDb>().Set<StoredFile>().CountAsync(f => f.SubjectId == draft.Id))));
    }

    [Theory, EachDatabase]
    public async Task The_desk_finds_a_dossier_by_what_is_read_off_a_paper_or_said_on_the_telephone(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var code = await Desk.SubmittedAsync(app, citizen, new(FormTests.Complete) { ["unitName"] = ["Hợp tác xã Rất Hiếm"] });

        foreach (var typed in new[] { code, code[^11..], code.Replace('.', ' '), "Rất Hiếm" })
        {
            Assert.Equal([code], (await app.WithAsync(s => s.GetRequiredService<DossierQueries>().SearchAsync(typed, default))).Select(r => r.Code));
        }
    }

    [Theory]
    [InlineData("210315-0001", "000.00.00.G04-210315-0001")]
    [InlineData("000 00 00 g04-210315-0001", "000.00.00.G04-210315-0001")]
    [InlineData("0000000G04210315 1", "000.00.00.G04-210315-0001")]
    [InlineData("000.00.00.G99-210315-0001", "000.00.00.G99-210315-0001")]
    [InlineData("abc", "ABC")]
    [InlineData(null, "")]
    public void A_code_is_read_as_people_type_it(string? typed, string code) => Assert.Equal(code, DossierCodes.Code(typed, "000.00.00.G04"));

    [Theory]
    [InlineData("KQ2021000003", "KQ-2021-000003")]
    [InlineData("kq 2021 000003", "KQ-2021-000003")]
    [InlineData("KQ-2021-3", "KQ-2021-000003")]
    [InlineData("000.00.00.G04-210315-0001", "000.00.00.G04-210315-0001")]
    public void A_number_of_a_result_is_read_as_people_type_it(string typed, string number) => Assert.Equal(number, DossierCodes.Result(typed));

    private static async Task<Guid> AskedAsync(TestApp app, Actor citizen)
    {
        var code = await Desk.SubmittedAsync(app, citizen);
        return (await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("", "Sai tên")], null, default))).Value.Id;
    }

    private static Task<Result<Dossier>> SubmitAsync(TestApp app, Actor actor, Guid id, string? note) =>
        app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(actor, id, default, note));

    private static Task<Result<Dossier>> SaveAsync(TestApp app, Actor actor, Guid id, string name) => app.WithAsync(s =>
        s.GetRequiredService<DossierWork>().Save(actor, id, "1.000703", new FormValues(new Dictionary<string, string[]>(FormTests.Complete) { ["unitName"] = [name] }), [], default));

    private static async Task<WholeDossier> FindAsync(TestApp app, Actor actor, Guid id) =>
        (await app.WithAsync(s => s.GetRequiredService<DossierQueries>().FindAsync(actor, id.ToString(), default)))!;

    private static Task<Result<string>> DropAsync(TestApp app, Actor actor, Guid id) => app.WithAsync(s => s.GetRequiredService<DropDraft>().Handle(actor, id, null, default));
}
