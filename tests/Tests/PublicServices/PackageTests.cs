using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Archive;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>Step 14: an ended dossier goes to the archive as one file that proves itself.</summary>
public sealed class PackageTests
{
    [Theory, EachDatabase]
    public async Task The_package_holds_record_papers_and_files_and_the_hash_of_each(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var code = await EndedAsync(app);
        using var desk = await app.ProgramAsync("desk");

        using var answer = await desk.PostAsync($"/api/v1/services/dossiers/{code}/package", null);

        Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var names = zip.Entries.Select(e => e.FullName).ToList();
        Assert.Equal(["ho-so.json", "giay-to/mau-01.docx", "giay-to/mau-03.docx", "giay-to/mau-05.docx"], names.Take(4));
        Assert.Equal(["a.pdf", "b.pdf"], names[4..^1].Select(n => n["tep/01-".Length..]).Order());
        var sums = Text(zip, "SHA256SUMS").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split("  ")).ToDictionary(l => l[1], l => l[0]);
        Assert.Equal(names.Except(["SHA256SUMS"]), sums.Keys);
        Assert.All(sums, s => Assert.Equal(s.Value, Convert.ToHexStringLower(SHA256.HashData(Bytes(zip, s.Key)))));
        var record = JsonDocument.Parse(Text(zip, "ho-so.json")).RootElement;
        Assert.Equal((code, "Hợp tác xã Minh Họa"), (record.GetProperty("code").GetString(), record.GetProperty("form").GetProperty("unitName")[0].GetString()));
        Assert.All(record.GetProperty("files").EnumerateArray(), f => Assert.Equal(sums[f.GetProperty("path").GetString()!], f.GetProperty("sha256").GetString()));
        Assert.Contains("services.dossier.submitted", record.GetProperty("ledger").EnumerateArray().Select(e => e.GetProperty("action").GetString()));
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.CountAsync(e => e.Action == "services.dossier.packed")));
    }

    [Fact]
    public async Task A_dossier_that_is_still_open_has_none_and_nobody_but_the_desk_takes_one()
    {
        using var app = TestApp.Start();
        var open = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        var ended = await EndedAsync(app);
        using var desk = await app.ProgramAsync("desk");
        using var citizen = await app.ProgramAsync("citizen");
        using var drvn = await app.ProgramAsync("drvn");

        using var early = await desk.PostAsync($"/api/v1/services/dossiers/{open}/package", null);
        using var unknown = await desk.PostAsync("/api/v1/services/dossiers/khong-co/package", null);
        using var own = await citizen.PostAsync($"/api/v1/services/dossiers/{ended}/package", null);
        using var unit = await drvn.PostAsync($"/api/v1/services/dossiers/{ended}/package", null);

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], new[] { early, unknown, own, unit }.Select(a => a.StatusCode));
    }

    [Fact]
    public async Task The_page_says_what_the_package_holds_and_gives_it_out()
    {
        using var app = TestApp.Start();
        var code = await EndedAsync(app);
        using var browser = await app.SignInAsync("desk");
        Assert.NotNull((await browser.OpenAsync($"/dich-vu-cong/xu-ly/{code}")).QuerySelector($"a[href$='/{code}/luu-tru']"));
        var address = $"/dich-vu-cong/xu-ly/{code}/luu-tru";
        Assert.Contains("mau-01.docx", (await browser.OpenAsync(address)).Body!.TextContent, StringComparison.Ordinal);

        using var answer = await browser.PostFormAsync(address, []);

        Assert.Equal($"{code}.zip", answer.Content.Headers.ContentDisposition?.FileName);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.NotNull(zip.GetEntry(PackDossier.RecordName));
    }

    private static async Task<string> EndedAsync(TestApp app)
    {
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        var desk = await app.ActorAsync("desk");
        await Desk.ReceptionAsync(app, w => w.Receive(desk, code, null, default));
        await Desk.ReceptionAsync(app, w => w.Refuse(Desk.Officers, code, null, "Không thuộc thẩm quyền", default));
        return code;
    }

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var from = zip.GetEntry(name)!.Open();
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }

    private static string Text(ZipArchive zip, string name) => System.Text.Encoding.UTF8.GetString(Bytes(zip, name));
}
