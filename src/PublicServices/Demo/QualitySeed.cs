using System.Globalization;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Petitions;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Quality;
using LoTrinh.PublicServices.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Demo;

/// <summary>What applicants said of how they were served, and petitions, from <c>seed/quality-demonstration.yaml</c>; each goes through its use case, dated when it happened.</summary>
internal sealed class QualitySeed(AppDb db, OrganisationDirectory organisation, ProcedureCatalogue catalogue) : IDemoSeed
{
    public int Order => 119;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var file = SeedFile.Read<QualityFile>("quality-demonstration.yaml");
        var citizen = await db.Users.Where(a => a.UserName == "citizen").Select(a => new { a.Id, a.DisplayName }).SingleAsync(ct);
        foreach (var row in file.Ratings)
        {
            var submitted = At(row.Submitted);
            var code = await db.Dossiers.Where(d => d.SubmittedAt >= submitted && d.SubmittedAt < submitted.AddMinutes(1)).Select(d => d.Code).SingleAsync(ct);
            clock.Set(At(row.On));
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            var actor = new Actor(citizen.Id, citizen.DisplayName, null, null, [new(Permissions.Apply, "/")]);
            Sure(await scope.ServiceProvider.GetRequiredService<RatingWork>().Rate(actor, code!, row.Grade, row.Officers, row.Words, ct));
        }

        foreach (var row in file.Petitions)
        {
            clock.Set(At(row.On));
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<PetitionWork>();
            var sent = Sure(await work.Send(Actor.Nobody, new(row.Kind, row.Subject, row.Text, row.Name, row.Phone, row.Email, null), ct, isDemonstration: true));
            foreach (var step in row.Steps)
            {
                await TakeAsync(work, sent, step, clock, ct);
            }
        }

        await WriteOutcomesAsync(services, ct);
    }

    // A step is written "2021-02-09 10:00 answer vt | words".
    private async Task TakeAsync(PetitionWork work, SentPetition sent, string step, SeedClock clock, CancellationToken ct)
    {
        var (head, words) = step.Split('|', 2, StringSplitOptions.TrimEntries) is [var h, var w] ? (h, w) : (step.Trim(), "");
        clock.Set(At(head[..16]));
        var (code, desk, verb) = (sent.Petition.Code, OfficerOf(catalogue.Agency.Unit, PetitionPermissions.Sort), head[17..].Split(' '));
        Sure(verb switch
        {
            ["transfer", var unit] => await work.Transfer(desk, code, null, unit, null, ct),
            ["ask"] => await work.AskSupplement(desk, code, null, words, ct),
            ["answer", var unit] => await work.GiveAnswer(OfficerOf(unit, PetitionPermissions.Answer), code, null, words, ct),
            ["publish"] => await work.Publish(desk, code, null, ct),
            ["good"] => await work.Judge(Actor.Nobody, new(null, sent.Key), true, ct),
            _ => throw new InvalidOperationException($"No step {head} ({code})"),
        });
    }

    private Actor OfficerOf(string unit, string permission)
    {
        var known = organisation.Find(unit) ?? throw new InvalidOperationException($"No unit {unit}.");
        return new(Guid.Empty, known.NameVi, known.Id, known.Path, [new(permission, known.Path)]);
    }

    private async Task WriteOutcomesAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutcomeBook>().WriteAsync(await db.Dossiers.Where(d => d.Code != null).Select(d => d.Id).ToListAsync(ct), ct);
    }

    private static T Sure<T>(Result<T> result) => result.TryGet(out var value) ? value
        : throw new InvalidOperationException($"The demonstration: {string.Join(", ", result.Problems.Select(p => $"{p.Code} {p.Field}"))}");

    private static DateTime At(string office) => DateTime.ParseExact(office, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture).FromOffice();

    internal sealed class QualityFile
    {
        public List<RatingRow> Ratings { get; set; } = [];

        public List<PetitionRow> Petitions { get; set; } = [];
    }

    internal sealed class RatingRow
    {
        public string Submitted { get; set; } = "";

        public string On { get; set; } = "";

        public string Grade { get; set; } = "";

        public string? Officers { get; set; }

        public string? Words { get; set; }
    }

    internal sealed class PetitionRow
    {
        public string On { get; set; } = "";

        public string Kind { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Text { get; set; } = "";

        public string Name { get; set; } = "";

        public string? Phone { get; set; }

        public string? Email { get; set; }

        public List<string> Steps { get; set; } = [];
    }
}
