using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Portal.Articles;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Comments;

/// <summary>What readers and editors do with comments. The ledger says that it was done, never who wrote or what.</summary>
internal sealed class CommentWork(AppDb db, ArticleQueries articles, TimeProvider clock)
{
    /// <summary>Takes a comment on a public article in; answers the code of its receipt.</summary>
    public async Task<Result<string>> Send(string slug, CommentDraft draft, CancellationToken ct)
    {
        if (await articles.FindAsync(slug, ct) is not { } article)
        {
            return Problem.NotFound("portal.article.unknown");
        }

        var sent = ArticleComment.Send(article.Id, draft, clock.UtcNow());
        if (!sent.TryGet(out var made))
        {
            return sent.Problems;
        }

        db.Comments.Add(made.Comment);
        Note(Actor.Nobody, "received", made.Comment, null);
        await db.SaveChangesAsync(ct);
        return made.Code;
    }

    public Task<Result<ArticleComment>> Approve(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Decide(actor, id, version, "approved", null, c => c.Approve(actor.Name, clock.UtcNow()), ct);

    public Task<Result<ArticleComment>> Refuse(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        Decide(actor, id, version, "refused", reason, c => c.Refuse(reason, actor.Name, clock.UtcNow()), ct);

    /// <summary>Its writer asks the editors to look again.</summary>
    public Task<Result<ArticleComment>> AskAgain(string code, string? appeal, CancellationToken ct) => ByWriter(code, "appealed", c => c.AskAgain(appeal), ct);

    /// <summary>Its writer takes it back.</summary>
    public Task<Result<ArticleComment>> Erase(string code, CancellationToken ct) => ByWriter(code, "erased", c => c.Erase(), ct);

    private async Task<Result<ArticleComment>> Decide(
        Actor actor, Guid id, int? version, string act, string? reason, Func<ArticleComment, Result<ArticleComment>> verb, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Moderate) is { } refusal)
        {
            return refusal;
        }

        if (await db.Comments.SingleOrDefaultAsync(c => c.Id == id, ct) is not { } comment)
        {
            return Problem.NotFound("portal.comment.unknown");
        }

        if (version is { } seen)
        {
            db.Expect(comment, seen);
        }

        return await Finish(actor, act, reason, comment, verb, ct);
    }

    private async Task<Result<ArticleComment>> ByWriter(string code, string act, Func<ArticleComment, Result<ArticleComment>> verb, CancellationToken ct)
    {
        var hash = ArticleComment.HashOf(code);
        return await db.Comments.SingleOrDefaultAsync(c => c.ReceiptHash == hash, ct) is { } comment
            ? await Finish(Actor.Nobody, act, null, comment, verb, ct) : Problem.NotFound("portal.comment.unknown");
    }

    private async Task<Result<ArticleComment>> Finish(
        Actor actor, string act, string? reason, ArticleComment comment, Func<ArticleComment, Result<ArticleComment>> verb, CancellationToken ct)
    {
        var result = verb(comment);
        if (!result.Ok)
        {
            return result;
        }

        Note(actor, act, comment, Words.Clean(reason));
        return await db.TrySaveAsync(ct) is { } lost ? lost : comment;
    }

    private void Note(Actor actor, string act, ArticleComment comment, string? reason) =>
        db.Record(actor, $"portal.comment.{act}", nameof(ArticleComment), comment.Id, new { comment.ArticleId, State = comment.State.ToString(), comment.Links }, reason);
}

/// <summary>How often one address may send comments.</summary>
internal static class CommentLimits
{
    /// <summary>The limit for what is posted without an account.</summary>
    public const string Policy = "guess";
}
