using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Opinions;

/// <summary>What the list is narrowed to; it lives in the address bar.</summary>
internal sealed record OpinionFilter(string? Q = null, OpinionState? State = null, int? Year = null, Guid? CommitteeId = null,
    bool Mine = false, bool Overdue = false,
    bool Unreceived = false, int Page = 1)
{
    public const int PageSize = 25;
}

/// <summary>A row of the list.</summary>
internal sealed record OpinionRow(Guid Id, string Code, string Title, int Number, Guid CommitteeId, Guid UnitId, DateTime OpenedAt,
    DateOnly DueOn, OpinionState State,
    OpinionOutcome? Outcome, int Members, int Answered)
{
    /// <summary>The committee's name.</summary>
    public string Committee { get; init; } = "";
}

/// <summary>Counts above the list.</summary>
internal sealed record OpinionCounts(int Open, int Mine, int Overdue, int Unreceived);

/// <summary>A ballot that waits for someone; late when its due day has passed.</summary>
internal sealed record WaitingBallot(Guid RoundId, Guid MemberId, string Title, int Number, DateOnly DueOn, bool IsLate)
{
    /// <summary>Text key of how it stands.</summary>
    public string StatusKey => IsLate ? "opinion.waiting.late" : "opinion.waiting";

    /// <summary>Colour of how it stands.</summary>
    public string Color => IsLate ? "danger" : "primary";
}

/// <summary>A round about the same matter.</summary>
internal sealed record RoundOfMatter(Guid Id, string Code, int Number, OpinionState State, string SubjectName, string SubjectSha256,
    DateTime OpenedAt, OpinionOutcome? Outcome);

