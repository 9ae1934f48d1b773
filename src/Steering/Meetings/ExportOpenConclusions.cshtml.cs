using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Meetings;

/// <summary>Conclusions without an owner as a file.</summary>
[Permits(Permissions.Read)]
internal sealed class ExportOpenConclusionsPage(MeetingQueries meetings, Texts texts, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        string[] headers =
        [
            texts["steering.task.code"], texts["meeting.title"], texts["meeting.when"], texts["meeting.notice"], texts["meeting.notice-on"], texts["meeting.number"],
            texts["meeting.conclusion"], texts["meeting.conclusion-due"],
        ];
        var rows = (await meetings.WithoutOwnerAsync(await HttpContext.ActorAsync(), ct)).Select(r => new object?[]
        {
            r.MeetingCode, r.MeetingTitle, r.StartsAt.Show(), r.NoticeNumber, r.NoticeOn, r.Number, r.Text, r.DueOn,
        });
        return await TableFile.Make("ket-luan-chua-giao", headers, rows, format, clock.Today(), ct);
    }
}
