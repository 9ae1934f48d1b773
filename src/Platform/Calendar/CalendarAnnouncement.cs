using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Calendar;

/// <summary>What an announcement says of a day.</summary>
internal enum AnnouncedKind
{
    /// <summary>Offices are closed.</summary>
    Closed,

    /// <summary>Offices work.</summary>
    Working,

    /// <summary>What was announced for the day before does not hold any more.</summary>
    Withdrawn,
}

/// <summary>A document that changed the calendar, as an administrator entered it. Never changed or deleted; only a later one withdraws it.</summary>
internal sealed class CalendarAnnouncement
{
    public const int NameMaxLength = 200;
    public const int BasisMaxLength = 300;

    private readonly List<AnnouncedDay> _days = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>From 1, without gaps; the order in which announcements are laid over the shipped calendar.</summary>
    public int Number { get; private init; }

    public string Name { get; private init; } = "";

    public string? NameEn { get; private init; }

    /// <summary>Number, day and issuer of the document.</summary>
    public string Basis { get; private init; } = "";

    /// <summary>Day of the document.</summary>
    public DateOnly AnnouncedOn { get; private init; }

    /// <summary>A year whose days are known from here on; its own explicit act.</summary>
    public int? Year { get; private init; }

    public string EnteredBy { get; private init; } = "";

    /// <summary>When it was entered (UTC).</summary>
    public DateTime EnteredAt { get; private init; }

    public IReadOnlyList<AnnouncedDay> Days => _days;

    /// <summary>An announcement that changes something of <paramref name="calendar"/>; else every reason why not.</summary>
    public static Result<CalendarAnnouncement> Make(AnnouncementDraft draft, WorkingCalendar calendar, IReadOnlySet<DateOnly> announced, Entry entry)
    {
        var days = draft.Closed.Select(d => (On: d, Kind: AnnouncedKind.Closed)).Concat(draft.Working.Select(d => (On: d, Kind: AnnouncedKind.Working)))
            .Concat(draft.Withdrawn.Select(d => (On: d, Kind: AnnouncedKind.Withdrawn))).ToList();
        ImmutableArray<Problem> problems = [.. ProblemsOfWords(draft, entry), .. ProblemsOfYear(draft, calendar), .. ProblemsOfDays(draft, days, calendar, announced)];
        if (problems.Length > 0)
        {
            return problems;
        }

        var made = new CalendarAnnouncement
        {
            Number = entry.Number, Name = draft.Name!.Trim(), NameEn = string.IsNullOrWhiteSpace(draft.NameEn) ? null : draft.NameEn.Trim(),
            Basis = draft.Basis!.Trim(), AnnouncedOn = draft.AnnouncedOn!.Value, Year = draft.Year, EnteredBy = entry.By, EnteredAt = entry.At,
        };
        made._days.AddRange(days.OrderBy(d => d.On).Select(d => new AnnouncedDay { AnnouncementId = made.Id, On = d.On, Kind = d.Kind }));
        return made;
    }

    /// <summary>One of its days as the calendar holds it.</summary>
    public CalendarDay ToCalendarDay(AnnouncedDay day) => new(
        day.On, day.Kind == AnnouncedKind.Closed ? DayKind.Closed : DayKind.Working, Name, NameEn ?? Name, Basis, AnnouncedOn, null, null, Number);

    private static IEnumerable<Problem> ProblemsOfWords(AnnouncementDraft draft, Entry entry) =>
    [
        .. Problem.Unless(!string.IsNullOrWhiteSpace(draft.Name), Problem.Invalid("calendar.name-missing", nameof(draft.Name))),
        .. Problem.Unless((draft.Name?.Length ?? 0) <= NameMaxLength, Problem.Invalid("calendar.text-long", nameof(draft.Name), NameMaxLength)),
        .. Problem.Unless((draft.NameEn?.Length ?? 0) <= NameMaxLength, Problem.Invalid("calendar.text-long", nameof(draft.NameEn), NameMaxLength)),
        .. Problem.Unless(!string.IsNullOrWhiteSpace(draft.Basis), Problem.Invalid("calendar.basis-missing", nameof(draft.Basis))),
        .. Problem.Unless((draft.Basis?.Length ?? 0) <= BasisMaxLength, Problem.Invalid("calendar.text-long", nameof(draft.Basis), BasisMaxLength)),
        .. Problem.Unless(draft.AnnouncedOn is not null, Problem.Invalid("calendar.announced-missing", nameof(draft.AnnouncedOn))),
        .. Problem.Unless(draft.AnnouncedOn is not { } on || on <= entry.At.OfficeDay(), Problem.Invalid("calendar.announced-future", nameof(draft.AnnouncedOn))),
    ];

