using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Meetings;

/// <summary>Conclusions that ask for action and that nobody answers for.</summary>
[Permits(Permissions.Read)]
internal sealed class OpenConclusionsPage(MeetingQueries meetings, DocumentQueries documents, DeadlineEngine deadlines, OrganisationDirectory organisation, TimeProvider clock)
    : PageModel
{
    private Actor _actor = Actor.Nobody;

    public IReadOnlyList<OpenConclusion> Rows { get; private set; } = [];

    /// <summary>Notices that the reader may open.</summary>
    public IReadOnlySet<Guid> NoticesSeen { get; private set; } = new HashSet<Guid>();

    public DateTime AsOf => clock.UtcNow();

    public bool MayAssign => _actor.May(Permissions.Assign);

    public async Task OnGetAsync(CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        Rows = await meetings.WithoutOwnerAsync(_actor, ct);
        var notices = Rows.Select(r => r.NoticeId).Distinct().ToList();
        NoticesSeen = await documents.Seen(_actor).Where(d => notices.Contains(d.Id)).Select(d => d.Id).ToHashSetAsync(ct);
    }

    /// <summary>Working days since the notice was issued.</summary>
    public int DaysSince(OpenConclusion row) => deadlines.WorkingDaysBetween(row.NoticeOn, clock.Today());

    /// <summary>Whether the reader may note on the clause that no task follows.</summary>
    public bool MayRegister(OpenConclusion row) => NoticesSeen.Contains(row.NoticeId)
        && organisation.Find(row.UnitId) is { } unit && _actor.May(PlatformPermissions.DocumentsRegister, unit.Path);
}
