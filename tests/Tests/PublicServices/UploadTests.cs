using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Tests.Harness;
using LoTrinh.Tests.Walks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>Files go up piece by piece: a line that breaks costs a piece, never the file, and what is taken in is what was sent.</summary>
public sealed class UploadTests
{
    private const string Document = "manager-diploma";
    private const int Chunk = 512 * 1024;
    private static readonly byte[] Content = [.. "%PDF-1.7\n"u8, .. RandomNumberGenerator.GetBytes(Chunk + 70_000), .. "\n%%EOF"u8];

    [Theory, EachDatabase]
    public async Task A_sender_that_has_forgotten_everything_goes_on_where_it_broke_off_and_the_whole_is_kept(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, dossier) = await DraftAsync(app);
        var begun = await BeginAsync(app, citizen, dossier, Content);
        await DoAsync(app, w => w.Put(citizen, dossier, begun.Id, 1, 0, Piece(0, Chunk), default));

        var again = await BeginAsync(app, citizen, dossier, Content);
        Assert.Equal((begun.Id, (long)Chunk), (again.Id, again.Files.Single().Offset));
        var rest = await DoAsync(app, w => w.Put(citizen, dossier, again.Id, 1, Chunk, Piece(Chunk, Content.Length), default));
        Assert.Equal(Content.Length, rest.Files.Single().Offset);
        var done = await DoAsync(app, w => w.Complete(citizen, dossier, begun.Id, default));
        var repeated = await DoAsync(app, w => w.Complete(citizen, dossier, begun.Id, default));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), Assert.Single(done.Kept).Sha256);
        Assert.Equal((done.VersionBefore, done.Version, 1), (repeated.VersionBefore, repeated.Version, repeated.Kept.Count));
        Assert.Equal(done.Version, await VersionAsync(app, dossier));
        Assert.Equal(Content, await (await app.SignInAsync("citizen")).GetByteArrayAsync(done.Kept[0].Url));
        Assert.Empty(app.Services.GetRequiredService<PartFiles>().Keys);
    }

    [Theory, EachDatabase]
    public async Task A_piece_out_of_order_sent_twice_or_too_long_is_refused_with_where_to_go_on(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, dossier) = await DraftAsync(app);
        var id = (await BeginAsync(app, citizen, dossier, Content)).Id;

        Assert.Equal("services.upload-elsewhere 0", await RefusedAsync(app, w => w.Put(citizen, dossier, id, 1, Chunk, Piece(Chunk, Content.Length), default)));
        await DoAsync(app, w => w.Put(citizen, dossier, id, 1, 0, Piece(0, Chunk), default));
        Assert.Equal($"services.upload-elsewhere {Chunk}", await RefusedAsync(app, w => w.Put(citizen, dossier, id, 1, 0, Piece(0, Chunk), default)));
        Assert.StartsWith("services.upload-too-long", await RefusedAsync(app, w => w.Put(citizen, dossier, id, 1, Chunk, new MemoryStream(new byte[Content.Length - Chunk + 1]), default)), StringComparison.Ordinal);
        Assert.StartsWith("services.upload-piece-too-large", await RefusedAsync(app, w => w.Put(citizen, dossier, id, 1, Chunk, new MemoryStream(new byte[Chunk + 1]), default)), StringComparison.Ordinal);
        Assert.StartsWith("services.upload-of-nothing", await RefusedAsync(app, w => w.Put(citizen, dossier, id, 1, Chunk, Stream.Null, default)), StringComparison.Ordinal);
        Assert.StartsWith("services.upload-unknown", await RefusedAsync(app, w => w.Put(citizen, dossier, id, 2, 0, Piece(0, 10), default)), StringComparison.Ordinal);
        Assert.StartsWith("services.upload-unfinished", await RefusedAsync(app, w => w.Complete(citizen, dossier, id, default)), StringComparison.Ordinal);

        await DoAsync(app, w => w.Put(citizen, dossier, id, 1, Chunk, Piece(Chunk, Content.Length), default));
        Assert.True((await DoAsync(app, w => w.Complete(citizen, dossier, id, default))).Completed);
    }

    [Theory, EachDatabase]
    public async Task Of_two_who_send_the_same_piece_at_once_one_is_told_and_nothing_is_broken(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, dossier) = await DraftAsync(app);
        var id = (await BeginAsync(app, citizen, dossier, Content)).Id;

        var both = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => app.WithAsync(s => s.GetRequiredService<UploadWork>().Put(citizen, dossier, id, 1, 0, Piece(0, Chunk), default))));
        Assert.Equal(1, both.Count(r => r.Ok));
        Assert.All(both.Where(r => !r.Ok), r => Assert.Equal(ProblemKind.Conflict, r.Problems.Single().Kind));

        await DoAsync(app, w => w.Put(citizen, dossier, id, 1, Chunk, Piece(Chunk, Content.Length), default));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Content)), (await DoAsync(app, w => w.Complete(citizen, dossier, id, default))).Kept.Single().Sha256);
    }

    [Theory, EachDatabase]
    public async Task What_was_damaged_on_the_way_is_sent_anew_and_not_taken(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, dossier) = await DraftAsync(app);
        byte[] announced = [.. Desk.Pdf], damaged = [.. Desk.Pdf];
        damaged[6] ^= 1;
        var id = (await BeginAsync(app, citizen, dossier, announced)).Id;
        await DoAsync(app, w => w.Put(citizen, dossier, id, 1, 0, new MemoryStream(damaged), default));

        Assert.StartsWith("services.upload-broken", await RefusedAsync(app, w => w.Complete(citizen, dossier, id, default)), StringComparison.Ordinal);
        Assert.Equal(0, (await DoAsync(app, w => w.Find(citizen, dossier, id, default))).Files.Single().Offset);

        await DoAsync(app, w => w.Put(citizen, dossier, id, 1, 0, new MemoryStream(announced), default));
        Assert.True((await DoAsync(app, w => w.Complete(citizen, dossier, id, default))).Completed);
    }

    [Theory, EachDatabase]
    public async Task Nobody_sends_to_the_draft_of_another_or_to_what_is_submitted(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, dossier) = await DraftAsync(app);
        var id = (await BeginAsync(app, citizen, dossier, Content)).Id;
        await Strangers.AddAsync(app, "other", Roles.Citizen, null);
        var (other, desk) = (await app.ActorAsync("other"), await app.ActorAsync("desk"));

        foreach (var (actor, code) in new[] { (other, "services.dossier-unknown"), (desk, "forbidden") })
        {
            string[] refused =
            [
                await RefusedAsync(app, w => w.Begin(actor, dossier, Document, [Announced("a.pdf", Content)], default)), await RefusedAsync(app, w => w.Find(actor, dossier, id, default)),
                await RefusedAsync(app, w => w.Put(actor, dossier, id, 1, 0, Piece(0, Chunk), default)), await RefusedAsync(app, w => w.Complete(actor, dossier, id, default)),
            ];
            Assert.All(refused, r => Assert.StartsWith(code, r, StringComparison.Ordinal));
        }

        var stranger = await app.SignInAsync("other");
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PatchAsync($"/api/v1/services/dossiers/{dossier}/uploads/{id}/files/1?offset=0", new ByteArrayContent(Content[..100]))).StatusCode);
        var complete = await Desk.DraftAsync(app, citizen);
        await app.WithAsync(s => s.GetRequiredService<DossierWork>().Submit(citizen, complete.Id, default));
        Assert.StartsWith("services.not-in-this-state", await RefusedAsync(app, w => w.Begin(citizen, complete.Id, Document, [Announced("a.pdf", Content)], default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_be_refused_is_refused_before_a_byte_is_sent_each_file_named()
    {
        using var app = TestApp.Start();
        var (citizen, dossier) = await DraftAsync(app);
        var hash = new string('a', 64);

        var refused = await app.WithAsync(s => s.GetRequiredService<UploadWork>().Begin(citizen, dossier, Document,
            [new("rỗng.jpg", 0, hash), new("lớn.pdf", (60L * 1024 * 1024) + 1, hash), new("phim.mov", 5, hash), new("đủ.pdf", 5, hash)], default));

        Assert.Equal([("files.empty", "rỗng.jpg"), ("files.too-large", "lớn.pdf"), ("files.kind-not-taken", "phim.mov")], refused.Problems.Select(p => (p.Code, (string)p.Args[0])));
        Assert.StartsWith("files.too-many", await RefusedAsync(app, w => w.Begin(citizen, dossier, Document, [.. Enumerable.Range(0, 21).Select(i => new AnnouncedFile($"{i}.jpg", 5, hash))], default)), StringComparison.Ordinal);
        Assert.StartsWith("services.upload-without-hash", await RefusedAsync(app, w => w.Begin(citizen, dossier, Document, [new("a.pdf", 5, "zz")], default)), StringComparison.Ordinal);
        Assert.StartsWith("services.upload-of-nothing", await RefusedAsync(app, w => w.Begin(citizen, dossier, Document, null, default)), StringComparison.Ordinal);
        Assert.StartsWith("services.document-unknown", await RefusedAsync(app, w => w.Begin(citizen, dossier, "=result", [Announced("a.pdf", Content)], default)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_whole_but_not_what_it_claims_is_refused_at_the_end_and_forgotten()
    {
        using var app = TestApp.Start();
        var (citizen, dossier) = await DraftAsync(app);
        var id = (await BeginAsync(app, citizen, dossier, "MZ"u8.ToArray())).Id;
        await DoAsync(app, w => w.Put(citizen, dossier, id, 1, 0, new MemoryStream("MZ"u8.ToArray()), default));

        Assert.StartsWith("files.not-what-it-claims", await RefusedAsync(app, w => w.Complete(citizen, dossier, id, default)), StringComparison.Ordinal);
        Assert.StartsWith("services.upload-unknown", await RefusedAsync(app, w => w.Find(citizen, dossier, id, default)), StringComparison.Ordinal);
        Assert.Empty(app.Services.GetRequiredService<PartFiles>().Keys);
    }

    [Theory, EachDatabase]
    public async Task An_upload_that_nobody_goes_on_with_is_cleared_after_a_day(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var (citizen, dossier) = await DraftAsync(app);
        var left = (await BeginAsync(app, citizen, dossier, Content)).Id;
        await DoAsync(app, w => w.Put(citizen, dossier, left, 1, 0, Piece(0, Chunk), default));
        app.Clock.Set(new DateTime(2021, 3, 16, 0, 30, 0, DateTimeKind.Utc));
        var alive = (await BeginAsync(app, citizen, dossier, Desk.Pdf)).Id;
        await DoAsync(app, w => w.Put(citizen, dossier, alive, 1, 0, new MemoryStream(Desk.Pdf), default));

        await app.RunAsync<ClearUploads>();
        Assert.Equal(2, app.Services.GetRequiredService<PartFiles>().Keys.Count());
        app.Clock.Set(new DateTime(2021, 3, 16, 2, 0, 0, DateTimeKind.Utc));
        await app.RunAsync<ClearUploads>();

        Assert.StartsWith("services.upload-unknown", await RefusedAsync(app, w => w.Find(citizen, dossier, left, default)), StringComparison.Ordinal);
        Assert.Equal([$"{alive:N}-1"], app.Services.GetRequiredService<PartFiles>().Keys);
        Assert.True((await DoAsync(app, w => w.Complete(citizen, dossier, alive, default))).Completed);
    }

    [Theory, EachDatabase]
    public async Task A_draft_that_is_saved_while_it_is_typed_overwrites_nothing_of_another_device(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var browser = await app.SignInAsync("citizen");

        var begun = await SaveAsync(browser, null, "Xe Một", null);
        var id = begun.GetProperty("id").GetGuid();
        var saved = await SaveAsync(browser, id, "Xe Hai", begun.GetProperty("version").GetInt32());
        using var late = await browser.PostAsJsonAsync("/api/v1/services/dossiers", Draft(id, "Xe Ba", begun.GetProperty("version").GetInt32()));

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal(begun.GetProperty("version").GetInt32() + 1, saved.GetProperty("version").GetInt32());
        Assert.Equal("Xe Hai", (await browser.OpenAsync($"/dich-vu-cong/nop/1.000703/{id}")).QuerySelector("[name=unitName]")!.GetAttribute("value"));
    }

    private static Dictionary<string, object?> Draft(Guid? id, string name, int? version) =>
        new() { ["id"] = id, ["procedure"] = "1.000703", ["version"] = version, ["values"] = new Dictionary<string, string[]> { ["unitName"] = [name] } };

    private static async Task<JsonElement> SaveAsync(HttpClient browser, Guid? id, string name, int? version)
    {
        using var answer = await browser.PostAsJsonAsync("/api/v1/services/dossiers", Draft(id, name, version));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<(Actor Citizen, Guid Dossier)> DraftAsync(TestApp app)
    {
        var citizen = await app.ActorAsync("citizen");
        return (citizen, (await app.WithAsync(s => s.GetRequiredService<DossierWork>().Save(citizen, null, "1.000703", new(FormTests.Complete), [], default))).Value.Id);
    }

    private static MemoryStream Piece(int from, int to) => new(Content[from..to]);

    private static AnnouncedFile Announced(string name, byte[] content) => new(name, content.Length, Convert.ToHexString(SHA256.HashData(content)));

    private static Task<UploadAnswer> BeginAsync(TestApp app, Actor actor, Guid dossier, byte[] content) =>
        DoAsync(app, w => w.Begin(actor, dossier, Document, [Announced("bằng.pdf", content)], default));

    private static async Task<UploadAnswer> DoAsync(TestApp app, Func<UploadWork, Task<Result<UploadAnswer>>> act) =>
        (await app.WithAsync(s => act(s.GetRequiredService<UploadWork>()))).Value;

    private static async Task<string> RefusedAsync(TestApp app, Func<UploadWork, Task<Result<UploadAnswer>>> act)
    {
        var problem = Assert.Single((await app.WithAsync(s => act(s.GetRequiredService<UploadWork>()))).Problems);
        return $"{problem.Code} {problem.Args.LastOrDefault()}".TrimEnd();
    }

    private static Task<int> VersionAsync(TestApp app, Guid dossier) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Id == dossier).Select(d => d.Version).SingleAsync());
}
