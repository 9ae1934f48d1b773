using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.DeadlineCalendar;

/// <summary>A task as a calendar shows it.</summary>
/// <param name="Id">The task, which is also what the calendar knows it by.</param>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title; null where it rests on a secret document, of which nothing is said to who holds an address.</param>
/// <param name="Unit">Who leads it.</param>
/// <param name="DueOn">The day now due.</param>
/// <param name="State">Where it is in its work.</param>
/// <param name="Status">Its status on the day of asking.</param>
/// <param name="Version">Its version, which rises with each change.</param>
/// <param name="ChangedAt">When it was last changed, UTC.</param>
internal sealed record FeedTask(
    Guid Id, string Code, string? Title, string Unit, DateOnly DueOn, TaskState State, DueStatus Status, int Version, DateTime ChangedAt);

/// <summary>Reads what an address of a calendar gives, as the account that it belongs to may see it at that moment.</summary>
internal sealed class FeedQueries(AppDb db, IActorSource actors, TaskQueries tasks, TaskScope scope, SecretTasks secrets,
    OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>The tasks behind a key; null when the key is unknown or taken back, or its account is locked or may no longer read
    /// them.</summary>
    public async Task<(CalendarFeed Feed, IReadOnlyList<FeedTask> Tasks)?> OfAsync(string key, CancellationToken ct)
    {
        var hash = IssueApiToken.HashOf(key);
        if (await db.CalendarFeeds.AsNoTracking().SingleOrDefaultAsync(f => f.Hash == hash && f.RevokedAt == null, ct) is not { } feed)
        {
            return null;
        }

        var actor = await actors.OfAccountAsync(db, feed.AccountId);
        var unit = organisation.Find(feed.UnitId);
        if (actor.Lacks(Permissions.Read) is not null
            || (feed.UnitId is not null && (unit is null || actor.Lacks(Permissions.Read, unit.Path) is not null)))
        {
            return null;
        }

        var now = clock.UtcNow();
        if (feed.LastFetchedAt is null || feed.LastFetchedAt < now.AddMinutes(-1))
        {
            await db.CalendarFeeds.Where(f => f.Id == feed.Id).ExecuteUpdateAsync(set => set.SetProperty(f => f.LastFetchedAt, now), ct);
        }

        return (feed, await TasksAsync(actor, unit is null ? MineOf(actor) : [.. organisation.Under(unit.Path).Select(u => u.Id)], ct));
    }

    /// <summary>The units whose tasks the actor answers for: their own, and those that they report for or head.</summary>
    private List<Guid> MineOf(Actor actor) =>
        [.. new[] { Permissions.Report, UrgingPermissions.Head }.SelectMany(p => actor.ScopesOf(p)).SelectMany(organisation.Under)
            .Select(u => u.Id)
            .Union(scope.UnitsOf(actor))];

    private async Task<IReadOnlyList<FeedTask>> TasksAsync(Actor actor, List<Guid> units, CancellationToken ct)
    {
        var secret = await secrets.AllAsync(ct);
        var open = tasks.Seen(actor).Where(t => units.Contains(t.LeadUnitId) && t.CompletedOn == null && t.CurrentDueOn != null);
        var rows = await open.OrderBy(t => t.CurrentDueOn).ThenBy(t => t.Code).Select(t => new
        {
            t.Id, t.Code, t.Title, t.LeadUnitId, Due = t.CurrentDueOn!.Value, t.State, t.Version,
        }).ToListAsync(ct);
        var changed = await db.Ledger.Where(e => open.Any(t => t.Id == e.SubjectId)).GroupBy(e => e.SubjectId)
            .Select(g => new { g.Key, At = g.Max(e => e.At) }).ToDictionaryAsync(g => g.Key, g => g.At, ct);
        return [.. rows.Select(r =>
            new FeedTask(r.Id, r.Code, secret.Contains(r.Id) ? null : r.Title, organisation.NameOf(r.LeadUnitId), r.Due, r.State, tasks.StatusOf(r.Due, null), r.Version,
            changed.TryGetValue(r.Id, out var at) ? at : r.Due.StartUtc()))];
    }
}
