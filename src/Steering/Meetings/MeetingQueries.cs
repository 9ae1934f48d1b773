using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Meetings;

/// <summary>What the list is narrowed to; it lives in the address bar.</summary>
internal sealed record MeetingFilter(string? Q = null, MeetingState? State = null, int? Year = null, Guid? BodyId = null, bool NoticeMissing = false, int Page = 1)
{
    public const int PageSize = 25;
}

/// <summary>A row of the list.</summary>
internal sealed record MeetingRow(Guid Id, string Code, string Title, Guid? CommitteeId, Guid UnitId, DateTime StartsAt, DateTime EndsAt, MeetingForm Form, string Place,
    MeetingState State, string? NoticeNumber, int Items, int Conclusions)
{
    /// <summary>The committee's name, or the unit's.</summary>
    public string Body { get; init; } = "";
}

/// <summary>Counts above the list.</summary>
internal sealed record MeetingCounts(int Ahead, int Planned, int NoticeMissing, int WithoutOwner);

/// <summary>A conclusion that asks for action and that nobody answers for: no task was issued for it, and no reason is noted why none follows.</summary>
internal sealed record OpenConclusion(Guid Id, Guid MeetingId, string MeetingCode, string MeetingTitle, Guid UnitId, DateTime StartsAt, int Number, string Text, DateOnly? DueOn,
    Guid NoticeId, string NoticeNumber, DateOnly NoticeOn, Guid? ClauseId);

/// <summary>A task that was made of a conclusion; what it is about is told to those alone who may open it.</summary>
internal sealed record ConclusionTask(Guid ClauseId, Guid TaskId, string Code, string Title, Guid LeadUnitId, TaskState State, DateOnly? DueOn, DateOnly? CompletedOn, bool IsSeen)
{
    public DueStatus Status { get; init; }
}

/// <summary>What became of the conclusions of a meeting.</summary>
/// <param name="Tasks">Tasks by clause.</param>
/// <param name="NoTaskReasons">Why no task follows, by clause.</param>
/// <param name="NoticeIsSeen">Whether the reader may open the notice.</param>
internal sealed record ConclusionStanding(ILookup<Guid, ConclusionTask> Tasks, IReadOnlyDictionary<Guid, string> NoTaskReasons, bool NoticeIsSeen)
{
    /// <summary>Whether a conclusion asks for action and nobody answers for it.</summary>
    public bool Lacks(Conclusion c) => c.AsksAction && (c.ClauseId is not { } clause
        || (!Tasks[clause].Any(t => t.State is not (TaskState.Draft or TaskState.Cancelled)) && !NoTaskReasons.ContainsKey(clause)));
}

/// <summary>Reads meetings; only those the actor may see.</summary>
internal sealed class MeetingQueries(AppDb db, MeetingScope scope, TaskQueries tasks, DocumentQueries documents, OrganisationDirectory organisation, TimeProvider clock)
{
    public IQueryable<Meeting> Seen(Actor actor)
    {
        var (read, organise, sign) = (Units(actor, Permissions.Read), Units(actor, MeetingPermissions.Organise), Units(actor, MeetingPermissions.Sign));
        return db.Meetings.AsNoTracking().Where(m => organise.Contains(m.UnitId) || organise.Contains(m.HostUnitId) || sign.Contains(m.UnitId)
            || (m.InvitedAt != null && (read.Contains(m.UnitId) || read.Contains(m.HostUnitId) || m.Invited.Any(i => read.Contains(i.UnitId)))));
    }

    /// <summary>A page of the list, the latest first, and how many there are in all.</summary>
    public async Task<(IReadOnlyList<MeetingRow> Rows, int Count)> ListAsync(Actor actor, MeetingFilter filter, CancellationToken ct)
    {
        var found = Narrow(Seen(actor), filter);
        var page = found.OrderByDescending(m => m.StartsAt).ThenByDescending(m => m.Id)
            .Skip((Math.Clamp(filter.Page, 1, 1_000_000) - 1) * MeetingFilter.PageSize).Take(MeetingFilter.PageSize);
        return (await RowsAsync(page, ct), await found.CountAsync(ct));
    }

