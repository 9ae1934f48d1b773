using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Steering.Demo;

/// <summary>The demonstration's history, from <c>seed/steering.yaml</c>: each step goes through the use case, dated when it happened.</summary>
internal sealed class SteeringSeed : IDemoSeed
{
    // The last working day before the demonstration's clock begins; reminders of the day itself go out when the product runs.
    private static readonly DateOnly LastDay = new(2021, 3, 12);

    public int Order => 100;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var organisation = services.GetRequiredService<OrganisationDirectory>();
        var file = SeedFile.Read<SeedHistory>("steering.yaml");
        var register = await RegisterAsync(services.GetRequiredService<AppDb>(), ct);
        var ids = new Dictionary<string, Guid>();
        var root = organisation.Find("mot")!;
        var days = new PassingDays(services.GetRequiredService<IServiceScopeFactory>(), clock);
        foreach (var step in file.Tasks.SelectMany(t => StepsOf(t)).OrderBy(s => s.On).ThenBy(s => s.Place))
        {
            await days.UntilAsync(step.On, ct);
            clock.Set(step.On.StartUtc().AddHours(8).AddMinutes(7 * step.Place));
            await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<TaskWork>();
            var lead = organisation.Find(step.Task.Lead) ?? throw new InvalidOperationException($"No unit {step.Task.Lead}");
            var office = Someone("Thường trực Ban Chỉ đạo", organisation.Find("ttcntt")!, root, Permissions.Read, Permissions.Assign, Permissions.Verify,
                PlatformPermissions.DocumentsRead);
            var unit = Someone($"Đầu mối {lead.NameVi}", lead, root, Permissions.Read, Permissions.Report);
            var inspector = Someone("Thanh tra Bộ", organisation.Find("ttr")!, root, Permissions.Read, Permissions.Verify);
            var result = step.Verb == "issue"
                ? await work.Assign(office, Draft(step.Task, lead, organisation, ids, register), issue: true, ct)
                : await Act(work, step, ids[step.Task.Code], office, unit, lead.Key == "ttcntt" ? inspector : office, ct);
            ids[step.Task.Code] = result.TryGet(out var task) ? task.Id
                : throw new InvalidOperationException($"{step.Task.Code} {step.Verb} {step.On}: {string.Join(", ", result.Problems.Select(p => p.Code))}");
        }

        await days.UntilAsync(LastDay, ct);
    }

    private static async Task<Register> RegisterAsync(AppDb db, CancellationToken ct)
    {
        var documents = await db.Documents.AsNoTracking().ToListAsync(ct);
        var clauses = await db.Clauses.AsNoTracking().Select(c => new { c.DocumentId, c.Label, c.Id }).ToListAsync(ct);
        return new(documents.ToDictionary(d => d.FullNumber ?? d.Abstract, d => d.Id), clauses.ToLookup(c => (c.DocumentId, c.Label), c => c.Id));
    }

    private static IEnumerable<Step> StepsOf(SeedTask task) =>
        [new(task, "issue", task.Issued, "", 0), .. task.Steps.Select((s, i) => Parse(task, s, i + 1))];

    // A step is written "2020-08-03 report 40 | words".
    private static Step Parse(SeedTask task, string text, int place)
    {
        var (head, words) = text.Split('|', 2, StringSplitOptions.TrimEntries) is [var h, var w] ? (h, w) : (text.Trim(), "");
        var parts = head.Split(' ', 3);
        return new(task, parts[1], DateOnly.ParseExact(parts[0], "yyyy-MM-dd"), words, place) { Value = parts.ElementAtOrDefault(2) };
    }

    private static TaskDraft Draft(SeedTask t, UnitInfo lead, OrganisationDirectory organisation, Dictionary<string, Guid> ids, Register register) => new(
        t.Code, t.Title, t.Content, lead.Id, [.. t.With.Select(k => organisation.Find(k)!.Id)], t.Position, "Trưởng Ban Chỉ đạo", t.Product, t.Criteria,
        t.Due is not null ? DueBasis.Date : t.Days is not null ? DueBasis.WorkingDaysFromIssue : DueBasis.None, t.Days, t.Due,
        DocumentId: register.DocumentOf(t), ClauseId: register.ClauseOf(t), ParentId: t.Parent is null ? null : ids[t.Parent], IsStarred: t.Star, IsDemonstration: true);

    private static Task<Result<SteeringTask>> Act(TaskWork work, Step step, Guid id, Actor office, Actor unit, Actor verifier, CancellationToken ct) => step.Verb switch
    {
        "accept" => work.Acknowledge(unit, id, null, ct),
        "return" => work.ReturnToOffice(unit, id, null, step.Words, ct),
        "report" => work.Report(unit, id, null, int.Parse(step.Value!, System.Globalization.CultureInfo.InvariantCulture), step.Words, null, ct),
        "extend" => work.AskExtension(unit, id, null, DateOnly.ParseExact(step.Value!, "yyyy-MM-dd"), step.Words, ct),
        "grant" => work.DecideExtension(office, id, null, true, step.Words, ct),
        "deny" => work.DecideExtension(office, id, null, false, step.Words, ct),
        "submit" => work.SubmitProduct(unit, id, null, step.Words, null, ct),
        "verify" => work.Verify(verifier, id, null, true, step.Words, ct),
        "reject" => work.Verify(verifier, id, null, false, step.Words, ct),
        _ => throw new InvalidOperationException($"Unknown step {step.Verb}"),
    };

    private static Actor Someone(string name, UnitInfo unit, UnitInfo root, params string[] permissions) =>
        new(Guid.Empty, name, unit.Id, unit.Path, [.. permissions.Select(p => new Grant(p, root.Path))]);

    private sealed record Step(SeedTask Task, string Verb, DateOnly On, string Words, int Place)
    {
        public string? Value { get; init; }
    }

    /// <summary>The demonstration's documents by number, or by abstract where the number is not known, and their clauses by label.</summary>
    private sealed record Register(IReadOnlyDictionary<string, Guid> Documents, ILookup<(Guid Document, string Label), Guid> Clauses)
    {
        public Guid? DocumentOf(SeedTask task) => task.Document is null ? null : Documents[task.Document];

        public Guid? ClauseOf(SeedTask task) => task.Clause is null ? null : Clauses[(Documents[task.Document!], task.Clause)].Single();
    }

    internal sealed class SeedHistory
    {
        public List<SeedTask> Tasks { get; set; } = [];
    }

    internal sealed class SeedTask
    {
        public string Code { get; set; } = "";

        public string Title { get; set; } = "";

        public string? Content { get; set; }

        public string Lead { get; set; } = "";

        public List<string> With { get; set; } = [];

        public string Position { get; set; } = "";

        public string Product { get; set; } = "";

        public string Criteria { get; set; } = "";

        public string? Document { get; set; }

        public string? Clause { get; set; }

        public string? Parent { get; set; }

        public bool Star { get; set; }

        public DateOnly Issued { get; set; }

        public DateOnly? Due { get; set; }

        public int? Days { get; set; }

        public List<string> Steps { get; set; } = [];
    }
}
