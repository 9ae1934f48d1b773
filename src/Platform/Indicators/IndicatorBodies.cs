using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Organisation;

namespace LoTrinh.Platform.Indicators;

internal sealed record IndicatorListAnswer(int Count, int Page, int PageSize, IReadOnlyList<IndicatorAnswer> Indicators);

internal sealed record SourceAnswer(string Key, string Name, string How);

internal sealed record IndicatorChanged(Guid Id, string Code, int Version);

internal sealed record ValueChanged(Guid Id, DateOnly AsOf, int Sequence, ValueState State, int Version);

internal sealed record ReasonedBody(string? Reason, int? Version);

internal sealed record AgainBody(DateOnly? AsOf, string? Reason);

internal sealed record DecidedBody(bool Accepted, string? Note, int? Version);

internal sealed record ProofBody(string? Name, byte[]? Content);

internal sealed record ReportBody(
    DateOnly? AsOf, double? Value, double? Numerator, double? Denominator, string? Note, string? Evidence, DateOnly? ExpectedOn,
        ProofBody[]? Files);

/// <summary>What an indicator is, as programs write and read it. Units are meant by their keys.</summary>
internal sealed record IndicatorBody(string? Code, string? NameVi, string? NameEn, string? UnitVi, string? UnitEn,
    IndicatorDirection Direction, bool IsQualitative,
    IndicatorKind Kind, string? Source, IndicatorRhythm? Rhythm, IndicatorWindow Window, DateOnly? StartsOn, double? BaselineValue,
        DateOnly? BaselineOn, string? Owner,
    string? Document, string? Clause, string? TargetText, string? Method, string? ReadIn, Confidence? Confidence,
        IReadOnlyList<DatedValue>? Targets,
    IReadOnlyList<DatedValue>? Plan, string? Reason, int? Version)
{
    public IndicatorDraft ToDraft(OrganisationDirectory organisation) => new()
    {
        Code = Code, NameVi = NameVi, NameEn = NameEn, UnitVi = UnitVi, UnitEn = UnitEn, Direction = Direction,
        IsQualitative = IsQualitative, Kind = Kind,
        SourceKey = Source, Rhythm = Rhythm ?? IndicatorRhythm.Month, Window = Window, StartsOn = StartsOn, BaselineValue = BaselineValue,
        BaselineOn = BaselineOn,
        OwnerUnitId = organisation.Find(Owner)?.Id, TargetText = TargetText, Method = Method, Source = ReadIn, Confidence = Confidence,
        Targets = Targets ?? [], Plan = Plan ?? [],
    };

    public static IndicatorBody Of(Indicator i, OrganisationDirectory organisation) => new(i.Code, i.NameVi, i.NameEn, i.UnitVi, i.UnitEn,
        i.Direction, i.IsQualitative, i.Kind,
        i.SourceKey, i.Rhythm, i.Window, i.StartsOn, i.BaselineValue, i.BaselineOn, organisation.Find(i.OwnerUnitId)?.Key,
            i.DocumentId?.ToString(), i.ClauseLabel,
        i.TargetText, i.Method, i.Source, i.Confidence, [.. i.Targets.Select(p => new DatedValue(p.On, p.Value))],
        [.. i.Points.Where(p => !p.IsTarget).OrderBy(p => p.On).Select(p => new DatedValue(p.On, p.Value))], null, i.Version);
}

/// <summary>An indicator and how it stands.</summary>
/// <param name="Id">It.</param>
/// <param name="Code">Its short name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Unit">Its unit of measure.</param>
/// <param name="Owner">Key of the unit that answers for it.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Why">Why.</param>
/// <param name="Value">The last value that counts.</param>
/// <param name="AsOf">The day it is of.</param>
/// <param name="Planned">What the plan wants by that day.</param>
/// <param name="Target">The target that matters now.</param>
/// <param name="TargetOn">By when.</param>
/// <param name="RetiredOn">From when it is no longer followed.</param>
internal sealed record IndicatorAnswer(Guid Id, string Code, string Name, string? Unit, string? Owner, Prospect Standing, string Why,
    double? Value, DateOnly? AsOf,
    double? Planned, double? Target, DateOnly? TargetOn, DateOnly? RetiredOn)
{
    public static IndicatorAnswer Of(Indicator i, IndicatorStanding s, OrganisationDirectory organisation) =>
        new(i.Id, i.Code, i.Name, i.Unit,
        organisation.Find(i.OwnerUnitId)?.Key, s.State, s.Why, s.Current?.Value, s.Current?.AsOf, s.Planned, s.Target?.Value, s.Target?.On,
            i.RetiredOn);
}

/// <summary>What the trend says.</summary>
/// <param name="Method">How it was reckoned.</param>
/// <param name="Confidence">How sure the interval is, at least.</param>
/// <param name="Points">From how many values.</param>
/// <param name="PerYear">Change in a year, and its bounds.</param>
/// <param name="AtTarget">Value on the target's day, and its bounds.</param>
/// <param name="ReachedOn">When the target is reached; null when never.</param>
/// <param name="EarliestOn">The earliest day.</param>
/// <param name="LatestOn">The latest day; null when it may never be.</param>
internal sealed record ForecastAnswer(string Method, double Confidence, int Points, Outlook PerYear, Outlook? AtTarget,
    DateOnly? ReachedOn, DateOnly? EarliestOn, DateOnly? LatestOn)
{
    public static ForecastAnswer? Of(IndicatorStanding s) => s.Trend is not { } t ? null : new("theil-sen", Trend.Confidence, t.Points,
        new(t.Low * DaysInYear, t.Slope * DaysInYear, t.High * DaysInYear), s.AtTarget, s.ReachedOn ?? s.Reach?.On, s.Reach?.Earliest,
            s.Reach?.Latest);

    private const double DaysInYear = 365.25;
}

internal sealed record ProofAnswer(Guid Id, string Name, long Length, string Sha256);

internal sealed record ValueAnswer(Guid Id, DateOnly AsOf, int Sequence, double? Value, double? Numerator, double? Denominator,
    ValueState State, DateTime? QueriedAt,
    string? Source, string? Records, string? Note, string? Evidence, DateOnly? ExpectedOn, string By, string? Unit, DateTime At,
        string? DecidedBy, DateTime? DecidedAt,
    string? DecisionNote, int Version, IReadOnlyList<ProofAnswer> Files)
{
    public static ValueAnswer Of(IndicatorValue v, IEnumerable<StoredFile> files, OrganisationDirectory organisation) =>
        new(v.Id, v.AsOf, v.Sequence, v.Value, v.Numerator,
        v.Denominator, v.State, v.QueriedAt, v.SourceKey, v.Records, v.Note, v.Evidence, v.ExpectedOn, v.By,
            organisation.Find(v.ByUnitId)?.Key, v.At, v.DecidedBy, v.DecidedAt,
        v.DecisionNote, v.Version, [.. files.Select(f => new ProofAnswer(f.Id, f.Name, f.Length, f.Sha256))]);
}

/// <summary>One indicator, whole.</summary>
/// <param name="Indicator">How it stands.</param>
/// <param name="Definition">What it is.</param>
/// <param name="Forecast">What the trend says; null while there are too few values.</param>
/// <param name="Values">Its values, those that do not count among them.</param>
internal sealed record WholeIndicatorAnswer(IndicatorAnswer Indicator, IndicatorBody Definition, ForecastAnswer? Forecast,
    IReadOnlyList<ValueAnswer> Values);
