using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Publications;
using LoTrinh.Steering.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static LoTrinh.Platform.SeedStep;

namespace LoTrinh.Steering.Demo;

/// <summary>The demonstration's publications, from <c>seed/publication-demonstration.yaml</c>: the office prepares, the chair publishes,
/// through the use cases.</summary>
internal sealed class PublicationSeed(IServiceScopeFactory scopes) : IDemoSeed
{
    // Before the demonstration's clock begins its day.
    private const int Morning = 7;

    public int Order => 117;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        var accounts = await db.Users.AsNoTracking().Where(a => a.UserName == "office" || a.UserName == "chair")
            .ToDictionaryAsync(a => a.UserName!, ct);
        var (office, chair) = (Of(accounts["office"], PublicationPermissions.Prepare), Of(accounts["chair"],
            PublicationPermissions.Publish));
        var end = clock.UtcNow();
        foreach (var row in SeedFile.Read<SeedPublications>("publication-demonstration.yaml").Publications)
        {
            await using var scope = scopes.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<PublicationWork>();
            clock.Set(row.Prepared.StartUtc().AddHours(Morning));
            var made = Need(await work.Prepare(office, await DraftAsync(db, row, ct), ct), row.Answerable);
            Need(await work.Propose(office, made.Id, null, ct), made.Code);
            if (row.Published is { } published)
            {
                clock.Set(published.StartUtc().AddHours(Morning));
                Need(await work.Publish(chair, made.Id, null, ct), made.Code);
            }
        }

        clock.Set(end);
    }

    private static async Task<PublicationDraft> DraftAsync(AppDb db, SeedPublication row, CancellationToken ct)
    {
        Guid? review = row.Kind is not { } kind ? null : await db.Reviews
            .Where(r => r.Kind == kind && r.Year == row.Year && r.Number == row.Number).Select(r => r.Id).SingleAsync(ct);
        var indicators = await db.Indicators.Where(i => row.Indicators.Contains(i.Code)).Select(i => i.Id).ToListAsync(ct);
        return new(review, row.Day, true, row.Level, indicators, string.Join('\n', row.Tasks), row.Commentary, row.CommentaryEn,
            row.Answerable, row.AnswerableEn, IsDemonstration: true);
    }

    private static Actor Of(Account account, string permission) => new(account.Id, account.DisplayName, account.UnitId, "/",
        [new(PublicationPermissions.Read, "/"), new(permission, "/")]);
}
