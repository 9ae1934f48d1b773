using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>A wrong file can be taken out as long as nobody has received it.</summary>
public sealed class DropFileTests
{
    private static readonly byte[] Other = "%PDF-1.4\nkhác\n%%EOF"u8.ToArray();

    [Theory, EachDatabase]
    public async Task A_file_of_a_draft_is_taken_out_with_its_content_and_the_ledger_says_so(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var draft = await Desk.DraftAsync(app, citizen);
        await SendAsync(app, draft, Other);
        var wrong = (await FilesAsync(app, draft.Id)).Single(f => f.Name == "khac.pdf");

        var dropped = await DropAsync(app, draft.Id, wrong.Id);

        Assert.True(dropped.Ok);
        Assert.DoesNotContain(await FilesAsync(app, draft.Id), f => f.Id == wrong.Id);
        Assert.Throws<FileNotFoundException>(() => app.Services.GetRequiredService<IFileStore>().Open(wrong.Sha256));
        var entry = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.SingleAsync(e => e.Action == "services.dossier.file-dropped"));
        Assert.Equal((draft.Id, "manager-diploma"), (entry.SubjectId, entry.Reason));
    }

    [Fact]
    public async Task A_content_that_another_document_has_too_stays()
    {
        using var app = TestApp.Start();
        var draft = await Desk.DraftAsync(app, await app.ActorAsync("citizen"));
        var files = await FilesAsync(app, draft.Id);

        Assert.True((await DropAsync(app, draft.Id, files[0].Id)).Ok);

        using var content = app.Services.GetRequiredService<IFileStore>().Open(files[1].Sha256);
        Assert.Equal(files[0].Sha256, files[1].Sha256);
        Assert.Equal(Desk.Pdf.Length, content.Length);
    }

    [Theory, EachDatabase]
    public async Task What_was_handed_in_stays_and_what_mends_it_can_go_again(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, desk) = (await app.ActorAsync("citizen"), await app.ActorAsync("desk"));
        var draft = await Desk.DraftAsync(app, citizen);
        var code = (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, draft.Id, default))).Value.Code!;
        var handedIn = (await FilesAsync(app, draft.Id))[0];
        var locked = await DropAsync(app, draft.Id, handedIn.Id);
        await Desk.ReceptionAsync(app, w => w.Receive(desk, code, null, default));
        await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("manager-diploma", "Mờ")], null, default));
        app.Clock.Set(app.Clock.GetUtcNow().UtcDateTime.AddHours(1));
        var kept = await DropAsync(app, draft.Id, handedIn.Id);
        await SendAsync(app, draft, Other);
        var mending = (await FilesAsync(app, draft.Id)).Single(f => f.Name == "khac.pdf");

        var dropped = await DropAsync(app, draft.Id, mending.Id);

        Assert.Equal(["services.file-handed-in", "services.file-handed-in"], new[] { locked, kept }.Select(r => r.Problems.Single().Code));
        Assert.True(dropped.Ok);
        Assert.Contains(await FilesAsync(app, draft.Id), f => f.Id == handedIn.Id);
    }

    [Fact]
    public async Task Nobody_takes_out_another_ones_file_nor_one_of_a_version_that_is_gone()
    {
        using var app = TestApp.Start();
        var draft = await Desk.DraftAsync(app, await app.ActorAsync("citizen"));
        var file = (await FilesAsync(app, draft.Id))[0];
        using var office = await app.ProgramAsync("office");
        using var citizen = await app.ProgramAsync("citizen");
        var address = $"/api/v1/services/dossiers/{draft.Id}/files/{file.Id}";

        using var foreign = await office.DeleteAsync($"{address}?version={draft.Version}");
        using var blind = await citizen.DeleteAsync(address);
        using var late = await citizen.DeleteAsync($"{address}?version={draft.Version + 7}");
        using var done = await citizen.DeleteAsync($"{address}?version={draft.Version}");
        using var again = await citizen.DeleteAsync($"{address}?version={draft.Version + 1}");

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.NotFound],
            new[] { foreign, blind, late, done, again }.Select(a => a.StatusCode));
        Assert.Equal(draft.Version + 1, (await done.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task On_the_form_the_button_takes_the_file_out_and_keeps_what_was_typed()
    {
        using var app = TestApp.Start();
        var draft = await Desk.DraftAsync(app, await app.ActorAsync("citizen"));
        using var browser = await app.SignInAsync("citizen");
        var address = $"/dich-vu-cong/nop/1.000703/{draft.Id}";
        var page = await browser.OpenAsync(address);
        var button = page.QuerySelector("button[value^='drop:']")!;

        using var answer = await browser.PostFormAsync(address, new() { ["act"] = button.GetAttribute("value")!, ["unitName"] = "Tên vừa gõ", ["Version"] = $"{draft.Version}" });

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var after = await browser.OpenAsync(address);
        Assert.Equal("Tên vừa gõ", after.QuerySelector("[name=unitName]")!.GetAttribute("value"));
        Assert.Single(after.QuerySelectorAll("button[value^='drop:']"));
    }

    private static Task<Result<Dossier>> DropAsync(TestApp app, Guid id, Guid file) =>
        app.WithAsync(async s => await s.GetRequiredService<DropFile>().Handle(await app.ActorAsync("citizen"), id, file, null, default));

    private static Task<Result<Dossier>> SendAsync(TestApp app, Dossier draft, byte[] content) => app.WithAsync(async s => await s.GetRequiredService<DossierWork>().Save(
        await app.ActorAsync("citizen"), draft.Id, "1.000703", new(FormTests.Complete), [new("manager-diploma", new("khac.pdf", new MemoryStream(content)))], default));

    private static Task<List<StoredFile>> FilesAsync(TestApp app, Guid id) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Set<StoredFile>().AsNoTracking().Where(f => f.SubjectId == id).OrderBy(f => f.TakenAt).ToListAsync());
}
