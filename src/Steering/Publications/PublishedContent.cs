using LoTrinh.Platform.Indicators;
using LoTrinh.Steering.Reviews;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Publications;

/// <summary>By which units the figures are shown.</summary>
internal enum PublishedLevel
{
    /// <summary>No table of units.</summary>
    None,

    /// <summary>Units directly below the ministry; what is led below them counts there.</summary>
    Direct,

    /// <summary>Each unit that leads tasks itself.</summary>
    Leads,
}

/// <summary>What the figures were counted from.</summary>
/// <param name="ReviewId">The frozen review; null when it is a day.</param>
/// <param name="ReviewCode">Its code.</param>
/// <param name="Kind">Kind of its period.</param>
/// <param name="Year">Year of its period.</param>
/// <param name="Number">Which of that year.</param>
/// <param name="From">First day of its period; null when everything up to the day counts.</param>
/// <param name="Sha256">SHA-256 of the frozen review's snapshot, or of what was counted on the day, as canonical JSON.</param>
/// <param name="Adjustments">How many corrections since the freezing are counted in.</param>
internal sealed record PublishedSource(Guid? ReviewId, string? ReviewCode, PeriodKind? Kind, int? Year, int? Number, DateOnly? From,
    string Sha256, int Adjustments);

/// <summary>A unit's counts.</summary>
/// <param name="Key">Its key.</param>
/// <param name="NameVi">Its name then, in Vietnamese.</param>
/// <param name="NameEn">In English.</param>
/// <param name="Counts">Its tasks by status.</param>
internal sealed record PublishedUnit(string Key, string NameVi, string NameEn, StatusCounts Counts);

/// <summary>An indicator as it stood.</summary>
/// <param name="Code">Its code.</param>
/// <param name="NameVi">Name in Vietnamese.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="UnitVi">Unit of measure in Vietnamese; <c>%</c> for a share.</param>
/// <param name="UnitEn">Unit of measure in English.</param>
/// <param name="Value">The last value that counted by then, in that unit.</param>
/// <param name="ValueOn">The day of that value.</param>
/// <param name="Numerator">Of how many records it was made, where it was counted.</param>
/// <param name="Denominator">Of how many in all.</param>
/// <param name="Target">The target that mattered then.</param>
/// <param name="TargetOn">Its day.</param>
/// <param name="State">How it stood.</param>
/// <param name="Why">The reason: the text <c>indicator.why.{Why}</c>.</param>
/// <param name="OwnerVi">The unit that answers for it, in Vietnamese.</param>
/// <param name="OwnerEn">In English.</param>
internal sealed record PublishedIndicator(string Code, string NameVi, string NameEn, string? UnitVi, string? UnitEn, double? Value,
    DateOnly? ValueOn, double? Numerator, double? Denominator, double? Target, DateOnly? TargetOn, Prospect State, string Why,
    string OwnerVi, string OwnerEn);

/// <summary>A task that is shown with its title.</summary>
/// <param name="Id">The task.</param>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title then.</param>
/// <param name="LeadVi">The unit that led it, in Vietnamese.</param>
/// <param name="LeadEn">In English.</param>
/// <param name="DueOn">The day then due.</param>
/// <param name="CompletedOn">The day of its product.</param>
/// <param name="Status">Its status.</param>
internal sealed record PublishedTask(Guid Id, string Code, string Title, string LeadVi, string LeadEn, DateOnly? DueOn,
    DateOnly? CompletedOn, DueStatus Status);

/// <summary>Everything that a publication shows; nothing else is read when it is shown.</summary>
/// <param name="Source">What it was counted from.</param>
/// <param name="AsOf">The last day that counts, to 24:00.</param>
/// <param name="Whole">All tasks by status; null when the counts are not published.</param>
/// <param name="Level">By which units.</param>
/// <param name="Units">The units, in the order of the register.</param>
/// <param name="Indicators">The chosen indicators, in the order of their codes.</param>
/// <param name="Tasks">The chosen tasks, in the order of their codes.</param>
internal sealed record PublishedContent(PublishedSource Source, DateOnly AsOf, StatusCounts? Whole, PublishedLevel Level,
    IReadOnlyList<PublishedUnit> Units, IReadOnlyList<PublishedIndicator> Indicators, IReadOnlyList<PublishedTask> Tasks)
{
    /// <summary>The same without the titles of some tasks.</summary>
    public PublishedContent Without(IReadOnlySet<Guid> tasks) => tasks.Count == 0 ? this
        : this with { Tasks = [.. Tasks.Where(t => !tasks.Contains(t.Id))] };
}
