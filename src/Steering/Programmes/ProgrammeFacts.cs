using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Programmes;

/// <summary>What the unit says of a phase. Each report is a row of its own; the last one holds.</summary>
internal sealed class PhaseReport
{
    private PhaseReport()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid ProgrammeId { get; private init; }

    public Guid PhaseKey { get; private init; }

    public DateOnly? StartedOn { get; private init; }

    public DateOnly? FinishedOn { get; private init; }

    /// <summary>When the unit expects to finish; null when it keeps to the plan.</summary>
    public DateOnly? ForecastOn { get; private init; }

    public string? Note { get; private init; }

    public string By { get; private init; } = "";

    public DateTime At { get; private init; }

    /// <summary>Makes a report, unless it says what cannot be.</summary>
    public static Result<PhaseReport> Of(Guid programmeId, Guid phaseKey, PhaseFacts facts, DateOnly today, string by, DateTime at)
    {
        Problem[] problems =
        [
            .. Problem.Unless(PlanDraft.InReach(facts.StartedOn), Problem.Invalid("programme.day-missing", nameof(facts.StartedOn))),
            .. Problem.Unless(PlanDraft.InReach(facts.FinishedOn), Problem.Invalid("programme.day-missing", nameof(facts.FinishedOn))),
            .. Problem.Unless(PlanDraft.InReach(facts.ForecastOn), Problem.Invalid("programme.day-missing", nameof(facts.ForecastOn))),
            .. Problem.Unless(facts.StartedOn is null || facts.StartedOn <= today,
                Problem.Invalid("programme.fact-future", nameof(facts.StartedOn))),
            .. Problem.Unless(facts.FinishedOn is null || facts.FinishedOn <= today,
                Problem.Invalid("programme.fact-future", nameof(facts.FinishedOn))),
            .. Problem.Unless(facts.FinishedOn is null || facts.StartedOn is not null,
                Problem.Invalid("programme.fact-not-started", nameof(facts.StartedOn))),
            .. Problem.Unless(facts.FinishedOn is null || facts.StartedOn is null || facts.StartedOn <= facts.FinishedOn,
                Problem.Invalid("programme.days-order", nameof(facts.FinishedOn))),
            .. Problem.Unless(facts.ForecastOn is null || facts.FinishedOn is null,
                Problem.Invalid("programme.fact-finished", nameof(facts.ForecastOn))),
            .. Problem.Unless(facts.ForecastOn is null || facts.ForecastOn >= today,
                Problem.Invalid("programme.forecast-past", nameof(facts.ForecastOn), today.Show())),
            .. Problem.Unless(facts.ForecastOn is null || Words.Clean(facts.Note) is not null,
                Problem.Invalid("programme.forecast-why", nameof(facts.Note))),
            .. Words.AtMost(facts.Note, PlanDraft.TextMaxLength, nameof(facts.Note)),
        ];
        return problems.Length > 0 ? System.Collections.Immutable.ImmutableArray.Create(problems) : new PhaseReport
        {
            ProgrammeId = programmeId, PhaseKey = phaseKey, StartedOn = facts.StartedOn, FinishedOn = facts.FinishedOn,
            ForecastOn = facts.ForecastOn,
            Note = Words.Clean(facts.Note), By = by, At = at,
        };
    }
}

/// <summary>What a unit types of a phase.</summary>
internal sealed record PhaseFacts(DateOnly? StartedOn, DateOnly? FinishedOn, DateOnly? ForecastOn, string? Note);

/// <summary>What was decided at a gate.</summary>
internal enum GateOutcome
{
    Pass,
    PassWithConditions,
    Hold,
    Stop,
}

/// <summary>A decision at the gate of a phase, by someone outside the unit. Each is a row of its own; the last one holds.</summary>
internal sealed class GateDecision
{
    private GateDecision()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid ProgrammeId { get; private init; }

    public Guid PhaseKey { get; private init; }

    public GateOutcome Outcome { get; private init; }

    public DateOnly DecidedOn { get; private init; }

    /// <summary>Conditions, or why not.</summary>
    public string? Reason { get; private init; }

    public Guid? DocumentId { get; private init; }

    public string? DocumentName { get; private init; }

    public string By { get; private init; } = "";

    public DateTime At { get; private init; }

    public bool Lets => Outcome is GateOutcome.Pass or GateOutcome.PassWithConditions;

