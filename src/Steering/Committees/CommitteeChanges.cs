namespace LoTrinh.Steering.Committees;

/// <summary>How a seat differs between two versions.</summary>
internal enum SeatChange
{
    Joined,
    Left,
    Moved,
    NewPerson,
}

/// <summary>A seat that differs.</summary>
/// <param name="Kind">How.</param>
/// <param name="UnitId">The unit whose position it is.</param>
/// <param name="Title">The position.</param>
/// <param name="Before">Its role before; null when it joined.</param>
/// <param name="After">Its role after; null when it left.</param>
/// <param name="PersonBefore">Who sat there on the last day before.</param>
/// <param name="PersonAfter">Who sits there on the first day after.</param>
internal sealed record ChangedSeat(SeatChange Kind, Guid UnitId, string Title, SeatRole? Before, SeatRole? After, string? PersonBefore, string? PersonAfter);

/// <summary>What changed between two versions of a committee. The same position of the same unit is the same seat.</summary>
internal sealed record CommitteeChanges(CommitteeVersion Before, CommitteeVersion After, IReadOnlyList<ChangedSeat> Seats)
{
    public bool StandingBodyChanged => Before.StandingUnitId != After.StandingUnitId;

    public int Unchanged => After.Seats.Count - Seats.Count(s => s.Kind != SeatChange.Left);

    public static CommitteeChanges Between(Committee committee, CommitteeVersion before, CommitteeVersion after)
    {
        var lastDay = committee.LastDayOf(before) ?? after.From.AddDays(-1);
        var changed = new List<ChangedSeat>();
        foreach (var seat in after.InOrder)
        {
            var former = before.Seats.FirstOrDefault(seat.IsSameAs);
            var (was, now) = (former?.HolderOn(lastDay)?.PersonName, seat.HolderOn(after.From)?.PersonName);
            SeatChange? kind = former is null ? SeatChange.Joined : former.Role != seat.Role ? SeatChange.Moved : was != now ? SeatChange.NewPerson : null;
            if (kind is { } how)
            {
                changed.Add(new(how, seat.UnitId, seat.Title, former?.Role, seat.Role, was, now));
            }
        }

        changed.AddRange(before.InOrder.Where(s => !after.Seats.Any(s.IsSameAs))
            .Select(s => new ChangedSeat(SeatChange.Left, s.UnitId, s.Title, s.Role, null, s.HolderOn(lastDay)?.PersonName, null)));
        return new(before, after, changed);
    }
}
