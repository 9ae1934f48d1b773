using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Meetings;

/// <summary>A form of its own for one part of a meeting's record: attendance, minutes, conclusions.</summary>
internal abstract class MeetingPartPage(MeetingQueries meetings, MeetingScope scope, OrganisationDirectory organisation) : PageModel, IRemembersVersion
{
    [BindProperty]
    public int? Version { get; set; }

    public Meeting Meeting { get; private set; } = null!;

    public string UnitName(Guid? id) => organisation.NameOf(id);

    /// <summary>Whether the part can be written now.</summary>
    protected abstract bool IsOpen(Meeting meeting);

    /// <summary>Fills the form from the meeting.</summary>
    protected abstract void Fill(Meeting meeting);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct) || !IsOpen(Meeting))
        {
            return NotFound();
        }

        Version = Meeting.Version;
        Fill(Meeting);
        return Page();
    }

    protected async Task<IActionResult> SaveAsync(Guid id, Func<Actor, Task<Result<Meeting>>> act, string part, CancellationToken ct) =>
        await LoadAsync(id, ct) ? await this.ActAsync($"~/chi-dao/hop/{id}#{part}", act, () => LoadAsync(id, ct)) : NotFound();

    protected async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await meetings.FindAsync(actor, id, ct) is not { } meeting || !scope.MayOrganise(actor, meeting))
        {
            return false;
        }

        Meeting = meeting;
        return true;
    }
}
