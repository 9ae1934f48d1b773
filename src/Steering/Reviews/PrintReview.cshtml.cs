using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Reviews;

/// <summary>
/// The consolidated report of a frozen review as DOCX: to who reads of all its units, and once approved to all who see it. Approved, it
/// stays
/// as it was approved; with the corrections since then it is a paper of today.
/// </summary>
[Permits(Permissions.Read)]
internal sealed class PrintReviewPage(ReviewQueries reviews, ReviewReader reader, ReviewScope scope, CommitteeQueries committees,
    ReviewPapers papers, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "dieuchinh")] string? corrected, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await reviews.FindAsync(actor, id, ct) is not { } review || await reader.ReadAsync(id) is not { } reading
            || (review.State != ReviewState.Approved && !scope.MaySeeAll(actor, review)))
        {
            return NotFound();
        }

        var instant = corrected == "1" ? clock.UtcNow() : review.ApprovedAt ?? clock.UtcNow();
        var before = await reader.BeforeAsync(review, ct) is var (former, then) ? ((Review, ReviewReading)?)(former, then.At(instant))
            : null;
        var letter = papers.Report(review, reading.At(instant), before, await committees.FindAsync(review.CommitteeId, ct),
            instant.OfficeDay());
        return File(LetterDocx.Write(letter), LetterDocx.MediaType, $"bao-cao-{review.Code}.docx");
    }
}
