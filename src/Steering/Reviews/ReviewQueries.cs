using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Reviews;

/// <summary>What the list is narrowed to; it lives in the address bar.</summary>
internal sealed record ReviewFilter(PeriodKind? Kind = null, ReviewState? State = null, int? Year = null, int Page = 1, Guid? CommitteeId = null)
{
    public const int PageSize = 25;
}

/// <summary>A row of the list.</summary>
internal sealed record ReviewRow(Guid Id, string Code, Guid UnitId, PeriodKind Kind, int Year, int Number, DateOnly From, DateOnly To,
    DateOnly ReportDueOn,
    DateOnly SendBy, ReviewState State, int Asked, int Sent);

/// <summary>A report that waits for a unit.</summary>
internal sealed record WaitingReport(Guid ReviewId, Guid UnitId, PeriodKind Kind, int Year, int Number, DateOnly DueOn, ReportState State,
    bool IsFrozen);

/// <summary>Reads reviews; only those the actor may see.</summary>
internal sealed class ReviewQueries(AppDb db, OrganisationDirectory organisation, ReviewScope scope)
{
    public IQueryable<Review> Seen(Actor actor)
    {
        var read = Units(actor, Permissions.Read);
        return db.Reviews.AsNoTracking().Where(r => read.Contains(r.UnitId) || r.Reports.Any(u => read.Contains(u.UnitId)));
    }

    public async Task<(IReadOnlyList<ReviewRow> Rows, int Count)> ListAsync(Actor actor, ReviewFilter filter, CancellationToken ct)
    {
        var found = Seen(actor);
        found = filter.Kind is { } kind ? found.Where(r => r.Kind == kind) : found;
        found = filter.State is { } state ? found.Where(r => r.State == state) : found;
        found = filter.CommitteeId is { } committee ? found.Where(r => r.CommitteeId == committee) : found;
        found = filter.Year is { } year ? found.Where(r => r.Year == year) : found;
        var rows = await found.OrderByDescending(r => r.To).ThenByDescending(r => r.Id)
            .Skip((Math.Clamp(filter.Page, 1, 1_000_000) - 1) * ReviewFilter.PageSize).Take(ReviewFilter.PageSize)
            .Select(r => new ReviewRow(r.Id, r.Code, r.UnitId, r.Kind, r.Year, r.Number, r.From, r.To, r.ReportDueOn, r.SendBy, r.State,
                r.Reports.Count,
                r.Reports.Count(u => u.State == ReportState.Submitted))).ToListAsync(ct);
        return (rows, await found.CountAsync(ct));
    }

    /// <summary>One review with its reports; null when there is none or the actor may not see it.</summary>
    public async Task<Review?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        await Whole(db.Reviews.AsNoTracking()).SingleOrDefaultAsync(r => r.Id == id, ct) is { } review && scope.MaySee(actor, review)
            ? review : null;

    /// <summary>Reports that wait for the actor's units, those due first.</summary>
    public async Task<IReadOnlyList<WaitingReport>> WaitingAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.May(ReviewPermissions.Report))
        {
            return [];
        }

        var units = Units(actor, ReviewPermissions.Report);
        return await db.Reviews.AsNoTracking().Where(r => r.State == ReviewState.Frozen || r.State == ReviewState.Proposed)
            .SelectMany(r => r.Reports, (r, u) => new { r, u }).Where(x => x.u.State != ReportState.Submitted && units.Contains(x.u.UnitId))
            .OrderBy(x => x.r.ReportDueOn).ThenBy(x => x.r.Id)
            .Select(x => new WaitingReport(x.r.Id, x.u.UnitId, x.r.Kind, x.r.Year, x.r.Number, x.r.ReportDueOn, x.u.State,
                x.r.FrozenAt != null)).ToListAsync(ct);
    }

    /// <summary>Reviews in which it is the actor's turn: to write and propose, or to approve; those to be sent first come first.</summary>
    public async Task<IReadOnlyList<Review>> TurnsAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.May(ReviewPermissions.Organise) && !actor.May(ReviewPermissions.Approve))
        {
            return [];
        }

        var (organise, approve) = (Units(actor, ReviewPermissions.Organise), Units(actor, ReviewPermissions.Approve));
        return await db.Reviews.AsNoTracking().Where(r => (r.State == ReviewState.Frozen && organise.Contains(r.UnitId))
            || (r.State == ReviewState.Proposed && approve.Contains(r.UnitId) && r.ProposedBy != actor.Name)).OrderBy(r => r.SendBy)
                .ThenBy(r => r.Id).ToListAsync(ct);
    }

    /// <summary>A review with everything that belongs to it, but its snapshot.</summary>
    public static IQueryable<Review> Whole(IQueryable<Review> reviews) => reviews.Include(r => r.Reports);

    private List<Guid> Units(Actor actor, string permission) => [.. actor.ScopesOf(permission).SelectMany(organisation.Under)
        .Select(u => u.Id).Distinct()];
}

/// <summary>What waits in reviews: a report to send, a consolidated report to propose, one to approve.</summary>
internal sealed class ReviewsWaiting(ReviewQueries reviews, OrganisationDirectory organisation, ReviewWords words, TimeProvider clock)
    : IWhatWaits
{
    public async Task<IReadOnlyList<WaitingMatter>> OfAsync(Actor actor, CancellationToken ct)
    {
        var today = clock.Today();
        var reports = (await reviews.WaitingAsync(actor, ct)).Select(r => new WaitingMatter(words.Title(r.Kind, r.Year, r.Number),
            $"~/chi-dao/so-ket/{r.ReviewId}/bao-cao/{organisation.Find(r.UnitId)?.Key}", "review.report", r.DueOn,
            r.State == ReportState.Returned ? ReviewWords.Key(r.State) : r.DueOn < today ? "review.waiting.late" : "review.waiting.report",
            r.State == ReportState.Returned || r.DueOn < today ? "danger" : "warning"));
        var turns = (await reviews.TurnsAsync(actor, ct)).Select(r =>
            new WaitingMatter(words.Title(r.Kind, r.Year, r.Number), $"~/chi-dao/so-ket/{r.Id}",
            r.State == ReviewState.Proposed ? "review.approve" : "review.write", r.SendBy,
            r.State == ReviewState.Proposed ? "review.waiting.approve" : "review.waiting.propose", r.SendBy < today ? "danger" : "info"));
        return [.. reports, .. turns];
    }
}