    /// <summary>Makes a decision; whatever is not a plain pass says why.</summary>
    public static Result<GateDecision> Of(Guid programmeId, Guid phaseKey, GateInput input, PlanDocument? document, DateOnly today,
        string by, DateTime at)
    {
        Problem[] problems =
        [
            .. Problem.Unless(input.Outcome is { } outcome && Enum.IsDefined(outcome),
                Problem.Invalid("programme.gate-outcome", nameof(input.Outcome))),
            .. Problem.Unless(input.DecidedOn is not null && PlanDraft.InReach(input.DecidedOn) && input.DecidedOn <= today,
                Problem.Invalid("programme.gate-day", nameof(input.DecidedOn))),
            .. Problem.Unless(input.Outcome is null or GateOutcome.Pass || Words.Clean(input.Reason) is not null,
                Problem.Invalid("programme.gate-reason", nameof(input.Reason))),
            .. Words.AtMost(input.Reason, PlanDraft.TextMaxLength, nameof(input.Reason)),
        ];
        return problems.Length > 0 ? System.Collections.Immutable.ImmutableArray.Create(problems) : new GateDecision
        {
            ProgrammeId = programmeId, PhaseKey = phaseKey, Outcome = input.Outcome!.Value, DecidedOn = input.DecidedOn!.Value,
            Reason = Words.Clean(input.Reason),
            DocumentId = document?.Id, DocumentName = document?.Name, By = by, At = at,
        };
    }
}

/// <summary>What is typed at a gate.</summary>
internal sealed record GateInput(GateOutcome? Outcome, DateOnly? DecidedOn, string? Reason, string? Document);

/// <summary>Who rates.</summary>
internal enum RatingSide
{
    /// <summary>The unit that leads.</summary>
    Unit,

    /// <summary>Someone outside it.</summary>
    Reviewer,
}

/// <summary>How confident someone is that the plan will be delivered. Never changed; the unit's answer to an outside rating is added
/// once.</summary>
internal sealed class ConfidenceRating : IVersioned
{
    private ConfidenceRating()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid ProgrammeId { get; private init; }

    public RatingSide Side { get; private init; }

    /// <summary>Key of the level, of the rule set named beside it.</summary>
    public string Level { get; private init; } = "";

    public string RuleSet { get; private init; } = "";

    public string Reason { get; private init; } = "";

    public DateOnly RatedOn { get; private init; }

    public DateTime At { get; private init; }

    public string By { get; private init; } = "";

    /// <summary>The unit of whoever rates.</summary>
    public Guid? UnitId { get; private init; }

    /// <summary>By when the unit has to answer; null when it does not have to.</summary>
    public DateOnly? ReplyDueOn { get; private init; }

    public string? Reply { get; private set; }

    public string? RepliedBy { get; private set; }

    public DateTime? RepliedAt { get; private set; }

    public int Version { get; set; } = 1;

    public bool AwaitsReply => ReplyDueOn is not null && Reply is null;

    public static Result<ConfidenceRating> Of(Guid programmeId, RatingSide side, ConfidenceRuleSet rules, string? level, string? reason,
        DateOnly today,
        DateOnly replyDue, string by, Guid? unitId, DateTime at)
    {
        var found = rules.Find(level);
        Problem[] problems =
        [
            .. Problem.Unless(found is not null, Problem.Invalid("programme.level-unknown", "Confidence")),
            .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("programme.rating-reason", "RatingReason")),
            .. Words.AtMost(reason, PlanDraft.TextMaxLength, "RatingReason"),
        ];
        return problems.Length > 0 ? System.Collections.Immutable.ImmutableArray.Create(problems) : new ConfidenceRating
        {
            ProgrammeId = programmeId, Side = side, Level = found!.Key, RuleSet = rules.Id, Reason = Words.Clean(reason)!, RatedOn = today,
            At = at, By = by,
            UnitId = unitId, ReplyDueOn = side == RatingSide.Reviewer && found.NeedsReply ? replyDue : null,
        };
    }

    /// <summary>The unit's answer, once.</summary>
    public Result<ConfidenceRating> Answer(string? reply, string by, DateTime at)
    {
        if (Side != RatingSide.Reviewer || Reply is not null)
        {
            return Problem.Conflict("programme.replied");
        }

        if (Words.Clean(reply) is not { } words)
        {
            return Problem.Invalid("programme.reply-missing", "Reply");
        }

        if (Words.AtMost(reply, PlanDraft.TextMaxLength, "Reply").FirstOrDefault() is { } tooLong)
        {
            return tooLong;
        }

        (Reply, RepliedBy, RepliedAt) = (words, by, at);
        return this;
    }
}

/// <summary>A task that delivers a part of a programme; a task delivers one at most.</summary>
internal sealed class ProgrammeTask : IVersioned
{
    public Guid TaskId { get; init; }

    /// <summary>The programme; null once the task was taken out of it.</summary>
    public Guid? ProgrammeId { get; set; }

    public int Version { get; set; } = 1;
}
