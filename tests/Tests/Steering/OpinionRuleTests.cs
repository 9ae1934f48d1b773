using CsCheck;
using LoTrinh.Platform;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Opinions;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class OpinionRuleTests
{
    private static readonly DateTime Opened = new(2021, 3, 10, 2, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime InTime = new(2021, 3, 16, 2, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Late = new(2021, 3, 18, 2, 0, 0, DateTimeKind.Utc);
    private static readonly OpinionRule Rule = OpinionRules.Official.On(new(2021, 3, 10)).First(r => r.Id == "bcd-2020");
    private static readonly OpinionDraft Draft = new("Dự thảo Kế hoạch", "Cho ý kiến", new(2021, 3, 17), Rule);

    [Fact]
    public void Every_problem_of_a_round_is_named_at_once_and_the_due_day_lies_ahead()
    {
        var empty = OpinionRound.Open("YK", default, new(" ", null, new(2021, 3, 10), null), null, [], Opened);

        Assert.Equal(["opinion.title", "opinion.question", "opinion.due", "opinion.rule", "opinion.subject-missing", "opinion.no-members"],
            Codes(empty));
    }

    [Fact]
    public void A_disagreement_needs_its_reason_and_comments_go_with_a_choice_that_has_them()
    {
        var round = Round(3);

        Assert.Equal(["opinion.choice"], Codes(Vote(round, 0, null, InTime)));
        Assert.Equal(["opinion.reason-missing"], Codes(Vote(round, 0, BallotChoice.Disagree, InTime)));
        Assert.Equal(["opinion.comment-missing"], Codes(Vote(round, 0, BallotChoice.AgreeWithComments, InTime)));
        Assert.Equal(["opinion.agree-plain"], Codes(Vote(round, 0, BallotChoice.Agree, InTime, "Sửa")));
        Assert.True(Vote(round, 0, BallotChoice.Disagree, InTime, "Chưa rõ kinh phí").Ok);
    }

    [Fact]
    public void A_changed_ballot_leaves_the_earlier_one_and_a_late_one_does_not_take_the_place_of_the_one_in_time()
    {
        var round = Round(3);
        Vote(round, 1, BallotChoice.Disagree, InTime, "Chưa rõ");
        Vote(round, 1, BallotChoice.Agree, InTime.AddHours(1));
        Vote(round, 1, BallotChoice.Disagree, Late, "Đổi ý");
        var member = round.MembersInOrder.ElementAt(1);

        Assert.Equal([false, false, true], member.BallotsInOrder.Select(b => b.IsLate));
        Assert.Equal(BallotChoice.Agree, member.Counted(Rule)!.Choice);
        Assert.Equal(BallotChoice.Disagree, member.Counted(Rule with { LateCounts = true })!.Choice);
        Assert.Equal((1, 0, 1), (round.Count().Agree, round.Count().Disagree, round.Count().Late));
    }

    [Fact]
    public void A_round_is_closed_after_its_due_day_or_when_all_have_voted_and_takes_nothing_after()
    {
        var round = Round(2);

        Assert.Equal(["opinion.not-due"], Codes(round.Close(InTime)));
        Vote(round, 0, BallotChoice.Agree, InTime);
        Vote(round, 1, BallotChoice.Agree, InTime);
        Assert.Equal(round.Count(), round.Close(InTime).Value.Result);
        Assert.Equal(["opinion.closed"], Codes(Vote(round, 0, BallotChoice.Disagree, InTime, "Muộn")));
        Assert.Empty(round.WhyNoNext());
    }

    [Fact]
    public void A_proxy_is_written_names_the_person_and_may_be_revoked()
    {
        var round = Round(2);
        var member = round.MembersInOrder.First();

        Assert.Equal(["opinion.proxy-name", "opinion.proxy-title", "opinion.proxy-reference"],
            Codes(round.GiveProxy(member.Id, new(null, " ", null, null), Guid.NewGuid(), InTime)));
        Assert.Equal(["opinion.no-proxy"], Codes(Vote(round, 0, BallotChoice.Agree, InTime, byProxy: true)));
        var proxy = round.GiveProxy(member.Id, new("Người thay", "Phó Vụ trưởng", "12/GUQ", null), Guid.NewGuid(), InTime).Value;
        Assert.Equal(proxy.Id, Vote(round, 0, BallotChoice.Agree, InTime, byProxy: true).Value.ProxyId);
        Assert.True(round.RevokeProxy(member.Id, InTime).Ok);
        Assert.Null(member.Proxy);
        Assert.Single(member.Proxies);
    }

    [Fact]
    public void The_next_round_asks_about_another_version_once_every_comment_is_answered()
    {
        var round = Round(2);
        Vote(round, 0, BallotChoice.Disagree, InTime, "Chưa rõ kinh phí");
        Vote(round, 1, BallotChoice.Agree, InTime);
        round.Close(InTime);
        var comment = Assert.Single(round.CommentsToReceive).Comment;

        Assert.Equal(["opinion.next-unanswered", "opinion.same-version"], Codes(Next(round, "aa")));
        Assert.Equal(["opinion.explanation"], Codes(round.Receive([new(comment.Id, Reception.NotAccepted, null, null)], false, Late)));
        Assert.True(round.Receive([new(comment.Id, Reception.Accepted, null, "Mục 5")], false, Late).Ok);
        Assert.Equal((2, round.Id), (Next(round, "bb").Value.Number, Next(round, "bb").Value.MatterId));
        Assert.Equal(["opinion.receive-next"], Codes(round.Receive([new(comment.Id, Reception.Accepted, null, null)], true, Late)));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_tie_goes_as_the_chair_voted(bool agrees)
    {
        var (chair, outcome) = agrees ? (BallotChoice.Agree, OpinionOutcome.Agreed) : (BallotChoice.Disagree, OpinionOutcome.NotAgreed);
        var round = Round(2);
        Vote(round, 0, chair, InTime, chair == BallotChoice.Agree ? null : "Lý do");
        Vote(round, 1, chair == BallotChoice.Agree ? BallotChoice.Disagree : BallotChoice.Agree, InTime, chair == BallotChoice.Agree
            ? "Lý do" : null);

        Assert.True(round.Count().IsTie);
        Assert.Equal(outcome, round.Count().Outcome);
        Assert.Equal(OpinionOutcome.NotAgreed, Tally.Count(Rule with { Tie = TieRule.Fails }, round.Members).Outcome);
    }

    [Fact]
    public void Every_member_is_counted_once_and_consent_by_silence_or_one_more_agreement_never_turns_a_result_down() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 3].Array[12], Gen.Enum<SilenceRule>(), Gen.Enum<MajorityBase>())
            .Sample((members, votes, silence, of) =>
        {
            var rule = Rule with { Silence = silence, Of = of };
            var round = Round(members + 1);
            foreach (var (vote, i) in votes.Take(members).Select((v, i) => (v, i)).Where(x => x.v < 3))
            {
                Vote(round, i, (BallotChoice)vote, InTime, vote == 0 ? null : "Ý kiến");
            }

            var tally = Tally.Count(rule, round.Members);
            Vote(round, members, BallotChoice.Agree, InTime);
            var more = Tally.Count(rule, round.Members);

            Assert.Equal(members + 1, tally.Agree + tally.AgreeWithComments + tally.Disagree + tally.Silent);
            Assert.True(tally.For <= tally.Of);
            Assert.False(tally.Outcome == OpinionOutcome.Agreed && more.Outcome == OpinionOutcome.NotAgreed);
            Assert.Equal(more, Tally.Count(rule, [.. round.Members.Reverse()]));
        });

    private static OpinionRound Round(int members) =>
        OpinionRound.Open("YK-2021-001", default, Draft, new("a.docx", "aa"), Members(members), Opened).Value;

    private static Result<OpinionRound> Next(OpinionRound round, string hash) =>
        OpinionRound.Open("YK-2021-002", default, Draft with { DueOn = new(2021, 3, 30) }, new("b.docx", hash), Members(2), Late,
            previous: round, asked: ["aa"]);

    private static OpinionMember[] Members(int count) =>
        [.. Enumerable.Range(0, count).Select(i => OpinionMember.Of(CommitteeSeat.Of(new(i == 0 ? SeatRole.Chair : SeatRole.Member,
            Guid.NewGuid(), $"Thành viên {i}"), i + 1,
            new(2020, 7, 14), "QĐ"), i + 1, null, null))];

    private static Result<OpinionBallot> Vote(OpinionRound round, int place, BallotChoice? choice, DateTime at, string? comment = null,
        bool byProxy = false) =>
        round.Cast(round.MembersInOrder.ElementAt(place).Id, new(choice, comment is null ? [] : [new(null, comment)]),
            new(Guid.NewGuid(), "Thành viên", BallotChannel.System, byProxy, null, at));

    private static IEnumerable<string> Codes<T>(Result<T> result) => result.Problems.Select(p => p.Code);
}
