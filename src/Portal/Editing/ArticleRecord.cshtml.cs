using System.Globalization;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Portal.Articles;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Editing;

/// <summary>One article in the making: how it will look, where it stands, who acts next, what happened.</summary>
[Permits(Permissions.Read)]
internal sealed class ArticleRecordPage(ArticleWork work, AppDb db, Texts texts) : PageModel, IRemembersVersion
{
    private Actor _actor = Actor.Nobody;

    public Article Article { get; private set; } = null!;

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? PublishOn { get; set; }

    /// <summary>HH:mm, office time.</summary>
    [BindProperty]
    public string? PublishTime { get; set; }

    public bool MayWrite => _actor.May(Permissions.Write);

    public bool MayPublish => _actor.May(Permissions.Publish);

    public bool IsOwnText => Article.Newest.ById == _actor.AccountId;

    /// <summary>Who acts next.</summary>
    public string Next => texts[$"portal.article.next.{Article.State}"];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostReviewAsync(Guid id, CancellationToken ct) => Do(id, a => work.SendToReview(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) => Do(id, a => work.Return(a, id, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) => Do(id, a => work.Withdraw(a, id, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostPublishAsync(Guid id, CancellationToken ct)
    {
        var hour = TimeOnly.TryParseExact(PublishTime?.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : (TimeOnly?)null;
        if (!string.IsNullOrWhiteSpace(PublishTime) && hour is null)
        {
            ModelState.AddModelError(nameof(PublishTime), texts["problem.portal.article.time"]);
        }

        return Do(id, a => work.Publish(a, id, Version, PublishOn?.ToDateTime(hour ?? TimeOnly.MinValue), ct), ct);
    }

    private async Task<IActionResult> Do(Guid id, Func<Actor, Task<Result<Article>>> act, CancellationToken ct)
    {
        var typedWrong = !ModelState.IsValid;
        var result = typedWrong ? default : await act(await HttpContext.ActorAsync());
        if (!typedWrong && result.Ok)
        {
            return this.Done($"~/cong-thong-tin/bien-tap/{id}");
        }

        db.ChangeTracker.Clear();
        return await LoadAsync(id, ct) ? this.Stay(typedWrong ? [] : result.Problems) : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        if (await db.Articles.AsNoTracking().Include(a => a.Revisions).SingleOrDefaultAsync(a => a.Id == id, ct) is not { } found)
        {
            return false;
        }

        // A form that is shown again keeps the version its person saw.
        (Article, Version) = (found, Version ?? found.Version);
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(50).ToListAsync(ct);
        return true;
    }
}
