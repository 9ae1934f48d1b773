namespace LoTrinh.Steering.Programmes;

/// <summary>How states are shown: always a colour with its words.</summary>
internal static class ProgrammeWords
{
    public static string Key(ProgrammeLevel level) => $"programme.level.{level}";

    public static string Key(ProgrammeState state) => $"programme.state.{state}";

    public static string Key(FundingSource source) => $"programme.funding.{source}";

    public static string Key(PhaseStatus status) => $"programme.phase.{status}";

    public static string Key(GateOutcome outcome) => $"programme.gate.{outcome}";

    public static string Key(PlanPart part) => $"programme.part.{part}";

    public static string Color(ProgrammeState state) => state switch
    {
        ProgrammeState.Active => "primary",
        ProgrammeState.Completed => "success",
        _ => "neutral",
    };

    public static string Color(PhaseStatus status) => status switch
    {
        PhaseStatus.Running => "primary",
        PhaseStatus.Done => "success",
        PhaseStatus.StartOverdue or PhaseStatus.ForecastLate or PhaseStatus.DoneLate => "warning",
        PhaseStatus.Overdue => "danger",
        _ => "neutral",
    };

    public static string Color(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Pass => "success",
        GateOutcome.PassWithConditions => "warning",
        GateOutcome.Stop => "danger",
        _ => "neutral",
    };
}
