using LoTrinh.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.Portal.Comments;

/// <summary>What became of a comment, for whoever has its code: its writer. They may ask once to look again, and may take it back at any time.</summary>
[AllowAnonymous]
[EnableRateLimiting(CommentLimits.Policy)]
[ResponseCache(NoStore = true)]
internal sealed class CommentReceiptPage(CommentQueries comments, CommentWork work) : PageModel
{
    public CommentRow Row { get; private set; } = null!;

    [BindProperty]
    public string? Appeal { get; set; }

    public async Task<IActionResult> OnGetAsync(string receipt, CancellationToken ct) => await LoadAsync(receipt, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAppealAsync(string receipt, CancellationToken ct) => Do(receipt, work.AskAgain(receipt, Appeal, ct), ct);

    public Task<IActionResult> OnPostEraseAsync(string receipt, CancellationToken ct) => Do(receipt, work.Erase(receipt, ct), ct);

    private async Task<IActionResult> Do(string code, Task<Result<ArticleComment>> act, CancellationToken ct)
    {
        var result = await act;
        return result.Ok ? this.Done($"~/tin/binh-luan/{code}") : await LoadAsync(code, ct) ? this.Stay(result.Problems) : NotFound();
    }

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        if (await comments.OfReceiptAsync(code, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        return true;
    }
}

/// <summary>How a state is shown: a colour with its words.</summary>
internal static class CommentWords
{
    public static string Key(CommentState state) => $"portal.comment.state.{state}";

    public static string Color(CommentState state) => state switch
    {
        CommentState.Approved => "success",
        CommentState.Pending => "primary",
        CommentState.Appealed => "warning",
        CommentState.Refused or CommentState.Hidden => "danger",
        _ => "neutral",
    };
}
