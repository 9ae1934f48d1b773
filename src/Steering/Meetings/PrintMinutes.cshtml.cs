using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Meetings;

/// <summary>The minutes of a meeting that was held, as DOCX: a draft until both have signed, and it says so.</summary>
[Permits(Permissions.Read)]
internal sealed class PrintMinutesPage(MeetingQueries meetings, CommitteeQueries committees, MeetingLetters letters) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await meetings.FindAsync(await HttpContext.ActorAsync(), id, ct) is not { State: MeetingState.Held } meeting)
        {
            return NotFound();
        }

        var letter = letters.Minutes(meeting, meeting.CommitteeId is { } committee ? await committees.FindAsync(committee, ct) : null);
        return File(LetterDocx.Write(letter), LetterDocx.MediaType, $"bien-ban-{meeting.Code}.docx");
    }
}
