using System.Globalization;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Platform.Calendar;

/// <summary>The working days of a year with their basis, and a calculator of deadlines; for everyone.</summary>
[AllowAnonymous]
internal sealed class ReadCalendarPage(DeadlineEngine engine, TimeProvider clock, Texts texts) : PageModel
{
    [BindProperty(Name = "nam", SupportsGet = true)]
    public int? Year { get; set; }

    [BindProperty(Name = "tu", SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(Name = "gio", SupportsGet = true)]
    public string? At { get; set; }

    [BindProperty(Name = "so", SupportsGet = true)]
    public string? Amount { get; set; }

    [BindProperty(Name = "donvi", SupportsGet = true)]
    public string? Unit { get; set; }

    public int Shown => Year ?? clock.Today().Year;

    public bool IsKnown => engine.Calendar.Knows(Shown);

    public IReadOnlyList<int> Years => [.. engine.Calendar.Years];

    public IReadOnlyList<CalendarDay> Days => [.. engine.Calendar.DaysOf(Shown)];

    public int WorkingDays => engine.Calendar.WorkingDaysIn(Shown);

    public DateOnly Today => clock.Today();

    public Deadline? Answer { get; private set; }

    public IEnumerable<SelectListItem> Units => CalendarEndpoints.Units.Keys.Select(key => new SelectListItem(texts[$"calendar.unit.{key}"], key));

    public static IReadOnlyList<DayOfWeek> Week { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public IActionResult OnGet()
    {
        var asked = Amount is not null || From is not null;
        if (!asked || !ModelState.IsValid)
        {
            return asked ? this.Stay([]) : Page();
        }

        var hours = Unit == "working-hour";
        var read = TimeOnly.TryParseExact(At?.Trim(), ["H:mm", "HH:mm", "H'h'mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        Problem[] problems =
        [
            .. Problem.Unless(From is not null, Problem.Invalid("calendar.from-day", "tu")),
            .. Problem.Unless(int.TryParse(Amount, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) && amount <= DeadlineEngine.LargestAmount,
                Problem.Invalid("calendar.amount", "so", DeadlineEngine.LargestAmount)),
            .. Problem.Unless(CalendarEndpoints.Units.ContainsKey(Unit ?? ""), Problem.Invalid("calendar.unit-missing", "donvi")),
            .. Problem.Unless(!hours || read, Problem.Invalid("calendar.time", "gio")),
        ];
        if (problems.Length > 0)
        {
            return this.Stay(problems);
        }

        var result = engine.Due(From!.Value.ToDateTime(hours ? time : TimeOnly.MinValue), amount, CalendarEndpoints.Units[Unit!]);
        if (!result.TryGet(out var deadline))
        {
            return this.Stay(result.Problems.Select(p => p with { Field = "tu" }));
        }

        Answer = deadline;
        return Page();
    }

    /// <summary>The weeks of a month, each from Monday; null outside the month.</summary>
    public IEnumerable<DateOnly?[]> WeeksOf(int month)
    {
        var first = new DateOnly(Shown, month, 1);
        var before = ((int)first.DayOfWeek + 6) % 7;
        return Enumerable.Repeat((DateOnly?)null, before).Concat(Enumerable.Range(0, DateTime.DaysInMonth(Shown, month)).Select(n => (DateOnly?)first.AddDays(n)))
            .Chunk(7).Select(week => week.Length == 7 ? week : [.. week, .. new DateOnly?[7 - week.Length]]);
    }

    /// <summary>What the calendar says of a day, if anything.</summary>
    public DayKind? KindOf(DateOnly day) => engine.Calendar.Find(day)?.Kind;

    public bool IsRest(DateOnly day) => !engine.Calendar.IsWorkingDay(day);

    /// <summary>Days on the way that did not count, by name: one line a holiday.</summary>
    public static IEnumerable<(string Name, string Days, string Basis)> Lines(IEnumerable<CalendarDay> days) =>
        days.GroupBy(d => (d.Name, d.Basis)).Select(g => (g.Key.Name, string.Join(", ", g.Select(d => d.On.Show())), g.Key.Basis));
}
