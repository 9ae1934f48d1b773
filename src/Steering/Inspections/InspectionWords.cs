namespace LoTrinh.Steering.Inspections;

/// <summary>How states are shown: always a colour with its words.</summary>
internal static class InspectionWords
{
    public static string Key(InspectionState state) => $"inspection.state.{state}";

    public static string Key(FindingDegree degree) => $"inspection.degree.{degree}";

    public static string Key(CauseKind cause) => $"inspection.cause.{cause}";

    public static string Key(ItemAnswer? answer) => answer is null ? "inspection.answer.none" : $"inspection.answer.{answer}";

    public static string Color(InspectionState state) => state switch
    {
        InspectionState.UnderWay => "primary",
        InspectionState.Concluded => "warning",
        InspectionState.Closed => "success",
        _ => "neutral",
    };

    public static string Color(FindingDegree degree) => degree switch
    {
        FindingDegree.Grave => "danger",
        FindingDegree.Serious => "warning",
        _ => "neutral",
    };

    public static string Color(ItemAnswer? answer) => answer switch
    {
        ItemAnswer.Yes => "success",
        ItemAnswer.No => "danger",
        ItemAnswer.Partly => "warning",
        _ => "neutral",
    };
}
