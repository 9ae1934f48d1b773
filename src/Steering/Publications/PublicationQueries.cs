using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Reviews;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Publications;

/// <summary>A row of the office's list.</summary>
internal sealed record PublicationRow(Guid Id, string Code, DateOnly AsOf, PublicationState State, string PreparedBy, DateTime PreparedAt,
    string? PublishedBy, DateTime? PublishedAt);

/// <summary>Reads publications for those who make them.</summary>
internal sealed class PublicationQueries(AppDb db, OrganisationDirectory organisation)
{
    public const int PageSize = 25;

    /// <summary>A page of all, the latest day first, and how many there are.</summary>
    public async Task<(IReadOnlyList<PublicationRow> Rows, int Count)> ListAsync(Actor actor, int page, CancellationToken ct)
    {
        if (actor.Lacks(PublicationPermissions.Read, "/") is not null)
        {
            return ([], 0);
        }

        var all = db.Publications.AsNoTracking();
        var rows = await all.OrderByDescending(p => p.AsOf).ThenByDescending(p => p.PreparedAt)
            .Skip((Math.Clamp(page, 1, 1_000_000) - 1) * PageSize).Take(PageSize)
            .Select(p => new PublicationRow(p.Id, p.Code, p.AsOf, p.State, p.PreparedBy, p.PreparedAt, p.PublishedBy, p.PublishedAt))
            .ToListAsync(ct);
        return (rows, await all.CountAsync(ct));
    }

    /// <summary>One; null when there is none or the actor may not see it.</summary>
    public async Task<Publication?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.Lacks(PublicationPermissions.Read, "/") is not null ? null
            : await db.Publications.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);

    /// <summary>Those that wait for the actor: to publish, or to mend and propose again.</summary>
    public async Task<IReadOnlyList<Publication>> WaitingAsync(Actor actor, CancellationToken ct)
    {
        var (publishes, prepares) = (actor.May(PublicationPermissions.Publish, "/"), actor.May(PublicationPermissions.Prepare, "/"));
        return !publishes && !prepares ? [] : await db.Publications.AsNoTracking()
            .Where(p => (publishes && p.State == PublicationState.Proposed && p.PreparedById != actor.AccountId)
                || (prepares && p.State == PublicationState.Draft && p.ReturnReason != null)).OrderBy(p => p.ProposedAt).ToListAsync(ct);
    }

    /// <summary>Frozen reviews of the ministry that figures can be made from, the last period first.</summary>
    public async Task<IReadOnlyList<Review>> SourcesAsync(CancellationToken ct)
    {
        var tops = organisation.All.Values.Where(u => u.ParentId is null).Select(u => u.Id).ToList();
        return await db.Reviews.AsNoTracking().Where(r => tops.Contains(r.UnitId) && r.FrozenAt != null)
            .OrderByDescending(r => r.To).ToListAsync(ct);
    }
}

/// <summary>What waits in publications.</summary>
internal sealed class PublicationsWaiting(PublicationQueries publications, PublicationWords words) : IWhatWaits
{
    public async Task<IReadOnlyList<WaitingMatter>> OfAsync(Actor actor, CancellationToken ct) =>
        [.. (await publications.WaitingAsync(actor, ct)).Select(p => new WaitingMatter(words.Title(p.Read()), $"~/chi-dao/cong-bo/{p.Id}",
            p.State == PublicationState.Proposed ? "publication.publish" : "publication.rewrite", null,
            p.State == PublicationState.Proposed ? "publication.waiting.publish" : "publication.waiting.returned",
            p.State == PublicationState.Proposed ? "info" : "danger"))];
}
