namespace LoTrinh.Platform.Time;

/// <summary>The office's clock: instants are UTC, days and printed times are those of UTC+7.</summary>
public static class OfficeTime
{
    /// <summary>Distance of the office from UTC. Vietnam keeps it all year.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>Now, UTC.</summary>
    public static DateTime UtcNow(this TimeProvider clock) => clock.GetUtcNow().UtcDateTime;

    /// <summary>The office's day.</summary>
    public static DateOnly Today(this TimeProvider clock) => clock.UtcNow().OfficeDay();

    /// <summary>The instant as the office's clock shows it.</summary>
    public static DateTime ToOffice(this DateTime utc) => DateTime.SpecifyKind(utc + Offset, DateTimeKind.Unspecified);

    /// <summary>The office's day of an instant.</summary>
    public static DateOnly OfficeDay(this DateTime utc) => DateOnly.FromDateTime(utc.ToOffice());

    /// <summary>The instant of a time on the office's clock, UTC.</summary>
    public static DateTime FromOffice(this DateTime office) => DateTime.SpecifyKind(office - Offset, DateTimeKind.Utc);

    /// <summary>The instant at which the office's day begins, UTC; the first of all instants for the first of all days, which begins before it.</summary>
    public static DateTime StartUtc(this DateOnly day) =>
        day == DateOnly.MinValue ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc) : day.ToDateTime(TimeOnly.MinValue).FromOffice();

    /// <summary>As people read a day: <c>dd/MM/yyyy</c>.</summary>
    public static string Show(this DateOnly day) => day.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As people read a day, or a dash.</summary>
    public static string Show(this DateOnly? day) => day is { } known ? known.Show() : "–";

    /// <summary>As people read a time of day: <c>HH:mm</c>.</summary>
    public static string Show(this TimeOnly time) => time.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>As people read an instant: <c>dd/MM/yyyy HH:mm</c>, office time.</summary>
    public static string Show(this DateTime utc) =>
        utc.ToOffice().ToString("dd/MM/yyyy HH:mm", System.Globalization.CultureInfo.InvariantCulture);
}
