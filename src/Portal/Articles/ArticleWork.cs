using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Articles;

/// <summary>What editors do with articles.</summary>
internal sealed class ArticleWork(AppDb db, TakeFiles takeFiles, TimeProvider clock)
{
    /// <summary>Saves a text: a new article, or a newer version of one.</summary>
    /// <param name="actor">The writer.</param>
    /// <param name="id">The article; null for a new one.</param>
    /// <param name="version">The version the form had.</param>
    /// <param name="text">What was written; the picture it had stays.</param>
    /// <param name="picture">A new picture, if one was sent.</param>
    /// <param name="ct">Cancels.</param>
    /// <remarks>When two save one title at once, the second acts again and gets the next free address.</remarks>
    public Task<Result<Article>> Save(Actor actor, Guid? id, int? version, ArticleText text, IReadOnlyList<SentFile> picture, CancellationToken ct) =>
        db.InTransactionAsync(() => SaveOnceAsync(actor, id, version, text, picture, ct), keep: r => r.Ok, ct);

    private async Task<Result<Article>> SaveOnceAsync(Actor actor, Guid? id, int? version, ArticleText text, IReadOnlyList<SentFile> picture, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Write) is { } refusal)
        {
            return refusal;
        }

        var article = id is null ? null : await FindAsync(id.Value, ct);
        if (id is not null && article is null)
        {
            return Problem.NotFound("portal.article.unknown");
        }

        // Every problem at once: those of the picture beside those of the text.
        text = text with { Picture = article?.Newest.Text.Picture };
        var given = picture.Count > 0 ? text with { Picture = "/" } : text;
        ImmutableArray<Problem> problems = [.. given.Problems(complete: false), .. CheckPicture(picture)];
        if (problems.Length > 0)
        {
            return problems;
        }

        var subject = article?.Id ?? Guid.CreateVersion7();
        if (picture.Count > 0)
        {
            var taken = await takeFiles.Handle(actor, ArticleFiles.RoomName, subject, picture, nameof(ArticleText.Picture), "picture", ct);
            if (!taken.TryGet(out var files))
            {
                return taken.Problems;
            }

            text = text with { Picture = $"{FileDownloads.Url(files[0].Id)[1..]}?xem=1" };
        }

        var by = new Writer(actor.AccountId, actor.Name, clock.UtcNow());
        var result = article is null ? Article.Write(subject, text, by) : article.Revise(text, by);
        return result.TryGet(out var saved) ? await FinishAsync(actor, saved, article is null, version, ct) : result;
    }

    public Task<Result<Article>> SendToReview(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Act(actor, id, version, Permissions.Write, "sent-to-review", null, a => a.SendToReview(), ct);

    public Task<Result<Article>> Return(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        Act(actor, id, version, Permissions.Publish, "returned", reason, a => a.Return(reason), ct);

    /// <summary>Publishes the reviewed text: at a time of the office's clock, or now when there is none or it is past.</summary>
    public Task<Result<Article>> Publish(Actor actor, Guid id, int? version, DateTime? at, CancellationToken ct)
    {
        // The first day there is has no hour before it.
        var (now, later) = (clock.UtcNow(), at is { Year: > 1 } asked ? asked.FromOffice() : (DateTime?)null);
        return Act(actor, id, version, Permissions.Publish, later > now ? "scheduled" : "published", null,
            a => a.Publish(new(actor.AccountId, actor.Name, now), later, now), ct);
    }

    public Task<Result<Article>> Withdraw(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        Act(actor, id, version, Permissions.Publish, "withdrawn", reason, a => a.Withdraw(reason), ct);

    /// <summary>Publishes everything whose time has come; answers how many there were. Two processes may do it at once.</summary>
    public async Task<int> ReleaseDue(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var due = await db.Articles.Include(a => a.Revisions).Where(a => a.State == ArticleState.Scheduled && a.PublishAt <= now).Take(50).ToListAsync(ct);
        foreach (var article in due.Where(a => a.Release(now).Ok))
        {
            db.Record(Actor.System, "portal.article.published", article);
        }

        return due.Count > 0 && await db.TrySaveAsync(ct) is null ? due.Count : 0;
    }

    private async Task<Result<Article>> FinishAsync(Actor actor, Article article, bool isNew, int? version, CancellationToken ct)
    {
        article.Name(await FreeSlugAsync(article, ct));
        if (isNew)
        {
            db.Articles.Add(article);
        }
        else if (version is { } seen)
        {
            db.Expect(article, seen);
        }

        db.Record(actor, isNew ? "portal.article.written" : "portal.article.revised", article);
        return await db.TrySaveAsync(ct) is { } lost ? lost : article;
    }

    private async Task<Result<Article>> Act(
        Actor actor, Guid id, int? version, string permission, string act, string? reason, Func<Article, Result<Article>> verb, CancellationToken ct)
    {
        if (actor.Lacks(permission) is { } refusal)
        {
            return refusal;
        }

        if (await FindAsync(id, ct) is not { } article)
        {
            return Problem.NotFound("portal.article.unknown");
        }

        var result = verb(article);
        if (!result.Ok)
        {
            return result;
        }

        if (version is { } seen)
        {
            db.Expect(article, seen);
        }

        db.Record(actor, $"portal.article.{act}", article, Words.Clean(reason));
        return await db.TrySaveAsync(ct) is { } lost ? lost : article;
    }

    private Task<Article?> FindAsync(Guid id, CancellationToken ct) => db.Articles.Include(a => a.Revisions).SingleOrDefaultAsync(a => a.Id == id, ct);

    private async Task<string> FreeSlugAsync(Article article, CancellationToken ct)
    {
        var wanted = Slugs.Of(article.Title);
        var taken = await db.Articles.Where(a => a.Id != article.Id && a.Slug.StartsWith(wanted)).Select(a => a.Slug).ToHashSetAsync(ct);
        return !taken.Contains(wanted) ? wanted : Enumerable.Range(2, taken.Count + 1).Select(n => $"{wanted}-{n}").First(s => !taken.Contains(s));
    }

    private static IEnumerable<Problem> CheckPicture(IReadOnlyList<SentFile> picture) =>
    [
        .. Problem.Unless(picture.Count <= 1, Problem.Invalid("portal.article.one-picture", nameof(ArticleText.Picture))),
        .. picture.Where(p => FileKind.Claimed(p.Name) is not { ShowInBrowser: true } kind || !kind.MediaType.StartsWith("image/", StringComparison.Ordinal))
            .Select(p => Problem.Invalid("portal.article.picture-kind", nameof(ArticleText.Picture), p.Name)),
        .. TakeFiles.Check(picture, nameof(ArticleText.Picture)),
    ];
}

/// <summary>A picture is seen by everyone while the public article shows it, and by editors.</summary>
internal sealed class ArticleFiles(AppDb db) : IGuardFiles
{
    public const string RoomName = "portal.article";

    public string Room => RoomName;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) =>
        actor.May(Permissions.Read)
        || await db.PublicArticles.AnyAsync(a => a.Id == file.SubjectId && a.Picture != null && a.Picture.StartsWith($"/tep/{file.Id}"), ct);
}

/// <summary>What may be done in the module.</summary>
internal static class Permissions
{
    /// <summary>See what is not public: drafts, versions, reasons.</summary>
    public const string Read = "portal.article.read";
    public const string Write = "portal.article.write";
    public const string Publish = "portal.article.publish";
    public const string Moderate = "portal.comment.moderate";
}
