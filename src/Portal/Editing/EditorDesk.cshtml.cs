using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;
using LoTrinh.Portal.Articles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Portal.Editing;

/// <summary>A row of the editors' list: the newest text of an article.</summary>
internal sealed record DeskRow(Guid Id, string Title, string Section, ArticleState State, bool IsPublic, DateTime? PublishedAt, string By, DateTime At);

/// <summary>Every article in the making, by state.</summary>
[Permits(Permissions.Read)]
internal sealed class EditorDeskPage(AppDb db) : PageModel
{
    private const int PageSize = 25;

    public ArticleState? State { get; private set; }

    public string? Query { get; private set; }

    public IReadOnlyList<DeskRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<ArticleState, int> Counts { get; private set; } = new Dictionary<ArticleState, int>();

    public int CurrentPage { get; private set; } = 1;

    public int Pages { get; private set; }

    public bool MayWrite { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "trangthai")] ArticleState? state, string? q, [FromQuery(Name = "trang")] int? page, CancellationToken ct)
    {
        (State, Query, CurrentPage) = (state, q?.Trim(), Math.Clamp(page ?? 1, 1, 100_000));
        MayWrite = (await HttpContext.ActorAsync()).May(Permissions.Write);
        Counts = await db.Articles.GroupBy(a => a.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var articles = state is null ? db.Articles.AsNoTracking() : db.Articles.AsNoTracking().Where(a => a.State == state);
        foreach (var word in Folding.Words(q).Take(12))
        {
            articles = articles.Where(a => a.SearchText.Contains(" " + word));
        }

        Pages = (await articles.CountAsync(ct) + PageSize - 1) / PageSize;
        var rows = articles.Join(db.ArticleRevisions, a => new { a.Id, No = a.NewestNo }, r => new { Id = r.ArticleId, r.No }, (a, r) => new { a, r });
        Rows = await rows.OrderByDescending(x => x.r.At).ThenBy(x => x.a.Id).Skip((CurrentPage - 1) * PageSize).Take(PageSize)
            .Select(x => new DeskRow(x.a.Id, x.r.Text.Title ?? "", x.r.Text.Section ?? "", x.a.State, x.a.IsPublic, x.a.PublishedAt, x.r.By, x.r.At)).ToListAsync(ct);
    }
}

/// <summary>How a state is shown: a colour with its words.</summary>
internal static class ArticleWords
{
    public static string Key(ArticleState state) => $"portal.article.state.{state}";

    public static string Color(ArticleState state) => state switch
    {
        ArticleState.Published => "success",
        ArticleState.InReview => "warning",
        ArticleState.Scheduled => "primary",
        ArticleState.Withdrawn => "danger",
        _ => "neutral",
    };
}
