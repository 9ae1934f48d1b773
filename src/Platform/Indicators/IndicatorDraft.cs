using System.Globalization;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Time;

namespace LoTrinh.Platform.Indicators;

/// <summary>A day and a value, as they are filled in.</summary>
public sealed record DatedValue(DateOnly On, double Value)
{
    /// <summary>Reads "day | value", one a line; a line that cannot be read is a problem of <paramref name="field"/>.</summary>
    public static Result<IReadOnlyList<DatedValue>> Lines(string? typed, string field)
    {
        var (read, problems) = (new List<DatedValue>(), new List<Problem>());
        foreach (var line in (typed ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split('|', StringSplitOptions.TrimEntries) is [var day, var number] && TypedDay.Read(day, field).TryGet(out var on)
                && Number(number) is { } value)
            {
                read.Add(new(on, value));
            }
            else
            {
                problems.Add(Problem.Invalid("indicator.line-unread", field, line.Length > 60 ? line[..60] + "…" : line));
            }
        }

        return problems.Count > 0 ? System.Collections.Immutable.ImmutableArray.CreateRange(problems) : read;
    }

    /// <summary>The lines that say them.</summary>
    public static string Write(IEnumerable<DatedValue> values) =>
        string.Join('\n', values.Select(v => $"{v.On.Show()} | {v.Value.ToString("0.######", CultureInfo.CurrentCulture)}"));

    private static double? Number(string typed) =>
        double.TryParse(typed, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.CurrentCulture, out var value)
            && double.IsFinite(value) ? value : null;
}

/// <summary>What people fill in about an indicator.</summary>
public sealed record IndicatorDraft
{
    /// <summary>Short name.</summary>
    public string? Code { get; init; }

    /// <summary>Name in Vietnamese.</summary>
    public string? NameVi { get; init; }

    /// <summary>Name in English.</summary>
    public string? NameEn { get; init; }

    /// <summary>Unit of measure in Vietnamese.</summary>
    public string? UnitVi { get; init; }

    /// <summary>Unit of measure in English; the Vietnamese one when left out.</summary>
    public string? UnitEn { get; init; }

    /// <summary>Which way is better.</summary>
    public IndicatorDirection Direction { get; init; }

    /// <summary>Whether it is judged in words.</summary>
    public bool IsQualitative { get; init; }

    /// <summary>Where its numbers come from.</summary>
    public IndicatorKind Kind { get; init; } = IndicatorKind.Reported;

    /// <summary>The source of a measured one.</summary>
    public string? SourceKey { get; init; }

    /// <summary>How often there is a value.</summary>
    public IndicatorRhythm Rhythm { get; init; } = IndicatorRhythm.Month;

    /// <summary>Which days a measured value looks at.</summary>
    public IndicatorWindow Window { get; init; }

    /// <summary>First day that values are of.</summary>
    public DateOnly? StartsOn { get; init; }

    /// <summary>Where it stood at the beginning.</summary>
    public double? BaselineValue { get; init; }

    /// <summary>The day of that.</summary>
    public DateOnly? BaselineOn { get; init; }

    /// <summary>The unit that answers for it.</summary>
    public Guid? OwnerUnitId { get; init; }

    /// <summary>The document that sets it.</summary>
    public Guid? DocumentId { get; init; }

    /// <summary>What it is called for everyone.</summary>
    public string? DocumentName { get; init; }

    /// <summary>The clause that sets it.</summary>
    public Guid? ClauseId { get; init; }

    /// <summary>How the clause is called.</summary>
    public string? ClauseLabel { get; init; }

    /// <summary>The target in the document's words.</summary>
    public string? TargetText { get; init; }

    /// <summary>How it is counted.</summary>
    public string? Method { get; init; }

    /// <summary>Where the definition was read.</summary>
    public string? Source { get; init; }

    /// <summary>How sure the definition is.</summary>
    public Confidence? Confidence { get; init; }

    /// <summary>What is demanded by when.</summary>
    public IReadOnlyList<DatedValue> Targets { get; init; } = [];

    /// <summary>The planned way there.</summary>
    public IReadOnlyList<DatedValue> Plan { get; init; } = [];

    /// <summary>Whether it is made up for the demonstration.</summary>
    public bool IsDemonstration { get; init; }

    internal IEnumerable<Problem> Problems(IReadOnlySet<string> sources) =>
    [
        .. Problem.Unless(Words.Clean(Code) is not null, Problem.Invalid("indicator.code-missing", nameof(Code))),
        .. Words.AtMost(Code, 40, nameof(Code)),
        .. Problem.Unless(Words.Clean(NameVi) is not null, Problem.Invalid("indicator.name-missing", nameof(NameVi))),
        .. Problem.Unless(Words.Clean(NameEn) is not null, Problem.Invalid("indicator.name-missing", nameof(NameEn))),
        .. Words.AtMost(NameVi, Indicator.NameMaxLength, nameof(NameVi)),
        .. Words.AtMost(NameEn, Indicator.NameMaxLength, nameof(NameEn)),
        .. Problem.Unless(IsQualitative || Words.Clean(UnitVi) is not null, Problem.Invalid("indicator.unit-missing", nameof(UnitVi))),
        .. Words.AtMost(UnitVi, 60, nameof(UnitVi)),
        .. Words.AtMost(UnitEn, 60, nameof(UnitEn)),
        .. Problem.Unless(Kind != IndicatorKind.Measured || (SourceKey is not null && sources.Contains(SourceKey)),
            Problem.Invalid("indicator.source-missing", nameof(SourceKey))),
        .. Problem.Unless(!IsQualitative || Kind == IndicatorKind.Reported, Problem.Invalid("indicator.words-are-reported",
            nameof(IsQualitative))),
        .. Problem.Unless(OwnerUnitId is not null, Problem.Invalid("indicator.owner-missing", nameof(OwnerUnitId))),
        .. Problem.Unless(StartsOn is not null, Problem.Invalid("indicator.start-missing", nameof(StartsOn))),
        .. Problem.Unless(StartsOn is not { } first || first.Year is >= 2000 and <= TypedDay.LatestYear,
            Problem.Invalid("indicator.start-early", nameof(StartsOn))),
        .. Problem.Unless(BaselineValue is null == BaselineOn is null, Problem.Invalid("indicator.baseline-half", nameof(BaselineValue))),
        .. Problem.Unless(IsQualitative || Targets.Count > 0, Problem.Invalid("indicator.target-missing", nameof(Targets))),
        .. Problem.Unless(!IsQualitative || (BaselineValue is null && Targets.Count == 0 && Plan.Count == 0),
            Problem.Invalid("indicator.words-have-no-number", nameof(IsQualitative))),
        .. Days(Targets, nameof(Targets)),
        .. Days(Plan, nameof(Plan)),
        .. Shares(),
        .. Words.AtMost(TargetText, 300, nameof(TargetText)),
        .. Words.AtMost(Method, Indicator.TextMaxLength, nameof(Method)),
        .. Words.AtMost(Source, 500, nameof(Source)),
    ];

    private IEnumerable<Problem> Days(IReadOnlyList<DatedValue> points, string field) =>
    [
        .. Problem.Unless(points.Count <= 60, Problem.Invalid("indicator.points-many", field, 60)),
        .. Problem.Unless(points.DistinctBy(p => p.On).Count() == points.Count, Problem.Invalid("indicator.day-twice", field)),
        .. Problem.Unless(points.All(p => StartsOn is not { } first || p.On > first), Problem.Invalid("indicator.point-early", field)),
    ];

    private IEnumerable<Problem> Shares()
    {
        static bool Fits(double value) => value is >= 0 and <= 100;
        return Words.Clean(UnitVi) != "%" ? [] :
        [
            .. Problem.Unless(BaselineValue is not { } b || Fits(b), Problem.Invalid("indicator.share", nameof(BaselineValue))),
            .. Problem.Unless(Targets.All(t => Fits(t.Value)), Problem.Invalid("indicator.share", nameof(Targets))),
            .. Problem.Unless(Plan.All(t => Fits(t.Value)), Problem.Invalid("indicator.share", nameof(Plan))),
        ];
    }
}
