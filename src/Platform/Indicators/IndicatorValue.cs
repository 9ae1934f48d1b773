using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;

namespace LoTrinh.Platform.Indicators;

/// <summary>Where a value comes from and whether it counts.</summary>
public enum ValueState
{
    /// <summary>Counted by the platform; counts.</summary>
    Measured,

    /// <summary>Reported and not yet verified; does not count.</summary>
    Reported,

    /// <summary>Verified by someone of another unit; counts.</summary>
    Verified,

    /// <summary>Returned to who reported it; does not count.</summary>
    Returned,
}

/// <summary>A value as of a day. It is never changed: what corrects it is a row of its own with a higher <see cref="Sequence"/>.</summary>
public sealed class IndicatorValue : IVersioned
{
    private IndicatorValue()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The indicator.</summary>
    public Guid IndicatorId { get; private init; }

    /// <summary>The day that it is of.</summary>
    public DateOnly AsOf { get; private init; }

    /// <summary>1 for the first of a day; corrections count on. Of those that count, the last is in force.</summary>
    public int Sequence { get; private init; }

    /// <summary>The value in the indicator's unit; null when there was nothing to count, or when it is said in words.</summary>
    public double? Value { get; private init; }

    /// <summary>How many records were counted.</summary>
    public double? Numerator { get; private init; }

    /// <summary>Of how many.</summary>
    public double? Denominator { get; private init; }

    /// <summary>Where it comes from and whether it counts.</summary>
    public ValueState State { get; private set; }

    /// <summary>When the source was asked (UTC); null of a reported one.</summary>
    public DateTime? QueriedAt { get; private init; }

    /// <summary>The source that was asked.</summary>
    public string? SourceKey { get; private init; }

    /// <summary>Where its records are listed, from the root.</summary>
    public string? Records { get; private init; }

    /// <summary>What is said of it; a correction says why.</summary>
    public string? Note { get; private init; }

    /// <summary>Number of a document, or an address, that proves it; files are kept beside it.</summary>
    public string? Evidence { get; private init; }

    /// <summary>When the unit itself expects to reach the target; null when it says nothing of that.</summary>
    public DateOnly? ExpectedOn { get; private init; }

    /// <summary>Account that reported it, or had it measured; empty when the platform did by itself.</summary>
    public Guid ById { get; private init; }

    /// <summary>That account's name.</summary>
    public string By { get; private init; } = "";

    /// <summary>The unit it works in.</summary>
    public Guid? ByUnitId { get; private init; }

    /// <summary>When it was written (UTC).</summary>
    public DateTime At { get; private init; }

    /// <summary>Who verified or returned it.</summary>
    public string? DecidedBy { get; private set; }

    /// <summary>When (UTC).</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was returned, or what the verifier remarked.</summary>
    public string? DecisionNote { get; private set; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;

    /// <summary>Whether it counts.</summary>
    public bool Counts => State is ValueState.Measured or ValueState.Verified;

    /// <summary>A value that a source counted.</summary>
    internal static IndicatorValue Measured(Indicator indicator, DateOnly asOf, int sequence, Contracts.Measurement counted, Actor by,
        string? note, DateTime at) => new()
        {
            IndicatorId = indicator.Id, AsOf = asOf, Sequence = sequence, Value = counted.Value, Numerator = counted.Numerator,
            Denominator = counted.Denominator,
            State = ValueState.Measured, QueriedAt = at, SourceKey = indicator.SourceKey, Records = counted.Records, Note = Words.Clean(note),
            ById = by.AccountId,
            By = by.Name, ByUnitId = by.UnitId, At = at,
        };

    /// <summary>A value that a unit reports.</summary>
    /// <param name="indicator">The indicator.</param>
    /// <param name="report">What is reported.</param>
    /// <param name="earlier">The last value of that day, if there is one.</param>
    /// <param name="hasFiles">Whether evidence comes as files.</param>
    /// <param name="by">Who reports.</param>
    /// <param name="today">The day.</param>
    /// <param name="at">The instant (UTC).</param>
    internal static Result<IndicatorValue> Report(
        Indicator indicator, ValueReport report, IndicatorValue? earlier, bool hasFiles, Actor by, DateOnly today, DateTime at)
    {
        ImmutableArray<Problem> problems = [.. report.Problems(indicator, earlier, hasFiles, today)];
        if (problems.Length > 0)
        {
            return problems;
        }

        return new IndicatorValue
        {
            IndicatorId = indicator.Id, AsOf = report.AsOf!.Value, Sequence = (earlier?.Sequence ?? 0) + 1,
            Value = report.ValueOf(indicator), Numerator = report.Numerator,
            Denominator = report.Denominator, State = ValueState.Reported, Note = Words.Clean(report.Note),
            Evidence = Words.Clean(report.Evidence),
            ExpectedOn = report.ExpectedOn, ById = by.AccountId, By = by.Name, ByUnitId = by.UnitId, At = at,
        };
    }

    /// <summary>Says that it is true, or returns it with the reason. Nobody decides on what they reported, nor on what their own unit
    /// reported.</summary>
    internal Result<IndicatorValue> Decide(bool accepted, string? note, Actor by, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == ValueState.Reported, Problem.Conflict("indicator.not-reported")),
            .. Problem.Unless(by.AccountId != ById || by.AccountId == Guid.Empty, Problem.Conflict("indicator.own-report")),
            .. Problem.Unless(by.UnitId is null || by.UnitId != ByUnitId, Problem.Conflict("indicator.own-unit")),
            .. Problem.Unless(accepted || Words.Clean(note) is not null, Problem.Invalid("indicator.reason-missing", "DecisionNote")),
            .. Words.AtMost(note, 1000, "DecisionNote"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, DecidedBy, DecidedAt, DecisionNote) = (accepted ? ValueState.Verified : ValueState.Returned, by.Name, at,
            Words.Clean(note));
        return this;
    }
}

