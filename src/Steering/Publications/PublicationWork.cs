using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Publications;

/// <summary>What may be done with publications; each for the whole ministry.</summary>
internal static class PublicationPermissions
{
    /// <summary>Reads those that are not public yet.</summary>
    public const string Read = "steering.publication.read";

    /// <summary>Prepares them.</summary>
    public const string Prepare = "steering.publication.prepare";

    /// <summary>Publishes what another prepared, gives back, withdraws.</summary>
    public const string Publish = "steering.publication.publish";
}

/// <summary>Prepares, publishes and withdraws figures for everyone.</summary>
internal sealed class PublicationWork(AppDb db, PublicationBuilder builder, SecretTasks secrets, PublicationNews news, TimeProvider clock)
{
    /// <summary>Prepares a publication: counts it from its source, once.</summary>
    public async Task<Result<Publication>> Prepare(Actor actor, PublicationDraft draft, CancellationToken ct)
    {
        var counted = await CountAsync(actor, draft, ct);
        return !counted.TryGet(out var content) ? counted.Problems : await db.InTransactionAsync<Result<Publication>>(async () =>
        {
            var number = await db.NextNumberAsync($"steering.publication/{clock.Today().Year}", null, ct);
            var publication = Publication.Prepare($"KQ-{clock.Today().Year}-{number:D3}", draft, content, actor, clock.UtcNow());
            db.Publications.Add(publication);
            Record(actor, "steering.publication.prepared", publication, null);
            await db.SaveChangesAsync(ct);
            return publication;
        }, keep: r => r.Ok, ct);
    }

    /// <summary>Prepares a draft anew, from its source as it is now.</summary>
    public async Task<Result<Publication>> Rewrite(Actor actor, Guid id, int? version, PublicationDraft draft, CancellationToken ct)
    {
        var counted = await CountAsync(actor, draft, ct);
        return !counted.TryGet(out var content) ? counted.Problems : await Do(actor, PublicationPermissions.Prepare, id, version,
            p => Task.FromResult(p.Rewrite(draft, content, actor, clock.UtcNow())),
            p => Record(actor, "steering.publication.rewritten", p, null), null, ct);
    }

    /// <summary>Lays it before who publishes.</summary>
    public Task<Result<Publication>> Propose(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Do(actor, PublicationPermissions.Prepare, id, version, p => Task.FromResult(p.Propose(clock.UtcNow())),
            p => Record(actor, "steering.publication.proposed", p, null), p => news.ProposedAsync(actor, p, ct), ct);

    /// <summary>Gives it to everyone.</summary>
    public Task<Result<Publication>> Publish(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Do(actor, PublicationPermissions.Publish, id, version,
            async p => p.Publish(actor, await secrets.MarkAsync(p.AsOf, ct), clock.UtcNow()),
            p =>
            {
                Record(actor, "steering.publication.published", p, null);
                db.Publish(new ResultsPublished(p.Code, p.AsOf));
            }, p => news.PublishedAsync(actor, p, ct), ct);

    /// <summary>Gives it back with a reason.</summary>
    public Task<Result<Publication>> GiveBack(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        Do(actor, PublicationPermissions.Publish, id, version, p => Task.FromResult(p.GiveBack(reason)),
            p => Record(actor, "steering.publication.given-back", p, reason), p => news.GivenBackAsync(actor, p, ct), ct);

    /// <summary>Takes it back with a reason. What nobody has published yet may be dropped by who prepares, too.</summary>
    public Task<Result<Publication>> Withdraw(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        Do(actor, null, id, version, p => Task.FromResult(actor.May(PublicationPermissions.Publish, "/")
                || (!p.WasPublic && actor.May(PublicationPermissions.Prepare, "/")) ? p.Withdraw(reason, clock.UtcNow())
                    : Problem.Forbidden()),
            p =>
            {
                Record(actor, "steering.publication.withdrawn", p, reason);
                if (p.WasPublic)
                {
                    db.Publish(new ResultsWithdrawn(p.Code, p.AsOf));
                }
            }, null, ct);

    private async Task<Result<PreparedContent>> CountAsync(Actor actor, PublicationDraft draft, CancellationToken ct)
    {
        if (actor.Lacks(PublicationPermissions.Prepare, "/") is { } refusal)
        {
            return refusal;
        }

        ImmutableArray<Problem> problems = [.. draft.Problems(clock.Today())];
        return problems.Length > 0 ? problems : await builder.BuildAsync(draft, ct);
    }

    private Task<Result<Publication>> Do(Actor actor, string? permission, Guid id, int? version, Func<Publication,
        Task<Result<Publication>>> act,
        Action<Publication> record, Func<Publication, Task>? tell, CancellationToken ct) =>
            db.InTransactionAsync<Result<Publication>>(async () =>
    {
        if (actor.Lacks(PublicationPermissions.Read, "/") is { } refusal)
        {
            return refusal;
        }

        if (await db.Publications.SingleOrDefaultAsync(p => p.Id == id, ct) is not { } publication)
        {
            return Problem.NotFound("publication.unknown");
        }

        if (permission is not null && actor.Lacks(permission, "/") is { } lacking)
        {
            return lacking;
        }

        var result = await act(publication);
        if (!result.Ok)
        {
            return result;
        }

        if (version is { } seen)
        {
            db.Expect(publication, seen);
        }

        record(publication);
        await (tell?.Invoke(publication) ?? Task.CompletedTask);
        return await db.TrySaveAsync(ct) is { } lost ? lost : publication;
    }, keep: r => r.Ok, ct);

    // What it says is its own text with its own hash; the ledger keeps the hash.
    private void Record(Actor actor, string action, Publication p, string? reason) =>
        db.Record(actor, action, nameof(Publication), p.Id, new { p.Code, p.AsOf, p.Sha256, p.State }, Words.Clean(reason));
}