    /// <summary>Meetings of a committee, the latest first, without its name.</summary>
    public Task<IReadOnlyList<MeetingRow>> LatestOfAsync(Actor actor, Guid committeeId, int most, CancellationToken ct) =>
        RowsAsync(Seen(actor).Where(m => m.CommitteeId == committeeId).OrderByDescending(m => m.StartsAt).ThenByDescending(m => m.Id).Take(most), ct, named: false);

    public async Task<MeetingCounts> CountsAsync(Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow();
        var counted = await Seen(actor).GroupBy(m => 1).Select(g => new
        {
            Ahead = g.Count(m => m.State == MeetingState.Invited && m.EndsAt > now),
            Planned = g.Count(m => m.State == MeetingState.Planned),
            NoticeMissing = g.Count(m => m.NoticeId == null && (m.State == MeetingState.Held || (m.State == MeetingState.Invited && m.EndsAt <= now))),
        }).SingleOrDefaultAsync(ct);
        return new(counted?.Ahead ?? 0, counted?.Planned ?? 0, counted?.NoticeMissing ?? 0, await Open(actor).CountAsync(ct));
    }

    /// <summary>One meeting with everything that belongs to it; null when the actor may not see it.</summary>
    public async Task<Meeting?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        await MeetingActs.Whole(db.Meetings.AsNoTracking()).SingleOrDefaultAsync(m => m.Id == id, ct) is { } meeting && scope.MaySee(actor, meeting) ? meeting : null;

    /// <summary>The committee's name, or the unit's.</summary>
    public async Task<string> BodyAsync(Meeting meeting, CancellationToken ct) => meeting.CommitteeId is not { } id ? organisation.NameOf(meeting.UnitId)
        : await db.Committees.Where(c => c.Id == id).Select(c => c.Name).SingleOrDefaultAsync(ct) ?? organisation.NameOf(meeting.UnitId);

    public Task<List<StoredFile>> FilesAsync(Guid id, CancellationToken ct) => db.Set<StoredFile>().AsNoTracking()
        .Where(f => f.Room == MeetingActs.FileRoom && f.SubjectId == id).OrderBy(f => f.Id).ToListAsync(ct);

    /// <summary>What became of the conclusions since the notice was issued.</summary>
    public async Task<ConclusionStanding> StandingAsync(Actor actor, Meeting meeting, CancellationToken ct)
    {
        if (meeting.NoticeId is not { } notice)
        {
            return new(Enumerable.Empty<ConclusionTask>().ToLookup(t => t.ClauseId), new Dictionary<Guid, string>(), false);
        }

        var (clauses, seen) = (meeting.Conclusions.Select(c => c.ClauseId).OfType<Guid>().ToList(), tasks.Listed(actor));
        var made = await db.Tasks.AsNoTracking().Where(t => t.ClauseId != null && clauses.Contains(t.ClauseId.Value)).OrderBy(t => t.Code)
            .Select(t => new ConclusionTask(t.ClauseId!.Value, t.Id, t.Code, t.Title, t.LeadUnitId, t.State, t.CurrentDueOn, t.CompletedOn, seen.Any(s => s.Id == t.Id))).ToListAsync(ct);
        var reasons = await db.Clauses.Where(c => clauses.Contains(c.Id) && c.NoTaskReason != null).ToDictionaryAsync(c => c.Id, c => c.NoTaskReason!, ct);
        return new(made.ConvertAll(t => t with { Status = tasks.StatusOf(t.DueOn, t.CompletedOn) }).ToLookup(t => t.ClauseId), reasons,
            await documents.Seen(actor).AnyAsync(d => d.Id == notice, ct));
    }

