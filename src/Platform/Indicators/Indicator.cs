using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Search;
using LoTrinh.Ui;

namespace LoTrinh.Platform.Indicators;

/// <summary>Where its numbers come from.</summary>
public enum IndicatorKind
{
    /// <summary>The platform counts them, from a source.</summary>
    Measured,

    /// <summary>A unit reports them with evidence, and someone of another unit verifies them.</summary>
    Reported,
}

/// <summary>Which way is better.</summary>
public enum IndicatorDirection
{
    /// <summary>More is better.</summary>
    Up,

    /// <summary>Less is better.</summary>
    Down,
}

/// <summary>How often there is a value.</summary>
public enum IndicatorRhythm
{
    /// <summary>Each day.</summary>
    Day,

    /// <summary>Each month, as of its last day.</summary>
    Month,

    /// <summary>Each quarter, as of its last day.</summary>
    Quarter,

    /// <summary>Each year, as of its last day.</summary>
    Year,
}

/// <summary>Which days a measured value looks at.</summary>
public enum IndicatorWindow
{
    /// <summary>The day, month, quarter or year itself.</summary>
    Period,

    /// <summary>From 1 January.</summary>
    YearToDate,

    /// <summary>From the first day of the indicator.</summary>
    Whole,
}

/// <summary>A number by which an objective is judged: what it counts, from where to where, by when. Every change goes through a
/// verb.</summary>
public sealed class Indicator : IVersioned
{
    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 300;

    /// <summary>Most characters of a longer text.</summary>
    public const int TextMaxLength = 4000;

    private readonly List<IndicatorPoint> _points = [];

    private Indicator()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>Short name that people use, such as <c>O6</c>; unique.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Name in Vietnamese.</summary>
    public string NameVi { get; private set; } = "";

    /// <summary>Name in English.</summary>
    public string NameEn { get; private set; } = "";

    /// <summary>Code and both names, folded for the list's search.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>Unit of measure in Vietnamese, <c>%</c> for a share; null of one that is judged in words.</summary>
    public string? UnitVi { get; private set; }

    /// <summary>Unit of measure in English.</summary>
    public string? UnitEn { get; private set; }

    /// <summary>Which way is better.</summary>
    public IndicatorDirection Direction { get; private set; }

    /// <summary>Whether the objective has no number: reports say in words how it stands.</summary>
    public bool IsQualitative { get; private set; }

    /// <summary>Where its numbers come from.</summary>
    public IndicatorKind Kind { get; private set; }

    /// <summary>Key of the source that counts it; null of a reported one.</summary>
    public string? SourceKey { get; private set; }

    /// <summary>How often there is a value.</summary>
    public IndicatorRhythm Rhythm { get; private set; }

    /// <summary>Which days a measured value looks at.</summary>
    public IndicatorWindow Window { get; private set; }

    /// <summary>First day that values are of.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>Where it stood at the beginning, if that is known.</summary>
    public double? BaselineValue { get; private set; }

    /// <summary>The day of that.</summary>
    public DateOnly? BaselineOn { get; private set; }

    /// <summary>The unit that answers for it, and reports it.</summary>
    public Guid OwnerUnitId { get; private set; }

    /// <summary>The document that sets it, if it is in the register.</summary>
    public Guid? DocumentId { get; private set; }

    /// <summary>What that document is called for everyone.</summary>
    public string? DocumentName { get; private set; }

    /// <summary>The clause that sets it.</summary>
    public Guid? ClauseId { get; private set; }

    /// <summary>How that clause is called.</summary>
    public string? ClauseLabel { get; private set; }

    /// <summary>The target in the document's own words.</summary>
    public string? TargetText { get; private set; }

    /// <summary>How it is counted, and what is known of it beyond its values.</summary>
    public string? Method { get; private set; }

    /// <summary>Where the definition was read.</summary>
    public string? Source { get; private set; }

    /// <summary>How sure the definition is.</summary>
    public Confidence? Confidence { get; private set; }

    /// <summary>From when it is no longer followed; its values stay.</summary>
    public DateOnly? RetiredOn { get; private set; }

