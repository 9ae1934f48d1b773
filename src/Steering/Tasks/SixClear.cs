using LoTrinh.Platform;
using LoTrinh.Steering.Honesty;

namespace LoTrinh.Steering.Tasks;

/// <summary>One of the six respects, whether it is clear, and the fields that make it so.</summary>
internal sealed record Respect(string Name, bool IsClear, params string[] Fields)
{
    /// <summary>Beside which fields it is said what lacks; the first of them unless told otherwise.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [Fields[0]];
}

/// <summary>The "6 rõ": a task is issued only when person, work, time, responsibility, product and authority are clear.</summary>
/// <remarks>A check of completeness, not a legal term: the slogan is of 2024–25, older texts speak of five.</remarks>
internal static class SixClear
{
    /// <summary>Letters below which a title says no work.</summary>
    public const int ShortestTitle = 10;

    /// <summary>Verbs that promise effort rather than a result; they are fine when a product stands beside them.</summary>
    public static IReadOnlyList<string> VagueVerbs => HonestyRules.Official.VagueVerbs;

    /// <summary>The six respects of a draft, in the order in which people say them.</summary>
    public static IReadOnlyList<Respect> Of(TaskDraft draft)
    {
        var (title, product, criteria) = (Words.Clean(draft.Title) ?? "", Words.Clean(draft.Product), Words.Clean(draft.AcceptanceCriteria));
        return
        [
            new("person", draft.LeadUnitId is not null && draft.LeadUnitId != Guid.Empty, nameof(draft.LeadUnitId)),
            new("work", title.Length >= ShortestTitle && (product is not null || !IsVague(title)), nameof(draft.Title)),
            new("time", draft.DueBasis == DueBasis.None || draft.DueOn is not null, nameof(draft.DueOn), nameof(draft.DueWorkingDays)),
            new("responsibility", Words.Clean(draft.AccountablePosition) is not null, nameof(draft.AccountablePosition)),
            new("product", product is not null && criteria is not null, nameof(draft.Product), nameof(draft.AcceptanceCriteria))
            {
                Beside = [.. product is null ? [nameof(draft.Product)] : Array.Empty<string>(), .. criteria is null ? [nameof(draft.AcceptanceCriteria)] : Array.Empty<string>()],
            },
            new("authority", Words.Clean(draft.Authority) is not null, nameof(draft.Authority)),
        ];
    }

    /// <summary>A problem for each respect that is not clear, beside its field.</summary>
    public static IEnumerable<Problem> Lacking(IEnumerable<Respect> six) =>
        six.Where(r => !r.IsClear).SelectMany(r => r.Beside.Select(field => Problem.Invalid(
            field == nameof(TaskDraft.AcceptanceCriteria) ? "steering.unclear.criteria" : $"steering.unclear.{r.Name}", field)));

    /// <summary>Whether the words begin with a verb that promises no result.</summary>
    public static bool IsVague(string title) => HonestyRules.Official.IsVague(title);
}
