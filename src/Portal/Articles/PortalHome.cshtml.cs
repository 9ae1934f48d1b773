using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Portal.Articles;

/// <summary>The ministry's front page.</summary>
[AllowAnonymous]
internal sealed class PortalHomePage(ArticleQueries articles) : PageModel
{
    private const int Shown = 6;

    public IReadOnlyList<ArticleCard> Articles { get; private set; } = [];

    /// <summary>Searches that lead somewhere; words of the procedures, so they stay Vietnamese.</summary>
    public static IReadOnlyList<string> Tips => ["Giấy phép kinh doanh vận tải", "Lịch làm việc", "Ban Chỉ đạo"];

    public async Task OnGetAsync(CancellationToken ct) => Articles = await articles.NewestAsync(null, Shown, ct);
}
