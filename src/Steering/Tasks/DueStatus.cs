using System.Linq.Expressions;

namespace LoTrinh.Steering.Tasks;

/// <summary>The official grid: done on time or late; not done and in time, due soon or overdue; and beside it what has no deadline, open or done.</summary>
/// <remarks>Source: counting of Report 1270/BC-TCTTTg of 27/12/2017; "due soon" is this product's early warning. Decision 13 says why the last two stand apart.</remarks>
internal enum DueStatus
{
    InTime,
    DueSoon,
    Overdue,
    DoneOnTime,
    DoneLate,
    NoDeadline,
    DoneUndated,
}

/// <summary>Derives the status, for one record and as conditions for a query. Both say the same; a test compares them.</summary>
internal static class StatusRule
{
    /// <summary>The status on <paramref name="today"/>, where a task is due soon when its day is not after <paramref name="soonUntil"/>.</summary>
    public static DueStatus Of(DateOnly? due, DateOnly? completed, DateOnly today, DateOnly soonUntil) => (due, completed) switch
    {
        (null, null) => DueStatus.NoDeadline,
        (null, _) => DueStatus.DoneUndated,
        ({ } day, { } done) => done <= day ? DueStatus.DoneOnTime : DueStatus.DoneLate,
        ({ } day, null) => day < today ? DueStatus.Overdue : day <= soonUntil ? DueStatus.DueSoon : DueStatus.InTime,
    };

    /// <summary>The same as a condition on stored tasks. Whether it has a deadline is said by the column of the order: only so the database sees that it may read them in their order.</summary>
    public static Expression<Func<SteeringTask, bool>> Is(DueStatus status, DateOnly today, DateOnly soonUntil) => status switch
    {
        DueStatus.NoDeadline => t => t.IsUndated && t.CompletedOn == null,
        DueStatus.DoneOnTime => t => !t.IsUndated && t.CompletedOn != null && t.CompletedOn <= t.CurrentDueOn,
        DueStatus.DoneUndated => t => t.IsUndated && t.CompletedOn != null,
        DueStatus.DoneLate => t => !t.IsUndated && t.CompletedOn != null && t.CompletedOn > t.CurrentDueOn,
        DueStatus.Overdue => t => !t.IsUndated && t.CompletedOn == null && t.CurrentDueOn < today,
        DueStatus.DueSoon => t => !t.IsUndated && t.CompletedOn == null && t.CurrentDueOn >= today && t.CurrentDueOn <= soonUntil,
        _ => t => !t.IsUndated && t.CompletedOn == null && t.CurrentDueOn > soonUntil,
    };
}

/// <summary>Counts by status, and the two rates that are made of them.</summary>
internal sealed record StatusCounts(int InTime, int DueSoon, int Overdue, int DoneOnTime, int DoneLate, int NoDeadline, int DoneUndated = 0)
{
    public static StatusCounts operator +(StatusCounts a, StatusCounts b) => new(a.InTime + b.InTime, a.DueSoon + b.DueSoon, a.Overdue + b.Overdue,
        a.DoneOnTime + b.DoneOnTime, a.DoneLate + b.DoneLate, a.NoDeadline + b.NoDeadline,
        a.DoneUndated + b.DoneUndated);

    public static StatusCounts Sum(IEnumerable<StatusCounts> counts) => counts.Aggregate(new StatusCounts(0, 0, 0, 0, 0, 0), (a, b) => a + b);

    /// <summary>Counts some statuses.</summary>
    public static StatusCounts Of(IEnumerable<DueStatus> statuses)
    {
        var counts = statuses.CountBy(s => s).ToDictionary();
        int N(DueStatus status) => counts.GetValueOrDefault(status);
        return new(N(DueStatus.InTime), N(DueStatus.DueSoon), N(DueStatus.Overdue), N(DueStatus.DoneOnTime), N(DueStatus.DoneLate), N(DueStatus.NoDeadline),
            N(DueStatus.DoneUndated));
    }

    /// <summary>How many there are of a status.</summary>
    public int this[DueStatus status] => status switch
    {
        DueStatus.InTime => InTime,
        DueStatus.DueSoon => DueSoon,
        DueStatus.Overdue => Overdue,
        DueStatus.DoneOnTime => DoneOnTime,
        DueStatus.DoneLate => DoneLate,
        DueStatus.NoDeadline => NoDeadline,
        _ => DoneUndated,
    };

    /// <summary>The counts with so many more of a status.</summary>
    public StatusCounts With(DueStatus status, int more) => status switch
    {
        DueStatus.InTime => this with { InTime = InTime + more },
        DueStatus.DueSoon => this with { DueSoon = DueSoon + more },
        DueStatus.Overdue => this with { Overdue = Overdue + more },
        DueStatus.DoneOnTime => this with { DoneOnTime = DoneOnTime + more },
        DueStatus.DoneLate => this with { DoneLate = DoneLate + more },
        DueStatus.NoDeadline => this with { NoDeadline = NoDeadline + more },
        _ => this with { DoneUndated = DoneUndated + more },
    };

    /// <summary>What had a deadline and was done, on time or late.</summary>
    public int Done => DoneOnTime + DoneLate;

    /// <summary>What was done, with a deadline or without.</summary>
    public int Finished => Done + DoneUndated;

    public int Total => InTime + DueSoon + Overdue + Done + NoDeadline + DoneUndated;

    /// <summary>What is not done yet.</summary>
    public int Open => Total - Finished;

    /// <summary>What had a deadline and is done or overdue: the denominator of both rates.</summary>
    public int Counted => Done + Overdue;

    /// <summary>Share done of what is done or overdue, 0–1; late work counts as done. Null when there is none to count.</summary>
    /// <remarks>Source: the published rate of Report 1270/BC-TCTTTg follows this formula.</remarks>
    public double? OfficialRate => Counted == 0 ? null : (double)Done / Counted;

    /// <summary>Share done on time of what is done or overdue, 0–1. Null when there is none to count.</summary>
    public double? OnTimeRate => Counted == 0 ? null : (double)DoneOnTime / Counted;
}
