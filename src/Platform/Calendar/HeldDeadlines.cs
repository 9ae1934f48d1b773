namespace LoTrinh.Platform.Calendar;

/// <summary>An open deadline that is another day on another calendar.</summary>
/// <param name="SubjectId">The record it belongs to.</param>
/// <param name="Code">How people name the record.</param>
/// <param name="From">The day now due.</param>
/// <param name="To">The day due on the other calendar.</param>
public sealed record MovedDeadline(Guid SubjectId, string Code, DateOnly From, DateOnly To);

/// <summary>A module that keeps deadlines counted on the calendar. It moves them when <see cref="Contracts.CalendarAnnounced"/> happened; this tells before which would move.</summary>
public interface IHoldDeadlines
{
    /// <summary>Key of the words for its records, such as "nhiệm vụ".</summary>
    string TextKey { get; }

    /// <summary>Open deadlines that differ from what <paramref name="engine"/> counts, by code.</summary>
    Task<IReadOnlyList<MovedDeadline>> FindMovedAsync(DeadlineEngine engine, CancellationToken ct);
}
