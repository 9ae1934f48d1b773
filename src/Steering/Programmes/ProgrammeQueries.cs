using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Programmes;

/// <summary>What the tree is narrowed to; it lives in the address bar.</summary>
internal sealed record ProgrammeFilter(string? Q = null, ProgrammeLevel? Level = null, Guid? UnitId = null, ProgrammeState? State = null)
{
    public bool IsWide => Words.Count == 0 && Level is null && UnitId is null && State is null;

    public IReadOnlyList<string> Words => [.. Folding.Fold(Q).Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    public bool Takes(Programme p) => (Level is null || p.Level == Level) && (UnitId is null || p.LeadUnitId == UnitId)
        && (State is null || p.State == State)
        && Words.All(w => p.SearchText.Contains($" {w}", StringComparison.Ordinal));
}

/// <summary>The last word of both sides on how likely delivery is; null where nobody has spoken, or the reader may not know.</summary>
internal sealed record ConfidencePair(ConfidenceRating? Unit, ConfidenceRating? Reviewer);

/// <summary>An element in the tree's list, with what rolls up from everything below it.</summary>
/// <param name="Programme">It.</param>
/// <param name="Depth">How deep it hangs.</param>
/// <param name="Matches">Whether it is what was asked for, or stands there because something below it is.</param>
/// <param name="Tasks">Its tasks and those below.</param>
/// <param name="Phases">How its own phases stand.</param>
/// <param name="Confidence">How likely delivery is.</param>
internal sealed record ProgrammeRow(Programme Programme, int Depth, bool Matches, StatusCounts Tasks, IReadOnlyList<PhaseStanding> Phases,
    ConfidencePair Confidence);

/// <summary>Reads the programme tree. Plans are for every officer who reads steering.</summary>
internal sealed class ProgrammeQueries(AppDb db, TaskQueries tasks, IndicatorQueries indicators, ProgrammeScope scope, TimeProvider clock)
{
    private static readonly StatusCounts None = new(0, 0, 0, 0, 0, 0);

    public async Task<Programme?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(Permissions.Read) ? await db.Programmes.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) : null;

    /// <summary>The newest version of an element's plan.</summary>
    public Task<PlanVersion> PlanAsync(Programme programme, CancellationToken ct)
    {
        var (id, number) = (programme.Id, programme.PlanNumber);
        return db.PlanVersions.AsNoTracking().SingleAsync(v => v.ProgrammeId == id && v.Number == number, ct);
    }

    /// <summary>Every version of an element's plan, the newest first.</summary>
    public Task<List<PlanVersion>> VersionsAsync(Guid id, CancellationToken ct) =>
        db.PlanVersions.AsNoTracking().Where(v => v.ProgrammeId == id).OrderByDescending(v => v.Number).ToListAsync(ct);

    /// <summary>Elements by name, as choices; those that have ended are left out.</summary>
    public Task<List<Programme>> ActiveAsync(CancellationToken ct) =>
        db.Programmes.AsNoTracking().Where(p => p.State == ProgrammeState.Active).OrderBy(p => p.Level).ThenBy(p => p.Code).ToListAsync(ct);

    /// <summary>Elements right below one, and what it hangs from, the top first.</summary>
    public async Task<(IReadOnlyList<Programme> Above, IReadOnlyList<Programme> Below)> AroundAsync(Programme programme,
        CancellationToken ct)
    {
        var all = (await db.Programmes.AsNoTracking().ToListAsync(ct)).ToDictionary(p => p.Id);
        var above = new List<Programme>();
        for (var id = programme.ParentId; id is { } known && all.TryGetValue(known, out var parent); id = parent.ParentId)
        {
            above.Insert(0, parent);
        }

        return (above, [.. all.Values.Where(p => p.ParentId == programme.Id).OrderBy(p => p.StartsOn)
            .ThenBy(p => p.Code, StringComparer.Ordinal)]);
    }

