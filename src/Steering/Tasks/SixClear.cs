using LoTrinh.Platform;

namespace LoTrinh.Steering.Tasks;

/// <summary>The "6 rõ": a task is issued only when person, work, time, responsibility, product and authority are clear.</summary>
/// <remarks>A check of completeness, not a legal term: the slogan is of 2024–25, older texts speak of five.</remarks>
internal static class SixClear
{
    // Verbs that promise effort rather than a result; they are fine when a product stands beside them.
    private static readonly string[] VagueVerbs = ["tăng cường", "đẩy mạnh", "quan tâm", "chú trọng", "tích cực", "phấn đấu"];

    /// <summary>A problem for each respect that is not clear, beside its field.</summary>
    public static IEnumerable<Problem> Lacking(SteeringTask task) =>
    [
        .. Clear(task.LeadUnitId != Guid.Empty, "person", nameof(TaskDraft.LeadUnitId)),
        .. Clear(task.Title.Length >= 10 && (task.Product is not null || !IsVague(task.Title)), "work", nameof(TaskDraft.Title)),
        .. Clear(task.DueBasis == DueBasis.None ? task.OriginalDueOn is null && task.DueWorkingDays is null : task.OriginalDueOn is not null,
            "time", nameof(TaskDraft.DueOn)),
        .. Clear(task.AccountablePosition is not null, "responsibility", nameof(TaskDraft.AccountablePosition)),
        .. Clear(task.Product is not null && task.AcceptanceCriteria is not null, "product", nameof(TaskDraft.Product)),
        .. Clear(task.Authority is not null, "authority", nameof(TaskDraft.Authority)),
    ];

    /// <summary>Whether the words begin with a verb that promises no result.</summary>
    public static bool IsVague(string title) => VagueVerbs.Any(v => title.StartsWith(v, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Problem> Clear(bool holds, string respect, string field) =>
        Problem.Unless(holds, Problem.Invalid($"steering.unclear.{respect}", field));
}
