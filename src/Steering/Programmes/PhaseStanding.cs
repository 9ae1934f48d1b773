namespace LoTrinh.Steering.Programmes;

/// <summary>How a phase stands on a day. Derived, never typed.</summary>
internal enum PhaseStatus
{
    /// <summary>Its first day lies ahead.</summary>
    Ahead,

    /// <summary>It should have begun and has not.</summary>
    StartOverdue,

    /// <summary>It runs, and nothing says that it will be late.</summary>
    Running,

    /// <summary>The unit expects to finish after the planned last day.</summary>
    ForecastLate,

    /// <summary>Its last day has passed.</summary>
    Overdue,

    /// <summary>Finished by the planned last day.</summary>
    Done,

    /// <summary>Finished after it.</summary>
    DoneLate,
}

/// <summary>A phase of the plan with what is known of it.</summary>
internal sealed record PhaseStanding(PlanPhase Phase, PhaseReport? Report, GateDecision? Gate, PhaseStatus Status,
    bool WentThroughClosedGate)
{
    /// <summary>When it ends, as far as is known: the finish, else the forecast, else the plan.</summary>
    public DateOnly ExpectedEnd => Report?.FinishedOn ?? Report?.ForecastOn ?? Phase.To;

    /// <summary>The last day that goes beyond the plan: the late finish or the forecast, or today while it is overdue; null when nothing
    /// does.</summary>
    public DateOnly? LateUntil(DateOnly today) => ExpectedEnd > Phase.To ? ExpectedEnd : Status == PhaseStatus.Overdue ? today : null;

    public bool IsFinished => Status is PhaseStatus.Done or PhaseStatus.DoneLate;

    /// <summary>Whether its gate waits for a decision: the phase is finished, and nobody has let it pass or stopped it.</summary>
    public bool GateWaits => Phase.Gate is not null && IsFinished && Gate is null or { Outcome: GateOutcome.Hold };

    /// <summary>The standing of every phase of a plan.</summary>
    /// <param name="content">The plan.</param>
    /// <param name="reports">All reports of its phases.</param>
    /// <param name="gates">All decisions at its gates.</param>
    /// <param name="today">The day.</param>
    public static IReadOnlyList<PhaseStanding> Of(PlanContent content, IEnumerable<PhaseReport> reports, IEnumerable<GateDecision> gates,
        DateOnly today)
    {
        var last = reports.GroupBy(r => r.PhaseKey).ToDictionary(g => g.Key, g => g.MaxBy(r => (r.At, r.Id))!);
        var decisions = gates.ToLookup(g => g.PhaseKey);
        var decided = decisions.ToDictionary(g => g.Key, g => g.MaxBy(d => (d.At, d.Id))!);
        var standings = new List<PhaseStanding>();
        foreach (var phase in content.Phases)
        {
            var report = last.GetValueOrDefault(phase.Key);
            // A gate closes the way to whatever the plan has begin after the phase that it ends; what was decided later opens no way that
            // was taken before.
            var closed = report?.StartedOn is { } begun && content.Phases.Any(p => p.Gate is not null && p.To < phase.From
                && decisions[p.Key].Where(d => d.DecidedOn <= begun).MaxBy(d => (d.DecidedOn, d.At, d.Id)) is not { Lets: true });
            standings.Add(new(phase, report, decided.GetValueOrDefault(phase.Key), StatusOf(phase, report, today), closed));
        }

        return standings;
    }

    /// <summary>The status of one phase.</summary>
    public static PhaseStatus StatusOf(PlanPhase phase, PhaseReport? report, DateOnly today) => report switch
    {
        { FinishedOn: { } done } => done <= phase.To ? PhaseStatus.Done : PhaseStatus.DoneLate,
        _ when today > phase.To => PhaseStatus.Overdue,
        { ForecastOn: { } expected } when expected > phase.To => PhaseStatus.ForecastLate,
        { StartedOn: not null } => PhaseStatus.Running,
        _ => today <= phase.From ? PhaseStatus.Ahead : PhaseStatus.StartOverdue,
    };
}
