using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;
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
        var officers = new Actor(Guid.Empty, "Tổng cục Đường bộ Việt Nam", null, null, [new(Permissions.Handle, "/"), new(Permissions.Approve, "/")]);
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
                dossier = await TakeAsync(scope.ServiceProvider, step, dossier, citizen, desk, officers, clock, ct);
            }

            if (dossier.IsEditable)
            {
                await BeginUploadAsync(scope.ServiceProvider.GetRequiredService<UploadWork>(), citizen, dossier, procedure.Documents[0], ct);
            }
        }
    }

    // A line broke before the first piece came; the applicant has not chosen the file again yet.
    private static async Task BeginUploadAsync(UploadWork uploads, Actor citizen, Dossier dossier, DocumentRule document, CancellationToken ct)
    {
        var scan = Scan(document.Name);
        var begun = await uploads.Begin(citizen, dossier.Id, document.Key, [new($"{document.Key}.pdf", scan.Length, Convert.ToHexStringLower(SHA256.HashData(scan)))], ct);
        if (!begun.Ok)
        {
            throw new InvalidOperationException(string.Join(", ", begun.Problems.Select(p => p.Code)));
        }
    }

    // A step is written "2021-03-02 09:30 supplement | words".
    private static async Task<Dossier> TakeAsync(
        IServiceProvider services, string step, Dossier dossier, Actor citizen, Actor desk, Actor officers, SeedClock clock, CancellationToken ct)
    {
        var (head, words) = step.Split('|', 2, StringSplitOptions.TrimEntries) is [var h, var w] ? (h, w) : (step.Trim(), "");
        clock.Set(At(head[..16]));
        var code = dossier.Code ?? "";
        return Sure(head[17..] switch
        {
            "submit" => await services.GetRequiredService<DossierWork>().Submit(citizen, dossier.Id, ct),
            "receive" => await services.GetRequiredService<ReceptionWork>().Receive(desk, code, null, ct),
            "supplement" => await services.GetRequiredService<ReceptionWork>().AskSupplement(officers, code, null, Defects(words), null, ct),
            "refuse" => await services.GetRequiredService<ReceptionWork>().Refuse(desk, code, null, words, ct),
            "result" => await services.GetRequiredService<ResultWork>().Issue(officers, code, null, null, [new($"{code}.pdf", new MemoryStream(Scan("Ket qua")))], false, ct),
            var verb when verb.Split(' ') is ["pass", var at] => await PassAsync(services, officers, dossier, at, words, ct),
            var verb when verb.Split(' ') is ["apologise", var day, var unit] => await services.GetRequiredService<ResultWork>()
                .Apologise(desk, code, null, DateOnly.Parse(day, CultureInfo.InvariantCulture).Show(), unit, words, ct),
            var verb => throw new InvalidOperationException($"No step {verb} ({code})"),
        });
    }

    private static async Task<Result<Dossier>> PassAsync(IServiceProvider services, Actor officers, Dossier dossier, string step, string words, CancellationToken ct)
    {
        var tasks = services.GetRequiredService<AppDb>().DossierTasks;
        var task = await tasks.Where(t => t.DossierId == dossier.Id && t.Step == step && t.ClosedAt == null).Select(t => new { t.Id, t.UnitId }).SingleAsync(ct);
        var unit = services.GetRequiredService<OrganisationDirectory>().Find(task.UnitId)!;
        return await services.GetRequiredService<StepWork>().Complete(officers with { Name = unit.NameVi }, dossier.Code!, task.Id, null, words, null, ct);
    }

    private static IReadOnlyList<Defect> Defects(string words) =>
        [.. words.Split(";;", StringSplitOptions.TrimEntries).Select(d => d.Split('=', 2, StringSplitOptions.TrimEntries) is [var about, var wrong] ? new Defect(about, wrong) : new("", d))];

    private static Dossier Sure(Result<Dossier> result) => result.TryGet(out var dossier) ? dossier
        : throw new InvalidOperationException($"A dossier of the demonstration: {string.Join(", ", result.Problems.Select(p => $"{p.Code} {p.Field}"))}");

    internal static DateTime At(string office) =>
        DateTime.ParseExact(office, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).FromOffice();

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
