using System.Net;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Files;

/// <summary>What is sent is kept, and given back to those whom the record's guard lets.</summary>
public sealed class FileTests
{
    private static readonly byte[] Content = "%PDF-1.7 sản phẩm"u8.ToArray();

    [Theory, EachDatabase]
    public async Task A_file_comes_back_as_it_was_sent_to_those_who_may_read_it(TestDatabase database)
    {
        using var app = Start(database);
        var file = await SendAsync(app, "Sản phẩm.pdf", "test.open");
        var officer = await app.SignInAsync("office");

        using var answer = await officer.GetAsync($"/tep/{file.Id}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Sản phẩm.pdf", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Contains("sandbox", string.Join(' ', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal($"\"{file.Sha256}\"", answer.Headers.ETag!.Tag);
    }

    [Fact]
    public async Task Who_may_not_read_a_file_learns_nothing_of_it()
    {
        using var app = Start(TestDatabase.Sqlite);
        var guarded = await SendAsync(app, "a.pdf", "test.open");
        var unguarded = await SendAsync(app, "b.pdf", "nobody.guards-this");

        Assert.Equal(HttpStatusCode.NotFound, (await app.Anonymous().GetAsync($"/tep/{guarded.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await app.SignInAsync("office")).GetAsync($"/tep/{unguarded.Id}")).StatusCode);
    }

    [Fact]
    public async Task The_same_content_is_kept_once()
    {
        using var app = Start(TestDatabase.Sqlite);

        var first = await SendAsync(app, "a.pdf", "test.open");
        var second = await SendAsync(app, "b.pdf", "test.open");

        Assert.Equal(first.Sha256, second.Sha256);
        Assert.Single(Directory.GetFiles(Path.Combine(app.DataFolder, "files", first.Sha256[..2]), $"{first.Sha256[2..]}*")); // others of the demonstration may begin alike
    }

    private static TestApp Start(TestDatabase database) =>
        TestApp.Start(database, configure: s => s.AddSingleton<IGuardFiles, SignedInOnly>());

    private static Task<StoredFile> SendAsync(TestApp app, string name, string room) => app.WithAsync(async s =>
    {
        var taken = await s.GetRequiredService<TakeFiles>()
            .Handle(Actor.System, room, Guid.CreateVersion7(), [new SentFile(name, new MemoryStream(Content))], "Files");
        await s.GetRequiredService<AppDb>().SaveChangesAsync();
        return taken.Value[0];
    });

    private sealed class SignedInOnly : IGuardFiles
    {
        public string Room => "test.open";

        public ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) => new(actor.IsSignedIn);
    }
}
