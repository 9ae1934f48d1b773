using System.Globalization;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Honesty;

/// <summary>What may be done with flags: the office, the chair and inspectors read all; a unit reads those of its own tasks, out of fairness.</summary>
internal static class FlagPermissions
{
    public const string Read = "steering.flag.read";
    public const string Answer = "steering.flag.answer";
}

/// <summary>A flag as its reader sees it.</summary>
/// <param name="Flag">The flag, with the tasks that the reader may see.</param>
/// <param name="Others">How many tasks of other units it is about besides.</param>
/// <param name="Answers">What was answered, the latest first; to earlier events as well.</param>
/// <param name="MayAnswer">Whether the reader may answer it now.</param>
internal sealed record FlagView(Flag Flag, int Others, IReadOnlyList<FlagAnswer> Answers, bool MayAnswer)
{
    /// <summary>The answer to what it rests on now; null while it waits.</summary>
    public FlagAnswer? Answer => Answers.FirstOrDefault(a => a.Mark == Flag.Mark);

    /// <summary>Whether it was answered before and something new has come since.</summary>
    public bool IsRaisedAgain => Answer is null && Answers.Count > 0;

    /// <summary>Where the flag is looked up: the first of its tasks' units.</summary>
    public Guid UnitId => Flag.Tasks[0].UnitId;
}

/// <summary>How many flags of a kind there are, and how many nobody has answered.</summary>
internal sealed record FlagCount(FlagKind Kind, int All, int Waiting);

/// <summary>What the list is narrowed to; it lives in the address bar.</summary>
internal sealed record FlagFilter(FlagKind? Kind = null, Guid? UnitId = null, bool? Answered = null, int Page = 1)
{
    public const int PageSize = 25;
}

/// <summary>The flags that a reader may see, those that wait first, and their counts before they were narrowed to a kind.</summary>
/// <param name="Flags">All that the filter leaves.</param>
/// <param name="Counts">One a kind.</param>
/// <param name="IsCut">Whether of some kind there are as many as are looked for at once, and so perhaps more.</param>
/// <param name="AsOf">When it was read, UTC.</param>
internal sealed record FlagListing(IReadOnlyList<FlagView> Flags, IReadOnlyList<FlagCount> Counts, bool IsCut, DateTime AsOf);

/// <summary>Reads flags; kept until something that they rest on is saved.</summary>
internal sealed class FlagQueries(AppDb db, FlagFinder finder, OrganisationDirectory organisation, HonestyRules rules, TimeProvider clock, Kept kept)
{
    private static readonly Type[] Sources =
        [typeof(SteeringTask), typeof(TaskUpdate), typeof(TaskSubmission), typeof(TaskExtension), typeof(StoredFile), typeof(FlagAnswer)];

    /// <summary>The rule set that is in force today.</summary>
    public Thresholds Thresholds => rules.On(clock.Today());

    public async Task<FlagListing> ListAsync(Actor actor, FlagFilter filter)
    {
        var (found, asOf) = await FoundAsync(actor, filter.UnitId);
        var seen = found.Select(f => ViewOf(actor, f.Flag, f.Answers)).OfType<FlagView>().ToList();
        var counts = Enum.GetValues<FlagKind>().Select(k => new FlagCount(k, seen.Count(v => v.Flag.Kind == k), seen.Count(v => v.Flag.Kind == k && v.Answer is null))).ToList();
        var rows = seen.Where(v => (filter.Kind is null || v.Flag.Kind == filter.Kind) && (filter.Answered is null || v.Answer is not null == filter.Answered))
            .OrderBy(v => v.Answer is not null).ThenByDescending(v => v.Flag.Since).ThenBy(v => v.Flag.Tasks[0].Code, StringComparer.Ordinal).ThenBy(v => v.Flag.Id).ToList();
        return new(rows, counts, found.CountBy(f => f.Flag.Kind).Any(c => c.Value >= Thresholds.MostPerKind), asOf);
    }

    /// <summary>One flag; null when there is none, or the actor sees none of its tasks.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="id">Which: <see cref="Flag.Id"/>.</param>
    /// <param name="unitId">The unit of one of its tasks; without it it is looked for among the first of its kind only.</param>
    public async Task<FlagView?> FindAsync(Actor actor, Guid id, Guid? unitId) =>
        (await FoundAsync(actor, unitId)).Found.Where(f => f.Flag.Id == id).Select(f => ViewOf(actor, f.Flag, f.Answers)).FirstOrDefault();

