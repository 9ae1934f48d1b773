using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Time;

namespace LoTrinh.PublicServices.Quality;

/// <summary>Reads the days of a report as they were typed: the year so far where nothing was.</summary>
internal static class CountedDaysForm
{
    public const string FromField = "tu", ToField = "den";

    /// <summary>What stands in the fields when nothing was typed.</summary>
    public static (string From, string To) Typed(string? from, string? to, DateOnly today) =>
        (string.IsNullOrWhiteSpace(from) ? new DateOnly(today.Year, 1, 1).Show() : from, string.IsNullOrWhiteSpace(to) ? today.Show() : to);

    public static Result<CountedDays> Read(string? typedFrom, string? typedTo, DateOnly today)
    {
        var (from, to) = Typed(typedFrom, typedTo, today);
        var (first, last) = (TypedDay.Read(from, FromField), TypedDay.Read(to, ToField));
        ImmutableArray<Problem> problems =
        [
            .. first.Problems, .. last.Problems,
            .. Problem.Unless(!(first.Ok && last.Ok) || (last.Value >= first.Value && last.Value.DayNumber - first.Value.DayNumber < CountedDays.Most), Problem.Invalid("services.statistics-span", ToField, CountedDays.Most)),
        ];
        return problems.Length > 0 ? problems : CountedDays.Of(first.Value, last.Value, today);
    }
}
