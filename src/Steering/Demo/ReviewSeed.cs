using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Reviews;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static LoTrinh.Platform.SeedStep;

namespace LoTrinh.Steering.Demo;

/// <summary>
/// The demonstration's reviews, from <c>seed/review-demonstration.yaml</c>: each step goes through the use cases, dated when it happened;
/// figures are frozen by the job, from the records as they stood at the cut-off.
/// </summary>
internal sealed class ReviewSeed(IServiceScopeFactory scopes, OrganisationDirectory organisation, ReviewRules rules) : IDemoSeed
{
    public int Order => 114;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        var committees = (await db.Committees.AsNoTracking().ToListAsync(ct))
            .ToDictionary(c => organisation.Find(c.UnitId)!.Key, c => c.Id);
        var accounts = await db.Users.AsNoTracking().Where(a => a.UserName == "office" || a.UserName == "chair")
            .ToDictionaryAsync(a => a.UserName!, ct);
        var (office, chair) = (Of(accounts["office"], ReviewPermissions.Organise, PlatformPermissions.DocumentsRead),
            Of(accounts["chair"], ReviewPermissions.Approve));
        var end = clock.UtcNow();
        var steps = SeedFile.Read<SeedReviews>("review-demonstration.yaml")
            .Reviews.SelectMany(row => StepsOf(new(row), committees[row.Committee], office, chair)).ToList();
        foreach (var step in steps.OrderBy(s => s.At).ToList())
        {
            clock.Set(step.At);
            await using var scope = scopes.CreateAsyncScope();
            await step.Act(scope.ServiceProvider, ct);
        }

        clock.Set(end);
    }

    private IEnumerable<Step> StepsOf(Story story, Guid committee, Actor office, Actor chair)
    {
        var row = story.Row;
        var period = rules.Find(row.Kind, row.Year, row.Number)!.Value.Period;
        yield return At(row.Opened, 8, async (s, ct) => story.Id = Need(await s.GetRequiredService<ReviewWork>().Open(office,
            new(committee, row.Kind, row.Year, row.Number, null, null, [.. row.Units.Select(k => organisation.Find(k)!.Id)],
                IsDemonstration: true), ct), story.Name).Id);
        if (row.Reports.Count == 0)
        {
            yield break;
        }

        // The job runs every few minutes, at night as well.
        yield return new(period.CutOffAt.AddMinutes(3), (s, ct) => s.GetRequiredService<FreezeReviews>().RunAsync(ct));
        foreach (var step in row.Reports.SelectMany(r => StepsOf(story, r, office)))
        {
            yield return step;
        }

        foreach (var a in row.Adjustments)
        {
            yield return At(a.On, 15, async (s, ct) => Need(await s.GetRequiredService<FigureWork>().Adjust(office, story.Id, null,
                new(a.Task, a.Field, a.Day, null, a.Reason, a.Document), ct), a.Task));
        }

        if (row is { Summary: { } words, Proposed: { } proposed, Approved: { } approved })
        {
            yield return At(proposed, 9, async (s, ct) => Need(await s.GetRequiredService<ReviewWork>()
                .Write(office, story.Id, null, new(words.Situation, words.Direction,
                words.Results, words.Shortcomings, words.Lessons, words.NextSteps, words.Recommendations), ct), story.Name));
            yield return At(proposed, 10, async (s, ct) => Need(await s.GetRequiredService<ReviewWork>()
                .Propose(office, story.Id, null, ct), story.Name));
            yield return At(approved, 14, async (s, ct) => Need(await s.GetRequiredService<ReviewWork>().Approve(chair, story.Id, null, ct),
                story.Name));
        }
    }

    private IEnumerable<Step> StepsOf(Story story, SeedUnitReport r, Actor office)
    {
        if (r.Sent is not { } sent)
        {
            yield break;
        }

        var unit = organisation.Find(r.Unit)!;
        var focal = new Actor(Guid.Empty, $"Đầu mối {unit.NameVi}", unit.Id, unit.Path,
            [new(Permissions.Read, unit.Path), new(ReviewPermissions.Report, unit.Path)]);
        yield return At(sent, 7, (s, ct) => SendAsync(s, story, r, unit, focal, r.Causes, ct));
        if (r is { Returned: { } returned, Again: { } again })
        {
            yield return At(returned, 16, async (s, ct) => Need(await s.GetRequiredService<ReportWork>()
                .GiveBack(office, story.Id, unit.Id, null, r.ReturnReason, ct), r.Unit));
            yield return At(again, 7, (s, ct) => SendAsync(s, story, r, unit, focal, r.CausesAgain, ct));
        }
    }

    // What the unit did not write over stays as it was filled in from the records.
    private async Task SendAsync(IServiceProvider services, Story story, SeedUnitReport r, UnitInfo unit, Actor focal, string? causes,
        CancellationToken ct)
    {
        var reading = await services.GetRequiredService<ReviewReader>().ReadAsync(story.Id);
        var filled = ReportPrefill.Of(reading!.Frozen, unit.Key, rules.Prefill);
        var words = new ReportWords(filled.Results, r.Shortcomings ?? filled.Shortcomings, causes, r.NextSteps ?? filled.NextSteps,
            r.Recommendations);
        Need(await services.GetRequiredService<ReportWork>().Send(focal, story.Id, unit.Id, null, words, ct), $"{story.Name} {r.Unit}");
    }

    private static Step At(DateOnly day, int hour, Func<IServiceProvider, CancellationToken, Task> act) =>
        new(day.StartUtc().AddHours(hour), act);

    private static Actor Of(Account account, params string[] permissions) =>
        new(account.Id, account.DisplayName, account.UnitId, "/",
            [new(Permissions.Read, "/"), .. permissions.Select(p => new Grant(p, "/"))]);

    private sealed record Step(DateTime At, Func<IServiceProvider, CancellationToken, Task> Act);

    private sealed class Story(SeedReview row)
    {
        public SeedReview Row => row;

        public Guid Id { get; set; }

        public string Name => $"{row.Kind} {row.Number}/{row.Year}";
    }
}
