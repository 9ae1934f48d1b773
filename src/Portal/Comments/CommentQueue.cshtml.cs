using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Portal.Articles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Portal.Comments;

/// <summary>Comments that wait for an editor, and what became of the others.</summary>
[Permits(Permissions.Moderate)]
internal sealed class CommentQueuePage(CommentQueries comments, CommentWork work) : PageModel, IRemembersVersion
{
    [BindProperty(Name = "trangthai", SupportsGet = true)]
    public CommentState State { get; set; }

    [BindProperty]
    public Guid? Id { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<CommentRow> Rows { get; private set; } = [];

    public IReadOnlyDictionary<CommentState, int> Counts { get; private set; } = new Dictionary<CommentState, int>();

    public int CurrentPage { get; private set; } = 1;

    public int Pages => (Counts.GetValueOrDefault(State) + CommentQueries.PageSize - 1) / CommentQueries.PageSize;

    public Task OnGetAsync([FromQuery(Name = "trang")] int? page, CancellationToken ct) => LoadAsync(page ?? 1, ct);

    public async Task<IActionResult> OnPostApproveAsync(CancellationToken ct) =>
        await Answer(await work.Approve(await HttpContext.ActorAsync(), Id ?? Guid.Empty, Version, ct), ct);

    public async Task<IActionResult> OnPostRefuseAsync(CancellationToken ct) =>
        await Answer(await work.Refuse(await HttpContext.ActorAsync(), Id ?? Guid.Empty, Version, Reason, ct), ct);

    private async Task<IActionResult> Answer(Result<ArticleComment> result, CancellationToken ct)
    {
        if (result.Ok)
        {
            return this.Done($"~/cong-thong-tin/binh-luan?trangthai={State}");
        }

        // The one that the problem is about, alone: the words typed belong to it.
        await LoadAsync(1, ct);
        Rows = await comments.OneAsync(Id ?? Guid.Empty, ct);
        return this.Stay(result.Problems);
    }

    private async Task LoadAsync(int page, CancellationToken ct)
    {
        CurrentPage = Math.Max(1, page);
        (Counts, Rows) = (await comments.CountsAsync(ct), await comments.QueueAsync(State, CurrentPage, ct));
    }
}