    /// <summary>Whether it was made up for the demonstration.</summary>
    public bool IsDemonstration { get; private init; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;

    /// <summary>Targets and the planned way to them.</summary>
    public IReadOnlyList<IndicatorPoint> Points => _points;

    /// <summary>Name in the reader's language.</summary>
    public string Name => Languages.IsEnglish ? NameEn : NameVi;

    /// <summary>Unit of measure in the reader's language.</summary>
    public string? Unit => Languages.IsEnglish ? UnitEn : UnitVi;

    /// <summary>Whether it is a share in per cent: between 0 and 100.</summary>
    public bool IsShare => UnitVi == "%";

    /// <summary>Targets in the order of their days.</summary>
    public IEnumerable<IndicatorPoint> Targets => _points.Where(p => p.IsTarget).OrderBy(p => p.On);

    /// <summary>Defines an indicator.</summary>
    public static Result<Indicator> Define(IndicatorDraft draft, IReadOnlySet<string> sources)
    {
        ImmutableArray<Problem> problems = [.. draft.Problems(sources)];
        if (problems.Length > 0)
        {
            return problems;
        }

        var indicator = new Indicator { IsDemonstration = draft.IsDemonstration };
        indicator.Write(draft);
        return indicator;
    }

    /// <summary>Defines it anew. Values that are kept are not touched; where they come from changes only while there are none.</summary>
    public Result<Indicator> Mend(IndicatorDraft draft, IReadOnlySet<string> sources, bool hasValues)
    {
        var same = (Kind, SourceKey, UnitVi, Rhythm) == (draft.Kind, draft.Kind == IndicatorKind.Measured ? draft.SourceKey : null,
            Words.Clean(draft.UnitVi), draft.Rhythm);
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(RetiredOn is null, Problem.Conflict("indicator.retired")),
            .. Problem.Unless(same || !hasValues, Problem.Invalid("indicator.has-values", nameof(draft.Kind))),
            .. draft.Problems(sources),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        Write(draft);
        return this;
    }

    /// <summary>Follows it no longer, for a reason that the ledger keeps.</summary>
    public Result<Indicator> Retire(string? reason, DateOnly today)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(RetiredOn is null, Problem.Conflict("indicator.retired")),
            .. Reasons.Lacking(reason) is { } lacking ? [lacking] : Array.Empty<Problem>(),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        RetiredOn = today;
        return this;
    }

    /// <summary>The target that matters on a day: the next one, or the last when all have passed.</summary>
    public IndicatorPoint? TargetOn(DateOnly day) => Targets.FirstOrDefault(t => t.On >= day) ?? Targets.LastOrDefault();

    /// <summary>Whether a value is as good as a target.</summary>
    public bool Meets(double value, double target) => Direction == IndicatorDirection.Up ? value >= target : value <= target;

    /// <summary>First day that a measured value looks at.</summary>
    public DateOnly From(DateOnly asOf)
    {
        var first = Window switch
        {
            IndicatorWindow.Whole => StartsOn,
            IndicatorWindow.YearToDate => new(asOf.Year, 1, 1),
            _ => Rhythms.FirstDay(Rhythm, asOf),
        };
        return first < StartsOn ? StartsOn : first;
    }

    private void Write(IndicatorDraft draft)
    {
        var measured = draft.Kind == IndicatorKind.Measured;
        (Code, NameVi, NameEn) = (Words.Clean(draft.Code)!, Words.Clean(draft.NameVi)!, Words.Clean(draft.NameEn)!);
        SearchText = $" {Folding.Fold($"{Code} {NameVi} {NameEn}")} ";
        (UnitVi, UnitEn) = draft.IsQualitative ? (null, null) : (Words.Clean(draft.UnitVi), Words.Clean(draft.UnitEn)
            ?? Words.Clean(draft.UnitVi));
        (Direction, IsQualitative, Kind, SourceKey) = (draft.Direction, draft.IsQualitative, draft.Kind, measured ? draft.SourceKey : null);
        (Rhythm, Window, StartsOn) = (draft.Rhythm, draft.Window, draft.StartsOn!.Value);
        (BaselineValue, BaselineOn, OwnerUnitId) = (draft.BaselineValue, draft.BaselineOn, draft.OwnerUnitId!.Value);
        (DocumentId, DocumentName, ClauseId, ClauseLabel) = (draft.DocumentId, draft.DocumentName, draft.ClauseId, draft.ClauseLabel);
        (TargetText, Method, Source, Confidence) = (Words.Clean(draft.TargetText), Words.Clean(draft.Method), Words.Clean(draft.Source),
            draft.Confidence);
        WritePoints(draft);
    }

    // Points that stay keep their rows; a point is a day of a kind.
    private void WritePoints(IndicatorDraft draft)
    {
        var wanted = draft.Targets.Select(p => (IsTarget: true, p.On, p.Value)).Concat(draft.Plan.Select(p => (IsTarget: false, p.On,
            p.Value))).ToList();
        _points.RemoveAll(p => !wanted.Exists(w => w.IsTarget == p.IsTarget && w.On == p.On));
        foreach (var (isTarget, on, value) in wanted)
        {
            if (_points.Find(p => p.IsTarget == isTarget && p.On == on) is { } kept)
            {
                kept.Value = value;
            }
            else
            {
                _points.Add(new IndicatorPoint { IndicatorId = Id, IsTarget = isTarget, On = on, Value = value });
            }
        }
    }
}

/// <summary>A day and the value wanted by then.</summary>
public sealed class IndicatorPoint
{
    /// <summary>The indicator.</summary>
    public Guid IndicatorId { get; init; }

    /// <summary>Whether the document demands it; else it is a step of the plan towards it.</summary>
    public bool IsTarget { get; init; }

    /// <summary>By which day.</summary>
    public DateOnly On { get; init; }

    /// <summary>The value, in the indicator's unit.</summary>
    public double Value { get; set; }
}
