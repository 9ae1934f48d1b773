using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Honesty;

/// <summary>An open task and the last day on which something was heard of it.</summary>
internal sealed record Silence(FlaggedTask Task, DateOnly LastOn);

/// <summary>That a task was reported done or handed in on a day.</summary>
internal sealed record Done(FlaggedTask Task, DateOnly On);

/// <summary>A report of progress: percent at a time (UTC).</summary>
internal sealed record ProgressPoint(DateTime At, int Progress);

/// <summary>How a task's progress went: from nothing on the day it was given.</summary>
internal sealed record ProgressTrace(FlaggedTask Task, DateOnly IssuedOn, IReadOnlyList<ProgressPoint> Points, IReadOnlyList<DateTime> HandedIn);

/// <summary>That a text or a file, known by its hash, was used for a task.</summary>
/// <param name="Task">The task.</param>
/// <param name="Hash">SHA-256 of what was used.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Words">The text, or the file's name.</param>
internal sealed record Use(FlaggedTask Task, string Hash, DateTime At, string Words);

/// <summary>A deadline that was moved by decision. What the calendar moves is no such thing.</summary>
internal sealed record Moved(FlaggedTask Task, Guid ExtensionId, DateOnly From, DateOnly To, DateTime AskedAt, DateTime DecidedAt, bool Reissued);

/// <summary>What a task asks for.</summary>
internal sealed record Asked(FlaggedTask Task, string? Product, DateOnly IssuedOn);

/// <summary>The rules: each says from what was reported whether there is something to look at. None asks a database or a clock.</summary>
internal static class FlagRule
{
    /// <summary>Silent for more working days than the rule set has.</summary>
    public static Flag? Stale(Silence silence, DateOnly today, Thresholds t, DeadlineEngine calendar)
    {
        var days = calendar.WorkingDaysBetween(silence.LastOn, today);
        return days <= t.StaleWorkingDays ? null : Flag.Of(FlagKind.Stale, Of(silence.Task), [$"{silence.LastOn:yyyy-MM-dd}"],
            calendar.AddWorkingDaysOrDays(silence.LastOn, t.StaleWorkingDays + 1), "flag.why.stale", [silence.LastOn, days, t.StaleWorkingDays], [silence.Task]);
    }

    /// <summary>As many tasks of one unit as the rule set has, done on one of the last days before a cut-off.</summary>
    public static IEnumerable<Flag> Bulk(IEnumerable<Done> done, IReadOnlyDictionary<DateOnly, CutOff> reportDays, Thresholds t) =>
        from d in done
        where reportDays.ContainsKey(d.On)
        group d.Task by (d.Task.UnitId, d.On) into day
        let tasks = day.DistinctBy(x => x.Id).ToList()
        where tasks.Count >= t.BulkTasks
        let cutOff = reportDays[day.Key.On]
        select Flag.Of(FlagKind.Bulk, $"{day.Key.UnitId:N}/{day.Key.On:yyyy-MM-dd}", tasks.Select(Of), day.Key.On, $"flag.why.bulk.{cutOff.Kind}",
            [tasks.Count, day.Key.On, cutOff.On, cutOff.Basis], tasks);

    /// <summary>Each rise of as many points within as few days as the rule set has, and a product handed in on a day that began with little progress.</summary>
    public static IEnumerable<Flag> Jumps(ProgressTrace trace, Thresholds t) =>
        HandedInFromLittle(trace, t).Concat(Rises(trace, t)).DistinctBy(f => f.Id);

    /// <summary>The same words about two tasks or more, long enough to be no set phrase.</summary>
    public static IEnumerable<Flag> SameText(IEnumerable<Use> uses, int letters, string reason) =>
        Repeated(FlagKind.SameText, reason, uses.Where(u => u.Words.Length >= letters && Folding.Fold(u.Words).Length >= letters));

    /// <summary>The same file as evidence of two tasks or more, whatever its name.</summary>
    public static IEnumerable<Flag> SameFile(IEnumerable<Use> uses) => Repeated(FlagKind.SameFile, "flag.why.file", uses);