    /// <summary>The tree: what the filter takes, and whatever stands above it. Counts come from everything below, whether it is shown or
    /// not.</summary>
    public async Task<IReadOnlyList<ProgrammeRow>> ListAsync(Actor actor, ProgrammeFilter filter, CancellationToken ct)
    {
        var all = await db.Programmes.AsNoTracking().ToListAsync(ct);
        var plans = (await db.Programmes.AsNoTracking().Join(db.PlanVersions, p => new { p.Id, Number = p.PlanNumber }, v =>
            new { Id = v.ProgrammeId, v.Number },
            (p, v) => v).ToListAsync(ct)).ToDictionary(v => v.ProgrammeId);
        var (reports, gates) = ((await db.PhaseReports.AsNoTracking().ToListAsync(ct)).ToLookup(r => r.ProgrammeId),
            (await db.GateDecisions.AsNoTracking().ToListAsync(ct)).ToLookup(g => g.ProgrammeId));
        var ratings = (await db.ConfidenceRatings.AsNoTracking().ToListAsync(ct)).ToLookup(r => r.ProgrammeId);
        var (own, below, today) = (await OwnTasksAsync(actor, ct), all.ToLookup(p => p.ParentId), clock.Today());
        return [.. below[null].OrderBy(Place).SelectMany(p => Walk(p, 0).Rows)];

        (StatusCounts Tasks, IReadOnlyList<ProgrammeRow> Rows) Walk(Programme p, int depth)
        {
            var parts = below[p.Id].OrderBy(Place).Select(c => Walk(c, depth + 1)).ToList();
            var counts = StatusCounts.Sum([own.GetValueOrDefault(p.Id, None), .. parts.Select(x => x.Tasks)]);
            var (matches, rows) = (filter.Takes(p), parts.SelectMany(x => x.Rows).ToList());
            return (counts, !matches && rows.Count == 0 ? [] :
                [new(p, depth, matches, counts, PhaseStanding.Of(plans[p.Id].Content, reports[p.Id], gates[p.Id], today),
                    Pair(actor, p, ratings[p.Id])), .. rows]);
        }
    }

    /// <summary>How the phases of a plan stand today.</summary>
    public async Task<IReadOnlyList<PhaseStanding>> PhasesAsync(Guid id, PlanContent content, CancellationToken ct) =>
        PhaseStanding.Of(content,
        await db.PhaseReports.AsNoTracking().Where(r => r.ProgrammeId == id).ToListAsync(ct),
        await db.GateDecisions.AsNoTracking().Where(g => g.ProgrammeId == id).ToListAsync(ct), clock.Today());

    /// <summary>How the phases of every element of a tree stand today.</summary>
    public async Task<ILookup<Guid, PhaseStanding>> PhasesAsync(PlanTree tree, CancellationToken ct)
    {
        var ids = tree.Nodes.Select(n => n.Id).ToList();
        var reports = (await db.PhaseReports.AsNoTracking().Where(r => ids.Contains(r.ProgrammeId)).ToListAsync(ct))
            .ToLookup(r => r.ProgrammeId);
        var gates = (await db.GateDecisions.AsNoTracking().Where(g => ids.Contains(g.ProgrammeId)).ToListAsync(ct))
            .ToLookup(g => g.ProgrammeId);
        return tree.Nodes.SelectMany(n => PhaseStanding.Of(n.Content, reports[n.Id], gates[n.Id], clock.Today())
            .Select(s => (n.Id, Standing: s)))
            .ToLookup(x => x.Id, x => x.Standing);
    }

    /// <summary>All ratings of an element, the newest first; none when the reader may not know them.</summary>
    public async Task<IReadOnlyList<ConfidenceRating>> RatingsAsync(Actor actor, Programme programme, CancellationToken ct) =>
        !scope.MaySeeRatings(actor, programme) ? []
        : [.. (await db.ConfidenceRatings.AsNoTracking().Where(r => r.ProgrammeId == programme.Id).ToListAsync(ct))
            .OrderByDescending(r => r.At).ThenByDescending(r => r.Id)];

    /// <summary>The tasks of an element that the actor may see, those due first.</summary>
    public async Task<IReadOnlyList<TaskRow>> TasksAsync(Actor actor, Guid id, CancellationToken ct) =>
        await tasks.RowsAsync(tasks.Seen(actor).Join(db.ProgrammeTasks.Where(l => l.ProgrammeId == id), t => t.Id, l => l.TaskId, (t, l) => t), ct);

    /// <summary>The plans of an element and of everything below it on a day; null when it had none yet.</summary>
    public async Task<PlanTree?> TreeAsync(Guid rootId, DateOnly day, bool withIndicators, CancellationToken ct)
    {
        var held = db.PlanVersions.AsNoTracking().Where(v => v.ValidFrom <= day);
        var versions = await held.Where(v => !held.Any(o => o.ProgrammeId == v.ProgrammeId && o.Number > v.Number)).ToListAsync(ct);
        var tree = PlanTree.On(day, rootId, versions);
        return tree is null || !withIndicators ? tree : tree with { Indicators = await FrozenAsync(tree, ct) };
    }

