using System.Text.Json.Serialization;
using LoTrinh.Platform.Data;

namespace LoTrinh.Steering.Programmes;

/// <summary>How high an element of the tree stands. What hangs below another is of a lower level; levels between may be left out.</summary>
internal enum ProgrammeLevel
{
    /// <summary>Chiến lược.</summary>
    Strategy,

    /// <summary>Chương trình.</summary>
    Programme,

    /// <summary>Đề án.</summary>
    Scheme,

    /// <summary>Dự án.</summary>
    Project,
}

/// <summary>Where money comes from.</summary>
internal enum FundingSource
{
    /// <summary>Vốn đầu tư công.</summary>
    PublicInvestment,

    /// <summary>Chi thường xuyên.</summary>
    Recurrent,

    /// <summary>Vốn ODA, vay ưu đãi.</summary>
    Oda,

    /// <summary>Đối tác công tư.</summary>
    PublicPrivate,

    /// <summary>Vốn của doanh nghiệp.</summary>
    Enterprise,

    /// <summary>Nguồn khác.</summary>
    Other,
}

/// <summary>A stretch of the plan. One with a gate ends in a decision whether to go on.</summary>
/// <param name="Key">The same in every version of the plan, so that a phase that was moved is still the same phase.</param>
/// <param name="Name">What it is called.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Gate">What must hold to pass the gate at its end; null when there is none.</param>
internal sealed record PlanPhase(Guid Key, string Name, DateOnly From, DateOnly To, string? Gate);

/// <summary>Money planned for a year.</summary>
/// <param name="Key">The same in every version.</param>
/// <param name="Name">What for.</param>
/// <param name="Source">Where from.</param>
/// <param name="Year">The year.</param>
/// <param name="Amount">How much, in đồng.</param>
internal sealed record BudgetLine(Guid Key, string Name, FundingSource Source, int Year, decimal Amount);

/// <summary>What is to be reached, and the indicator that it is judged by.</summary>
internal sealed record PlanObjective(Guid Key, string Text, Guid? IndicatorId);

/// <summary>A document that the plan rests on; the register's, when it is in there.</summary>
internal sealed record PlanDocument(string Name, Guid? Id);

/// <summary>What a plan says: the whole of it, as one version froze it.</summary>
internal sealed record PlanContent(string Code, string Name, ProgrammeLevel Level, Guid? ParentId, Guid LeadUnitId, string Accountable,
    string? Goal,
    DateOnly StartsOn, DateOnly EndsOn, IReadOnlyList<PlanPhase> Phases, IReadOnlyList<BudgetLine> Budget,
        IReadOnlyList<PlanObjective> Objectives,
    IReadOnlyList<PlanDocument> Documents)
{
    [JsonIgnore]
    public decimal BudgetTotal => Budget.Sum(b => b.Amount);

    public string ToJson() => CanonicalJson.Write(this);

    public static PlanContent Parse(string json) => CanonicalJson.Read<PlanContent>(json);
}
