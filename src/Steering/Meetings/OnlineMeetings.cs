using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Meetings;

/// <summary>Of the meetings that were held, the share held online; one where some sat in a room together counts among all, not among the
/// online ones.</summary>
internal sealed class OnlineMeetings(AppDb db) : IIndicatorSource
{
    public string Key => "steering.meetings-online";

    public async Task<Measurement?> MeasureAsync(DateOnly from, DateOnly asOf, CancellationToken ct)
    {
        var (since, until) = (from.StartUtc(), asOf.AddDays(1).StartUtc());
        var forms = await db.Meetings.Where(m => m.State == MeetingState.Held && m.StartsAt >= since && m.StartsAt < until)
            .GroupBy(m => m.Form).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return Measurement.Share(forms.Where(f => f.Key == MeetingForm.Online).Sum(f => f.Count), forms.Sum(f => f.Count),
            $"/chi-dao/hop?trangthai={MeetingState.Held}&nam={asOf.Year}");
    }
}
