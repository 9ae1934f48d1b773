using LoTrinh.Steering.Reviews;

namespace LoTrinh.Steering.Demo;

/// <summary>The file <c>seed/review-demonstration.yaml</c>.</summary>
internal sealed class SeedReviews
{
    public List<SeedReview> Reviews { get; set; } = [];
}

internal sealed class SeedReview
{
    public string Committee { get; set; } = "";

    public PeriodKind Kind { get; set; }

    public int Year { get; set; }

    public int Number { get; set; }

    public DateOnly Opened { get; set; }

    public List<string> Units { get; set; } = [];

    public List<SeedUnitReport> Reports { get; set; } = [];

    public List<SeedAdjustment> Adjustments { get; set; } = [];

    public DateOnly? Proposed { get; set; }

    public DateOnly? Approved { get; set; }

    public SeedSummary? Summary { get; set; }
}

internal sealed class SeedUnitReport
{
    public string Unit { get; set; } = "";

    public DateOnly? Sent { get; set; }

    public DateOnly? Returned { get; set; }

    public string? ReturnReason { get; set; }

    public DateOnly? Again { get; set; }

    public string? Shortcomings { get; set; }

    public string? Causes { get; set; }

    public string? CausesAgain { get; set; }

    public string? NextSteps { get; set; }

    public string? Recommendations { get; set; }
}

internal sealed class SeedAdjustment
{
    public DateOnly On { get; set; }

    public string Task { get; set; } = "";

    public AdjustedField Field { get; set; }

    public DateOnly? Day { get; set; }

    public string Reason { get; set; } = "";

    public string Document { get; set; } = "";
}

internal sealed class SeedSummary
{
    public string? Situation { get; set; }

    public string? Direction { get; set; }

    public string? Results { get; set; }

    public string? Shortcomings { get; set; }

    public string? Lessons { get; set; }

    public string? NextSteps { get; set; }

    public string? Recommendations { get; set; }
}
