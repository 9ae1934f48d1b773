using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;

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

    /// <summary>The last day before it is dissolved (giải thể); null while it goes on.</summary>
    public DateOnly? LastDay { get; private set; }

    /// <summary>The decision that dissolves it.</summary>
    public Guid? DissolvedById { get; private set; }

    /// <summary>Who goes on with its work, or why it ended.</summary>
    public string? DissolvedNote { get; private set; }

    /// <summary>When anything of it was last changed, UTC.</summary>
    public DateTime ChangedAt { get; private set; }

    public bool IsDemonstration { get; private init; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<CommitteeVersion> Versions => _versions;

    /// <summary>From the first on.</summary>
    public IEnumerable<CommitteeVersion> InOrder => _versions.OrderBy(v => v.Number);

    /// <summary>How it was composed on a day; null before its first decision and after its last day.</summary>
    public CommitteeVersion? On(DateOnly day) => IsOverOn(day) ? null : _versions.Where(v => v.From <= day).MaxBy(v => v.Number);

    /// <summary>Whether its last day has passed on a day.</summary>
    public bool IsOverOn(DateOnly day) => LastDay < day;

    /// <summary>Why nothing new may be put before it on a day: it is dissolved.</summary>
    public IEnumerable<Problem> WhyOver(DateOnly day, string field) =>
        Problem.Unless(!IsOverOn(day), Problem.Invalid("committee.over", field, Name, OfficeTime.Show(LastDay)));

    /// <summary>Last day of a version; null while it is the latest of a committee that goes on.</summary>
    public DateOnly? LastDayOf(CommitteeVersion version) => _versions.Find(v => v.Number == version.Number + 1)?.From.AddDays(-1) ?? LastDay;

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
            .. StillThere(),
            .. Problem.Unless(draft.From is null || draft.From > last.From, Problem.Invalid("committee.from-earlier", nameof(draft.From), OfficeTime.Show(last.From))),
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

    /// <summary>Dissolves it by a decision of its own. What it was stays, and can be asked for by the day.</summary>
    /// <param name="lastDay">The last day that it works.</param>
    /// <param name="note">Who goes on with its work, or why it ends.</param>
    /// <param name="decision">The registered decision.</param>
    /// <param name="at">When, UTC.</param>
    public Result<Committee> Dissolve(DateOnly? lastDay, string? note, Decision decision, DateTime at)
    {
        var last = InOrder.Last();
        ImmutableArray<Problem> problems =
        [
            .. StillThere(),
            .. Problem.Unless(lastDay is not null, Problem.Invalid("committee.last-day", nameof(LastDay))),
            .. Problem.Unless(lastDay is null || lastDay >= last.From, Problem.Invalid("committee.last-day-earlier", nameof(LastDay), OfficeTime.Show(last.From))),
            .. Problem.Unless(lastDay is null || decision.SignedOn is null || lastDay >= decision.SignedOn.Value.AddDays(-1),
                Problem.Invalid("committee.last-day-signed", nameof(LastDay), OfficeTime.Show(decision.SignedOn))),
            .. Problem.Unless(_versions.TrueForAll(v => v.DocumentId != decision.DocumentId), Problem.Invalid("committee.document-used", nameof(CommitteeDraft.Document))),
            .. Words.AtMost(note, CommitteeDraft.NoteMaxLength, nameof(CommitteeDraft.Note)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (LastDay, DissolvedById, DissolvedNote, ChangedAt) = (lastDay, decision.DocumentId, Words.Clean(note), at);
        return this;
    }

    /// <summary>Seats a person from a day; who sat there leaves the day before. The seat stays the position's.</summary>
    public Result<Committee> Fill(Guid seatId, string? personName, DateOnly? from, string? source, DateTime at)
    {
        var (version, seat) = SeatOf(seatId);
        var before = seat?.Holders.MaxBy(h => h.From);
        ImmutableArray<Problem> problems =
        [
            .. ProblemsOfSeat(version, "SeatId"),
            .. Problem.Unless(Words.Clean(personName) is not null, Problem.Invalid("committee.person", "PersonName")),
            .. Words.AtMost(personName, SeatHolder.NameMaxLength, "PersonName"),
            .. Problem.Unless(from is not null && (version is null || from >= version.From), Problem.Invalid("committee.person-from", "HolderFrom", OfficeTime.Show(version?.From))),
            .. Problem.Unless(before is null || from is null || from > (before.To ?? before.From),
                Problem.Invalid("committee.person-earlier", "HolderFrom", before?.PersonName ?? "", OfficeTime.Show(before?.To ?? before?.From))),
            .. ProblemsOfSource(source, "HolderSource"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        if (before is { To: null })
        {
            before.LeaveOn(from!.Value.AddDays(-1), null);
        }

        seat!.Seat(new() { PersonName = Words.Clean(personName)!, From = from!.Value, Source = Words.Clean(source) });
        ChangedAt = at;
        return this;
    }

    /// <summary>Records that who sits in a seat leaves it, before anyone follows: the seat is vacant (khuyết).</summary>
    public Result<Committee> Vacate(Guid seatId, DateOnly? lastDay, string? source, DateTime at)
    {
        var (version, seat) = SeatOf(seatId);
        var sitting = seat?.Holders.SingleOrDefault(h => h.To is null);
        ImmutableArray<Problem> problems =
        [
            .. ProblemsOfSeat(version, "LeftSeatId"),
            .. Problem.Unless(seat is null || sitting is not null, Problem.Conflict("committee.seat-vacant") with { Field = "LeftSeatId" }),
            .. Problem.Unless(lastDay is not null && (sitting is null || lastDay >= sitting.From),
                Problem.Invalid("committee.person-until", "HolderTo", OfficeTime.Show(sitting?.From))),
            .. ProblemsOfSource(source, "LeftSource"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        sitting!.LeaveOn(lastDay!.Value, Words.Clean(source));
        ChangedAt = at;
        return this;
    }

    private (CommitteeVersion? Version, CommitteeSeat? Seat) SeatOf(Guid seatId)
    {
        var version = _versions.Find(v => v.Seats.Any(s => s.Id == seatId));
        return (version, version?.Seats.First(s => s.Id == seatId));
    }

    private IEnumerable<Problem> ProblemsOfSeat(CommitteeVersion? version, string field) =>
    [
        .. StillThere(),
        .. Problem.Unless(version is not null, Problem.Invalid("committee.seat-unknown", field)),
        .. Problem.Unless(version is null || version == InOrder.Last(), Problem.Conflict("committee.seat-past") with { Field = field }),
    ];

    private static IEnumerable<Problem> ProblemsOfSource(string? source, string field) =>
    [
        .. Problem.Unless(Words.Clean(source) is not null, Problem.Invalid("committee.source", field)),
        .. Words.AtMost(source, SeatHolder.SourceMaxLength, field),
    ];

    private IEnumerable<Problem> StillThere() => Problem.Unless(LastDay is null, Problem.Conflict("committee.dissolved-already", OfficeTime.Show(LastDay)));
}
