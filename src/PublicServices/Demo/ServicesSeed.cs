using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Demo;

/// <summary>Dossiers of the demonstration, from <c>seed/dossiers.yaml</c>: each step goes through its use case, dated when it happened.</summary>
internal sealed class ServicesSeed(AppDb db) : IDemoSeed
{
    public int Order => 110;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var citizen = await ActorAsync("citizen", Permissions.Apply, ct);
        var desk = await ActorAsync("desk", Permissions.Process, ct);
        var catalogue = services.GetRequiredService<ProcedureCatalogue>();
        foreach (var row in SeedFile.Read<DossierFile>("dossiers.yaml").Dossiers)
        {
            clock.Set(At(row.On));
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<DossierWork>();
            var procedure = catalogue.Find(row.Procedure)!;
            var values = new FormValues(row.Values.ToDictionary(v => v.Key, v => v.Value.Split(';', StringSplitOptions.TrimEntries)));
            var sent = procedure.Documents.Where(d => row.Steps.Count > 0 && d.IsNeeded(values))
                .Select(d => new SentDocument(d.Key, new SentFile($"{d.Key}.pdf", new MemoryStream(Scan(d.Name))))).ToList();
            var dossier = Sure(await work.Save(citizen, null, row.Procedure, values, sent, ct, isDemonstration: true));
            foreach (var step in row.Steps)
            {
                dossier = await TakeAsync(work, step, dossier, citizen, desk, clock, ct);
            }
        }
    }

    // A step is written "2021-03-02 09:30 supplement | words".
    private static async Task<Dossier> TakeAsync(DossierWork work, string step, Dossier dossier, Actor citizen, Actor desk, SeedClock clock, CancellationToken ct)
    {
        var (head, words) = step.Split('|', 2, StringSplitOptions.TrimEntries) is [var h, var w] ? (h, w) : (step.Trim(), "");
        clock.Set(At(head[..16]));
        var code = dossier.Code ?? "";
        return Sure(head[17..] switch
        {
            "submit" => await work.Submit(citizen, dossier.Id, ct),
            "receive" => await work.Receive(desk, code, null, ct),
            "supplement" => await work.AskSupplement(desk, code, null, words, ct),
            "refuse" => await work.Refuse(desk, code, null, words, ct),
            "result" => await work.ReturnResult(desk, code, null, [new($"{code}.pdf", new MemoryStream(Scan("Ket qua")))], false, ct),
            var verb => throw new InvalidOperationException($"No step {verb} ({code})"),
        });
    }

    private static Dossier Sure(Result<Dossier> result) => result.TryGet(out var dossier) ? dossier
        : throw new InvalidOperationException($"A dossier of the demonstration: {string.Join(", ", result.Problems.Select(p => $"{p.Code} {p.Field}"))}");

    private static DateTime At(string office) =>
        DateTime.ParseExact(office, "yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture).FromOffice();

    // An empty page that says what it stands for: the demonstration holds nobody's papers.
    private static byte[] Scan(string name) => Encoding.ASCII.GetBytes(
        $"%PDF-1.4\n% {Platform.Search.Folding.Fold(name)}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    private async Task<Actor> ActorAsync(string account, string permission, CancellationToken ct)
    {
        var row = await db.Users.Where(a => a.UserName == account).Select(a => new { a.Id, a.DisplayName }).SingleAsync(ct);
        return new Actor(row.Id, row.DisplayName, null, null, [new Grant(permission, "/")]);
    }

    internal sealed class DossierFile
    {
        public List<DossierRow> Dossiers { get; set; } = [];
    }

    internal sealed class DossierRow
    {
        public string Procedure { get; set; } = "";

        public string On { get; set; } = "";

        public Dictionary<string, string> Values { get; set; } = [];

        public List<string> Steps { get; set; } = [];
    }
}
