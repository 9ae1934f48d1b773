using LoTrinh.Steering.Inspections;

namespace LoTrinh.Steering.Demo;

/// <summary>The file <c>seed/inspection-demonstration.yaml</c>.</summary>
internal sealed class SeedInspections
{
    public List<SeedInspection> Demonstration { get; set; } = [];

    public List<SeedSample> Samples { get; set; } = [];
}

internal sealed class SeedSample
{
    public int Year { get; set; }

    public int Quarter { get; set; }

    public int Size { get; set; }

    public string Seed { get; set; } = "";

    public DateOnly Drawn { get; set; }

    public DateOnly Checked { get; set; }

    public List<SeedCheck> Checks { get; set; } = [];
}

internal sealed class SeedCheck
{
    public bool Confirmed { get; set; }

    public string? Reason { get; set; }

    public string Evidence { get; set; } = "";
}

internal sealed class SeedInspection
{
    public string Subject { get; set; } = "";

    public string? Scope { get; set; }

    public int Year { get; set; }

    public int? Quarter { get; set; }

    public List<string> Units { get; set; } = [];

    public List<DateOnly> Period { get; set; } = [];

    public List<DateOnly> Work { get; set; } = [];

    public string Checklist { get; set; } = "";

    /// <summary>Name of the account that heads the team.</summary>
    public string Head { get; set; } = "";

    public List<string> Members { get; set; } = [];

    public DateOnly Planned { get; set; }

    public DateOnly? Decided { get; set; }

    public string? Decision { get; set; }

    public DateOnly? Started { get; set; }

    public List<string> Answers { get; set; } = [];

    public List<SeedFinding> Findings { get; set; } = [];

    public DateOnly? Concluded { get; set; }

    public string? Conclusion { get; set; }

    public DateOnly? Closed { get; set; }
}

internal sealed class SeedFinding
{
    public string Nature { get; set; } = "";

    public FindingDegree Degree { get; set; }

    public string Cause { get; set; } = "";

    public CauseKind Kind { get; set; }

    public string Unit { get; set; } = "";

    public string Responsible { get; set; } = "";

    public int Item { get; set; }

    public DateOnly Noted { get; set; }

    public DateOnly ExplainBy { get; set; }

    public DateOnly? Explained { get; set; }

    public string? Explanation { get; set; }

    public DateOnly? Dropped { get; set; }

    public string? DropReason { get; set; }

    public SeedRemedy? Remedy { get; set; }
}

internal sealed class SeedRemedy
{
    public string Code { get; set; } = "";

    public string Title { get; set; } = "";

    public string Product { get; set; } = "";

    public string Criteria { get; set; } = "";

    public DateOnly Due { get; set; }

    public DateOnly Assigned { get; set; }

    public DateOnly? Submitted { get; set; }

    public string? Reference { get; set; }

    public DateOnly? Verified { get; set; }
}
