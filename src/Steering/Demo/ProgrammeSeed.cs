using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Programmes;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static LoTrinh.Platform.SeedStep;

namespace LoTrinh.Steering.Demo;

/// <summary>The demonstration's programme tree, from <c>seed/programmes-demonstration.yaml</c>: each step goes through the use cases, dated
/// when it happened.</summary>
internal sealed class ProgrammeSeed(IServiceScopeFactory scopes, OrganisationDirectory organisation) : IDemoSeed
{
    // Tasks are attached once the tree stands.
    private static readonly DateOnly Attached = new(2020, 12, 14);

    private readonly Dictionary<string, Guid> _ids = [];

    public int Order => 113;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var indicators = await services.GetRequiredService<IndicatorQueries>().Seen(Actor.System)
            .ToDictionaryAsync(i => i.Code, i => i.Id, ct);
        var steps = SeedFile.Read<SeedProgrammes>("programmes-demonstration.yaml").Elements.SelectMany(e => StepsOf(e, indicators));
        foreach (var (on, act) in steps.OrderBy(s => s.On).ToList())
        {
            clock.Set(on.StartUtc().AddHours(10));
            await using var scope = scopes.CreateAsyncScope();
            await act(scope.ServiceProvider, ct);
        }
    }

    private IEnumerable<(DateOnly On, Func<IServiceProvider, CancellationToken, Task> Act)> StepsOf(
        SeedElement e, Dictionary<string, Guid> indicators)
    {
        var office = Of("Thường trực Ban Chỉ đạo", "ttcntt", PlatformPermissions.DocumentsRead, PlatformPermissions.IndicatorsRead,
            ProgrammePermissions.Plan, ProgrammePermissions.Freeze);
        var focal = Of($"Đầu mối {organisation.Find(e.Lead)!.NameVi}", e.Lead, ProgrammePermissions.Report);
        var inspector = Of("Thanh tra Bộ", "ttr", ProgrammePermissions.Review);
        var chair = Of("Trưởng Ban Chỉ đạo", "mot", ProgrammePermissions.Gate);
        foreach (var (plan, first) in e.Plans.Select((p, n) => (p, n == 0)))
        {
            yield return (plan.On, async (s, ct) =>
            {
                var work = s.GetRequiredService<PlanWork>();
                var before = first ? null : await LastAsync(s, e.Code, ct);
                var draft = Draft(e, plan, before, indicators);
                _ids[e.Code] = Need(first ? await work.Enter(office, draft, ct) : await work.Change(office, _ids[e.Code], null, draft, ct),
                    e.Code).Id;
            }
            );
        }

        foreach (var r in e.Reports)
        {
            yield return (r.On, async (s, ct) => Need(await s.GetRequiredService<FactWork>()
                .Report(focal, _ids[e.Code], await PhaseAsync(s, e.Code, r.Phase, ct), new(r.Started, r.Finished, r.Forecast, r.Note), ct),
                    $"{e.Code} {r.On}"));
        }

        foreach (var g in e.Gates)
        {
            yield return (g.On, async (s, ct) => Need(await s.GetRequiredService<FactWork>()
                .Decide(chair, _ids[e.Code], await PhaseAsync(s, e.Code, g.Phase, ct), new(g.Outcome, g.On, g.Reason, null), ct),
                    $"{e.Code} {g.On}"));
        }

        foreach (var step in e.Ratings.SelectMany(r => StepsOf(e, r, r.Side == RatingSide.Unit ? focal : inspector, focal)))
        {
            yield return step;
        }

        foreach (var b in e.Baselines)
        {
            yield return (b.On, async (s, ct) => Need(await s.GetRequiredService<PlanWork>().Freeze(office, _ids[e.Code], b.Name, ct),
                b.Name));
        }

        if (e.Tasks.Count > 0)
        {
            yield return (Attached, async (s, ct) => Need(await s.GetRequiredService<PlanWork>().Attach(office, _ids[e.Code], e.Tasks, ct),
                e.Code));
        }
    }

    private IEnumerable<(DateOnly On, Func<IServiceProvider, CancellationToken, Task> Act)> StepsOf(SeedElement e, SeedRating r,
        Actor rater, Actor focal)
    {
        yield return (r.On, async (s, ct) => Need(await s.GetRequiredService<FactWork>()
            .Rate(rater, _ids[e.Code], r.Side, r.Level, r.Reason, ct), $"{e.Code} {r.On}"));
        if (r.Replied is { } replied)
        {
            yield return (replied, async (s, ct) =>
            {
                var (id, waiting) = (_ids[e.Code], s.GetRequiredService<AppDb>().ConfidenceRatings);
                var rating = await waiting.Where(x => x.ProgrammeId == id && x.Side == RatingSide.Reviewer && x.Reply == null)
                    .Select(x => x.Id).SingleAsync(ct);
                Need(await s.GetRequiredService<FactWork>().Reply(focal, id, rating, r.Reply, ct), $"{e.Code} {replied}");
            }
            );
        }
    }

    private PlanDraft Draft(SeedElement e, SeedPlan plan, PlanContent? before, Dictionary<string, Guid> indicators) =>
        new(e.Code, e.Name, e.Level,
        e.Parent is null ? null : _ids[e.Parent], organisation.Find(e.Lead)!.Id, e.Accountable, plan.Goal ?? before?.Goal,
        plan.Starts ?? before?.StartsOn, plan.Ends ?? before?.EndsOn,
        plan.Phases?.ConvertAll(p => new PhaseDraft(before?.Phases.FirstOrDefault(k => k.Name == p.Name)?.Key, p.Name, p.From, p.To,
            p.Gate))
            ?? [.. (before?.Phases ?? []).Select(p => new PhaseDraft(p.Key, p.Name, p.From, p.To, p.Gate))],
        plan.Budget?.ConvertAll(b => new BudgetDraft(before?.Budget.FirstOrDefault(k => k.Name == b.Name)?.Key, b.Name, b.Source, b.Year,
            b.Amount))
            ?? [.. (before?.Budget ?? []).Select(b => new BudgetDraft(b.Key, b.Name, b.Source, b.Year, b.Amount))],
        plan.Objectives?.ConvertAll(o => new ObjectiveDraft(before?.Objectives.FirstOrDefault(k => k.Text == o.Text)?.Key, o.Text,
            o.Indicator is null ? null : indicators[o.Indicator]))
            ?? [.. (before?.Objectives ?? []).Select(o => new ObjectiveDraft(o.Key, o.Text, o.IndicatorId))],
        plan.Documents ?? [.. (before?.Documents ?? []).Select(d => d.Name)], plan.ValidFrom ?? plan.On, plan.Reason,
            IsDemonstration: true);

    private async Task<PlanContent> LastAsync(IServiceProvider services, string code, CancellationToken ct)
    {
        var queries = services.GetRequiredService<ProgrammeQueries>();
        return (await queries.PlanAsync((await queries.FindAsync(Actor.System, _ids[code], ct))!, ct)).Content;
    }

    private async Task<Guid> PhaseAsync(IServiceProvider services, string code, string name, CancellationToken ct) =>
        (await LastAsync(services, code, ct)).Phases.Single(p => p.Name == name).Key;

    private Actor Of(string name, string unitKey, params string[] permissions)
    {
        var unit = organisation.Find(unitKey)!;
        return new(Guid.Empty, name, unit.Id, unit.Path, [new(Permissions.Read, "/"), .. permissions.Select(p => new Grant(p, "/"))]);
    }
}
