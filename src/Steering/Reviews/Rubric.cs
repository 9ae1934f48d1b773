using System.Collections.Immutable;

namespace LoTrinh.Steering.Reviews;

/// <summary>What a criterion measures; each is a part of the unit's tasks, by weight.</summary>
internal enum Measure
{
    /// <summary>Of what is done or overdue, what was done by the day now due.</summary>
    OnTime,

    /// <summary>Of what is done or overdue by the first deadline, what was done by it: extensions do not help.</summary>
    OnFirstDeadline,

    /// <summary>Of what is open and was given long enough ago, what was reported on within the period.</summary>
    Updated,

    /// <summary>Of what is done, what was accepted without having been rejected.</summary>
    AcceptedAtFirst,
}

/// <summary>A criterion of a rubric.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Weight">Its share of the points.</param>
/// <param name="Basis">Why it is there.</param>
internal sealed record Criterion(Measure Measure, int Weight, string Basis);

/// <summary>What tasks of a kind of document weigh.</summary>
/// <param name="Kind">Key of the kind.</param>
/// <param name="Weight">The weight.</param>
internal sealed record KindWeight(string Kind, int Weight);

/// <summary>A level that a score reaches.</summary>
/// <param name="Key">Key of its words.</param>
/// <param name="From">Least score, 0–100.</param>
internal sealed record ScoreLevel(string Key, int From);

/// <summary>How units are scored: criteria, how much a task weighs, levels. No unit begins with points.</summary>
/// <param name="Id">Which.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="Criteria">The criteria; one without tasks to measure is left out of that unit's score.</param>
/// <param name="Needed">The criterion without which there is no score.</param>
/// <param name="KindWeights">Weight of a task by the kind of its document.</param>
/// <param name="OtherWeight">Weight of a task whose document has no kind here.</param>
/// <param name="StarWeight">Added for a task on the list of priorities.</param>
/// <param name="CoordinatorsFrom">Number of coordinating units from which one more is added.</param>
/// <param name="UpdatedFromDays">Calendar days that a task has been issued before a report on it is looked for.</param>
/// <param name="Levels">Levels, the highest first.</param>
internal sealed record Rubric(string Id, string Basis, ImmutableArray<Criterion> Criteria, Measure Needed,
    ImmutableArray<KindWeight> KindWeights,
    int OtherWeight, int StarWeight, int CoordinatorsFrom, int UpdatedFromDays, ImmutableArray<ScoreLevel> Levels)
{
    /// <summary>What a task weighs.</summary>
    /// <param name="kind">Key of the kind of its document.</param>
    /// <param name="starred">Whether it is a priority.</param>
    /// <param name="coordinators">How many units coordinate.</param>
    public int WeightOf(string? kind, bool starred, int coordinators) =>
        (KindWeights.FirstOrDefault(k => k.Kind == kind)?.Weight ?? OtherWeight) + (starred ? StarWeight
            : 0) + (coordinators >= CoordinatorsFrom ? 1 : 0);

    /// <summary>The level that a score reaches.</summary>
    public string? LevelOf(decimal score) => Levels.FirstOrDefault(l => score >= l.From)?.Key;
}
