using System.Collections.Immutable;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Calendar;

/// <summary>Enters an announcement, or says what it would change.</summary>
internal sealed class AnnounceCalendar(AppDb db, CalendarDirectory directory, IEnumerable<IHoldDeadlines> holders, TimeProvider clock)
{
    /// <summary>Everything that keeps the announcement from being entered; nothing is changed.</summary>
    public async Task<ImmutableArray<Problem>> Check(Actor actor, AnnouncementDraft draft, CancellationToken ct) =>
        await MakeAsync(actor, draft, ct) is { Ok: false } wrong ? wrong.Problems : [];

    /// <summary>What the announcement would change: days, and open deadlines by kind of record.</summary>
    public async Task<Result<AnnouncementPreview>> Preview(Actor actor, AnnouncementDraft draft, CancellationToken ct)
    {
        var made = await MakeAsync(actor, draft, ct);
        if (!made.TryGet(out var announcement))
        {
            return made.Problems;
        }

        var (before, after) = (directory.Engine.Calendar, directory.Engine.Calendar.With([announcement]));
        var engine = new DeadlineEngine(after, CountingRuleBook.Official);
        var moved = new List<(string TextKey, IReadOnlyList<MovedDeadline> Deadlines)>();
        foreach (var holder in holders)
        {
            moved.Add((holder.TextKey, await holder.FindMovedAsync(engine, ct)));
        }

        var days = announcement.Days.Select(d => (d.On, Before: Works(before, d.On), After: Works(after, d.On))).ToList();
        return new AnnouncementPreview(days, announcement.Year is { } year ? after.WorkingDaysIn(year) : null, moved);
    }

    /// <summary>Enters it. Open deadlines follow a moment later, each with an entry of its own in the ledger.</summary>
    public async Task<Result<CalendarAnnouncement>> Handle(Actor actor, AnnouncementDraft draft, CancellationToken ct)
    {
        var result = await db.InTransactionAsync(async () =>
        {
            // Counting the change first takes its row's lock, so that numbers have no gaps and the calendar is the one it is laid over.
            await db.ReviseAsync(Revision.Calendar, ct);
            directory.Refresh();
            var made = await MakeAsync(actor, draft, ct);
            if (made.TryGet(out var announcement))
            {
                db.CalendarAnnouncements.Add(announcement);
                db.Record(actor, "platform.calendar.announced", nameof(CalendarAnnouncement), announcement.Id,
                    new { announcement.Number, announcement.Name, announcement.AnnouncedOn, announcement.Year, draft.Closed, draft.Working, draft.Withdrawn },
                    announcement.Basis);
                db.Publish(new CalendarAnnounced(announcement.Id, announcement.Number, announcement.Name, announcement.Basis));
                await db.SaveChangesAsync(ct);
            }

            return made;
        }, keep: r => r.Ok, ct);
        directory.Refresh();
        return result;
    }

    private async Task<Result<CalendarAnnouncement>> MakeAsync(Actor actor, AnnouncementDraft draft, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.CalendarEdit, "/") is { } refusal)
        {
            return refusal;
        }

        var number = 1 + (await db.CalendarAnnouncements.MaxAsync(a => (int?)a.Number, ct) ?? 0);
        var words = (await db.Set<AnnouncedDay>().AsNoTracking()
            .Join(db.CalendarAnnouncements, d => d.AnnouncementId, a => a.Id, (d, a) => new { d.On, d.Kind, a.Number }).ToListAsync(ct)).GroupBy(d => d.On);
        var standing = words.Where(g => g.MaxBy(d => d.Number)!.Kind != AnnouncedKind.Withdrawn).Select(g => g.Key).ToHashSet();
        return CalendarAnnouncement.Make(draft, directory.Engine.Calendar, standing, new(number, actor.Name, clock.UtcNow()));
    }

    private static bool? Works(WorkingCalendar calendar, DateOnly day) => calendar.Knows(day.Year) ? calendar.IsWorkingDay(day) : null;
}

/// <summary>What an announcement would change.</summary>
/// <param name="Days">Its days, and whether offices work then before and after; null when the year was unknown.</param>
/// <param name="NewYearWorkingDays">Working days of the year that becomes known, if one does.</param>
/// <param name="Moved">Open deadlines that would move, by kind of record.</param>
internal sealed record AnnouncementPreview(
    IReadOnlyList<(DateOnly On, bool? Before, bool? After)> Days, int? NewYearWorkingDays, IReadOnlyList<(string TextKey, IReadOnlyList<MovedDeadline> Deadlines)> Moved)
{
    public int Count => Moved.Sum(m => m.Deadlines.Count);
}