/// <summary>Reads opinion rounds; only those the actor may see.</summary>
internal sealed class OpinionQueries(AppDb db, OpinionScope scope, OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>A round with everything that belongs to it.</summary>
    public static IQueryable<OpinionRound> Whole(IQueryable<OpinionRound> rounds) =>
        rounds.Include(r => r.Members).ThenInclude(m => m.Ballots).ThenInclude(b => b.Comments)
        .Include(r => r.Members).ThenInclude(m => m.Proxies).AsSplitQuery();

    public IQueryable<OpinionRound> Seen(Actor actor)
    {
        var (read, organise, me) = (Units(actor, Permissions.Read), Units(actor, OpinionPermissions.Organise), actor.AccountId);
        return !actor.IsSignedIn && !actor.IsSystem ? db.Opinions.AsNoTracking().Where(r => false)
            : db.Opinions.AsNoTracking().Where(r => organise.Contains(r.UnitId) || organise.Contains(r.HostUnitId)
                || read.Contains(r.UnitId) || read.Contains(r.HostUnitId)
                || r.Members.Any(m => read.Contains(m.UnitId) || m.AccountId == me
                    || m.Proxies.Any(p => p.AccountId == me && p.RevokedAt == null && !m.Proxies.Any(o => o.Number > p.Number))));
    }

    /// <summary>A page of the list, the latest first, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<OpinionRow> Rows, int Count)> ListAsync(Actor actor, OpinionFilter filter, CancellationToken ct)
    {
        var found = Narrow(Seen(actor), actor, filter);
        var rows = await found.OrderByDescending(r => r.OpenedAt).ThenByDescending(r => r.Id)
            .Skip((Math.Clamp(filter.Page, 1, 1_000_000) - 1) * OpinionFilter.PageSize).Take(OpinionFilter.PageSize)
            .Select(r => new OpinionRow(r.Id, r.Code, r.Title, r.Number, r.CommitteeId, r.UnitId, r.OpenedAt, r.DueOn, r.State,
                r.Result == null ? null : r.Result.Outcome, r.Members.Count, r.Members.Count(m => m.Ballots.Any()))).ToListAsync(ct);
        var ids = rows.Select(r => r.CommitteeId).Distinct().ToList();
        var names = await db.Committees.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        return (rows.ConvertAll(r => r with { Committee = names.GetValueOrDefault(r.CommitteeId, "") }), await found.CountAsync(ct));
    }

    public async Task<OpinionCounts> CountsAsync(Actor actor, CancellationToken ct) => new(
        await Narrow(Seen(actor), actor, new(State: OpinionState.Open)).CountAsync(ct),
        await Narrow(Seen(actor), actor, new(Mine: true)).CountAsync(ct),
        await Narrow(Seen(actor), actor, new(Overdue: true)).CountAsync(ct),
        await Narrow(Seen(actor), actor, new(Unreceived: true)).CountAsync(ct));

    /// <summary>Ballots that wait for the actor, as a member or by proxy, the soonest due first.</summary>
    public async Task<IReadOnlyList<WaitingBallot>> WaitingAsync(Actor actor, CancellationToken ct)
    {
        var (me, today) = (actor.AccountId, clock.Today());
        return !actor.IsSignedIn ? [] : await db.Opinions.AsNoTracking().Where(r => r.State == OpinionState.Open)
            .SelectMany(r => r.Members.Where(m => !m.Ballots.Any() && (m.AccountId == me
                || m.Proxies.Any(p => p.AccountId == me && p.RevokedAt == null && !m.Proxies.Any(o => o.Number > p.Number)))), (r, m) =>
                    new { r, m })
            .OrderBy(x => x.r.DueOn).ThenBy(x => x.m.Id)
            .Select(x => new WaitingBallot(x.r.Id, x.m.Id, x.r.Title, x.r.Number, x.r.DueOn, x.r.DueOn < today)).ToListAsync(ct);
    }

    /// <summary>A round with everything that belongs to it; null when there is none, or it is not the actor's to see.</summary>
    public async Task<OpinionRound?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        await Whole(db.Opinions.AsNoTracking()).SingleOrDefaultAsync(r => r.Id == id, ct) is { } round && scope.MaySee(actor, round) ? round
            : null;

    /// <summary>The rounds about the same matter, from the first.</summary>
    public async Task<IReadOnlyList<RoundOfMatter>> MatterAsync(Guid matterId, CancellationToken ct) =>
        await db.Opinions.AsNoTracking().Where(r => r.MatterId == matterId).OrderBy(r => r.Number).Select(r => new RoundOfMatter(
            r.Id, r.Code, r.Number, r.State, r.SubjectName, r.SubjectSha256, r.OpenedAt, r.Result == null ? null : r.Result.Outcome))
                .ToListAsync(ct);

    public Task<List<StoredFile>> FilesAsync(Guid id, CancellationToken ct) =>
        db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == OpinionActs.FileRoom && f.SubjectId == id).OrderBy(f => f.TakenAt)
            .ThenBy(f => f.Id).ToListAsync(ct);

    private IQueryable<OpinionRound> Narrow(IQueryable<OpinionRound> rounds, Actor actor, OpinionFilter filter)
    {
        foreach (var word in Folding.Fold(filter.Q).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            rounds = rounds.Where(r => r.SearchText.Contains(" " + word));
        }

        var (today, me, every) = (clock.Today(), actor.AccountId, db.Opinions);
        rounds = filter.State is { } state ? rounds.Where(r => r.State == state) : rounds;
        rounds = filter.CommitteeId is { } committee ? rounds.Where(r => r.CommitteeId == committee) : rounds;
        rounds = filter.Overdue ? rounds.Where(r => r.State == OpinionState.Open && r.DueOn < today) : rounds;
        rounds = filter.Mine ? rounds.Where(r => r.State == OpinionState.Open && r.Members.Any(m => !m.Ballots.Any() && (m.AccountId == me
            || m.Proxies.Any(p => p.AccountId == me && p.RevokedAt == null && !m.Proxies.Any(o => o.Number > p.Number))))) : rounds;
        rounds = filter.Unreceived ? rounds.Where(r => r.State == OpinionState.Closed && !every.Any(n => n.PreviousId == r.Id)
            && r.Members.Any(m => m.Ballots.Any(b => !m.Ballots.Any(o => o.Number > b.Number) && b.Comments.Any(c => c.Reception == null))))
                : rounds;
        if (filter.Year is >= 2000 and < 2200)
        {
            var (from, to) = (new DateOnly(filter.Year.Value, 1, 1).StartUtc(), new DateOnly(filter.Year.Value + 1, 1, 1).StartUtc());
            rounds = rounds.Where(r => r.OpenedAt >= from && r.OpenedAt < to);
        }

        return rounds;
    }

    private List<Guid> Units(Actor actor, string permission) =>
        [.. actor.ScopesOf(permission).SelectMany(organisation.Under).Select(u => u.Id).Distinct()];
}

/// <summary>What waits for a member: ballots that were not cast yet.</summary>
internal sealed class BallotsWaiting(OpinionQueries opinions) : IWhatWaits
{
    public async Task<IReadOnlyList<WaitingMatter>> OfAsync(Actor actor, CancellationToken ct) =>
        [.. (await opinions.WaitingAsync(actor, ct)).Select(b => new WaitingMatter(
            b.Title, $"~/chi-dao/y-kien/{b.RoundId}/phieu/{b.MemberId}", "opinion.vote", b.DueOn, b.StatusKey, b.Color))];
}

/// <summary>
/// The draft and its papers are for everyone who sees the round; scans of ballots and proxies for those who may see them.
/// </summary>
internal sealed class OpinionFiles(OpinionQueries opinions, OpinionScope scope) : IGuardFiles
{
    public string Room => OpinionActs.FileRoom;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) =>
        await opinions.FindAsync(actor, file.SubjectId, ct) is { } round && (file.Part is OpinionActs.SubjectPart or OpinionActs.PapersPart
            || scope.MaySeeBallots(actor, round) || round.Members.Any(m => scope.MayVote(actor, m) && Parts(m).Contains(file.Part)));

    private static IEnumerable<string> Parts(OpinionMember member) =>
        member.Ballots.Select(b => b.Id.ToString()).Concat(member.Proxies.Select(p => p.Id.ToString()));
}
