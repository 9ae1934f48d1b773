using System.Collections.Immutable;
using System.Security.Cryptography;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.DeadlineCalendar;

/// <summary>Makes secret addresses of calendars and takes them back.</summary>
internal sealed class FeedWork(AppDb db, OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>How many addresses an account may have at a time: one of its own and some of units, not one for each visitor.</summary>
    public const int Most = 20;

    /// <summary>Makes an address for the actor's own account; answers its key, which is told this once.</summary>
    /// <remarks>A program may not: a token that leaked would else leave an address that outlives it.</remarks>
    public async Task<Result<string>> Make(Actor actor, Guid? unitId, CancellationToken ct)
    {
        if ((actor.Lacks(Permissions.Read) ?? actor.Lacks(PlatformPermissions.OwnAccount)) is { } refusal)
        {
            return refusal;
        }

        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(unitId is null || (organisation.Find(unitId) is { } unit && actor.May(Permissions.Read, unit.Path)),
                Problem.Invalid("feed.unit", "UnitId")),
            .. Problem.Unless(await Of(actor).CountAsync(ct) < Most, Problem.Conflict("feed.too-many", Most)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var feed = new CalendarFeed
        {
            AccountId = actor.AccountId, UnitId = unitId, Hash = IssueApiToken.HashOf(key),
            CreatedAt = clock.UtcNow()
        };
        db.CalendarFeeds.Add(feed);
        db.Record(actor, "steering.feed.made", feed);
        await db.SaveChangesAsync(ct);
        return key;
    }

    /// <summary>Takes an address back; calendars that have it find nothing from then on.</summary>
    public async Task<Result<CalendarFeed>> Revoke(Actor actor, Guid id, CancellationToken ct)
    {
        if ((actor.Lacks(Permissions.Read) ?? actor.Lacks(PlatformPermissions.OwnAccount)) is { } refusal)
        {
            return refusal;
        }

        if (await Of(actor).AsTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is not { } feed)
        {
            return Problem.NotFound("feed.unknown");
        }

        feed.Revoke(clock.UtcNow());
        db.Record(actor, "steering.feed.revoked", feed);
        await db.SaveChangesAsync(ct);
        return feed;
    }

    /// <summary>The actor's own addresses that are not taken back.</summary>
    public IQueryable<CalendarFeed> Of(Actor actor) =>
        db.CalendarFeeds.AsNoTracking().Where(f => f.AccountId == actor.AccountId && f.RevokedAt == null);
}