    /// <summary>Baselines that have the element in them: its own, and those of what it hangs from; the newest first.</summary>
    public async Task<IReadOnlyList<ProgrammeBaseline>> BaselinesAsync(Programme programme, IEnumerable<Programme> above,
        CancellationToken ct)
    {
        var ids = above.Select(a => a.Id).Append(programme.Id).ToList();
        var all = await db.ProgrammeBaselines.AsNoTracking().Where(b => ids.Contains(b.ProgrammeId)).ToListAsync(ct);
        return [.. all.Where(b => b.ProgrammeId == programme.Id || b.Tree.Nodes.Any(n => n.Id == programme.Id))
            .OrderByDescending(b => b.At)];
    }

    public Task<ProgrammeBaseline?> BaselineAsync(Guid id, CancellationToken ct) => db.ProgrammeBaselines.AsNoTracking()
        .SingleOrDefaultAsync(b => b.Id == id, ct);

    /// <summary>What the ledger says of an element, the newest first.</summary>
    public Task<List<LedgerEntry>> HistoryAsync(Guid id, int most, CancellationToken ct) => db.Ledger.AsNoTracking()
        .Where(e => e.SubjectType == nameof(Programme) && e.SubjectId == id).OrderByDescending(e => e.Seq).Take(most).ToListAsync(ct);

    /// <summary>Ratings from outside that the actor's unit has to answer, the most urgent first.</summary>
    public async Task<IReadOnlyList<(Programme Programme, ConfidenceRating Rating)>> AwaitingReplyAsync(Actor actor, CancellationToken ct)
    {
        var waiting = await db.ConfidenceRatings.AsNoTracking().Where(r => r.ReplyDueOn != null && r.Reply == null)
            .Join(db.Programmes.AsNoTracking().Where(p => p.State == ProgrammeState.Active), r => r.ProgrammeId, p => p.Id, (r, p) =>
                new { r, p }).ToListAsync(ct);
        return [.. waiting.Where(x => scope.MayReport(actor, x.p)).OrderBy(x => x.r.ReplyDueOn).Select(x => (x.p, x.r))];
    }

    /// <summary>The indicators that a plan is judged by, as far as the actor may see them.</summary>
    public async Task<IReadOnlyDictionary<Guid, IndicatorRow>> IndicatorsAsync(Actor actor, PlanContent content, CancellationToken ct) =>
        (await indicators.OfAsync(actor, [.. content.Objectives.Select(o => o.IndicatorId).OfType<Guid>()], ct))
            .ToDictionary(r => r.Indicator.Id);

    private async Task<IReadOnlyList<FrozenIndicator>> FrozenAsync(PlanTree tree, CancellationToken ct)
    {
        var ids = tree.Nodes.SelectMany(n => n.Content.Objectives).Select(o => o.IndicatorId).OfType<Guid>().Distinct().ToList();
        var found = ids.Count == 0 ? [] : await indicators.Seen(Actor.System).Where(i => ids.Contains(i.Id)).ToListAsync(ct);
        return [.. found.OrderBy(i => i.Id).Select(i => new FrozenIndicator(i.Id, i.Code, i.NameVi, i.UnitVi, i.BaselineValue,
            [.. i.Targets.Select(t => new FrozenTarget(t.On, t.Value))]))];
    }

    // Linked tasks are few beside all tasks; counted here, so that the grid's rule stands in one place.
    private async Task<Dictionary<Guid, StatusCounts>> OwnTasksAsync(Actor actor, CancellationToken ct)
    {
        var linked = await tasks.Seen(actor).Join(db.ProgrammeTasks.Where(l => l.ProgrammeId != null), t => t.Id, l => l.TaskId,
            (t, l) => new { l.ProgrammeId, t.CurrentDueOn, t.CompletedOn }).ToListAsync(ct);
        return linked.GroupBy(x => x.ProgrammeId!.Value).ToDictionary(g => g.Key, g =>
            StatusCounts.Of(g.Select(x => tasks.StatusOf(x.CurrentDueOn, x.CompletedOn))));
    }

    private ConfidencePair Pair(Actor actor, Programme programme, IEnumerable<ConfidenceRating> ratings)
    {
        var seen = scope.MaySeeRatings(actor, programme) ? ratings.ToList() : [];
        ConfidenceRating? Last(RatingSide side) => seen.Where(r => r.Side == side).MaxBy(r => (r.At, r.Id));
        return new(Last(RatingSide.Unit), Last(RatingSide.Reviewer));
    }

    private static (ProgrammeLevel, DateOnly, string) Place(Programme p) => (p.Level, p.StartsOn, p.Code);
}
