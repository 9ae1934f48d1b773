using System.Collections.Immutable;
using System.Globalization;
using LoTrinh.Platform.Data;

namespace LoTrinh.Steering.Reviews;

/// <summary>Reporting periods, rubrics and the words of papers: data from <c>seed/reviews.yaml</c>, with its basis.</summary>
internal sealed class ReviewRules
{
    private static readonly string[] Roman = ["I", "II", "III", "IV"];
    private readonly ImmutableArray<(DateOnly From, DateOnly? To, Rubric Rubric)> _rubrics;
    private readonly ReviewRulesFile _file;

    private ReviewRules(ReviewRulesFile file)
    {
        _file = file;
        Sets = [.. file.RuleSets.OrderBy(s => s.ValidFrom).Select(SetOf)];
        _rubrics = [.. file.Rubrics.OrderBy(r => r.ValidFrom).Select(r => (r.ValidFrom, r.ValidTo, RubricOf(r)))];
    }

    public static ReviewRules Official { get; } = new(SeedFile.Read<ReviewRulesFile>("reviews.yaml"));

    /// <summary>The rule sets, the earliest first.</summary>
    public ImmutableArray<PeriodRules> Sets { get; }

    public ReportWording Report => _file.Report;

    public PrefillWording Prefill => _file.Prefill;

    /// <summary>The rules that hold for periods that end on a day; null when none do.</summary>
    public PeriodRules? On(DateOnly day) => Sets.LastOrDefault(s => s.Holds(day));

    /// <summary>The period and the rules that it is made by; null when there is none.</summary>
    public (ReportPeriod Period, PeriodRules Rules)? Find(PeriodKind? kind, int? year, int? number) =>
        kind is not { } k || year is not (>= 1900 and <= 2200) || number is not { } n ? null
            : Sets.Select(s => (Period: s.Find(k, year.Value, n), Rules: s)).Where(p => p.Period is not null && p.Rules.Holds(p.Period.To))
                .Select(p => ((ReportPeriod, PeriodRules)?)(p.Period!, p.Rules)).LastOrDefault();

    /// <summary>The periods that end in a month, each with the rules that it is made by.</summary>
    public IEnumerable<(ReportPeriod Period, PeriodRule Rule, PeriodRules Rules)> EndingIn(int year, int month) =>
        from rules in Sets
        from rule in rules.Kinds
        from period in rules.Of(rule.Kind, year)
        where period.To.Month == month && On(period.To) == rules
        select (period, rule, rules);

    /// <summary>The rubric for a period that ends on a day; before the first, the first.</summary>
    public Rubric RubricOn(DateOnly day) => (_rubrics.LastOrDefault(r => r.From <= day && (r.To is null || day <= r.To)).Rubric)
        ?? _rubrics[0].Rubric;

    /// <summary>What a review of the period is called on papers.</summary>
    public string TitleOf(ReportPeriod period) => string.Format(CultureInfo.InvariantCulture, _file.Titles[period.Kind], period.Number,
        period.Year,
        Roman.ElementAtOrDefault(period.Number - 1), _file.HalfYears.ElementAtOrDefault(period.Number - 1));

    private static PeriodRules SetOf(RuleSetRow row) => new()
    {
        Id = row.Id, Name = row.Name, NameEn = row.NameEn, Basis = row.Basis, ValidFrom = row.ValidFrom, ValidTo = row.ValidTo,
        FirstDay = row.FirstDay,
        LastDay = row.LastDay, Kinds = [.. row.Kinds.Select(k => new PeriodRule(k.Kind, k.Months, [.. k.Ends.Order()], k.Basis,
            k.Confidence))],
        GovernmentDay = row.GovernmentDay, WhenClosed = row.WhenClosed, LeastWorkingDays = row.LeastWorkingDays,
        UnitWorkingDays = row.UnitWorkingDays,
    };

    private static Rubric RubricOf(RubricRow row) => new(row.Id, row.Basis,
        [.. row.Criteria.Select(c => new Criterion(c.Measure, c.Weight, c.Basis))], row.Needed,
        [.. row.KindWeights.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => new KindWeight(k.Key, k.Value))], row.OtherWeight,
            row.StarWeight,
        row.CoordinatorsFrom, row.UpdatedFromDays, [.. row.Levels.OrderByDescending(l => l.From)
            .Select(l => new ScoreLevel(l.Key, l.From))]);
}
