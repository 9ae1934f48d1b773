using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Inspections;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static LoTrinh.Platform.SeedStep;

namespace LoTrinh.Steering.Demo;

/// <summary>The demonstration's inspections, from <c>seed/inspection-demonstration.yaml</c>: each step goes through the use cases, dated when it happened.</summary>
internal sealed class InspectionSeed(IServiceScopeFactory scopes, OrganisationDirectory organisation) : IDemoSeed
{
    private static readonly DateOnly NotYet = DateOnly.MinValue;
    private readonly Dictionary<string, Actor> _actors = [];

    public int Order => 106;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var accounts = await services.GetRequiredService<AppDb>().Users.AsNoTracking().Where(a => a.UserName != null).ToDictionaryAsync(a => a.UserName!, a => a.Id, ct);
        var steps = SeedFile.Read<SeedInspections>("inspection-demonstration.yaml").Demonstration.SelectMany(row => StepsOf(new(row, accounts[row.Head])));
        foreach (var (on, act) in steps.Where(s => s.On != NotYet).OrderBy(s => s.On).ToList())
        {
            clock.Set(on.StartUtc().AddHours(9));
            await using var scope = scopes.CreateAsyncScope();
            await act(scope.ServiceProvider, ct);
        }
    }

    private IEnumerable<(DateOnly On, Func<IServiceProvider, CancellationToken, Task> Act)> StepsOf(Story story)
    {
        var row = story.Row;
        var inspector = Of("Thanh tra Bộ", "ttr", PlatformPermissions.DocumentsRead, InspectionPermissions.Plans, InspectionPermissions.Manage, InspectionPermissions.Conduct, Permissions.Verify);
        yield return (row.Planned, async (s, ct) => story.Id = Need(await s.GetRequiredService<InspectionWork>().Plan(inspector, await DraftAsync(s, story, ct), ct), row.Subject).Id);
        yield return Step(row.Decided, story, (w, ct) => w.Decide(inspector, story.Id, null, row.Decision, ct));
        yield return Step(row.Started, story, (w, ct) => w.Start(inspector, story.Id, null, null, ct));
        foreach (var (text, place) in row.Answers.Select((text, place) => (text, place)))
        {
            var (answer, note) = text.Split('|', 2, StringSplitOptions.TrimEntries) is [var a, var n] ? (a, n) : (text.Trim(), null);
            yield return (row.Started!.Value, async (s, ct) => Need(await s.GetRequiredService<InspectionWork>()
                .Answer(inspector, story.Id, null, await ItemAsync(s, story.Id, place + 1, ct), AnswerOf(answer), note, [], ct), row.Subject));
        }

        foreach (var step in row.Findings.SelectMany(f => StepsOf(story, f, inspector)))
        {
            yield return step;
        }

        yield return Step(row.Concluded, story, (w, ct) => w.Conclude(inspector, story.Id, null, row.Conclusion, null, ct));
        yield return Step(row.Closed, story, (w, ct) => w.Close(inspector, story.Id, null, ct));
    }

    private IEnumerable<(DateOnly On, Func<IServiceProvider, CancellationToken, Task> Act)> StepsOf(Story story, SeedFinding f, Actor inspector)
    {
        var unit = organisation.Find(f.Unit)!;
        var focal = Of($"Đầu mối {unit.NameVi}", unit.Key, InspectionPermissions.Explain, Permissions.Report);
        var office = Of("Thường trực Ban Chỉ đạo", "ttcntt", PlatformPermissions.DocumentsRead, InspectionPermissions.Plans, Permissions.Assign, Permissions.Verify);
        var (finding, task) = (Guid.Empty, Guid.Empty);
        yield return (f.Noted, async (s, ct) =>
        {
            var draft = new FindingDraft(f.Nature, f.Degree, f.Cause, f.Kind, unit.Id, f.Responsible, await ItemAsync(s, story.Id, f.Item, ct), null, f.Remedy is not null, f.ExplainBy);
            finding = Need(await s.GetRequiredService<InspectionWork>().Find(inspector, story.Id, null, draft, [], ct), f.Nature).Findings[^1].Id;
        }
        );
        yield return Step(f.Explained, story, (w, ct) => w.Explain(focal, story.Id, null, finding, f.Explanation, [], ct));
        yield return Step(f.Dropped, story, (w, ct) => w.Drop(inspector, story.Id, null, finding, f.DropReason, ct));
        if (f.Remedy is not { } r)
        {
            yield break;
        }

        var draft = new TaskDraft(r.Code, r.Title, f.Nature, unit.Id, [], f.Responsible, "Trưởng Ban Chỉ đạo", r.Product, r.Criteria, DueBasis.Date, null, r.Due);
        yield return (r.Assigned, async (s, ct) => task = Need(await s.GetRequiredService<InspectionWork>().Remedy(office, finding, draft with { DocumentNumber = story.Row.Decision }, ct), r.Title).Id);
        if (r.Submitted is { } submitted)
        {
            yield return (r.Assigned, async (s, ct) => Need(await s.GetRequiredService<TaskWork>().Acknowledge(focal, task, null, ct), r.Title));
            yield return (submitted, async (s, ct) => Need(await s.GetRequiredService<TaskWork>().SubmitProduct(focal, task, null, r.Reference, null, ct), r.Title));
            yield return (r.Verified!.Value, async (s, ct) => Need(await s.GetRequiredService<TaskWork>().Verify(inspector, task, null, true, "Đã khắc phục.", ct), r.Title));
        }
    }

    // A step without a day has not happened.
    private static (DateOnly On, Func<IServiceProvider, CancellationToken, Task> Act) Step(
        DateOnly? on, Story story, Func<InspectionWork, CancellationToken, Task<Result<Inspection>>> act) => on is not { } day
        ? (NotYet, (_, _) => Task.CompletedTask)
        : (day, async (s, ct) => Need(await act(s.GetRequiredService<InspectionWork>(), ct), story.Row.Subject));

    private async Task<InspectionDraft> DraftAsync(IServiceProvider services, Story story, CancellationToken ct)
    {
        var row = story.Row;
        var team = Need(await services.GetRequiredService<InspectionTeam>()
            .MakeAsync([new(story.Head, null, null, true), .. InspectionTeam.Lines(string.Join('\n', row.Members))], ct), row.Subject);
        return new(row.Year, row.Quarter, row.Subject, row.Scope, row.Period[0], row.Period[1], row.Work[0], row.Work[1],
            [.. row.Units.Select(k => organisation.Find(k)!.Id)], team, row.Checklist, IsDemonstration: true);
    }

    private static Task<Guid> ItemAsync(IServiceProvider services, Guid inspection, int place, CancellationToken ct) =>
        services.GetRequiredService<AppDb>().Set<ChecklistItem>().Where(i => i.InspectionId == inspection && i.Place == place).Select(i => i.Id).SingleAsync(ct);

    private static ItemAnswer AnswerOf(string word) => word switch
    {
        "yes" => ItemAnswer.Yes,
        "no" => ItemAnswer.No,
        "partly" => ItemAnswer.Partly,
        "na" => ItemAnswer.NotApplicable,
        _ => throw new InvalidOperationException($"Unknown answer {word}"),
    };

    private Actor Of(string name, string unitKey, params string[] permissions)
    {
        var unit = organisation.Find(unitKey)!;
        return _actors.TryGetValue(name, out var known) ? known
            : _actors[name] = new(Guid.Empty, name, unit.Id, unit.Path, [new(Permissions.Read, "/"), .. permissions.Select(p => new Grant(p, "/"))]);
    }

    private sealed class Story(SeedInspection row, Guid head)
    {
        public SeedInspection Row => row;

        public Guid Head => head;

        public Guid Id { get; set; }
    }
}
