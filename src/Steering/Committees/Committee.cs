using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;

namespace LoTrinh.Steering.Committees;

/// <summary>What a seat is for. The working group (tổ giúp việc) sits beside the committee and is constituted with it.</summary>
internal enum SeatRole
{
    Chair,
    Deputy,
    Standing,
    Member,
    Secretary,
    GroupLead,
    GroupMember,
}

/// <summary>A steering committee of the ministry or of a unit. Each decision that composes it anew is a version; none is ever changed or removed.</summary>
internal sealed class Committee : IVersioned
{
    public const int NameMaxLength = 200;

    private readonly List<CommitteeVersion> _versions = [];

    private Committee()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The unit it is of; permissions are asked there.</summary>
    public Guid UnitId { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>When anything of it was last changed, UTC.</summary>
    public DateTime ChangedAt { get; private set; }

    public bool IsDemonstration { get; private init; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<CommitteeVersion> Versions => _versions;

    /// <summary>From the first on.</summary>
    public IEnumerable<CommitteeVersion> InOrder => _versions.OrderBy(v => v.Number);

    /// <summary>How it was composed on a day; null before its first decision.</summary>
    public CommitteeVersion? On(DateOnly day) => _versions.Where(v => v.From <= day).MaxBy(v => v.Number);

    /// <summary>Last day of a version; null while it is the latest.</summary>
    public DateOnly? LastDayOf(CommitteeVersion version) => _versions.Find(v => v.Number == version.Number + 1)?.From.AddDays(-1);

    /// <summary>Constitutes a committee by its first decision.</summary>
    /// <param name="draft">Who sits in it.</param>
    /// <param name="decision">The registered decision.</param>
    /// <param name="exists">Whether a unit exists on the first day.</param>
    /// <param name="at">When, UTC.</param>
    public static Result<Committee> Constitute(CommitteeDraft draft, Decision decision, Func<Guid, bool> exists, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(Words.Clean(draft.Name) is not null, Problem.Invalid("committee.name", nameof(draft.Name))),
            .. Words.AtMost(draft.Name, NameMaxLength, nameof(draft.Name)),
            .. draft.Problems(decision, exists),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var committee = new Committee { UnitId = draft.UnitId!.Value, Name = Words.Clean(draft.Name)!, ChangedAt = at, IsDemonstration = decision.IsDemonstration };
        committee._versions.Add(CommitteeVersion.Of(1, draft, decision));
        return committee;
    }

    /// <summary>Composes it anew (kiện toàn) by a decision of its own, from a later day. Who keeps a seat keeps it.</summary>
    public Result<Committee> Reconstitute(CommitteeDraft draft, Decision decision, Func<Guid, bool> exists, DateTime at)
    {
        var last = InOrder.Last();
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(draft.From is null || draft.From > last.From, Problem.Invalid("committee.from-earlier", nameof(draft.From), Platform.Time.OfficeTime.Show(last.From))),
            .. Problem.Unless(_versions.TrueForAll(v => v.DocumentId != decision.DocumentId), Problem.Invalid("committee.document-used", nameof(draft.Document))),
            .. draft.Problems(decision, exists),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var next = CommitteeVersion.Of(last.Number + 1, draft, decision);
        next.KeepHolders(last);
        _versions.Add(next);
        ChangedAt = at;
        return this;
    }

    /// <summary>Seats a person from a day; who sat there leaves the day before. The seat stays the position's.</summary>
    public Result<Committee> Fill(Guid seatId, string? personName, DateOnly? from, string? source, DateTime at)
    {
        var version = _versions.Find(v => v.Seats.Any(s => s.Id == seatId));
        var seat = version?.Seats.First(s => s.Id == seatId);
        var sitting = seat?.Holders.SingleOrDefault(h => h.To is null);
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(seat is not null, Problem.Invalid("committee.seat-unknown", "SeatId")),
            .. Problem.Unless(version is null || version == InOrder.Last(), Problem.Invalid("committee.seat-past", "SeatId")),
            .. Problem.Unless(Words.Clean(personName) is not null, Problem.Invalid("committee.person", "PersonName")),
            .. Words.AtMost(personName, SeatHolder.NameMaxLength, "PersonName"),
            .. Problem.Unless(from is not null && (version is null || from >= version.From), Problem.Invalid("committee.person-from", "HolderFrom", Platform.Time.OfficeTime.Show(version?.From))),
            .. Problem.Unless(sitting is null || from is null || from > sitting.From, Problem.Invalid("committee.person-earlier", "HolderFrom", sitting?.PersonName ?? "", Platform.Time.OfficeTime.Show(sitting?.From))),
            .. Problem.Unless(Words.Clean(source) is not null, Problem.Invalid("committee.source", "HolderSource")),
            .. Words.AtMost(source, SeatHolder.SourceMaxLength, "HolderSource"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        sitting?.LeaveOn(from!.Value.AddDays(-1));
        seat!.Seat(new() { PersonName = Words.Clean(personName)!, From = from!.Value, Source = Words.Clean(source) });
        ChangedAt = at;
        return this;
    }
}

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
                Problem.Invalid("committee.from-signed", nameof(From), Platform.Time.OfficeTime.Show(decision.SignedOn))),
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
