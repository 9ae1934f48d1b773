namespace LoTrinh.Steering.Opinions;

/// <summary>What the members said, by the rule of the round.</summary>
internal enum OpinionOutcome
{
    Agreed,
    NotAgreed,
}

/// <summary>The ballots of a round, counted.</summary>
/// <param name="Members">Members asked.</param>
/// <param name="Agree">Counted ballots that agree.</param>
/// <param name="AgreeWithComments">Counted ballots that agree and say more.</param>
/// <param name="Disagree">Counted ballots that disagree.</param>
/// <param name="Late">Members whose last ballot came after the due day, counted or not.</param>
/// <param name="For">Those who agree, with those whose silence is held to.</param>
/// <param name="Of">The number of which <paramref name="For"/> must be more than the rule's part.</param>
/// <param name="IsTie">Whether it is exactly that part.</param>
/// <param name="Outcome">What follows.</param>
internal sealed record Tally(int Members, int Agree, int AgreeWithComments, int Disagree, int Late, int For, int Of, bool IsTie,
    OpinionOutcome Outcome)
{
    /// <summary>Members without a counted ballot.</summary>
    public int Silent => Members - Agree - AgreeWithComments - Disagree;

    /// <summary>Counted ballots.</summary>
    public int Counted => Members - Silent;

    /// <summary>Counts. It depends on nothing but the rule and the members' ballots.</summary>
    /// <param name="rule">How.</param>
    /// <param name="members">The members, with their ballots.</param>
    public static Tally Count(OpinionRule rule, IReadOnlyCollection<OpinionMember> members)
    {
        var counted = members.Select(m => m.Counted(rule)?.Choice).ToList();
        int Of(BallotChoice choice) => counted.Count(c => c == choice);
        var (agree, comments, disagree) = (Of(BallotChoice.Agree), Of(BallotChoice.AgreeWithComments), Of(BallotChoice.Disagree));
        var silent = members.Count - agree - comments - disagree;
        var inFavour = agree + comments + (rule.Silence == SilenceRule.Agrees ? silent : 0);
        var all = rule.Of == MajorityBase.Counted || rule.Silence == SilenceRule.Abstains
            ? agree + comments + disagree + (rule.Silence == SilenceRule.Agrees ? silent : 0) : members.Count;
        var (has, needs) = ((long)inFavour * rule.Denominator, (long)all * rule.Numerator);
        var tie = all > 0 && has == needs;
        var agreed = tie ? rule.Tie == TieRule.ChairSide && ChairAgrees(rule, members) : has > needs;
        return new(members.Count, agree, comments, disagree, members.Count(m => m.Latest?.IsLate == true), inFavour, all, tie,
            agreed ? OpinionOutcome.Agreed : OpinionOutcome.NotAgreed);
    }

    private static bool ChairAgrees(OpinionRule rule, IEnumerable<OpinionMember> members) =>
        members.FirstOrDefault(m => m.Role == Committees.SeatRole.Chair) is { } chair
        && (chair.Counted(rule) is { } ballot ? ballot.Choice != BallotChoice.Disagree : rule.Silence == SilenceRule.Agrees);
}
