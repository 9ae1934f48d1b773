using System.Collections.Immutable;
using System.Globalization;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;

namespace LoTrinh.Platform.Notifications;

/// <summary>Hours of working days in which people are told by e-mail and reminded; all other time is quiet.</summary>
/// <param name="Id">Key of the rule set.</param>
/// <param name="From">First day of the rule set.</param>
/// <param name="To">Last day; null while it is in force.</param>
/// <param name="Opens">Office time from which reminders are made.</param>
/// <param name="HeldUntil">Office time before which no e-mail of the day leaves, so that it goes out as one.</param>
/// <param name="Closes">Office time from which it is quiet again.</param>
/// <param name="Basis">What it rests on.</param>
/// <param name="BasisEn">The same in English.</param>
public sealed record QuietHours(string Id, DateOnly From, DateOnly? To, TimeOnly Opens, TimeOnly HeldUntil, TimeOnly Closes, string Basis,
    string BasisEn)
{
    /// <summary>What it rests on, in the reader's language.</summary>
    public string BasisShown => Languages.IsEnglish ? BasisEn : Basis;
}

/// <summary>Says when people are left alone: outside office time and on days of rest, by the dated rule sets of
/// <c>seed/quiet-hours.yaml</c>.</summary>
public sealed class QuietTime(DeadlineEngine deadlines)
{
    private static readonly ImmutableArray<QuietHours> Sets = [.. SeedFile.Read<File>("quiet-hours.yaml").RuleSets
        .Select(s => new QuietHours(s.Id, s.From, s.To, Time(s.Opens), Time(s.HeldUntil), Time(s.Closes), s.Basis, s.BasisEn))
            .OrderBy(s => s.From)];

    /// <summary>The rule set in force on a day; before the first, the first.</summary>
    public static QuietHours On(DateOnly day) => Sets.LastOrDefault(s => s.From <= day && (s.To is null || s.To >= day)) ?? Sets[0];

    /// <summary>Whether nobody is to be reminded at this instant.</summary>
    public bool IsQuiet(DateTime utc)
    {
        var (day, time) = Split(utc);
        return !IsWorkingDay(day) || time < On(day).Opens || time >= On(day).Closes;
    }

    /// <summary>From when on an e-mail written at this instant may leave: at once, or in the next morning of work with all that is held
    /// until then.</summary>
    public DateTime HeldUntil(DateTime utc)
    {
        var (day, time) = Split(utc);
        if (!IsQuiet(utc) && time >= On(day).HeldUntil)
        {
            return utc;
        }

        if (IsWorkingDay(day) && time < On(day).HeldUntil)
        {
            return At(day);
        }

        do
        {
            day = day.AddDays(1);
        }
        while (!IsWorkingDay(day));
        return At(day);
    }

    // Of a year whose days off are not known, the weekly rest is.
    private bool IsWorkingDay(DateOnly day) =>
        deadlines.Calendar.Knows(day.Year) ? deadlines.Calendar.IsWorkingDay(day) : !deadlines.Calendar.RestDays.Contains(day.DayOfWeek);

    private static DateTime At(DateOnly day) => day.ToDateTime(On(day).HeldUntil).FromOffice();

    private static (DateOnly Day, TimeOnly Time) Split(DateTime utc) => utc.ToOffice() is var office
        ? (DateOnly.FromDateTime(office), TimeOnly.FromDateTime(office)) : default;

    private static TimeOnly Time(string typed) => TimeOnly.ParseExact(typed, "HH:mm", CultureInfo.InvariantCulture);

    internal sealed class File
    {
        public List<Row> RuleSets { get; set; } = [];
    }

    internal sealed class Row
    {
        public string Id { get; set; } = "";

        public DateOnly From { get; set; }

        public DateOnly? To { get; set; }

        public string Opens { get; set; } = "";

        public string HeldUntil { get; set; } = "";

        public string Closes { get; set; } = "";

        public string Confidence { get; set; } = "";

        public string Basis { get; set; } = "";

        public string BasisEn { get; set; } = "";
    }
}
