using LoTrinh.Platform.Organisation;

namespace LoTrinh.Steering.Programmes;

/// <summary>A phase of a plan in the API; days are <c>yyyy-MM-dd</c>.</summary>
internal sealed record PhaseBody(Guid? Key, string? Name, DateOnly? From, DateOnly? To, string? Gate);

/// <summary>A budget line; the amount is in đồng.</summary>
internal sealed record BudgetBody(Guid? Key, string? Name, FundingSource? Source, int? Year, decimal? Amount);

/// <summary>An objective and the indicator that it is judged by.</summary>
internal sealed record ObjectiveBody(Guid? Key, string? Text, Guid? Indicator);

/// <summary>A plan as a program sends it; the lead is the unit's key. A change has a reason.</summary>
internal sealed record PlanBody(string? Code, string? Name, ProgrammeLevel? Level, Guid? Parent, string? Lead, string? Accountable,
    string? Goal, DateOnly? StartsOn,
    DateOnly? EndsOn, IReadOnlyList<PhaseBody>? Phases, IReadOnlyList<BudgetBody>? Budget, IReadOnlyList<ObjectiveBody>? Objectives,
        IReadOnlyList<string>? Documents,
    DateOnly? ValidFrom, string? Reason, int? Version)
{
    public PlanDraft ToDraft(OrganisationDirectory organisation) => new(Code, Name, Level, Parent, organisation.Find(Lead)?.Id,
        Accountable, Goal, StartsOn, EndsOn,
        [.. (Phases ?? []).OfType<PhaseBody>().Select(p => new PhaseDraft(p.Key, p.Name, p.From, p.To, p.Gate))],
        [.. (Budget ?? []).OfType<BudgetBody>().Select(b => new BudgetDraft(b.Key, b.Name, b.Source, b.Year, b.Amount))],
        [.. (Objectives ?? []).OfType<ObjectiveBody>().Select(o => new ObjectiveDraft(o.Key, o.Text, o.Indicator))], Documents ?? [],
            ValidFrom, Reason);
}

internal sealed record PhaseReportBody(Guid? Phase, DateOnly? StartedOn, DateOnly? FinishedOn, DateOnly? ForecastOn, string? Note);

internal sealed record GateBody(Guid? Phase, GateOutcome? Outcome, DateOnly? DecidedOn, string? Reason, string? Document);

internal sealed record RatingBody(RatingSide? Side, string? Level, string? Reason);

internal sealed record RatingReplyBody(string? Reply);

internal sealed record BaselineBody(string? Name);

internal sealed record TaskCodesBody(IReadOnlyList<string>? Tasks);

internal sealed record ProgrammeEndBody(ProgrammeState? State, string? Reason, int? Version);

internal sealed record ProgrammeChanged(Guid Id, string Code, int PlanNumber, ProgrammeState State, int Version)
{
    public static ProgrammeChanged Of(Programme p) => new(p.Id, p.Code, p.PlanNumber, p.State, p.Version);
}

/// <summary>An element with what rolls up from below it.</summary>
internal sealed record ProgrammeAnswer(Guid Id, string Code, string Name, ProgrammeLevel Level, Guid? Parent, string? Lead,
    DateOnly StartsOn, DateOnly EndsOn,
    ProgrammeState State, int Depth, int Tasks, int TasksDone, int TasksOverdue, string? UnitConfidence, string? ReviewerConfidence)
{
    public static ProgrammeAnswer Of(ProgrammeRow r, OrganisationDirectory organisation) =>
        new(r.Programme.Id, r.Programme.Code, r.Programme.Name, r.Programme.Level,
        r.Programme.ParentId, organisation.Find(r.Programme.LeadUnitId)?.Key, r.Programme.StartsOn, r.Programme.EndsOn, r.Programme.State,
            r.Depth, r.Tasks.Total, r.Tasks.Finished,
        r.Tasks.Overdue, r.Confidence.Unit?.Level, r.Confidence.Reviewer?.Level);
}

/// <summary>What a plan said on a day.</summary>
internal sealed record PlanAnswer(Guid Id, DateOnly AsOf, int PlanNumber, DateOnly ValidFrom, DateTime RecordedAt, string RecordedBy,
    string? Reason, string Hash, PlanContent Plan,
    ProgrammeState State, int Version, IReadOnlyList<PhaseAnswer> Phases);

/// <summary>A phase with what is known of it today.</summary>
internal sealed record PhaseAnswer(Guid Key, string Name, PhaseStatus Status, DateOnly? StartedOn, DateOnly? FinishedOn,
    DateOnly? ForecastOn, string? Note, GateOutcome? Gate,
    bool WentThroughClosedGate)
{
    public static PhaseAnswer Of(PhaseStanding s) => new(s.Phase.Key, s.Phase.Name, s.Status, s.Report?.StartedOn, s.Report?.FinishedOn,
        s.Report?.ForecastOn, s.Report?.Note,
        s.Gate?.Outcome, s.WentThroughClosedGate);
}

internal sealed record RatingAnswer(Guid Id, RatingSide Side, string Level, string RuleSet, string Reason, DateOnly RatedOn, string By,
    DateOnly? ReplyDueOn, string? Reply);

internal sealed record BaselineAnswer(Guid Id, int Number, string Name, DateOnly FrozenOn, string By, string Hash, bool IsSound);

/// <summary>A whole baseline; of its indicators those that the reader may see. The fingerprint was taken of all of it.</summary>
internal sealed record WholeBaselineAnswer(Guid Id, int Number, string Name, DateOnly FrozenOn, string By, string Hash, bool IsSound,
    PlanTree Tree);

/// <summary>One difference; values are as people read them.</summary>
internal sealed record PlanChangeAnswer(Guid Element, string Code, PlanPart Part, string? Subject, string Before, string After);

internal sealed record ComparisonAnswer(string Before, string After, IReadOnlyList<PlanChangeAnswer> Changes);
