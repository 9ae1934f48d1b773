using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Reviews;

/// <summary>The consolidated report of a frozen review as DOCX: to who reads of all its units, and once approved to all who see it.</summary>
[Permits(Permissions.Read)]
internal sealed class PrintReviewPage(ReviewQueries reviews, ReviewReader reader, ReviewScope scope, CommitteeQueries committees, ReviewPapers papers, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await reviews.FindAsync(actor, id, ct) is not { } review || await reader.ReadAsync(id) is not { } reading
            || (review.State != ReviewState.Approved && !scope.MaySeeAll(actor, review)))
        {
            return NotFound();
        }

        // An approved report is of the day it was approved, however often it is printed.
        var on = review.ApprovedAt?.OfficeDay() ?? clock.Today();
        var letter = papers.Report(review, reading, await reader.BeforeAsync(review, ct), await committees.FindAsync(review.CommitteeId, ct), on);
        return File(LetterDocx.Write(letter), LetterDocx.MediaType, $"bao-cao-{review.Code}.docx");
    }
}
