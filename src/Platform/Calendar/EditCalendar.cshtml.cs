using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Calendar;

/// <summary>Announcements that change the calendar: what there is, and a new one, looked at before it is confirmed.</summary>
[Permits(PlatformPermissions.CalendarEdit, everywhere: true)]
internal sealed class EditCalendarPage(AppDb db, AnnounceCalendar announce, DeadlineEngine engine) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? NameEn { get; set; }

    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public DateOnly? AnnouncedOn { get; set; }

    [BindProperty]
    public string? Closed { get; set; }

    [BindProperty]
    public string? Working { get; set; }

    [BindProperty]
    public string? Withdrawn { get; set; }

    [BindProperty]
    public int? Year { get; set; }

    public AnnouncementPreview? Preview { get; private set; }

    public IReadOnlyList<CalendarAnnouncement> Announcements { get; private set; } = [];

    public int LastYear => engine.Calendar.Years.Max();

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(bool confirm, CancellationToken ct)
    {
        var result = await ActAsync(confirm, ct);
        if (result is { Ok: true, Value: null })
        {
            return this.Done("~/quan-tri/lich");
        }

        await LoadAsync(ct);
        return result.TryGet(out var seen) ? Show(seen!) : this.Stay(result.Problems);
    }

    /// <summary>Days of an announcement of one kind, as they are typed.</summary>
    public static string DaysOf(CalendarAnnouncement announcement, AnnouncedKind kind) =>
        DayLines.Write(announcement.Days.Where(d => d.Kind == kind).Select(d => d.On));

    private PageResult Show(AnnouncementPreview seen)
    {
        Preview = seen;
        return Page();
    }

    // The preview when it is only looked at, null when it was entered.
    private async Task<Result<AnnouncementPreview?>> ActAsync(bool confirm, CancellationToken ct)
    {
        var (closed, working, withdrawn) = (DayLines.Read(Closed, nameof(Closed)), DayLines.Read(Working, nameof(Working)), DayLines.Read(Withdrawn, nameof(Withdrawn)));
        ImmutableArray<Problem> unread = [.. closed.Problems, .. working.Problems, .. withdrawn.Problems];
        if (unread.Length > 0 || !ModelState.IsValid)
        {
            return unread.Length > 0 ? unread : Problem.Invalid("calendar.see-below");
        }

        var draft = new AnnouncementDraft(Name, NameEn, Basis, AnnouncedOn, closed.Value, working.Value, withdrawn.Value, Year);
        var actor = await HttpContext.ActorAsync();
        if (confirm)
        {
            var made = await announce.Handle(actor, draft, ct);
            return made.Ok ? (Result<AnnouncementPreview?>)(AnnouncementPreview?)null : made.Problems;
        }

        var seen = await announce.Preview(actor, draft, ct);
        return seen.TryGet(out var preview) ? preview : seen.Problems;
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Announcements = await db.CalendarAnnouncements.AsNoTracking().Include(a => a.Days).OrderByDescending(a => a.Number).Take(100).ToListAsync(ct);
}
