using LoTrinh.Platform.Documents;

namespace LoTrinh.Steering.Reviews;

/// <summary>The file <c>seed/reviews.yaml</c>; its placeholders are explained there.</summary>
internal sealed class ReviewRulesFile
{
    public List<RuleSetRow> RuleSets { get; set; } = [];

    public List<RubricRow> Rubrics { get; set; } = [];

    public Dictionary<PeriodKind, string> Titles { get; set; } = [];

    public List<string> HalfYears { get; set; } = [];

    public ReportWording Report { get; set; } = new();

    public PrefillWording Prefill { get; set; } = new();
}

internal sealed class RuleSetRow
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string NameEn { get; set; } = "";

    public DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    public string Basis { get; set; } = "";

    public int FirstDay { get; set; }

    public int LastDay { get; set; }

    public List<PeriodKindRow> Kinds { get; set; } = [];

    public int GovernmentDay { get; set; }

    public WhenClosed WhenClosed { get; set; }

    public int LeastWorkingDays { get; set; }

    public int UnitWorkingDays { get; set; }
}

internal sealed class PeriodKindRow
{
    public PeriodKind Kind { get; set; }

    public int Months { get; set; }

    public List<int> Ends { get; set; } = [];

    public string Basis { get; set; } = "";

    public Confidence Confidence { get; set; }
}

internal sealed class RubricRow
{
    public string Id { get; set; } = "";

    public DateOnly ValidFrom { get; set; }

    public DateOnly? ValidTo { get; set; }

    public string Basis { get; set; } = "";

    public List<CriterionRow> Criteria { get; set; } = [];

    public Measure Needed { get; set; }

    public Dictionary<string, int> KindWeights { get; set; } = [];

    public int OtherWeight { get; set; }

    public int StarWeight { get; set; }

    public int CoordinatorsFrom { get; set; }

    public int UpdatedFromDays { get; set; }

    public List<LevelRow> Levels { get; set; } = [];
}

internal sealed class CriterionRow
{
    public Measure Measure { get; set; }

    public int Weight { get; set; }

    public string Basis { get; set; } = "";
}

internal sealed class LevelRow
{
    public string Key { get; set; } = "";

    public int From { get; set; }
}

/// <summary>Words of the consolidated report.</summary>
internal sealed class ReportWording
{
    public string Type { get; set; } = "";

    public string Kind { get; set; } = "";

    public string Place { get; set; } = "";

    public string Subject { get; set; } = "";

    public string Opening { get; set; } = "";

    public string Counts { get; set; } = "";

    public string Rates { get; set; } = "";

    public string Adjusted { get; set; } = "";

    public string Before { get; set; } = "";

    public string Reported { get; set; } = "";

    public string Missing { get; set; } = "";

    public string Causes { get; set; } = "";

    public string Cause { get; set; } = "";

    public string None { get; set; } = "";

    public string Proof { get; set; } = "";

    public string Closing { get; set; } = "";

    public string Annex { get; set; } = "";

    public List<string> Headings { get; set; } = [];

    public List<string> Copies { get; set; } = [];

    public ReportAnnexes Annexes { get; set; } = new();

    public ReportColumns Columns { get; set; } = new();

    public Dictionary<string, string> Levels { get; set; } = [];

    public Dictionary<AdjustedField, string> Fields { get; set; } = [];

    public Dictionary<string, string> Values { get; set; } = [];
}

internal sealed class ReportAnnexes
{
    public string Units { get; set; } = "";

    public string Scores { get; set; } = "";

    public string Overdue { get; set; } = "";

    public string Recommendations { get; set; } = "";

    public string Adjustments { get; set; } = "";
}

internal sealed class ReportColumns
{
    public string Number { get; set; } = "";

    public string Unit { get; set; } = "";

    public string Total { get; set; } = "";

    public string OnTime { get; set; } = "";

    public string Late { get; set; } = "";

    public string InTime { get; set; } = "";

    public string Overdue { get; set; } = "";

    public string DaysLate { get; set; } = "";

    public string Official { get; set; } = "";

    public string Honest { get; set; } = "";

    public string Score { get; set; } = "";

    public string Rank { get; set; } = "";

    public string Change { get; set; } = "";

    public string Level { get; set; } = "";

    public string Code { get; set; } = "";

    public string Title { get; set; } = "";

    public string FirstDue { get; set; } = "";

    public string Due { get; set; } = "";

    public string Obstacles { get; set; } = "";

    public string Text { get; set; } = "";

    public string Field { get; set; } = "";

    public string Reason { get; set; } = "";
}

/// <summary>What a unit's report begins with.</summary>
internal sealed class PrefillWording
{
    public string Done { get; set; } = "";

    public string NoneDone { get; set; } = "";

    public string Task { get; set; } = "";

    public string Overdue { get; set; } = "";

    public string Obstacle { get; set; } = "";

    public string Next { get; set; } = "";

    public string NextTask { get; set; } = "";

    public DirectionWording Direction { get; set; } = new();
}

/// <summary>What section II of the consolidated report begins with.</summary>
internal sealed class DirectionWording
{
    public string None { get; set; } = "";

    public string Meetings { get; set; } = "";

    public string Meeting { get; set; } = "";

    public string MeetingNoticed { get; set; } = "";

    public string Opinions { get; set; } = "";

    public string Opinion { get; set; } = "";

    public string Inspections { get; set; } = "";

    public string Inspection { get; set; } = "";

    public string InspectionConcluded { get; set; } = "";

    public string Letters { get; set; } = "";
}
