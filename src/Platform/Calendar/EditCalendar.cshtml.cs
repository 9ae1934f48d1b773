using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
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
        var actor = await HttpContext.ActorAsync();
        var (draft, unread) = ReadDraft();
        if (unread.Length > 0 || !ModelState.IsValid)
        {
            var others = Beside(unread, await announce.Check(actor, draft, ct));
            await LoadAsync(ct);
            return this.Stay([.. unread, .. others]);
        }

        if (!confirm)
        {
            var seen = await announce.Preview(actor, draft, ct);
            await LoadAsync(ct);
            return seen.TryGet(out var preview) ? Show(preview) : this.Stay(seen.Problems);
        }

        var made = await announce.Handle(actor, draft, ct);
        if (made.Ok)
        {
            return this.Done("~/quan-tri/lich");
        }

        await LoadAsync(ct);
        return this.Stay(made.Problems);
    }

    /// <summary>Days of an announcement of one kind, as they are typed.</summary>
    public static string DaysOf(CalendarAnnouncement announcement, AnnouncedKind kind) =>
        DayLines.Write(announcement.Days.Where(d => d.Kind == kind).Select(d => d.On));

    private PageResult Show(AnnouncementPreview seen)
    {
        Preview = seen;
        return Page();
    }

    private (AnnouncementDraft Draft, ImmutableArray<Problem> Unread) ReadDraft()
    {
        var (closed, working, withdrawn) = (DayLines.Read(Closed, nameof(Closed)), DayLines.Read(Working, nameof(Working)),
            DayLines.Read(Withdrawn, nameof(Withdrawn)));
        return (new(Name, NameEn, Basis, AnnouncedOn, closed.Days, working.Days, withdrawn.Days, Year),
            [.. closed.Problems, .. working.Problems, .. withdrawn.Problems]);
    }

    // What is wrong with the rest, without what would not be wrong if the unreadable had been read: that it is missing, or a day of a year
    // that was not understood.
    private IEnumerable<Problem> Beside(ImmutableArray<Problem> unread, ImmutableArray<Problem> others)
    {
        bool IsUnread(string field) => ModelState.GetFieldValidationState(field) == ModelValidationState.Invalid;
        return others.Where(p => p.Code switch
        {
            "calendar.announced-missing" => !IsUnread(nameof(AnnouncedOn)),
            "calendar.days-missing" => unread.IsEmpty && !IsUnread(nameof(Year)),
            "calendar.year-empty" => unread.All(u => u.Field != nameof(Closed)),
            "calendar.unknown-year" => !IsUnread(nameof(Year)),
            _ => true,
        });
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Announcements = await db.CalendarAnnouncements.AsNoTracking().Include(a => a.Days).OrderByDescending(a => a.Number).Take(100).ToListAsync(ct);
}
