using LoTrinh.Steering.Committees;
using Xunit;

namespace LoTrinh.Tests.Steering;

public sealed class CommitteeRuleTests
{
    private static readonly Guid Ministry = Guid.NewGuid();
    private static readonly Guid Centre = Guid.NewGuid();
    private static readonly DateTime Now = new(2021, 3, 15, 1, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly First = new(2020, 7, 14);
    private static readonly SeatDraft Chair = new(SeatRole.Chair, Ministry, "Bộ trưởng", "Nguyễn Văn Thể");
    private static readonly SeatDraft Deputy = new(SeatRole.Deputy, Ministry, "Thứ trưởng", "Nguyễn Ngọc Đông");
    private static readonly SeatDraft Standing = new(SeatRole.Standing, Centre, "Giám đốc");

    [Fact]
    public void A_committee_begins_with_its_decision_and_answers_for_any_day()
    {
        var committee = Made();

        Assert.Null(committee.On(First.AddDays(-1)));
        Assert.Equal(1, committee.On(First)!.Number);
        Assert.Equal("Nguyễn Văn Thể", committee.On(new(2021, 1, 1))!.Chair.HolderOn(new(2021, 1, 1))!.PersonName);
        Assert.Null(committee.On(First)!.InOrder.Single(s => s.Role == SeatRole.Standing).HolderOn(First));
    }

    [Fact]
    public void What_is_wrong_is_said_all_at_once_beside_its_row()
    {
        var result = Committee.Constitute(Draft(First, Deputy with { Role = null }, Deputy, Standing with { Title = " ", UnitId = null }), default, _ => true, Now);

        Assert.Equal(
            ["committee.one-chair Seats", "committee.seat-role Seats[0].Role", "committee.seat-title Seats[2].Title", "committee.seat-twice Seats[1].Title", "committee.seat-unit Seats[2].UnitId"],
            result.Problems.Select(p => $"{p.Code} {p.Field}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(2, 1, "committee.one-chair")]
    [InlineData(1, 0, "committee.alone")]
    [InlineData(0, 3, "committee.one-chair")]
    public void There_is_one_chair_and_someone_beside_them(int chairs, int members, string problem)
    {
        SeatDraft[] seats =
        [
            .. Enumerable.Range(0, chairs).Select(i => new SeatDraft(SeatRole.Chair, Ministry, $"Trưởng {i}")),
            .. Enumerable.Range(0, members).Select(i => new SeatDraft(SeatRole.Member, Ministry, $"Ủy viên {i}")),
        ];

        Assert.Equal([problem], Committee.Constitute(Draft(First, seats), default, _ => true, Now).Problems.Select(p => p.Code));
    }

    [Fact]
    public void A_decision_takes_effect_no_earlier_than_it_was_signed_and_names_units_of_that_day()
    {
        var decision = new Decision(Guid.NewGuid(), "1/QĐ", First.AddDays(1), false);

        var problems = Committee.Constitute(Draft(First, Chair, Standing), decision, id => id != Centre, Now).Problems;

        Assert.Equal(["committee.from-signed", "committee.seat-unit"], problems.Select(p => p.Code));
    }

    [Fact]
    public void Reconstituting_makes_a_version_and_leaves_the_former_as_it_was()
    {
        var committee = Made();
        var later = new DateOnly(2021, 1, 18);

        var result = committee.Reconstitute(Draft(later, Chair with { PersonName = null }, Standing with { Role = SeatRole.Deputy }, new(SeatRole.Member, Ministry, "Vụ trưởng")), Other(), _ => true, Now);

        Assert.True(result.Ok);
        Assert.Equal([1, 2], committee.InOrder.Select(v => v.Number));
        Assert.Equal(later.AddDays(-1), committee.LastDayOf(committee.On(First)!));
        Assert.Equal(3, committee.On(later.AddDays(-1))!.Seats.Count);
        var sitting = committee.On(later)!.Chair.HolderOn(later)!;
        Assert.Equal(("Nguyễn Văn Thể", First), (sitting.PersonName, sitting.From)); // keeps the seat without being named again
        var changes = CommitteeChanges.Between(committee, committee.On(First)!, committee.On(later)!);
        Assert.Equal([(SeatChange.Moved, "Giám đốc"), (SeatChange.Joined, "Vụ trưởng"), (SeatChange.Left, "Thứ trưởng")], changes.Seats.Select(s => (s.Kind, s.Title)));
        Assert.Equal(1, changes.Unchanged);
    }

    [Fact]
    public void A_version_needs_a_later_day_and_a_decision_of_its_own()
    {
        var committee = Made();
        var used = new Decision(committee.Versions[0].DocumentId, "1/QĐ", null, false);

        var result = committee.Reconstitute(Draft(First, Chair, Deputy), used, _ => true, Now);

        Assert.Equal(["committee.from-earlier", "committee.document-used"], result.Problems.Select(p => p.Code));
        Assert.Single(committee.Versions);
    }

    [Fact]
    public void A_person_follows_another_in_a_seat_and_both_stay_on_record()
    {
        var committee = Made();
        var seat = committee.On(First)!.Chair;
        var day = new DateOnly(2020, 10, 1);

        Assert.True(committee.Fill(seat.Id, "Người kế nhiệm", day, "Nghị quyết", Now).Ok);

        Assert.Equal("Nguyễn Văn Thể", seat.HolderOn(day.AddDays(-1))!.PersonName);
        Assert.Equal("Người kế nhiệm", seat.HolderOn(day)!.PersonName);
        Assert.Equal(["committee.person-earlier"], committee.Fill(seat.Id, "Khác", day, "x", Now).Problems.Select(p => p.Code));
        Assert.Equal(["committee.seat-unknown", "committee.person", "committee.person-from", "committee.source"], committee.Fill(Guid.NewGuid(), null, null, null, Now).Problems.Select(p => p.Code));
    }

    [Fact]
    public void A_seat_of_a_former_version_is_not_filled_any_more()
    {
        var committee = Made();
        var seat = committee.On(First)!.Chair;
        committee.Reconstitute(Draft(new(2021, 1, 18), Chair, Deputy), Other(), _ => true, Now);

        Assert.Equal(["committee.seat-past"], committee.Fill(seat.Id, "Khác", new(2021, 2, 1), "x", Now).Problems.Select(p => p.Code));
    }

    [Fact]
    public void A_seat_left_without_a_successor_is_vacant_until_someone_follows()
    {
        var committee = Made();
        var seat = committee.On(First)!.Chair;
        var (left, followed) = (new DateOnly(2020, 10, 1), new DateOnly(2020, 11, 2));

        Assert.True(committee.Vacate(seat.Id, left, "Quyết định điều động", Now).Ok);
        Assert.Equal(["committee.seat-vacant"], committee.Vacate(seat.Id, left, "x", Now).Problems.Select(p => p.Code));
        Assert.Equal(["committee.person-earlier"], committee.Fill(seat.Id, "Khác", left, "x", Now).Problems.Select(p => p.Code));
        Assert.True(committee.Fill(seat.Id, "Người kế nhiệm", followed, "Nghị quyết", Now).Ok);

        Assert.Equal("Nguyễn Văn Thể", seat.HolderOn(left)!.PersonName);
        Assert.Null(seat.HolderOn(left.AddDays(1)));
        Assert.Equal("Quyết định điều động", seat.LeftBefore(followed.AddDays(-1))!.LeftBy);
        Assert.Null(seat.LeftBefore(followed));
        Assert.Equal("Người kế nhiệm", seat.HolderOn(followed)!.PersonName);
    }

    [Fact]
    public void A_dissolved_committee_is_read_until_its_last_day_and_changed_no_more()
    {
        var committee = Made();
        var (last, next) = (new DateOnly(2021, 1, 17), new DateOnly(2021, 1, 18));
        var seat = committee.On(First)!.Chair;

        Assert.Equal(["committee.last-day-earlier", "committee.last-day-signed"],
            committee.Dissolve(First.AddDays(-1), null, new(Guid.NewGuid(), "2/QĐ", next, false), Now).Problems.Select(p => p.Code));
        Assert.True(committee.Dissolve(last, "Chuyển về Ban mới", new(Guid.NewGuid(), "2/QĐ", next, false), Now).Ok);

        Assert.NotNull(committee.On(last));
        Assert.Null(committee.On(next));
        Assert.Equal(last, committee.LastDayOf(committee.InOrder.Last()));
        Assert.Empty(committee.WhyOver(last, "On"));
        Assert.Equal("committee.over", Assert.Single(committee.WhyOver(next, "On")).Code);
        Assert.Equal(["committee.dissolved-already"], committee.Fill(seat.Id, "Khác", next, "x", Now).Problems.Select(p => p.Code));
        Assert.Equal(["committee.dissolved-already"], committee.Reconstitute(Draft(next.AddDays(1), Chair, Deputy), Other(), _ => true, Now).Problems.Select(p => p.Code));
        Assert.Equal(["committee.dissolved-already"], committee.Dissolve(next, null, Other(), Now).Problems.Select(p => p.Code));
    }

    [Theory]
    [InlineData(null, 30, nameof(OrderStanding.NotDue))]
    [InlineData(null, 31, nameof(OrderStanding.Overdue))]
    [InlineData(30, 31, nameof(OrderStanding.Issued))]
    [InlineData(31, 31, nameof(OrderStanding.IssuedLate))]
    [InlineData(31, 30, nameof(OrderStanding.NotDue))]
    public void How_a_unit_stands_under_an_order_comes_from_its_committees_alone(int? constituted, int today, string expected)
    {
        var order = CommitteeOrder.Give(new(First, Ordered.AddDays(30), [Centre], "Điều 2", null), Other(), "Thường trực", Now).Value;

        Assert.Equal(expected, order.StandingOf(constituted is { } days ? Ordered.AddDays(days) : null, Ordered.AddDays(today)).ToString());
    }

    [Fact]
    public void An_order_names_units_and_a_due_day_after_its_own()
    {
        Assert.Equal(["committee.order-due", "committee.order-units"],
            CommitteeOrder.Give(new(First, First, [], null, null), Other(), "x", Now).Problems.Select(p => p.Code));
        Assert.Equal(["committee.from-signed"],
            CommitteeOrder.Give(new(First, First.AddDays(2), [Centre], null, null), new(Guid.NewGuid(), "1", First.AddDays(1), false), "x", Now).Problems.Select(p => p.Code));
    }

    private static DateOnly Ordered => First;

    private static Committee Made() => Committee.Constitute(Draft(First, Chair, Deputy, Standing), Other(), _ => true, Now).Value;

    private static Decision Other() => new(Guid.NewGuid(), "1/QĐ-BGTVT", null, false);

    private static CommitteeDraft Draft(DateOnly? from, params SeatDraft[] seats) => new(Ministry, "Ban Chỉ đạo", "1/QĐ", from, null, null, seats);
}