    /// <summary>Decided on a later day than the one that was due.</summary>
    public static Flag? MovedLate(Moved moved) => moved.DecidedAt.OfficeDay() is var on && on <= moved.From ? null
        : Flag.Of(FlagKind.MovedLate, $"{moved.ExtensionId:N}", [$"{moved.ExtensionId:N}"], on, moved.Reissued ? "flag.why.reissued" : "flag.why.moved",
            [moved.From, moved.To, on, moved.AskedAt.OfficeDay()], [moved.Task]);

    /// <summary>Begins with a verb that promises no result, and names no product, or one that is as vague or only says the title again.</summary>
    public static Flag? Vague(Asked asked, HonestyRules rules)
    {
        var product = Words.Clean(asked.Product);
        return !rules.IsVague(asked.Task.Title) || (product is not null && !rules.IsVague(product) && Folding.Fold(product) != Folding.Fold(asked.Task.Title)) ? null
            : Flag.Of(FlagKind.Vague, Of(asked.Task), [asked.Task.Title, product ?? ""], asked.IssuedOn, product is null ? "flag.why.no-product" : "flag.why.vague",
                [product ?? ""], [asked.Task]);
    }

    private static IEnumerable<Flag> Rises(ProgressTrace trace, Thresholds t)
    {
        // It begins at nothing on the day it was given; one that was given anew goes on from where it was.
        var given = new ProgressPoint(trace.IssuedOn.StartUtc(), 0);
        List<ProgressPoint> points = [.. trace.Points.Any(p => p.At < given.At) ? (ProgressPoint[])[] : [given], .. trace.Points.OrderBy(p => p.At)];
        var first = 0;
        for (var i = 1; i < points.Count; i++)
        {
            var earliest = points[i].At.AddDays(-t.JumpDays);
            var within = points[first..i].Where(p => p.At >= earliest).ToList();
            if (within.Count == 0 || within.MinBy(p => p.Progress) is not { } low || points[i].Progress - low.Progress < t.JumpPoints)
            {
                continue;
            }

            // What rose once is not counted again from below.
            first = i;
            yield return Jump(trace, points[i].At.OfficeDay(), "flag.why.jump", [low.Progress, points[i].Progress, low.At.OfficeDay(), points[i].At.OfficeDay()]);
        }
    }

    private static IEnumerable<Flag> HandedInFromLittle(ProgressTrace trace, Thresholds t)
    {
        foreach (var on in trace.HandedIn.Select(h => h.OfficeDay()).Distinct())
        {
            var morning = trace.Points.Where(p => p.At < on.StartUtc()).MaxBy(p => p.At)?.Progress ?? 0;
            if (morning < t.HandInBelow)
            {
                yield return Jump(trace, on, "flag.why.handed-in", [morning, on]);
            }
        }
    }

    private static Flag Jump(ProgressTrace trace, DateOnly on, string reason, object[] args) =>
        Flag.Of(FlagKind.Jump, $"{Of(trace.Task)}/{on:yyyy-MM-dd}", [$"{on:yyyy-MM-dd}"], on, reason, args, [trace.Task]);

    private static IEnumerable<Flag> Repeated(FlagKind kind, string reason, IEnumerable<Use> uses) =>
        from use in uses
        group use by use.Hash into same
        let tasks = same.Select(u => u.Task).DistinctBy(t => t.Id).ToList()
        where tasks.Count > 1
        let second = same.GroupBy(u => u.Task.Id).Select(g => g.Min(u => u.At)).Order().ElementAt(1)
        select Flag.Of(kind, $"{reason}/{same.Key}", tasks.Select(Of), second.OfficeDay(), reason, [tasks.Count, tasks.DistinctBy(t => t.UnitId).Count()], tasks,
            same.MinBy(u => u.At)!.Words);

    private static string Of(FlaggedTask task) => $"{task.Id:N}";
}
