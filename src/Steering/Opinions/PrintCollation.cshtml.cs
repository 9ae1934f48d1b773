using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Opinions;

/// <summary>The collation of a closed round as DOCX.</summary>
[Permits(Permissions.Read)]
internal sealed class PrintCollationPage(OpinionQueries opinions, CommitteeQueries committees, OpinionLetters letters, TimeProvider clock)
    : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await opinions.FindAsync(await HttpContext.ActorAsync(), id, ct) is not { State: OpinionState.Closed } round)
        {
            return NotFound();
        }

        var letter = letters.Collation(round, await committees.FindAsync(round.CommitteeId, ct), clock.Today());
        return File(LetterDocx.Write(letter), LetterDocx.MediaType, $"tong-hop-y-kien-{round.Code}.docx");
    }
}
