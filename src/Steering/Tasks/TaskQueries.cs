using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>A row of the list.</summary>
internal sealed record TaskRow(Guid Id, string Code, string Title, Guid LeadUnitId, string? DocumentNumber, DateOnly? DueOn, DateOnly? CompletedOn,
    TaskState State, int Progress, bool IsStarred)
{
    public DueStatus Status { get; init; }
}

/// <summary>A page of the list, how many tasks there are in all, and when that was read, UTC. Where IsMore is so, there are more than Count.</summary>
internal sealed record TaskListing(IReadOnlyList<TaskRow> Rows, int Count, DateTime AsOf, bool IsMore = false);

/// <summary>How many tasks a unit leads in each status, and of how many the product waits to be verified.</summary>
internal sealed record UnitTally(Guid UnitId, StatusCounts Counts, int Submitted);

/// <summary>What the list is narrowed to; it lives in the address bar. Below takes the units below the unit as well, FromAbove leaves out what was handed down among them.</summary>
internal sealed record TaskFilter(string? Q = null, DueStatus? Status = null, Guid? UnitId = null, TaskState? State = null, string? Sort = null, int Page = 1,
    int? OverdueFrom = null, int? OverdueTo = null, bool Done = false, bool Counted = false, bool Starred = false, bool Below = false, bool FromAbove = false)
{
    public const int PageSize = 25;
}

/// <summary>Tasks that an actor may see, in two parts that have none in common: asked as one condition with "or", the database would go through every task.</summary>
/// <param name="Led">Those that the actor's units lead.</param>
/// <param name="Shared">Those in which they only take part; null where the actor sees every task.</param>
/// <param name="Units">The units; null where the actor sees every task.</param>
internal sealed record SeenTasks(IQueryable<SteeringTask> Led, IQueryable<SteeringTask>? Shared, IReadOnlySet<Guid>? Units);

/// <summary>Reads tasks for the list, the overview and the API; only those the actor may see.</summary>
internal sealed class TaskQueries(AppDb db, OrganisationDirectory organisation, DeadlineEngine deadlines, TimeProvider clock, Kept kept, TaskTallies tallies)
{
    private static readonly Type[] Sources = [typeof(SteeringTask), typeof(TaskCoordinator), typeof(TaskExtension)];

    private const int MostDays = 100_000;

    /// <summary>Of what is not in the tally no more are counted: nobody turns so many pages, and counting a million would take longer than finding the first.</summary>
    internal const int MostCounted = 10_000;

    /// <summary>Of what words find no more are counted: each has to be looked at.</summary>
    internal const int MostFound = 500;

    // The same among the tasks of some units: for each that counts, those of others are looked at too.
    private const int MostFoundAmong = 100;

    // What units take part in beside what they lead: exact up to the one, beyond it the count goes no further than the other.
    private const int MostShared = 5_000;
    private const int MostBeside = 50;

    public DateOnly Today => clock.Today();

    public DateOnly SoonUntil => deadlines.AddWorkingDaysOrDays(Today, DueSoon.WorkingDays);

    public DueStatus StatusOf(DateOnly? due, DateOnly? completed) => StatusRule.Of(due, completed, Today, SoonUntil);

    /// <summary>Issued tasks that the actor may see.</summary>
    public IQueryable<SteeringTask> Seen(Actor actor) =>
        InScope(actor, Permissions.Read).Where(t => t.State != TaskState.Draft && t.State != TaskState.Cancelled);

    /// <summary>Everything but drafts that the actor may see, cancelled tasks too; for records that link to a task whatever became of it.</summary>
    public IQueryable<SteeringTask> Listed(Actor actor) => InScope(actor, Permissions.Read).Where(t => t.State != TaskState.Draft);

    /// <summary>What of the filter's state the actor may see; drafts are listed for those who give tasks, what was cancelled for readers, and neither is counted anywhere.</summary>
    public SeenTasks Parts(Actor actor, TaskFilter filter)
    {
        var permission = filter.State == TaskState.Draft ? Permissions.Assign : Permissions.Read;
        var units = UnitsOf(actor, permission);
        var tasks = filter.State switch
        {
            TaskState.Draft or TaskState.Cancelled => db.Tasks.AsNoTracking().Where(t => t.State == filter.State),
            _ => db.Tasks.AsNoTracking().Where(t => t.State != TaskState.Draft && t.State != TaskState.Cancelled),
        };
        return units is null ? new(tasks, null, null)
            : new(tasks.Where(t => units.Contains(t.LeadUnitId)), tasks.Where(t => !units.Contains(t.LeadUnitId) && t.Coordinators.Any(c => units.Contains(c.UnitId))), units.ToHashSet());
    }

    private IQueryable<SteeringTask> InScope(Actor actor, string permission)
    {
        if (UnitsOf(actor, permission) is not { } units)
        {
            return db.Tasks.AsNoTracking();
        }

        // Two short lists put together: asked as one condition with "or", the database would go through every task.
        var theirs = db.Tasks.Where(t => units.Contains(t.LeadUnitId)).Select(t => t.Id)
            .Union(db.Set<TaskCoordinator>().Where(c => units.Contains(c.UnitId)).Select(c => c.TaskId));
        return db.Tasks.AsNoTracking().Where(t => theirs.Contains(t.Id));
    }

