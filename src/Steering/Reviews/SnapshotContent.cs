using System.Globalization;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Reviews;

/// <summary>A task as it stood at the cut-off.</summary>
/// <param name="Id">The task.</param>
/// <param name="Code">Its code, by which tasks are sorted.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Lead">Key of the unit that led it.</param>
/// <param name="Unit">Key of the unit that reports on it: the lead, or the unit above it directly below the review's.</param>
/// <param name="Document">Number of its document.</param>
/// <param name="DocumentKind">Key of that document's kind.</param>
/// <param name="IsStarred">Whether it is a priority.</param>
/// <param name="Coordinators">How many units coordinate.</param>
/// <param name="IssuedOn">The day it was issued.</param>
/// <param name="FirstDueOn">The day promised first.</param>
/// <param name="DueOn">The day then due.</param>
/// <param name="CompletedOn">The day of the product that was verified by then.</param>
/// <param name="IsSubmitted">Whether a product waited to be verified.</param>
/// <param name="Progress">Percent last reported.</param>
/// <param name="ReportedOn">The day it was last reported on.</param>
/// <param name="Extensions">How often its deadline was moved.</param>
/// <param name="Rejections">How often a product was rejected.</param>
/// <param name="Obstacles">What was in the way, as last reported within the period.</param>
/// <param name="Weight">What it weighs by the rubric.</param>
internal sealed record SnapshotTask(Guid Id, string Code, string Title, string Lead, string Unit, string? Document, string? DocumentKind,
    bool IsStarred,
    int Coordinators, DateOnly IssuedOn, DateOnly? FirstDueOn, DateOnly? DueOn, DateOnly? CompletedOn, bool IsSubmitted, int Progress,
        DateOnly? ReportedOn, int Extensions,
    int Rejections, string? Obstacles, int Weight);

/// <summary>A unit that a snapshot names.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Reports">Whether a report of its own was asked for.</param>
internal sealed record SnapshotUnit(string Key, string Name, bool Reports);

/// <summary>Everything that the figures of a period are counted from; nothing else is needed, ever.</summary>
/// <param name="Calculation">Version of the calculation.</param>
/// <param name="Rules">Identifier of the rules of the period.</param>
/// <param name="Period">The period.</param>
/// <param name="AsOf">The day of the cut-off.</param>
/// <param name="SoonUntil">The day until which a task then counted as due soon.</param>
/// <param name="Unit">Key of the unit whose committee reviews.</param>
/// <param name="Rubric">How units are scored.</param>
/// <param name="Units">Units named, sorted by key.</param>
/// <param name="Tasks">Tasks that count, sorted by code.</param>
internal sealed record SnapshotContent(int Calculation, string Rules, SnapshotPeriod Period, DateOnly AsOf, DateOnly SoonUntil, string Unit,
    Rubric Rubric,
    IReadOnlyList<SnapshotUnit> Units, IReadOnlyList<SnapshotTask> Tasks)
{
    public DueStatus StatusOf(SnapshotTask task) => StatusRule.Of(task.DueOn, task.CompletedOn, AsOf, SoonUntil);

    /// <summary>Name of a unit as it was then.</summary>
    public string NameOf(string key) => Units.FirstOrDefault(u => u.Key == key)?.Name ?? key;

    /// <summary>The same after corrections, in their order. The snapshot itself stays.</summary>
    public SnapshotContent With(IEnumerable<ReviewAdjustment> adjustments)
    {
        // What an adjustment leaves out is null here until another counts it again.
        var tasks = Tasks.ToDictionary(t => t.Code, t => (SnapshotTask?)t, StringComparer.Ordinal);
        var units = Units.ToDictionary(u => u.Key, StringComparer.Ordinal);
        foreach (var a in adjustments.OrderBy(a => a.Number))
        {
            if (a.Field == AdjustedField.Counts)
            {
                tasks[a.TaskCode] = Counted(tasks.GetValueOrDefault(a.TaskCode), a);
            }
            else if (tasks.GetValueOrDefault(a.TaskCode) is { } task)
            {
                tasks[a.TaskCode] = Changed(task, a);
            }

            if (a is { Field: AdjustedField.Lead, UnitName: { } name } && a.ReportsUnit is { } reports)
            {
                units.TryAdd(reports, new(reports, name, false));
            }
        }

        return this with
        {
            Tasks = [.. tasks.Values.OfType<SnapshotTask>().OrderBy(t => t.Code, StringComparer.Ordinal)],
            Units = [.. units.Values.OrderBy(u => u.Key, StringComparer.Ordinal)],
        };
    }

    /// <summary>The value of a field as an adjustment writes it; null when there is none.</summary>
    public static string? ValueOf(SnapshotTask? task, AdjustedField field) => field switch
    {
        AdjustedField.DueOn => Iso(task?.DueOn),
        AdjustedField.CompletedOn => Iso(task?.CompletedOn),
        AdjustedField.Lead => task?.Lead,
        _ => task is null ? "no" : "yes",
    };

    private SnapshotTask? Counted(SnapshotTask? now, ReviewAdjustment a) => a.To == "no" ? null : now
        ?? Tasks.FirstOrDefault(t => t.Code == a.TaskCode);

    private static SnapshotTask Changed(SnapshotTask task, ReviewAdjustment a) => a.Field switch
    {
        AdjustedField.DueOn => task with { DueOn = Day(a.To) },
        AdjustedField.CompletedOn => task with { CompletedOn = Day(a.To) },
        AdjustedField.Lead => task with { Lead = a.To!, Unit = a.ReportsUnit ?? a.To! },
        _ => task,
    };

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => text is null ? null
        : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The period of a snapshot.</summary>
internal sealed record SnapshotPeriod(PeriodKind Kind, int Year, int Number, DateOnly From, DateOnly To)
{
    public static SnapshotPeriod Of(ReportPeriod p) => new(p.Kind, p.Year, p.Number, p.From, p.To);
}