    /// <summary>The flags of a task.</summary>
    public async Task<IReadOnlyList<FlagView>> OfTaskAsync(Actor actor, SteeringTask task) => !MayRead(actor, task.LeadUnitId) ? []
        : [.. (await FoundAsync(actor, task.LeadUnitId)).Found.Where(f => f.Flag.Tasks.Any(t => t.Id == task.Id)).Select(f => ViewOf(actor, f.Flag, f.Answers)).OfType<FlagView>()];

    private Task<(IReadOnlyList<(Flag Flag, IReadOnlyList<FlagAnswer> Answers)> Found, DateTime AsOf)> FoundAsync(Actor actor, Guid? unitId)
    {
        var units = UnitsOf(actor, unitId);
        var key = units is null ? "/" : string.Join(',', units.Order());
        return kept.GetAsync(string.Create(CultureInfo.InvariantCulture, $"steering-flags|{clock.Today():yyyyMMdd}|{key}"), Sources, async () =>
        {
            var flags = await finder.FindAsync(units is null ? db.Tasks.AsNoTracking() : db.Tasks.AsNoTracking().Where(t => units.Contains(t.LeadUnitId)), CancellationToken.None);
            var ids = flags.ConvertAll(f => f.Id);
            var answers = (await db.FlagAnswers.AsNoTracking().Where(a => ids.Contains(a.FlagId)).ToListAsync()).ToLookup(a => a.FlagId);
            return ((IReadOnlyList<(Flag, IReadOnlyList<FlagAnswer>)>)flags.ConvertAll(f => (f, (IReadOnlyList<FlagAnswer>)[.. answers[f.Id].OrderByDescending(a => a.At)])),
                clock.UtcNow());
        });
    }

    // Null is every unit. A unit that is asked for and not in the actor's scope leaves nothing.
    private List<Guid>? UnitsOf(Actor actor, Guid? unitId)
    {
        var scopes = actor.ScopesOf(FlagPermissions.Read);
        return unitId is { } one ? MayRead(actor, one) ? [one] : []
            : scopes.Contains("/") ? null
            : [.. scopes.SelectMany(organisation.Under).Select(u => u.Id).Distinct()];
    }

    // Of other units' tasks a reader learns only how many there are.
    private FlagView? ViewOf(Actor actor, Flag flag, IReadOnlyList<FlagAnswer> answers)
    {
        List<FlaggedTask> shown = [.. flag.Tasks.Where(t => MayRead(actor, t.UnitId))];
        return shown.Count == 0 ? null : new(flag with { Tasks = shown }, flag.Tasks.Count - shown.Count, answers,
            flag.Tasks.All(t => Holds(actor, FlagPermissions.Answer, t.UnitId)) && !IsOwn(actor, flag) && answers.All(a => a.Mark != flag.Mark));
    }

    /// <summary>Whether a flag is about nothing but the actor's own unit: then somebody else answers it.</summary>
    public static bool IsOwn(Actor actor, Flag flag) => flag.Tasks.All(t => t.UnitId == actor.UnitId);

    private bool MayRead(Actor actor, Guid unitId) => Holds(actor, FlagPermissions.Read, unitId);

    private bool Holds(Actor actor, string permission, Guid unitId) => organisation.Find(unitId) is { } unit && actor.May(permission, unit.Path);
}

/// <summary>How a flag is said in the reader's language.</summary>
internal static class FlagWords
{
    public static string Kind(FlagKind kind) => $"flag.kind.{kind}";

    public static string Why(this Texts texts, Flag flag) => texts[flag.Reason, [.. flag.Args.Select(a => a is DateOnly day ? day.Show() : a)]];

    /// <summary>What to look at.</summary>
    public static string Look(FlagKind kind) => $"flag.look.{kind}";
}

/// <summary>On a task's page: the flags that it is in.</summary>
internal sealed class TaskFlagSection(FlagQueries flags) : ITaskSection
{
    public string Partial => "/Honesty/_TaskFlags.cshtml";

    public async Task<object?> ReadAsync(Actor actor, SteeringTask task, CancellationToken ct) =>
        task.State is not (TaskState.Draft or TaskState.Cancelled) && await flags.OfTaskAsync(actor, task) is { Count: > 0 } found ? found : null;
}