    /// <summary>Conclusions of issued notices that nobody answers for, the oldest notice first.</summary>
    public async Task<IReadOnlyList<OpenConclusion>> WithoutOwnerAsync(Actor actor, CancellationToken ct) =>
        await Open(actor).ToListAsync(ct);

    private IQueryable<OpenConclusion> Open(Actor actor)
    {
        var (every, clauses) = (db.Tasks, db.Clauses);
        return Seen(actor).Where(m => m.NoticeId != null).SelectMany(m => m.Conclusions, (m, c) => new { m, c }).Where(x => x.c.AsksAction && (x.c.ClauseId == null
                || (!every.Any(t => t.ClauseId == x.c.ClauseId && t.State != TaskState.Draft && t.State != TaskState.Cancelled)
                    && !clauses.Any(k => k.Id == x.c.ClauseId && k.NoTaskReason != null))))
            .OrderBy(x => x.m.NoticeOn).ThenBy(x => x.m.Code).ThenBy(x => x.c.Number)
            .Select(x => new OpenConclusion(x.c.Id, x.m.Id, x.m.Code, x.m.Title, x.m.UnitId, x.m.StartsAt, x.c.Number, x.c.Text, x.c.DueOn,
                x.m.NoticeId!.Value, x.m.NoticeNumber!, x.m.NoticeOn!.Value, x.c.ClauseId));
    }

    private async Task<IReadOnlyList<MeetingRow>> RowsAsync(IQueryable<Meeting> meetings, CancellationToken ct, bool named = true)
    {
        var rows = await meetings.Select(m => new MeetingRow(m.Id, m.Code, m.Title, m.CommitteeId, m.UnitId, m.StartsAt, m.EndsAt, m.Form, m.Place, m.State, m.NoticeNumber,
            m.Agenda.Count, m.Conclusions.Count)).ToListAsync(ct);
        if (!named)
        {
            return rows;
        }

        var ids = rows.Select(r => r.CommitteeId).OfType<Guid>().Distinct().ToList();
        var names = await db.Committees.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        return rows.ConvertAll(r => r with { Body = r.CommitteeId is { } id && names.TryGetValue(id, out var name) ? name : organisation.NameOf(r.UnitId) });
    }

    private IQueryable<Meeting> Narrow(IQueryable<Meeting> meetings, MeetingFilter filter)
    {
        foreach (var word in Folding.Fold(filter.Q).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            meetings = meetings.Where(m => m.SearchText.Contains(" " + word));
        }

        var now = clock.UtcNow();
        meetings = filter.State is { } state ? meetings.Where(m => m.State == state) : meetings;
        meetings = filter.BodyId is { } body ? meetings.Where(m => m.CommitteeId == body || m.UnitId == body) : meetings;
        meetings = filter.NoticeMissing
            ? meetings.Where(m => m.NoticeId == null && (m.State == MeetingState.Held || (m.State == MeetingState.Invited && m.EndsAt <= now))) : meetings;
        if (filter.Year is >= 2000 and < 2200)
        {
            var (from, to) = (new DateOnly(filter.Year.Value, 1, 1).StartUtc(), new DateOnly(filter.Year.Value + 1, 1, 1).StartUtc());
            meetings = meetings.Where(m => m.StartsAt >= from && m.StartsAt < to);
        }

        return meetings;
    }

    private List<Guid> Units(Actor actor, string permission) => [.. actor.ScopesOf(permission).SelectMany(organisation.Under).Select(u => u.Id).Distinct()];
}

/// <summary>Lets those read a meeting's papers and its invitation who may see the meeting.</summary>
internal sealed class MeetingFiles(MeetingQueries meetings) : IGuardFiles
{
    public string Room => MeetingActs.FileRoom;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) => await meetings.Seen(actor).AnyAsync(m => m.Id == file.SubjectId, ct);
}