/// <summary>What a unit reports.</summary>
internal sealed record ValueReport(
    DateOnly? AsOf, double? Value, double? Numerator, double? Denominator, string? Note, string? Evidence, DateOnly? ExpectedOn)
{
    // A share that is typed rounded to two places still is the share of its two numbers.
    private const double Rounding = 0.011;

    /// <summary>The value; a share is counted from its two numbers when it was not typed.</summary>
    public double? ValueOf(Indicator indicator) => Value ?? (indicator.IsShare && Numerator is { } n && Denominator is > 0 and { } d
        ? 100 * n / d : null);

    public IEnumerable<Problem> Problems(Indicator indicator, IndicatorValue? earlier, bool hasFiles, DateOnly today)
    {
        var value = ValueOf(indicator);
        var bothNumbers = Numerator is not null && Denominator is not null;
        return
        [
            .. Problem.Unless(indicator.RetiredOn is null, Problem.Conflict("indicator.retired")),
            .. Problem.Unless(indicator.Kind == IndicatorKind.Reported, Problem.Conflict("indicator.is-measured")),
            .. Problem.Unless(earlier?.State != ValueState.Reported, Problem.Conflict("indicator.report-pending")),
            .. Problem.Unless(AsOf is not null, Problem.Invalid("indicator.day-missing", nameof(AsOf))),
            .. Problem.Unless(AsOf is not { } day || (day <= today && day >= indicator.StartsOn),
                Problem.Invalid("indicator.day-outside", nameof(AsOf), Time.OfficeTime.Show(indicator.StartsOn),
                    Time.OfficeTime.Show(today))),
            .. Problem.Unless(!indicator.IsQualitative || value is null, Problem.Invalid("indicator.words-have-no-number", nameof(Value))),
            .. Problem.Unless(value is not null || Words.Clean(Note) is not null, Problem.Invalid(
                indicator.IsQualitative ? "indicator.words-missing" : "indicator.value-missing",
                indicator.IsQualitative ? nameof(Note) : nameof(Value))),
            .. Problem.Unless(value is not { } v || !indicator.IsShare || v is >= 0 and <= 100,
                Problem.Invalid("indicator.share", nameof(Value))),
            .. Problem.Unless(Numerator is null == Denominator is null, Problem.Invalid("indicator.numbers-half", nameof(Numerator))),
            .. Problem.Unless(!bothNumbers || (Denominator > 0 && Numerator >= 0),
                Problem.Invalid("indicator.numbers-odd", nameof(Denominator))),
            .. Problem.Unless(!bothNumbers || !indicator.IsShare || Denominator <= 0 || Value is not { } typed
                || Math.Abs(typed - (100 * Numerator!.Value / Denominator!.Value)) <= Rounding,
                Problem.Invalid("indicator.numbers-differ", nameof(Value))),
            .. Problem.Unless(hasFiles || Words.Clean(Evidence) is not null,
                Problem.Invalid("indicator.evidence-missing", nameof(Evidence))),
            .. Problem.Unless(earlier is not { Counts: true } || Words.Clean(Note) is not null,
                Problem.Invalid("indicator.correction-why", nameof(Note))),
            .. Words.AtMost(Note, 2000, nameof(Note)),
            .. Words.AtMost(Evidence, 500, nameof(Evidence)),
        ];
    }
}
