using LoTrinh.Steering.Programmes;

namespace LoTrinh.Steering.Demo;

/// <summary>The file <c>seed/programmes-demonstration.yaml</c>.</summary>
internal sealed class SeedProgrammes
{
    public List<SeedElement> Elements { get; set; } = [];
}

internal sealed class SeedElement
{
    public string Code { get; set; } = "";

    public string Name { get; set; } = "";

    public ProgrammeLevel Level { get; set; }

    public string? Parent { get; set; }

    public string Lead { get; set; } = "";

    public string Accountable { get; set; } = "";

    public List<SeedPlan> Plans { get; set; } = [];

    public List<SeedPhaseReport> Reports { get; set; } = [];

    public List<SeedGate> Gates { get; set; } = [];

    public List<SeedRating> Ratings { get; set; } = [];

    public List<SeedBaseline> Baselines { get; set; } = [];

    public List<string> Tasks { get; set; } = [];
}

/// <summary>A version of a plan; what it does not say stays as it was.</summary>
internal sealed class SeedPlan
{
    public DateOnly On { get; set; }

    public DateOnly? ValidFrom { get; set; }

    public string? Reason { get; set; }

    public string? Goal { get; set; }

    public DateOnly? Starts { get; set; }

    public DateOnly? Ends { get; set; }

    public List<string>? Documents { get; set; }

    public List<SeedObjective>? Objectives { get; set; }

    public List<SeedPhase>? Phases { get; set; }

    public List<SeedBudget>? Budget { get; set; }
}

internal sealed class SeedObjective
{
    public string Text { get; set; } = "";

    public string? Indicator { get; set; }
}

internal sealed class SeedPhase
{
    public string Name { get; set; } = "";

    public DateOnly From { get; set; }

    public DateOnly To { get; set; }

    public string? Gate { get; set; }
}

internal sealed class SeedBudget
{
    public string Name { get; set; } = "";

    public FundingSource Source { get; set; }

    public int Year { get; set; }

    public decimal Amount { get; set; }
}

internal sealed class SeedPhaseReport
{
    public DateOnly On { get; set; }

    public string Phase { get; set; } = "";

    public DateOnly? Started { get; set; }

    public DateOnly? Finished { get; set; }

    public DateOnly? Forecast { get; set; }

    public string? Note { get; set; }
}

internal sealed class SeedGate
{
    public DateOnly On { get; set; }

    public string Phase { get; set; } = "";

    public GateOutcome Outcome { get; set; }

    public string? Reason { get; set; }
}

internal sealed class SeedRating
{
    public DateOnly On { get; set; }

    public RatingSide Side { get; set; }

    public string Level { get; set; } = "";

    public string Reason { get; set; } = "";

    public DateOnly? Replied { get; set; }

    public string? Reply { get; set; }
}

internal sealed class SeedBaseline
{
    public DateOnly On { get; set; }

    public string Name { get; set; } = "";
}
