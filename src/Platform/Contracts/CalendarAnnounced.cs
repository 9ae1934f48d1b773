namespace LoTrinh.Platform.Contracts;

/// <summary>The working-day calendar changed: open deadlines that rest on it have to be counted anew.</summary>
/// <param name="AnnouncementId">The announcement.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Basis">The document it rests on.</param>
[OfferedOutside("platform.calendar.announced", 1, typeof(CalendarOutside))]
public sealed record CalendarAnnounced(Guid AnnouncementId, int Number, string Name, string Basis) : IOfferedOutside
{
    /// <inheritdoc/>
    public object FactsOutside() => new CalendarOutside(AnnouncementId, Number, Name, Basis);

    /// <summary>As the ledger names it when a deadline moves because of it.</summary>
    public string Reason => $"Công bố lịch số {Number}: {Name} ({Basis})";
}

/// <summary>An announcement of the calendar as programs outside are told of it.</summary>
/// <param name="AnnouncementId">The announcement.</param>
/// <param name="Number">Its number.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Basis">The document it rests on.</param>
public sealed record CalendarOutside(Guid AnnouncementId, int Number, string Name, string Basis);
