using LoTrinh.Platform.Data;
using LoTrinh.Platform.OpenData;

namespace LoTrinh.Platform.Calendar;

/// <summary>Every exceptional day of the years that are known, with the act it rests on.</summary>
internal sealed class CalendarDataset(DeadlineEngine engine) : IOpenDataset
{
    public string Key => "working-calendar";

    public Task<IReadOnlyList<IReadOnlyList<object?>>> ReadAsync(AppDb db, CancellationToken ct) => Task.FromResult<IReadOnlyList<IReadOnlyList<object?>>>(
        [.. engine.Calendar.Years.SelectMany(engine.Calendar.DaysOf).Select(d => (IReadOnlyList<object?>)[d.On, d.Kind.ToString().ToLowerInvariant(), d.Name, d.Basis, d.AnnouncedOn])]);
}
