using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Meetings;

/// <summary>The meetings that the reader may see, the latest first.</summary>
[Permits(Permissions.Read)]
internal sealed class MeetingListPage(MeetingQueries meetings, CommitteeQueries committees, Texts texts, TimeProvider clock) : PageModel
{
    public MeetingFilter Filter { get; private set; } = new();

    public IReadOnlyList<MeetingRow> Rows { get; private set; } = [];

    public MeetingCounts Counts { get; private set; } = new(0, 0, 0, 0);

    public int Count { get; private set; }

    public int Pages => (Count + MeetingFilter.PageSize - 1) / MeetingFilter.PageSize;

    public DateTime AsOf => clock.UtcNow();

    public bool MayOrganise { get; private set; }

    public IEnumerable<SelectListItem> States =>
        [new(texts["steering.filter.all"], ""), .. Enum.GetValues<MeetingState>().Select(s => new SelectListItem(texts[MeetingWords.Key(s)], s.ToString()))];

    public IReadOnlyList<SelectListItem> Bodies { get; private set; } = [];

    public async Task OnGetAsync([FromQuery(Name = "trangthai")] MeetingState? state, [FromQuery(Name = "nam")] int? year, [FromQuery(Name = "ban")] Guid? body,
        [FromQuery(Name = "chuatb")] string? noticeMissing, [FromQuery(Name = "trang")] int? page, string? q, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        Filter = new(q, state, year, body, noticeMissing == "1", Math.Max(1, page ?? 1));
        (Rows, Count) = await meetings.ListAsync(actor, Filter, ct);
        Counts = await meetings.CountsAsync(actor, ct);
        MayOrganise = actor.May(MeetingPermissions.Organise);
        Bodies = [new(texts["steering.filter.all"], ""), .. (await committees.ListAsync(actor, clock.Today(), ct)).Select(c => new SelectListItem(c.Name, c.Id.ToString()))];
    }
}
