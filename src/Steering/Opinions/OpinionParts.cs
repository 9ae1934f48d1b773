using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Steering.Committees;

namespace LoTrinh.Steering.Opinions;

/// <summary>What a ballot says.</summary>
internal enum BallotChoice
{
    Agree,
    AgreeWithComments,
    Disagree,
}

/// <summary>How a ballot came.</summary>
internal enum BallotChannel
{
    System,
    Paper,
}

/// <summary>What became of a comment: taken in, taken in partly, or explained why not.</summary>
internal enum Reception
{
    Accepted,
    Partly,
    NotAccepted,
}

/// <summary>
/// A seat that is asked in a round, with the ballots that came for it: the one ballot paper of that seat. Earlier ballots stay.
/// </summary>
internal sealed class OpinionMember : IVersioned
{
    private readonly List<OpinionBallot> _ballots = [];
    private readonly List<OpinionProxy> _proxies = [];

    private OpinionMember()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid RoundId { get; private init; }

    /// <summary>The committee's seat.</summary>
    public Guid SeatId { get; private init; }

    /// <summary>Its place in the list.</summary>
    public int Place { get; private init; }

    public SeatRole Role { get; private init; }

    public Guid UnitId { get; private init; }

    /// <summary>The position, such as "Vụ trưởng".</summary>
    public string Title { get; private init; } = "";

    /// <summary>Who sat there when the round was opened, where that is known.</summary>
    public string? PersonName { get; private init; }

    /// <summary>The account that votes for the seat; null when its ballot comes on paper.</summary>
    public Guid? AccountId { get; private set; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<OpinionBallot> Ballots => _ballots;

    public IReadOnlyList<OpinionProxy> Proxies => _proxies;

    public IEnumerable<OpinionBallot> BallotsInOrder => _ballots.OrderBy(b => b.Number);

    /// <summary>The last ballot, late or not.</summary>
    public OpinionBallot? Latest => _ballots.MaxBy(b => b.Number);

    /// <summary>Who may vote in the member's stead now; null when nobody.</summary>
    public OpinionProxy? Proxy => _proxies.MaxBy(p => p.Number) is { RevokedAt: null } proxy ? proxy : null;

    public static OpinionMember Of(CommitteeSeat seat, int place, string? person, Guid? account) => new()
    {
        SeatId = seat.Id, Place = place, Role = seat.Role, UnitId = seat.UnitId, Title = seat.Title, PersonName = person,
        AccountId = account,
    };

    /// <summary>The last ballot that counts under a rule; a late one that does not count leaves the one before it standing.</summary>
    public OpinionBallot? Counted(OpinionRule rule) => _ballots.Where(b => rule.LateCounts || !b.IsLate).MaxBy(b => b.Number);

    public OpinionProxy? ProxyOf(OpinionBallot ballot) => _proxies.Find(p => p.Id == ballot.ProxyId);

    public void Name(Guid? account) => AccountId = account;

    public void Add(OpinionBallot ballot) => _ballots.Add(ballot);

    public void Add(OpinionProxy proxy) => _proxies.Add(proxy);
}

/// <summary>What a member said at one time; never changed. A later ballot of the member stands in its stead.</summary>
internal sealed class OpinionBallot
{
    private readonly List<OpinionComment> _comments = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid MemberId { get; init; }

    /// <summary>From 1 on for each member.</summary>
    public int Number { get; init; }

    public required BallotChoice Choice { get; init; }

    public required BallotChannel Channel { get; init; }

    /// <summary>When it was entered, UTC.</summary>
    public required DateTime CastAt { get; init; }

    /// <summary>The office's day on which it came; for paper the day that was noted on receipt.</summary>
    public required DateOnly ReceivedOn { get; init; }

    /// <summary>Whether it came after the due day of the round.</summary>
    public required bool IsLate { get; init; }

    /// <summary>The account that entered it.</summary>
    public required Guid CastBy { get; init; }

    /// <summary>That account's name then.</summary>
    public required string CastByName { get; init; }

    /// <summary>The written proxy by which it was cast; null when the member cast it.</summary>
    public Guid? ProxyId { get; init; }

    public IReadOnlyList<OpinionComment> Comments => _comments;

    public IEnumerable<OpinionComment> CommentsInOrder => _comments.OrderBy(c => c.Place);

    public void Add(IEnumerable<OpinionComment> comments) => _comments.AddRange(comments);
}

/// <summary>A point that a ballot makes, and how it was received. With a disagreement the first is its reason.</summary>
internal sealed class OpinionComment
{
    public const int ClauseMaxLength = 200;
    public const int TextMaxLength = 4000;
    public const int ExplanationMaxLength = 4000;
    public const int ChangeMaxLength = 500;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid BallotId { get; init; }

    /// <summary>Its place in the ballot, from 1.</summary>
    public int Place { get; init; }

    /// <summary>What of the draft it is about, such as "Điều 5 khoản 2"; null when the whole.</summary>
    public string? Clause { get; init; }

    public required string Text { get; init; }

    /// <summary>How it was received; null until someone says so.</summary>
    public Reception? Reception { get; private set; }

    /// <summary>Why it was not taken in, or only partly; what was done.</summary>
    public string? Explanation { get; private set; }

    /// <summary>Where the new version has it.</summary>
    public string? Change { get; private set; }

    public DateTime? ReceivedAt { get; private set; }

    public void Receive(ReceptionDraft draft, DateTime at) =>
        (Reception, Explanation, Change, ReceivedAt) = (draft.Reception, Words.Clean(draft.Explanation), Words.Clean(draft.Change), at);

    public bool IsReceivedAs(ReceptionDraft draft) =>
        Reception == draft.Reception && Explanation == Words.Clean(draft.Explanation) && Change == Words.Clean(draft.Change);
}

/// <summary>A written authority to vote in a member's stead; it names the person. A later one stands in its stead.</summary>
internal sealed class OpinionProxy
{
    public const int NameMaxLength = 200;
    public const int ReferenceMaxLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid MemberId { get; init; }

    /// <summary>From 1 on for each member.</summary>
    public int Number { get; init; }

    public required string PersonName { get; init; }

    public required string PersonTitle { get; init; }

    /// <summary>Number and day of the paper that says so.</summary>
    public required string Reference { get; init; }

    /// <summary>The account of that person; null when they vote on paper.</summary>
    public Guid? AccountId { get; init; }

    public required DateTime GivenAt { get; init; }

    /// <summary>The account that entered it.</summary>
    public required Guid GivenBy { get; init; }

    public DateTime? RevokedAt { get; private set; }

    public void Revoke(DateTime at) => RevokedAt = at;
}
