using System.Net;
using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>A program hands in a dossier with one request: all of it is there afterwards, or none.</summary>
public sealed class SubmitWholeTests
{
    private const string Address = "/api/v1/services/dossiers/whole";

    [Theory, EachDatabase]
    public async Task A_complete_dossier_gets_its_code_with_form_files_ledger_and_event(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var http = await app.ProgramAsync("citizen");

        using var answer = await http.PostAsync(Address, Body(FormTests.Complete, "manager-diploma", "manager-appointment"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(("000.00.00.G04-210315-0001", "2021-03-22"), (said.GetProperty("code").GetString(), said.GetProperty("dueOn").GetString()));
        var id = said.GetProperty("id").GetGuid();
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            Assert.Contains("Hợp tác xã Minh Họa", (await db.DossierForms.SingleAsync(f => f.DossierId == id)).Values, StringComparison.Ordinal);
            Assert.Equal(["manager-appointment", "manager-diploma"], await db.Set<StoredFile>().Where(f => f.SubjectId == id).Select(f => f.Part!).Order().ToListAsync());
            Assert.Equal(["services.dossier.submitted"], await db.Ledger.Where(e => e.SubjectId == id).Select(e => e.Action).ToListAsync());
            Assert.Equal(1, await db.Outbox.CountAsync(m => m.Payload.Contains(id.ToString())));
            return 0;
        });
    }

    [Fact]
    public async Task What_is_wrong_is_named_at_once_and_nothing_is_kept_nor_a_number_taken()
    {
        using var app = TestApp.Start();
        using var http = await app.ProgramAsync("citizen");
        var before = await CountAsync(app);

        using var refused = await http.PostAsync(Address, Body(new(FormTests.Complete) { ["email"] = ["a@b"] }, "manager-diploma", "no-such-paper"));
        using var cut = await http.PostAsync(Address, Body(FormTests.Complete, "%PDF-1.4\n"u8.ToArray(), "manager-diploma", "manager-appointment"));
        var after = await CountAsync(app);
        using var accepted = await http.PostAsync(Address, Body(FormTests.Complete, "manager-diploma", "manager-appointment"));

        Assert.Equal(["email", "file-manager-appointment", "file-no-such-paper"], await FieldsAsync(refused));
        Assert.Equal(["file-manager-appointment", "file-manager-diploma"], await FieldsAsync(cut));
        Assert.Equal(before, after);
        Assert.Contains("-0001\"", await accepted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("không phải JSON", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("""{"procedure":"9.999999"}""", HttpStatusCode.NotFound)]
    [InlineData("{}", HttpStatusCode.NotFound)]
    [InlineData("""{"procedure":"1.000703"}""", HttpStatusCode.BadRequest)]
    public async Task A_request_of_another_shape_is_answered_with_what_it_should_be(string dossier, HttpStatusCode expected)
    {
        using var app = TestApp.Start();
        using var http = await app.ProgramAsync("citizen");

        using var answer = await http.PostAsync(Address, new MultipartFormDataContent { { new StringContent(dossier), "dossier" } });

        Assert.Equal(expected, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory, EachDatabase]
    public async Task Fifty_whole_dossiers_at_once_get_the_codes_of_one_series_without_gap(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var sent = new[] { "manager-diploma", "manager-appointment" };

        var results = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.WithAsync(s => s.GetRequiredService<SubmitWhole>().Handle(citizen, "1.000703", null,
            _ => new(FormTests.Complete), [.. sent.Select(d => new SentDocument(d, new("a.pdf", new MemoryStream(Desk.Pdf))))], default))));

        Assert.Equal(Enumerable.Range(1, 50).Select(i => $"000.00.00.G04-210315-{i:D4}"), results.Select(r => r.Value.Code).Order());
    }

    private static MultipartFormDataContent Body(Dictionary<string, string[]> values, params string[] documents) => Body(values, Desk.Pdf, documents);

    private static MultipartFormDataContent Body(Dictionary<string, string[]> values, byte[] file, params string[] documents)
    {
        var body = new MultipartFormDataContent { { new StringContent(JsonSerializer.Serialize(new { procedure = "1.000703", values })), "dossier" } };
        foreach (var document in documents)
        {
            body.Add(new ByteArrayContent(file), document, "a.pdf");
        }

        return body;
    }

    private static async Task<IEnumerable<string?>> FieldsAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal);

    private static Task<(int, int, int)> CountAsync(TestApp app) => app.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        return (await db.Dossiers.CountAsync(), await db.Set<StoredFile>().CountAsync(), await db.Ledger.CountAsync());
    });
}
