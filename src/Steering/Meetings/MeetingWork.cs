using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Meetings;

/// <summary>What people do with a meeting before it is held. Each act demands its permission for the body's unit, writes the ledger and saves once.</summary>
internal sealed class MeetingWork(AppDb db, MeetingActs acts, MeetingScope scope, MeetingLetters letters, MeetingNews news, CommitteeQueries committees,
    IssueDocuments documents, OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>Plans a meeting of a committee, or of a unit.</summary>
    /// <param name="actor">Who plans.</param>
    /// <param name="bodyId">The committee or the unit.</param>
    /// <param name="draft">What is planned.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="isDemonstration">Whether it was made up.</param>
    public Task<Result<Meeting>> Plan(Actor actor, Guid? bodyId, MeetingDraft draft, CancellationToken ct, bool isDemonstration = false) =>
        db.InTransactionAsync(() => PlanOnceAsync(actor, bodyId, draft, isDemonstration, ct), keep: r => r.Ok, ct);

    /// <summary>Writes it anew, until it has been held; those who are invited learn of it.</summary>
    public Task<Result<Meeting>> Mend(Actor actor, Guid id, int? version, MeetingDraft draft, CancellationToken ct) =>
        acts.DoAsync(actor, id, version, scope.MayOrganise, "mended", null, async meeting =>
        {
            var parts = await db.Set<StoredFile>().Where(f => f.Room == MeetingActs.FileRoom && f.SubjectId == id).Select(f => f.Part).Distinct().ToListAsync(ct);
            var withPapers = meeting.Agenda.Where(a => parts.Contains(a.Id.ToString())).Select(a => a.Id).ToHashSet();
            return meeting.Mend(Seated(draft, await CommitteeAsync(meeting.CommitteeId, ct)), u => Exists(u, draft.On), withPapers, clock.UtcNow());
        }, ct, tell: m => m.State == MeetingState.Invited ? news.ChangedAsync(actor, m, ct) : Task.CompletedTask);

    /// <summary>Adds papers to a point of the agenda, until the minutes are signed by both.</summary>
    public Task<Result<Meeting>> AddPapers(Actor actor, Guid id, int? version, Guid? itemId, IReadOnlyList<SentFile> files, CancellationToken ct) =>
        acts.DoAsync(actor, id, version, (a, m) => m.Agenda.Any(i => scope.MayAddPapers(a, m, i) && (itemId is null || i.Id == itemId)), "papers-added",
            string.Join(", ", files.Select(f => StoredFile.Clean(f.Name))), async meeting =>
            {
                if (meeting.State == MeetingState.Cancelled || meeting.ChairSignature is not null)
                {
                    return Problem.Conflict("meeting.papers-closed");
                }

                if (meeting.Agenda.All(i => i.Id != itemId) || files.Count == 0)
                {
                    return files.Count == 0 ? Problem.Invalid("meeting.papers-missing", "Files") : Problem.Invalid("meeting.item-unknown", "ItemId");
                }

                return await acts.KeepAsync(actor, id, files, itemId.ToString()!, ct) is { } wrong ? wrong : meeting;
            }, ct);

    /// <summary>Sends the invitation under a number of its series: the letter is kept, every invited unit is told.</summary>
    public Task<Result<Meeting>> Invite(Actor actor, Guid id, int? version, CancellationToken ct) =>
        db.InTransactionAsync(() => acts.DoAsync(actor, id, version, scope.MayOrganise, "invited", null, async meeting =>
        {
            var refused = meeting.WhyNotInvite(clock.UtcNow()).ToArray();
            if (refused.Length > 0)
            {
                return System.Collections.Immutable.ImmutableArray.Create(refused);
            }

            var unit = organisation.Find(meeting.UnitId)!;
            var letter = letters.Invitation(meeting, await CommitteeAsync(meeting.CommitteeId, ct), clock.Today());
            letter = letter with { Number = await documents.TakeNumberAsync(unit, MeetingLetters.InvitationKind, letter.Symbol, letter.On, ct) };
            using var content = new MemoryStream(LetterDocx.Write(letter));
            var file = new SentFile($"{letter.FullNumber.Replace('/', '-')} {letter.On:yyyy-MM-dd}.docx", content);
            return await acts.KeepAsync(actor, id, [file], MeetingActs.InvitationPart, ct) is { } wrong ? wrong : meeting.Invite(letter.FullNumber, clock.UtcNow());
        }, ct, tell: m => news.InvitedAsync(actor, m, ct)), keep: r => r.Ok, ct);

    /// <summary>Calls it off; who was invited learns of it.</summary>
    public Task<Result<Meeting>> Cancel(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        acts.DoAsync(actor, id, version, scope.MayOrganise, "cancelled", reason, m => Task.FromResult(m.Cancel(reason)), ct,
            tell: m => m.InvitedAt is null ? Task.CompletedTask : news.CancelledAsync(actor, m, ct));

    private async Task<Result<Meeting>> PlanOnceAsync(Actor actor, Guid? bodyId, MeetingDraft draft, bool isDemonstration, CancellationToken ct)
    {
        if (actor.Lacks(MeetingPermissions.Organise) is { } lacks)
        {
            return lacks;
        }

        var committee = await CommitteeAsync(bodyId, ct);
        var unitId = committee?.UnitId ?? organisation.Find(bodyId)?.Id;
        if (unitId is not { } unit)
        {
            return Problem.Invalid("meeting.body", "Body");
        }

        var host = committee?.On(draft.On ?? clock.Today())?.StandingUnitId ?? unit;
        if (!scope.MayOrganise(actor, unit, host))
        {
            return Problem.Forbidden();
        }

        var whole = Seated(draft, committee);
        var (day, body) = (draft.On ?? clock.Today(), new MeetingBody(committee?.Id, unit, host));
        if (whole.Problems(u => Exists(u, day)).Concat(committee?.WhyOver(day, nameof(draft.On)) ?? []).ToArray() is { Length: > 0 } wrong)
        {
            return System.Collections.Immutable.ImmutableArray.Create(wrong);
        }

        var number = await db.NextNumberAsync($"steering.meeting/{day.Year}", null, ct);
        var planned = Meeting.Plan($"HOP-{day.Year}-{number:D3}", body, whole, u => Exists(u, day), isDemonstration);
        if (planned.TryGet(out var meeting))
        {
            db.Meetings.Add(meeting);
            db.Record(actor, "steering.meeting.planned", meeting);
            await db.SaveChangesAsync(ct);
        }

        return planned;
    }

    private async Task<Committee?> CommitteeAsync(Guid? id, CancellationToken ct) => id is { } known ? await committees.FindAsync(known, ct) : null;

    private bool Exists(Guid unit, DateOnly? on) => on is { } day && organisation.Find(unit)?.ExistsOn(day) == true;

    // A position that has a seat on the day is invited for that seat.
    private static MeetingDraft Seated(MeetingDraft draft, Committee? committee)
    {
        var seats = draft.On is { } day ? committee?.On(day)?.Seats ?? [] : [];
        return draft with
        {
            Invited = [.. draft.Invited.Select(i => i with
            {
                SeatId = i.Role == InviteeRole.Guest ? null : seats.FirstOrDefault(s => s.UnitId == i.UnitId && Folding.Fold(s.Title) == Folding.Fold(i.Title))?.Id,
            })],
        };
    }
}
