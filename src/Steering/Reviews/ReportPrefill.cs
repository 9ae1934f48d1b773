using System.Globalization;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Reviews;

/// <summary>What a unit's report begins with, from its records; the unit writes over it. Always in Vietnamese, as reports are.</summary>
internal static class ReportPrefill
{
    private const int Most = 12;

    /// <summary>The words.</summary>
    /// <param name="content">What counts in the period.</param>
    /// <param name="unit">Key of the unit.</param>
    /// <param name="words">The wording.</param>
    public static ReportWords Of(SnapshotContent content, string unit, PrefillWording words)
    {
        var tasks = content.Tasks.Where(t => t.Unit == unit).ToLookup(content.StatusOf);
        var done = tasks[DueStatus.DoneOnTime].Concat(tasks[DueStatus.DoneLate]).OrderBy(t => t.CompletedOn).ToList();
        var overdue = tasks[DueStatus.Overdue].OrderBy(t => t.DueOn).ToList();
        var open = tasks[DueStatus.Overdue].Concat(tasks[DueStatus.DueSoon]).Concat(tasks[DueStatus.InTime]).OrderBy(t => t.DueOn).ToList();
        var obstacles = content.Tasks.Where(t => t.Unit == unit && t is { CompletedOn: null, Obstacles: not null })
            .Select(t => Fill(words.Obstacle, t.Code, t.Obstacles!.ReplaceLineEndings(" ")));
        return new(
            done.Count == 0 ? words.NoneDone : Lines([Fill(words.Done, done.Count, tasks[DueStatus.DoneOnTime].Count(),
                tasks[DueStatus.DoneLate].Count()),
                .. done.Take(Most).Select(t => Fill(words.Task, t.Code, t.Title))]),
            overdue.Count == 0 ? null : Lines([Fill(words.Overdue, overdue.Count), .. overdue.Take(Most)
                .Select(t => Fill(words.Task, t.Code, t.Title)), .. obstacles]),
            null,
            open.Count == 0 ? null : Lines([Fill(words.Next, open.Count), .. open.Take(Most)
                .Select(t => Fill(words.NextTask, t.Code, t.Title, t.DueOn.Show()))]),
            null);
    }

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
