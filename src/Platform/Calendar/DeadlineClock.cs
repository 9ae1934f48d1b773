using System.Collections.Immutable;

namespace LoTrinh.Platform.Calendar;

/// <summary>What a pause does to a statutory period. Which one holds is a rule of the procedure, with its own basis.</summary>
public enum PausePolicy
{
    /// <summary>The period is counted anew from the end of a pause that began while it ran; a pause of another sort is subtracted.</summary>
    Restart,

    /// <summary>The pause is not counted; what was left goes on after it.</summary>
    Subtract,

    /// <summary>The period runs on through the pause.</summary>
    Keep,
}

/// <summary>A span in which the authority waits for someone else.</summary>
/// <param name="From">When it began, on the office's clock.</param>
/// <param name="Until">When it ended; null while it goes on.</param>
/// <param name="Reason">Why.</param>
/// <param name="Restarts">Whether the period is counted anew after it where the policy says so; else the wait alone is not counted.</param>
public sealed record ClockPause(DateTime From, DateTime? Until, string Reason, bool Restarts = true);

/// <summary>A statutory clock: when it started, how long the period is, and when it stood still. Times are those of the office's clock.</summary>
/// <remarks>Source of the policies: Decree 61/2018/NĐ-CP counts anew from the complete dossier; the national portal's score subtracts the waiting.</remarks>
public sealed record DeadlineClock
{
    private DeadlineClock(DateTime startedAt, int amount, PeriodUnit unit, PausePolicy policy) =>
        (StartedAt, Amount, Unit, Policy) = (startedAt, amount, unit, policy);

    /// <summary>When it started.</summary>
    public DateTime StartedAt { get; }

    /// <summary>Length of the period, in <see cref="Unit"/>.</summary>
    public int Amount { get; }

    /// <summary>What the period is counted in.</summary>
    public PeriodUnit Unit { get; }

    /// <summary>What a pause does.</summary>
    public PausePolicy Policy { get; }

    /// <summary>Pauses in their order; only the last can go on.</summary>
    public ImmutableArray<ClockPause> Pauses { get; private init; } = [];

    /// <summary>Whether it stands still.</summary>
    public bool IsPaused => Pauses is [.., { Until: null }];

    /// <summary>Starts a clock.</summary>
    public static DeadlineClock Start(DateTime at, int amount, PeriodUnit unit, PausePolicy policy) => new(at, amount, unit, policy);

    /// <summary>Stops it for a reason.</summary>
    /// <param name="at">When, on the office's clock.</param>
    /// <param name="reason">Why.</param>
    /// <param name="restarts">Whether what is waited for begins the period anew, where the policy says so.</param>
    public Result<DeadlineClock> Pause(DateTime at, string reason, bool restarts = true) =>
        IsPaused ? Problem.Conflict("calendar.clock-paused")
        : at < (Pauses is [.., { Until: { } last }] ? last : StartedAt) ? Problem.Invalid("calendar.clock-order")
        : this with { Pauses = Pauses.Add(new(at, null, reason, restarts)) };

    /// <summary>Lets it run again.</summary>
    public Result<DeadlineClock> Resume(DateTime at) =>
        Pauses is not [.., { Until: null } open] ? Problem.Conflict("calendar.clock-running")
        : at < open.From ? Problem.Invalid("calendar.clock-order")
        : this with { Pauses = Pauses.SetItem(Pauses.Length - 1, open with { Until = at }) };
}
