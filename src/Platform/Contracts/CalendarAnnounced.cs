using LoTrinh.Platform.Events;

namespace LoTrinh.Platform.Contracts;

/// <summary>The working-day calendar changed: open deadlines that rest on it have to be counted anew.</summary>
/// <param name="AnnouncementId">The announcement.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Basis">The document it rests on.</param>
public sealed record CalendarAnnounced(Guid AnnouncementId, int Number, string Name, string Basis) : IIntegrationEvent
{
    /// <summary>As the ledger names it when a deadline moves because of it.</summary>
    public string Reason => $"Công bố lịch số {Number}: {Name} ({Basis})";
}
