using LoTrinh.Platform;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Committees;

/// <summary>The registered decision that composes a committee.</summary>
internal readonly record struct Decision(Guid DocumentId, string Name, DateOnly? SignedOn, bool IsDemonstration);

/// <summary>A row of the composition as it is typed.</summary>
internal sealed record SeatDraft(SeatRole? Role, Guid? UnitId, string? Title, string? PersonName = null)
{
    public bool IsBlank => Role is null && UnitId is null && Words.Clean(Title) is null && Words.Clean(PersonName) is null;
}

/// <summary>What a decision says: who sits in the committee from which day.</summary>
internal sealed record CommitteeDraft(Guid? UnitId, string? Name, string? Document, DateOnly? From, Guid? StandingUnitId, string? Note, IReadOnlyList<SeatDraft> Seats)
{
    public const int NoteMaxLength = 1000;

    // More than any committee of a ministry has; a form and a program stay bounded.
    public const int MostSeats = 100;

    public IEnumerable<Problem> Problems(Decision decision, Func<Guid, bool> exists)
    {
        var rows = Seats.Select((s, i) => (Seat: s, Field: $"Seats[{i}]")).Where(r => !r.Seat.IsBlank).ToList();
        var twice = rows.GroupBy(r => (r.Seat.UnitId, Folding.Fold(r.Seat.Title))).Where(g => g.Key.UnitId is not null && g.Count() > 1).SelectMany(g => g.Skip(1));
        return
        [
            .. Problem.Unless(From is not null, Problem.Invalid("committee.from", nameof(From))),
            .. Problem.Unless(From is null || decision.SignedOn is null || From >= decision.SignedOn,
                Problem.Invalid("committee.from-signed", nameof(From), OfficeTime.Show(decision.SignedOn))),
            .. Problem.Unless(StandingUnitId is not { } standing || From is null || exists(standing), Problem.Invalid("committee.unit-absent", nameof(StandingUnitId))),
            .. Words.AtMost(Note, NoteMaxLength, nameof(Note)),
            .. Problem.Unless(rows.Count <= MostSeats, Problem.Invalid("committee.seats-many", nameof(Seats), MostSeats)),
            .. Problem.Unless(rows.Count(r => r.Seat.Role == SeatRole.Chair) == 1, Problem.Invalid("committee.one-chair", nameof(Seats))),
            .. Problem.Unless(rows.Count(r => r.Seat.Role is not (null or SeatRole.GroupLead or SeatRole.GroupMember)) > 1, Problem.Invalid("committee.alone", nameof(Seats))),
            .. Problem.Unless(rows.Count(r => r.Seat.Role == SeatRole.GroupLead) <= 1, Problem.Invalid("committee.one-lead", nameof(Seats))),
            .. rows.SelectMany(r => ProblemsOf(r.Seat, r.Field, exists)),
            .. twice.Select(r => Problem.Invalid("committee.seat-twice", $"{r.Field}.Title")),
        ];
    }

    private IEnumerable<Problem> ProblemsOf(SeatDraft seat, string field, Func<Guid, bool> exists) =>
    [
        .. Problem.Unless(seat.Role is { } role && Enum.IsDefined(role), Problem.Invalid("committee.seat-role", $"{field}.Role")),
        .. Problem.Unless(Words.Clean(seat.Title) is not null, Problem.Invalid("committee.seat-title", $"{field}.Title")),
        .. Problem.Unless(seat.UnitId is { } unit && (From is null || exists(unit)), Problem.Invalid("committee.seat-unit", $"{field}.UnitId")),
        .. Words.AtMost(seat.Title, CommitteeSeat.TitleMaxLength, $"{field}.Title"),
        .. Words.AtMost(seat.PersonName, SeatHolder.NameMaxLength, $"{field}.PersonName"),
    ];
}
