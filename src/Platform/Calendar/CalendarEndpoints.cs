using System.Globalization;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace LoTrinh.Platform.Calendar;

/// <summary>The calendar for programs; open to everyone.</summary>
public static class CalendarEndpoints
{
    private static readonly Dictionary<string, PeriodUnit> Units = new(StringComparer.Ordinal)
    {
        ["working-hour"] = PeriodUnit.WorkingHour,
        ["working-day"] = PeriodUnit.WorkingDay,
        ["day"] = PeriodUnit.Day,
        ["month"] = PeriodUnit.Month,
    };

    /// <summary>Adds them.</summary>
    public static void MapCalendar(this IEndpointRouteBuilder api)
    {
        api.MapGet("/calendar/due", Due).AllowAnonymous();
        api.MapGet("/calendar/days", Days).AllowAnonymous();
    }

    private static Results<Ok<DueAnswer>, ProblemHttpResult> Due(string? from, string? amount, string? unit, DeadlineEngine engine, HttpContext http)
    {
        var withTime = DateTime.TryParseExact(from, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var start);
        var day = DateOnly.TryParseExact(from, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on);
        var known = Units.TryGetValue(unit ?? "", out var period);
        Problem[] problems =
        [
            .. Problem.Unless(withTime || (day && period != PeriodUnit.WorkingHour) || (day && !known), Problem.Invalid(
                known && period == PeriodUnit.WorkingHour ? "calendar.from-time" : "calendar.from", "From")),
            .. Problem.Unless(int.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var count),
                Problem.Invalid("calendar.amount", "Amount", DeadlineEngine.LargestAmount)),
            .. Problem.Unless(known, Problem.Invalid("calendar.unit", "Unit", string.Join(", ", Units.Keys))),
        ];
        if (problems.Length > 0)
        {
            return problems.ToHttp(http);
        }

        var result = engine.Due(withTime ? start : on.ToDateTime(TimeOnly.MinValue), count, period);
        return result.TryGet(out var deadline)
            ? TypedResults.Ok(new DueAnswer(deadline.Due, deadline.DueAt?.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture), deadline.Rules.Id,
                deadline.Rules.Basis, deadline.Skipped.Select(d => new DayAnswer(d.On, d.Kind, d.Name, d.Basis)).ToList()))
            : result.Problems.ToHttp(http);
    }

    private static Results<Ok<List<DayAnswer>>, ProblemHttpResult> Days(int? year, DeadlineEngine engine, TimeProvider clock, HttpContext http)
    {
        var wanted = year ?? clock.Today().Year;
        return engine.Calendar.Knows(wanted)
            ? TypedResults.Ok(engine.Calendar.DaysOf(wanted).Select(d => new DayAnswer(d.On, d.Kind, d.Name, d.Basis)).ToList())
            : Problem.Invalid("calendar.unknown-year", "Year", wanted, engine.Calendar.Years.Min(), engine.Calendar.Years.Max()).ToHttp(http);
    }

    /// <summary>A deadline as programs read it.</summary>
    public sealed record DueAnswer(DateOnly Due, string? DueAt, string Rules, string Basis, IReadOnlyList<DayAnswer> Skipped);

    /// <summary>An exceptional day as programs read it.</summary>
    public sealed record DayAnswer(DateOnly On, DayKind Kind, string Name, string Basis);
}
