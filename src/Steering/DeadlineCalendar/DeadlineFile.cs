using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;

namespace LoTrinh.Steering.DeadlineCalendar;

/// <summary>Writes deadlines as a calendar that subscribes takes them (iCalendar): one whole day a task, the same identifier as long as
/// there is the task.</summary>
/// <remarks>Source: RFC 5545 (iCalendar) and RFC 7986 (name and interval of a calendar). Nothing in it depends on the moment of asking but
/// whether a task is overdue.</remarks>
internal static class DeadlineFile
{
    /// <summary>The file, in the language of the texts.</summary>
    /// <param name="name">What the calendar is called.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="root">Address of the product for the reader's language, without a slash at its end.</param>
    /// <param name="texts">The words.</param>
    public static string Write(string name, IEnumerable<FeedTask> tasks, string root, Texts texts)
    {
        var calendar = new Calendar { ProductId = "-//Lo Trinh//Deadlines//VI", Method = "PUBLISH" };
        calendar.AddProperty("NAME", name);
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.AddProperty("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
        calendar.Events.AddRange(tasks.Select(t => EventOf(t, root, texts)));
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private static CalendarEvent EventOf(FeedTask task, string root, Texts texts)
    {
        var url = $"{root}/chi-dao/nhiem-vu/{task.Id}";
        var status = texts[StatusWords.Key(task.Status)];
        var title = task.Title ?? texts["feed.secret", task.Code];
        // What became overdue changed at the end of its day, without anyone's doing.
        var changed = task.Status == DueStatus.Overdue && task.DueOn.AddDays(1).StartUtc() is var since && since > task.ChangedAt ? since
            : task.ChangedAt;
        var at = new CalDateTime(new DateTime(changed.Ticks - (changed.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc),
            CalDateTime.UtcTzId);
        return new CalendarEvent
        {
            Uid = $"{task.Id}@lo-trinh",
            Sequence = task.Version,
            DtStamp = at,
            LastModified = at,
            Start = new CalDateTime(task.DueOn),
            End = new CalDateTime(task.DueOn.AddDays(1)),
            Summary = task.Status == DueStatus.Overdue ? texts["feed.overdue", title] : title,
            Description = texts["feed.description", task.Code, task.Unit, status, texts[$"steering.state.{task.State}"], url],
            Url = new Uri(url),
            Transparency = TransparencyType.Transparent,
            Status = EventStatus.Confirmed,
            Categories = [status],
        };
    }
}
