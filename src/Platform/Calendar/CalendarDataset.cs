using LoTrinh.Platform.Data;
using LoTrinh.Platform.OpenData;

namespace LoTrinh.Platform.Calendar;

/// <summary>Every exceptional day of the years that are known, with the act it rests on.</summary>
internal sealed class CalendarDataset(CalendarDirectory calendar) : IOpenDataset
{
    public string Key => "working-calendar";

    public Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct)
    {
        var days = calendar.Engine.Calendar;
        return Task.FromResult<IReadOnlyList<IReadOnlyList<object?>>>(
            [.. days.Years.SelectMany(days.DaysOf).Select(d => (IReadOnlyList<object?>)[d.On, d.Kind.ToString().ToLowerInvariant(), d.Name, d.Basis, d.AnnouncedOn])]);
    }
}
