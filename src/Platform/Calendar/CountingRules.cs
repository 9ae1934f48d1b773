using System.Globalization;
using LoTrinh.Platform.Data;

namespace LoTrinh.Platform.Calendar;

/// <summary>What becomes of a period in days or months whose last day is a day of rest.</summary>
public enum EndsOnRest
{
    /// <summary>It ends with the next working day.</summary>
    NextWorkingDay,

    /// <summary>It ends on that day all the same.</summary>
    SameDay,
}

/// <summary>A dated set of counting rules.</summary>
/// <param name="Id">Stable identifier.</param>
/// <param name="Basis">The act it rests on.</param>
/// <param name="ValidFrom">First day it counts for: the day on which the period begins.</param>
/// <param name="ValidTo">Last day; null while in force.</param>
/// <param name="OnRest">What becomes of a period that ends on a day of rest.</param>
public sealed record CountingRules(string Id, string Basis, DateOnly ValidFrom, DateOnly? ValidTo, EndsOnRest OnRest);

/// <summary>When offices are open on a working day, over a span of time.</summary>
/// <param name="ValidFrom">First day of these hours.</param>
/// <param name="ValidTo">Last day; null while they hold.</param>
/// <param name="Spans">Open and close times on the office's clock, in order.</param>
/// <param name="Basis">What they rest on.</param>
public sealed record OfficeHours(DateOnly ValidFrom, DateOnly? ValidTo, IReadOnlyList<(TimeOnly Opens, TimeOnly Closes)> Spans, string Basis);

/// <summary>All counting rules and office hours, each for its time.</summary>
public sealed class CountingRuleBook(IReadOnlyList<CountingRules> rules, IReadOnlyList<OfficeHours> hours)
{
    /// <summary>The rules that come with the product: <c>seed/calendar.yaml</c>.</summary>
    public static CountingRuleBook Official => CalendarFile.Shipped.Rules;

    /// <summary>The rules for a period that begins on a day; null when none are known.</summary>
    public CountingRules? On(DateOnly day) => rules.FirstOrDefault(r => r.ValidFrom <= day && (r.ValidTo is null || day <= r.ValidTo));

    /// <summary>When offices are open on a working day; closed when no hours are known for it.</summary>
    public IReadOnlyList<(TimeOnly Opens, TimeOnly Closes)> HoursOn(DateOnly day) =>
        hours.FirstOrDefault(h => h.ValidFrom <= day && (h.ValidTo is null || day <= h.ValidTo))?.Spans ?? [];
}

/// <summary><c>seed/calendar.yaml</c>.</summary>
internal sealed class CalendarFile
{
    private static readonly Lazy<(WorkingCalendar Calendar, CountingRuleBook Rules)> Read = new(() => SeedFile.Read<CalendarFile>("calendar.yaml").Build());

    public static (WorkingCalendar Calendar, CountingRuleBook Rules) Shipped => Read.Value;

    public List<RestRow> RestDays { get; set; } = [];

    public List<HoursRow> OfficeHours { get; set; } = [];

    public List<RuleRow> CountingRules { get; set; } = [];

    public List<YearRow> Years { get; set; } = [];

    private (WorkingCalendar Calendar, CountingRuleBook Rules) Build()
    {
        var days = Years.SelectMany(y => y.Days).Select(d => new CalendarDay(
            d.On, Enum.Parse<DayKind>(d.Kind, ignoreCase: true), d.Name, d.NameEn, d.Basis, d.AnnouncedOn, d.Source, d.Confidence));
        var rules = CountingRules.Select(r => new CountingRules(r.Id, r.Basis, r.ValidFrom, r.ValidTo,
            Enum.Parse<EndsOnRest>(r.EndsOnRest.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)));
        var hours = OfficeHours.Select(h => new OfficeHours(h.ValidFrom, h.ValidTo, [.. h.Spans.Select(Span)], h.Basis));
        return (new(Years.Select(y => y.Year), days, RestDays.Select(r => Enum.Parse<DayOfWeek>(r.Day, ignoreCase: true))), new([.. rules], [.. hours]));
    }

    private static (TimeOnly Opens, TimeOnly Closes) Span(string text) => text.Split('-') is [var opens, var closes]
        ? (TimeOnly.Parse(opens, CultureInfo.InvariantCulture), TimeOnly.Parse(closes, CultureInfo.InvariantCulture))
        : throw new FormatException($"Not a span of hours: {text}");

    internal sealed class RestRow
    {
        public string Day { get; set; } = "";

        public string Basis { get; set; } = "";

        public string Confidence { get; set; } = "";
    }

    internal sealed class HoursRow
    {
        public DateOnly ValidFrom { get; set; }

        public DateOnly? ValidTo { get; set; }

        public List<string> Spans { get; set; } = [];

        public string Basis { get; set; } = "";

        public string Confidence { get; set; } = "";
    }

    internal sealed class RuleRow
    {
        public string Id { get; set; } = "";

        public DateOnly ValidFrom { get; set; }

        public DateOnly? ValidTo { get; set; }

        public string EndsOnRest { get; set; } = "";

        public string Basis { get; set; } = "";

        public string Confidence { get; set; } = "";
    }

    internal sealed class YearRow
    {
        public int Year { get; set; }

        public List<DayRow> Days { get; set; } = [];
    }

    internal sealed class DayRow
    {
        public DateOnly On { get; set; }

        public string Kind { get; set; } = "";

        public string Name { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string Basis { get; set; } = "";

        public DateOnly? AnnouncedOn { get; set; }

        public string Source { get; set; } = "";

        public string Confidence { get; set; } = "";
    }
}