    private static IEnumerable<Problem> ProblemsOfYear(AnnouncementDraft draft, WorkingCalendar calendar)
    {
        if (draft.Year is not { } year)
        {
            return [];
        }

        return calendar.Knows(year) ? [Problem.Invalid("calendar.year-known", nameof(draft.Year), year)]
            : year != calendar.Years.Max() + 1 ? [Problem.Invalid("calendar.year-next", nameof(draft.Year), calendar.Years.Max() + 1)]
            : Problem.Unless(draft.Closed.Any(d => d.Year == year), Problem.Invalid("calendar.year-empty", nameof(draft.Closed), year));
    }

    private static IEnumerable<Problem> ProblemsOfDays(
        AnnouncementDraft draft, List<(DateOnly On, AnnouncedKind Kind)> days, WorkingCalendar calendar, IReadOnlySet<DateOnly> announced)
    {
        if (days.Count == 0 && draft.Year is null)
        {
            yield return Problem.Invalid("calendar.days-missing", nameof(draft.Closed));
        }

        foreach (var twice in days.GroupBy(d => d.On).Where(g => g.Count() > 1))
        {
            yield return Problem.Invalid("calendar.day-twice", FieldOf(twice.Last().Kind), twice.Key.Show());
        }

        // A new year is judged by its weekdays alone.
        var known = draft.Year is { } year ? new WorkingCalendar(calendar.Years.Append(year), calendar.Years.SelectMany(calendar.DaysOf), calendar.RestDays) : calendar;
        foreach (var (on, kind) in days)
        {
            if (!known.Knows(on.Year))
            {
                yield return Problem.Invalid("calendar.unknown-year", FieldOf(kind), on.Year, calendar.Years.Min(), calendar.Years.Max());
            }
            else if (kind == AnnouncedKind.Withdrawn ? !announced.Contains(on) : known.IsWorkingDay(on) == (kind == AnnouncedKind.Working))
            {
                yield return Problem.Invalid($"calendar.no-effect.{kind.ToString().ToLowerInvariant()}", FieldOf(kind), on.Show());
            }
        }
    }

    private static string FieldOf(AnnouncedKind kind) => kind.ToString();

    /// <summary>What is known of the entering.</summary>
    public sealed record Entry(int Number, string By, DateTime At);
}

/// <summary>A day of an announcement.</summary>
internal sealed class AnnouncedDay
{
    public required Guid AnnouncementId { get; init; }

    public required DateOnly On { get; init; }

    public required AnnouncedKind Kind { get; init; }
}

/// <summary>What an announcement is made of.</summary>
internal sealed record AnnouncementDraft(string? Name, string? NameEn, string? Basis, DateOnly? AnnouncedOn,
    IReadOnlyList<DateOnly> Closed, IReadOnlyList<DateOnly> Working, IReadOnlyList<DateOnly> Withdrawn, int? Year);

internal sealed class AnnouncementMapping : IEntityTypeConfiguration<CalendarAnnouncement>, IEntityTypeConfiguration<AnnouncedDay>
{
    public void Configure(EntityTypeBuilder<CalendarAnnouncement> builder)
    {
        builder.ToTable("platform_calendar_announcement").HasKey(a => a.Id);
        builder.Property(a => a.Name).HasMaxLength(CalendarAnnouncement.NameMaxLength);
        builder.Property(a => a.NameEn).HasMaxLength(CalendarAnnouncement.NameMaxLength);
        builder.Property(a => a.Basis).HasMaxLength(CalendarAnnouncement.BasisMaxLength);
        builder.Property(a => a.EnteredBy).HasMaxLength(200);
        builder.HasIndex(a => a.Number).IsUnique();
        builder.HasMany(a => a.Days).WithOne().HasForeignKey(d => d.AnnouncementId);
        builder.Navigation(a => a.Days).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<AnnouncedDay> builder)
    {
        builder.ToTable("platform_calendar_announced_day").HasKey(d => new { d.AnnouncementId, d.On });
        builder.Property(d => d.Kind).HasConversion<string>().HasMaxLength(12);
    }
}

internal static class CalendarTables
{
    extension(AppDb db)
    {
        public DbSet<CalendarAnnouncement> CalendarAnnouncements => db.Set<CalendarAnnouncement>();
    }
}
