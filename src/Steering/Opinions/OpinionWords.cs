using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Committees;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Opinions;

/// <summary>How states and answers are shown: always a colour with its words.</summary>
internal static class OpinionWords
{
    /// <summary>
    /// A member's position with its unit; titles are Vietnamese, so that beside an English name of the unit they stand apart.
    /// </summary>
    public static string Position(OpinionMember member, OrganisationDirectory organisation) =>
        Languages.IsEnglish ? $"{member.Title}, {organisation.NameOf(member.UnitId)}"
            : CommitteePapers.Position(member.Title, organisation.NameOf(member.UnitId));

    public static string Key(OpinionState state, bool overdue = false) => overdue ? "opinion.state.Overdue" : $"opinion.state.{state}";

    public static string Key(OpinionOutcome outcome) => $"opinion.outcome.{outcome}";

    public static string Key(BallotChoice choice) => $"opinion.choice.{choice}";

    public static string Key(BallotChannel channel) => $"opinion.channel.{channel}";

    public static string Key(Reception? reception) => reception is null ? "opinion.reception.none" : $"opinion.reception.{reception}";

    public static string Color(OpinionState state, bool overdue = false) => overdue ? "warning" : state switch
    {
        OpinionState.Open => "primary",
        OpinionState.Closed => "success",
        _ => "neutral",
    };

    public static string Color(OpinionOutcome outcome) => outcome == OpinionOutcome.Agreed ? "success" : "danger";

    public static string Color(BallotChoice choice) => choice switch
    {
        BallotChoice.Agree => "success",
        BallotChoice.AgreeWithComments => "primary",
        _ => "danger",
    };

    public static string Color(Reception? reception) => reception switch
    {
        Reception.Accepted => "success",
        Reception.Partly => "primary",
        Reception.NotAccepted => "neutral",
        _ => "warning",
    };
}
