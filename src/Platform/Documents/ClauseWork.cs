using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Documents;

/// <summary>What people do with the clauses of a document. The ledger keeps them with their document.</summary>
internal sealed class ClauseWork(AppDb db, DocumentWork documents, IEnumerable<IDocumentUse> uses, TimeProvider clock)
{
    public async Task<Result<DocumentClause>> Add(Actor actor, Guid documentId, ClauseInput input, CancellationToken ct)
    {
        var found = await documents.FindAsync(actor, documentId, ct);
        if (!found.TryGet(out var document))
        {
            return found.Problems;
        }

        if (input.ParentId is { } parent && !await db.Clauses.AnyAsync(c => c.Id == parent && c.DocumentId == documentId, ct))
        {
            return Problem.Invalid("documents.clause-parent-unknown", nameof(input.ParentId));
        }

        var siblings = await db.Clauses.Where(c => c.DocumentId == documentId && c.ParentId == input.ParentId)
            .Select(c => new { c.Order, c.Label }).ToListAsync(ct);
        var added = DocumentClause.Add(input, documentId, siblings.Select(s => s.Order).DefaultIfEmpty().Max() + 1);
        if (!added.TryGet(out var clause))
        {
            return added;
        }

        if (siblings.Exists(s => s.Label == clause.Label))
        {
            return Problem.Invalid("documents.clause-label-taken", nameof(input.Label), clause.Label);
        }

        db.Clauses.Add(clause);
        db.Record(actor, "documents.clause.added", nameof(OfficialDocument), document.Id, Values(clause), Words.Clean(input.Reason));
        return await db.TrySaveAsync(ct) is { } lost ? lost : clause;
    }

    public Task<Result<DocumentClause>> Change(Actor actor, Guid documentId, Guid id, int? version, ClauseInput input, CancellationToken ct) =>
        Act(actor, documentId, id, version, "changed", input.Reason, async (document, clause) =>
            document.State == DocumentState.Registered && Words.Clean(input.Reason) is null ? Problem.Invalid("documents.reason-missing", nameof(input.Reason))
            : Words.Clean(input.Label) is { } label && await db.Clauses.AnyAsync(
                c => c.DocumentId == documentId && c.ParentId == clause.ParentId && c.Id != id && c.Label == label, ct)
                ? Problem.Invalid("documents.clause-label-taken", nameof(input.Label), label) : clause.Change(input), ct);

    public Task<Result<DocumentClause>> Verify(Actor actor, Guid documentId, Guid id, int? version, string? against, CancellationToken ct) =>
        Act(actor, documentId, id, version, "verified", against, (_, clause) => Task.FromResult(
            Words.Clean(against) is null ? Problem.Invalid("documents.against-missing", "Against") : clause.Verify(actor.Name, clock.Today())), ct);

    public Task<Result<DocumentClause>> MarkNoTask(Actor actor, Guid documentId, Guid id, int? version, string? reason, CancellationToken ct) =>
        Act(actor, documentId, id, version, Words.Clean(reason) is null ? "task-possible" : "no-task", reason,
            async (_, clause) => clause.MarkNoTask(reason, await UsesAsync(id, ct)), ct);

    /// <summary>Removes a clause on which nothing rests and which has none below it.</summary>
    public Task<Result<DocumentClause>> Remove(Actor actor, Guid documentId, Guid id, int? version, string? reason, CancellationToken ct) =>
        Act(actor, documentId, id, version, "removed", reason, async (_, clause) =>
        {
            if (Words.Clean(reason) is null)
            {
                return Problem.Invalid("documents.reason-missing", "RemoveReason");
            }

            if (await UsesAsync(id, ct) is > 0 and var count)
            {
                return Problem.Conflict("documents.clause-used", count);
            }

            if (await db.Clauses.AnyAsync(c => c.ParentId == id, ct))
            {
                return Problem.Conflict("documents.clause-has-parts");
            }

            db.Clauses.Remove(clause);
            return clause;
        }, ct);

    private async Task<Result<DocumentClause>> Act(Actor actor, Guid documentId, Guid id, int? version, string verb, string? reason,
        Func<OfficialDocument, DocumentClause, Task<Result<DocumentClause>>> act, CancellationToken ct)
    {
        var found = await documents.FindAsync(actor, documentId, ct);
        if (!found.TryGet(out var document))
        {
            return found.Problems;
        }

        if (await db.Clauses.SingleOrDefaultAsync(c => c.Id == id && c.DocumentId == documentId, ct) is not { } clause)
        {
            return Problem.NotFound("documents.clause-unknown");
        }

        if (version is { } seen)
        {
            db.Expect(clause, seen);
        }

        var before = Values(clause);
        var result = await act(document, clause);
        if (!result.Ok)
        {
            return result;
        }

        var after = Values(clause);
        var changes = verb == "removed" ? before : after.Where(p => !Equals(p.Value, before[p.Key]) || p.Key == nameof(DocumentClause.Label))
            .ToDictionary(p => p.Key, object? (p) => new[] { before[p.Key], p.Value });
        db.Record(actor, $"documents.clause.{verb}", nameof(OfficialDocument), documentId, changes, Words.Clean(reason));
        return await db.TrySaveAsync(ct) is { } lost ? lost : clause;
    }

    private async Task<int> UsesAsync(Guid clauseId, CancellationToken ct)
    {
        var count = 0;
        foreach (var use in uses)
        {
            count += await use.CountOnClauseAsync(clauseId, ct);
        }

        return count;
    }

    private static Dictionary<string, object?> Values(DocumentClause c) => new()
    {
        [nameof(c.Label)] = c.Label, [nameof(c.Kind)] = c.Kind.ToString(), [nameof(c.Text)] = c.Text, [nameof(c.DueOn)] = c.DueOn, [nameof(c.Target)] = c.Target,
        [nameof(c.Source)] = c.Source, [nameof(c.Confidence)] = c.Confidence?.ToString(), [nameof(c.IsUnverified)] = c.IsUnverified,
        [nameof(c.VerifiedBy)] = c.VerifiedBy, [nameof(c.NoTaskReason)] = c.NoTaskReason,
    };
}
