using System.Globalization;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Calendar;

/// <summary>The calendar for programs: to read, open to everyone; to announce, for those who edit it.</summary>
public static class CalendarEndpoints
{
    /// <summary>Words of the units a period is counted in.</summary>
    internal static readonly IReadOnlyDictionary<string, PeriodUnit> Units = new Dictionary<string, PeriodUnit>(StringComparer.Ordinal)
    {
        ["working-day"] = PeriodUnit.WorkingDay,
        ["working-hour"] = PeriodUnit.WorkingHour,
        ["day"] = PeriodUnit.Day,
        ["month"] = PeriodUnit.Month,
    };

    private const string Everywhere = PermitsAttribute.Prefix + PlatformPermissions.CalendarEdit + PermitsAttribute.Everywhere;

    /// <summary>Adds them.</summary>
    public static void MapCalendar(this IEndpointRouteBuilder api)
    {
        api.MapGet("/calendar/due", Due).AllowAnonymous();
        api.MapGet("/calendar/days", Days).AllowAnonymous();
        api.MapGet("/calendar/years", Years).AllowAnonymous();
        api.MapGet("/calendar/announcements", Announcements).AllowAnonymous();
        api.MapPost("/calendar/announcements", Announce).RequireAuthorization(Everywhere);
        api.MapPost("/calendar/announcements/preview", Preview).RequireAuthorization(Everywhere);
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
                deadline.Rules.Basis, deadline.Skipped.Select(DayAnswer.Of).ToList(), deadline.RestDays))
            : result.Problems.ToHttp(http);
    }

    private static Results<Ok<List<DayAnswer>>, ProblemHttpResult> Days(int? year, DeadlineEngine engine, TimeProvider clock, HttpContext http)
    {
        var wanted = year ?? clock.Today().Year;
        return engine.Calendar.Knows(wanted)
            ? TypedResults.Ok(engine.Calendar.DaysOf(wanted).Select(DayAnswer.Of).ToList())
            : Problem.Invalid("calendar.unknown-year", "Year", wanted, engine.Calendar.Years.Min(), engine.Calendar.Years.Max()).ToHttp(http);
    }

    private static Ok<List<YearAnswer>> Years(DeadlineEngine engine) =>
        TypedResults.Ok(engine.Calendar.Years.Select(y => new YearAnswer(y, engine.Calendar.WorkingDaysIn(y))).ToList());

    private static async Task<Ok<List<AnnouncementAnswer>>> Announcements(AppDb db, CancellationToken ct)
    {
        var all = await db.CalendarAnnouncements.AsNoTracking().Include(a => a.Days).OrderByDescending(a => a.Number).ToListAsync(ct);
        return TypedResults.Ok(all.Select(AnnouncementAnswer.Of).ToList());
    }

    private static async Task<Results<Created<AnnouncementAnswer>, ProblemHttpResult>> Announce(
        AnnouncementBody body, Actor actor, AnnounceCalendar announce, HttpContext http, CancellationToken ct)
    {
        var result = await announce.Handle(actor, body.ToDraft(), ct);
        return result.TryGet(out var made) ? TypedResults.Created("/api/v1/calendar/announcements", AnnouncementAnswer.Of(made)) : result.Problems.ToHttp(http);
    }

    private static async Task<Results<Ok<PreviewAnswer>, ProblemHttpResult>> Preview(
        AnnouncementBody body, Actor actor, AnnounceCalendar announce, HttpContext http, CancellationToken ct)
    {
        var result = await announce.Preview(actor, body.ToDraft(), ct);
        return result.TryGet(out var seen)
            ? TypedResults.Ok(new PreviewAnswer(seen.Count, [.. seen.Moved.SelectMany(m => m.Deadlines)])) : result.Problems.ToHttp(http);
    }

    /// <summary>A deadline as programs read it.</summary>
    public sealed record DueAnswer(DateOnly Due, string? DueAt, string Rules, string Basis, IReadOnlyList<DayAnswer> Skipped, int RestDays);

    /// <summary>An exceptional day as programs read it, with where it is known from.</summary>
    public sealed record DayAnswer(
        DateOnly On, DayKind Kind, string Name, string Basis, DateOnly? AnnouncedOn, string? Source, string? Confidence, int? Announcement)
    {
        internal static DayAnswer Of(CalendarDay d) => new(d.On, d.Kind, d.Name, d.Basis, d.AnnouncedOn, d.Source, d.Confidence, d.Announcement);
    }

    /// <summary>A known year.</summary>
    public sealed record YearAnswer(int Year, int WorkingDays);

    /// <summary>An announcement as programs read it.</summary>
    public sealed record AnnouncementAnswer(int Number, string Name, string Basis, DateOnly AnnouncedOn, int? Year,
        IReadOnlyList<DateOnly> Closed, IReadOnlyList<DateOnly> Working, IReadOnlyList<DateOnly> Withdrawn)
    {
        internal static AnnouncementAnswer Of(CalendarAnnouncement a)
        {
            List<DateOnly> Days(AnnouncedKind kind) => [.. a.Days.Where(d => d.Kind == kind).Select(d => d.On).Order()];
            return new(a.Number, a.Name, a.Basis, a.AnnouncedOn, a.Year, Days(AnnouncedKind.Closed), Days(AnnouncedKind.Working), Days(AnnouncedKind.Withdrawn));
        }
    }

    /// <summary>An announcement as programs send it.</summary>
    public sealed record AnnouncementBody(string? Name, string? NameEn, string? Basis, DateOnly? AnnouncedOn,
        DateOnly[]? Closed, DateOnly[]? Working, DateOnly[]? Withdrawn, int? Year)
    {
        internal AnnouncementDraft ToDraft() => new(Name, NameEn, Basis, AnnouncedOn, Closed ?? [], Working ?? [], Withdrawn ?? [], Year);
    }

    /// <summary>What an announcement would move.</summary>
    public sealed record PreviewAnswer(int Count, IReadOnlyList<MovedDeadline> Moved);
}
