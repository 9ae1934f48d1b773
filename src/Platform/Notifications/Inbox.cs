using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Notifications;

/// <summary>A page of one's own notifications.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Count">How many there are in all, by the filter.</param>
/// <param name="Unread">How many are unread.</param>
/// <param name="Page">This page, from 1.</param>
public sealed record InboxView(IReadOnlyList<Notification> Rows, int Count, int Unread, int Page)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 25;

    /// <summary>How many pages there are.</summary>
    public int Pages => (Count + PageSize - 1) / PageSize;
}

/// <summary>What people do with what they were told. Everyone has an inbox and sees no other.</summary>
/// <remarks>Reading writes no ledger entry: it is nobody's business but the reader's, and changes nothing of the ministry's.</remarks>
public sealed class Inbox(AppDb db, UnreadCount unread, TimeProvider clock)
{
    /// <summary>The languages one can be told in.</summary>
    public static readonly IReadOnlyList<string> Languages = ["vi", "en"];

    /// <summary>Reads a page.</summary>
    public async Task<InboxView> ReadAsync(Actor actor, bool unreadOnly, int page, CancellationToken ct)
    {
        var mine = db.Notifications.AsNoTracking().Where(n => n.AccountId == actor.AccountId);
        var unreadCount = await mine.CountAsync(n => n.ReadAt == null, ct);
        var shown = unreadOnly ? mine.Where(n => n.ReadAt == null) : mine;
        var count = unreadOnly ? unreadCount : await mine.CountAsync(ct);
        var number = Math.Clamp(page, 1, Math.Max(1, (count + InboxView.PageSize - 1) / InboxView.PageSize));
        var rows = await shown.OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id)
            .Skip((number - 1) * InboxView.PageSize).Take(InboxView.PageSize).ToListAsync(ct);
        return new(rows, count, unreadCount, number);
    }

    /// <summary>Marks one as read and says where its record is.</summary>
    public async Task<Result<string>> MarkRead(Actor actor, Guid id, CancellationToken ct)
    {
        var row = await db.Notifications.SingleOrDefaultAsync(n => n.Id == id && n.AccountId == actor.AccountId, ct);
        if (row is null)
        {
            return Problem.NotFound("notify.unknown");
        }

        row.ReadAt ??= clock.UtcNow();
        await db.SaveChangesAsync(ct);
        unread.Forget(actor.AccountId);
        return row.Url;
    }

    /// <summary>Marks all as read; answers how many were unread.</summary>
    public async Task<Result<int>> MarkAllRead(Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var marked = await db.Notifications.Where(n => n.AccountId == actor.AccountId && n.ReadAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), ct);
        unread.Forget(actor.AccountId);
        return marked;
    }

    /// <summary>How the account wants to be told.</summary>
    public async Task<NotificationPreference> PreferenceAsync(Actor actor, CancellationToken ct) =>
        await db.NotificationPreferences.AsNoTracking().SingleOrDefaultAsync(p => p.AccountId == actor.AccountId, ct)
            ?? new() { AccountId = actor.AccountId };

    /// <summary>Sets how the account wants to be told.</summary>
    public async Task<Result<NotificationPreference>> Choose(Actor actor, bool byEmail, string? language, CancellationToken ct)
    {
        if (!actor.IsSignedIn)
        {
            return Problem.Forbidden();
        }

        if (language is null || !Languages.Contains(language))
        {
            return Problem.Invalid("notify.language", "Language");
        }

        var row = await db.NotificationPreferences.SingleOrDefaultAsync(p => p.AccountId == actor.AccountId, ct);
        if (row is null)
        {
            db.NotificationPreferences.Add(row = new() { AccountId = actor.AccountId });
        }

        (row.ByEmail, row.Language) = (byEmail, language);
        db.Record(actor, "platform.notifications.chosen", nameof(NotificationPreference), actor.AccountId, new { byEmail, language });
        await db.SaveChangesAsync(ct);
        return row;
    }
}
