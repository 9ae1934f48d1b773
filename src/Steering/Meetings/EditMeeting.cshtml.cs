using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Committees;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Meetings;

/// <summary>Writes a meeting anew, until it has been held.</summary>
[Permits(MeetingPermissions.Organise)]
internal sealed class EditMeetingPage(MeetingWork work, MeetingQueries meetings, MeetingScope scope, AppDb db, CommitteeQueries committees, OrganisationDirectory organisation,
    Texts texts, TimeProvider clock) : MeetingFormPage(committees, organisation, texts, clock), IRemembersVersion
{
    [BindProperty]
    public int? Version { get; set; }

    public Meeting Meeting { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Fill(Meeting);
        Version = Meeting.Version;
        AddRows();
        return Page();
    }

    public async Task<IActionResult> OnPostMoreAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        AddRows();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => !await LoadAsync(id, ct) ? NotFound() : await SaveAsync(async (actor, draft) =>
    {
        var result = await work.Mend(actor, id, Version, draft, ct);
        db.ChangeTracker.Clear();
        return result;
    });

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await meetings.FindAsync(actor, id, ct) is not { IsMendable: true } meeting || !scope.MayOrganise(actor, meeting))
        {
            return false;
        }

        Meeting = meeting;
        return await ReadBodyAsync(meeting.CommitteeId ?? meeting.UnitId, ct);
    }
}
