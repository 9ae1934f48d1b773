using LoTrinh.Platform;
using LoTrinh.Platform.Search;

namespace LoTrinh.Steering.Committees;

/// <summary>How a committee is composed from a day on, by one decision. Once made it stays as it is; only persons come and go.</summary>
internal sealed class CommitteeVersion
{
    private readonly List<CommitteeSeat> _seats = [];

    private CommitteeVersion()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid CommitteeId { get; private init; }

    /// <summary>From 1 on.</summary>
    public int Number { get; private init; }

    public Guid DocumentId { get; private init; }

    /// <summary>First day.</summary>
    public DateOnly From { get; private init; }

    /// <summary>The unit that is the standing body (cơ quan thường trực), if the decision names one.</summary>
    public Guid? StandingUnitId { get; private init; }

    public string? Note { get; private init; }

    public IReadOnlyList<CommitteeSeat> Seats => _seats;

    /// <summary>From the chair down, as the decision lists them.</summary>
    public IEnumerable<CommitteeSeat> InOrder => _seats.OrderBy(s => s.Role).ThenBy(s => s.Order);

    public CommitteeSeat Chair => _seats.First(s => s.Role == SeatRole.Chair);

    public static CommitteeVersion Of(int number, CommitteeDraft draft, Decision decision)
    {
        var version = new CommitteeVersion
        {
            Number = number, DocumentId = decision.DocumentId, From = draft.From!.Value, StandingUnitId = draft.StandingUnitId, Note = Words.Clean(draft.Note),
        };
        version._seats.AddRange(draft.Seats.Where(s => !s.IsBlank).Select((s, i) => CommitteeSeat.Of(s, i + 1, draft.From.Value, decision.Name)));
        return version;
    }

    /// <summary>Who sat in the same seat and is not named otherwise goes on sitting there, since the day they began.</summary>
    public void KeepHolders(CommitteeVersion former)
    {
        foreach (var seat in _seats)
        {
            if (former._seats.Find(seat.IsSameAs)?.HolderOn(From.AddDays(-1)) is { } sitting)
            {
                seat.Keep(sitting);
            }
        }
    }
}

/// <summary>A seat: what it is for, and the position of a unit that has it.</summary>
internal sealed class CommitteeSeat
{
    public const int TitleMaxLength = 200;

    private readonly List<SeatHolder> _holders = [];

    private CommitteeSeat()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid VersionId { get; private init; }

    public SeatRole Role { get; private init; }

    /// <summary>Place in the decision's list.</summary>
    public int Order { get; private init; }

    public Guid UnitId { get; private init; }

    /// <summary>The position, such as "Vụ trưởng".</summary>
    public string Title { get; private init; } = "";

    public IReadOnlyList<SeatHolder> Holders => _holders;

    public bool IsOfGroup => Role is SeatRole.GroupLead or SeatRole.GroupMember;

    public static CommitteeSeat Of(SeatDraft draft, int order, DateOnly from, string source)
    {
        var seat = new CommitteeSeat { Role = draft.Role!.Value, Order = order, UnitId = draft.UnitId!.Value, Title = Words.Clean(draft.Title)! };
        if (Words.Clean(draft.PersonName) is { } person)
        {
            seat.Seat(new() { PersonName = person, From = from, Source = source });
        }

        return seat;
    }

    public SeatHolder? HolderOn(DateOnly day) => _holders.Find(h => h.From <= day && (h.To is null || day <= h.To));

    /// <summary>Who sat here last, when the seat is vacant on a day.</summary>
    public SeatHolder? LeftBefore(DateOnly day) => HolderOn(day) is null ? _holders.Where(h => h.To < day).MaxBy(h => h.To) : null;

    /// <summary>Whether it is the same position of the same unit.</summary>
    public bool IsSameAs(CommitteeSeat other) => UnitId == other.UnitId && Folding.Fold(Title) == Folding.Fold(other.Title);

    public void Seat(SeatHolder holder) => _holders.Add(holder);

    /// <summary>Goes on with who sat there, unless the decision names another.</summary>
    public void Keep(SeatHolder sitting)
    {
        if (_holders.TrueForAll(h => h.PersonName == sitting.PersonName))
        {
            _holders.Clear();
            _holders.Add(new() { PersonName = sitting.PersonName, From = sitting.From, Source = sitting.Source });
        }
    }
}

/// <summary>A person in a seat, from a day to a day; named only where the decision or a public source names them.</summary>
internal sealed class SeatHolder
{
    public const int NameMaxLength = 200;
    public const int SourceMaxLength = 300;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SeatId { get; init; }

    public required string PersonName { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>Last day; null while they sit, at most until the version's last day.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>What says so.</summary>
    public string? Source { get; init; }

    /// <summary>What says that they left; null where the next holder's source does.</summary>
    public string? LeftBy { get; private set; }

    public void LeaveOn(DateOnly lastDay, string? source) => (To, LeftBy) = (lastDay, source);
}