    // Null where the actor holds the permission for every unit.
    private List<Guid>? UnitsOf(Actor actor, string permission)
    {
        var scopes = actor.ScopesOf(permission);
        return scopes.Contains("/") ? null : [.. scopes.SelectMany(organisation.Under).Select(u => u.Id).Distinct()];
    }

    public IQueryable<SteeringTask> Narrow(IQueryable<SteeringTask> tasks, TaskFilter filter)
    {
        foreach (var word in Folding.Fold(filter.Q).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            tasks = tasks.Where(t => t.SearchText.Contains(" " + word));
        }

        if (filter.Status is { } status)
        {
            tasks = tasks.Where(StatusRule.Is(status, Today, SoonUntil));
        }

        tasks = OfUnit(tasks, filter);

        if (filter.State is { } state)
        {
            tasks = tasks.Where(t => t.State == state);
        }

        if (filter.OverdueFrom is { } days)
        {
            var (newest, oldest) = (DaysAgo(days), DaysAgo(filter.OverdueTo ?? MostDays));
            tasks = tasks.Where(t => !t.IsUndated && t.CompletedOn == null && t.CurrentDueOn <= newest && t.CurrentDueOn >= oldest);
        }

        var today = Today;
        tasks = filter.Done ? tasks.Where(t => t.CompletedOn != null && !t.IsUndated) : tasks;
        tasks = filter.Starred ? tasks.Where(t => t.IsStarred) : tasks;
        return filter.Counted ? tasks.Where(t => !t.IsUndated && (t.CompletedOn != null || t.CurrentDueOn < today)) : tasks;
    }

    // Whatever stands in an address, it is a day that the calendar of people has.
    private DateOnly DaysAgo(int days) => Today.AddDays(-Math.Clamp(days, 0, MostDays));

    // What came down from above has no task above it that these units lead themselves.
    private IQueryable<SteeringTask> OfUnit(IQueryable<SteeringTask> tasks, TaskFilter filter)
    {
        if (filter.UnitId is not { } unit)
        {
            return tasks;
        }

        if (!filter.Below)
        {
            return tasks.Where(t => t.LeadUnitId == unit);
        }

        var units = organisation.Find(unit) is { } top ? organisation.Under(top.Path).Select(u => u.Id).ToList() : [unit];
        var every = db.Tasks;
        tasks = tasks.Where(t => units.Contains(t.LeadUnitId));
        return filter.FromAbove ? tasks.Where(t => !every.Any(p => p.Id == t.ParentId && units.Contains(p.LeadUnitId))) : tasks;
    }

    /// <summary>Whether the actor sees every task there is.</summary>
    public static bool SeesAll(Actor actor) => actor.ScopesOf(Permissions.Read).Contains("/");

    /// <summary>Counts tasks by the unit that leads them, in one query.</summary>
    public Task<List<UnitTally>> TallyAsync(IQueryable<SteeringTask> tasks) => TallyAsync(tasks, Today, SoonUntil, CancellationToken.None);

    /// <summary>Counts tasks as they stand on a day.</summary>
    public static async Task<List<UnitTally>> TallyAsync(IQueryable<SteeringTask> tasks, DateOnly today, DateOnly soon, CancellationToken ct)
    {
        var units = await tasks.GroupBy(t => t.LeadUnitId).Select(g => new
        {
            UnitId = g.Key,
            InTime = g.Count(t => t.CompletedOn == null && t.CurrentDueOn > soon),
            Soon = g.Count(t => t.CompletedOn == null && t.CurrentDueOn >= today && t.CurrentDueOn <= soon),
            Overdue = g.Count(t => t.CompletedOn == null && t.CurrentDueOn < today),
            OnTime = g.Count(t => t.CompletedOn != null && t.CompletedOn <= t.CurrentDueOn),
            Late = g.Count(t => t.CompletedOn != null && t.CompletedOn > t.CurrentDueOn),
            Undated = g.Count(t => t.CompletedOn == null && t.CurrentDueOn == null),
            DoneUndated = g.Count(t => t.CompletedOn != null && t.CurrentDueOn == null),
            Submitted = g.Count(t => t.State == TaskState.Submitted),
        }).ToListAsync(ct);
        return units.ConvertAll(u => new UnitTally(u.UnitId, new(u.InTime, u.Soon, u.Overdue, u.OnTime, u.Late, u.Undated, u.DoneUndated), u.Submitted));
    }

