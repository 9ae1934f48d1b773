using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Meetings;

/// <summary>A meeting as a file that calendars take in (iCalendar, RFC 5545).</summary>
[Permits(Permissions.Read)]
internal sealed class MeetingCalendarPage(MeetingQueries meetings, PublicAddress address) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) =>
        await meetings.FindAsync(await HttpContext.ActorAsync(), id, ct) is { } meeting
            ? File(Encoding.UTF8.GetBytes(Write(meeting, $"{address.RootOfLanguage(Request)}/chi-dao/hop/{id}")), "text/calendar; charset=utf-8", $"{meeting.Code}.ics") : NotFound();

    /// <summary>The file; a meeting that is changed keeps its identifier, so that calendars replace what they have.</summary>
    internal static string Write(Meeting meeting, string url)
    {
        var calendar = new Calendar { ProductId = "-//Lo Trinh//Meetings//VI", Method = "PUBLISH" };
        calendar.Events.Add(new CalendarEvent
        {
            Uid = meeting.Id.ToString(),
            Sequence = meeting.Version,
            Summary = meeting.Title,
            Location = meeting.Place,
            Description = string.Join('\n', meeting.AgendaInOrder.Select(a => $"{a.Place}. {a.Title}")),
            Url = new Uri(url),
            Status = meeting.State == MeetingState.Cancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Start = new CalDateTime(meeting.StartsAt, CalDateTime.UtcTzId),
            End = new CalDateTime(meeting.EndsAt, CalDateTime.UtcTzId),
        });
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }
}