    public Task<TaskListing> ListAsync(Actor actor, TaskFilter filter) => KeptAsync(actor, filter.ToString(), async () =>
    {
        var seen = Parts(actor, filter);
        var (led, shared) = (Narrow(seen.Led, filter), seen.Shared is null ? null : Narrow(seen.Shared, filter));
        var skip = (Math.Clamp(filter.Page, 1, 1_000_000) - 1) * TaskFilter.PageSize;
        // The first of each part hold the first of both: each is read along the order's own index.
        var both = shared is null ? led : Sort(led, filter.Sort).Take(skip + TaskFilter.PageSize).Concat(Sort(shared, filter.Sort).Take(skip + TaskFilter.PageSize));
        var rows = await Rows(Sort(both, filter.Sort).Skip(skip).Take(TaskFilter.PageSize)).ToListAsync();
        var (count, isMore) = await CountAsync(seen.Units, filter, led, shared);
        return new TaskListing(rows.ConvertAll(WithStatus), count, clock.UtcNow(), isMore);
    });

    // What the tally says is exact; the rest is counted up to a bound, along the list's order: without an order the database prefers to find everything first.
    private async Task<(int Count, bool IsMore)> CountAsync(IReadOnlySet<Guid>? units, TaskFilter filter, IQueryable<SteeringTask> led, IQueryable<SteeringTask>? shared)
    {
        var most = Folding.Fold(filter.Q).Length == 0 ? MostCounted : units is null ? MostFound : MostFoundAmong;
        var known = await tallies.ReadAsync() is { } tallied ? tallied.Count(filter, Today, units) : null;
        var counted = known ?? await Sort(led, null).Take(most + 1).CountAsync();
        var (others, mostOthers) = (0, most);
        if (shared is not null)
        {
            // Those of few are counted from the few; of many, only so many as can be found along the way.
            var sharing = await db.Set<TaskCoordinator>().Where(c => units!.Contains(c.UnitId)).Take(MostShared + 1).CountAsync();
            mostOthers = sharing > MostShared ? Math.Min(most, MostBeside) : most;
            others = sharing == 0 ? 0 : await Sort(shared, null).Take(mostOthers + 1).CountAsync();
        }

        return ((known is null ? Math.Min(counted, most) : counted) + Math.Min(others, mostOthers), (known is null && counted > most) || others > mostOthers);
    }

    /// <summary>What was read for everyone with the actor's scopes on this day, until a task or one of <paramref name="also"/> changes.</summary>
    public Task<T> KeptAsync<T>(Actor actor, string what, Func<Task<T>> read, params Type[] also) => KeptAsync(actor, what, null, read, also);

    /// <summary>The same, where what another process saves may go unseen for longer than usual.</summary>
    public Task<T> KeptAsync<T>(Actor actor, string what, TimeSpan? longest, Func<Task<T>> read, params Type[] also) =>
        kept.GetAsync($"steering|{typeof(T).Name}|{Today:yyyyMMdd}|{Scopes(actor, Permissions.Read)}|{Scopes(actor, Permissions.Assign)}|{what}", [.. Sources, .. also], read, longest);

    private static string Scopes(Actor actor, string permission) => string.Join(',', actor.ScopesOf(permission));

    /// <summary>The first rows of some tasks, those due first.</summary>
    public async Task<List<TaskRow>> FirstAsync(IQueryable<SteeringTask> some, int most) =>
        (await Rows(Sort(some.Where(t => !t.IsUndated), null).Take(most)).ToListAsync()).ConvertAll(WithStatus);

    /// <summary>Every row of some tasks, those due first.</summary>
    public async Task<List<TaskRow>> RowsAsync(IQueryable<SteeringTask> some, CancellationToken ct) =>
        (await Rows(Sort(some, null)).ToListAsync(ct)).ConvertAll(WithStatus);

    /// <summary>Every row of the filter, for an export.</summary>
    public async Task<List<TaskRow>> AllAsync(Actor actor, TaskFilter filter, CancellationToken ct) =>
        (await Rows(Sort(Narrow(filter.State is TaskState.Draft ? InScope(actor, Permissions.Assign).Where(t => t.State == TaskState.Draft)
            : filter.State is TaskState.Cancelled ? Listed(actor) : Seen(actor), filter), filter.Sort)).ToListAsync(ct)).ConvertAll(WithStatus);

    private TaskRow WithStatus(TaskRow row) => row with { Status = StatusOf(row.DueOn, row.CompletedOn) };

    private static IQueryable<TaskRow> Rows(IQueryable<SteeringTask> tasks) => tasks.Select(t =>
        new TaskRow(t.Id, t.Code, t.Title, t.LeadUnitId, t.DocumentNumber, t.CurrentDueOn, t.CompletedOn, t.State, t.Progress, t.IsStarred));

    private static IOrderedQueryable<SteeringTask> Sort(IQueryable<SteeringTask> tasks, string? sort) => sort switch
    {
        "code" => tasks.OrderBy(t => t.Code),
        "title" => tasks.OrderBy(t => t.SearchText).ThenBy(t => t.Id),
        // What has no deadline comes last either way; left to themselves the databases differ.
        "-due" => tasks.OrderBy(t => t.IsUndated).ThenByDescending(t => t.CurrentDueOn).ThenByDescending(t => t.Id),
        _ => tasks.OrderBy(t => t.IsUndated).ThenBy(t => t.CurrentDueOn).ThenBy(t => t.Id),
    };
}
