using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Meetings;

/// <summary>What every act on a meeting has in common: who does not see it learns nothing of it, each is recorded, all is saved once.</summary>
internal sealed class MeetingActs(AppDb db, MeetingScope scope, TakeFiles takeFiles)
{
    /// <summary>Room of the files of a meeting; their part is the point of the agenda, or <see cref="InvitationPart"/>.</summary>
    public const string FileRoom = "steering.meeting";

    /// <summary>Part of the letter of invitation.</summary>
    public const string InvitationPart = "invitation";

    /// <summary>A meeting with everything that belongs to it.</summary>
    public static IQueryable<Meeting> Whole(IQueryable<Meeting> meetings) =>
        meetings.Include(m => m.Agenda).Include(m => m.Invited).Include(m => m.Conclusions).AsSplitQuery();

    /// <summary>Does something with a meeting and saves it.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="id">The meeting.</param>
    /// <param name="version">The version the form had.</param>
    /// <param name="may">Whether they may.</param>
    /// <param name="act">The ledger's word.</param>
    /// <param name="reason">Why, where one is asked for.</param>
    /// <param name="verb">What is done; may add to what is saved.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="tell">Adds news to the save.</param>
    public async Task<Result<Meeting>> DoAsync(Actor actor, Guid id, int? version, Func<Actor, Meeting, bool> may, string act, string? reason,
        Func<Meeting, Task<Result<Meeting>>> verb, CancellationToken ct, Func<Meeting, Task>? tell = null)
    {
        var meeting = await Whole(db.Meetings).SingleOrDefaultAsync(m => m.Id == id, ct);
        if (meeting is null || !scope.MaySee(actor, meeting))
        {
            return Problem.NotFound("meeting.unknown");
        }

        if (!may(actor, meeting))
        {
            return Problem.Forbidden();
        }

        var result = await verb(meeting);
        if (!result.Ok)
        {
            return result;
        }

        // A change of its parts alone counts as a change of the meeting: two people never sign over what the other wrote.
        db.Entry(meeting).Property(m => m.Version).IsModified = true;
        if (version is { } seen)
        {
            db.Expect(meeting, seen);
        }

        db.Record(actor, $"steering.meeting.{act}", meeting, Words.Clean(reason));
        if (tell is not null)
        {
            await tell(meeting);
        }

        return await db.TrySaveAsync(ct) is { } lost ? lost : meeting;
    }

    /// <summary>Keeps files of a meeting in the next save; null, or what is wrong with them.</summary>
    public async Task<ImmutableArray<Problem>?> KeepAsync(Actor actor, Guid id, IReadOnlyList<SentFile> files, string part, CancellationToken ct) =>
        await takeFiles.Handle(actor, FileRoom, id, files, "Files", part, ct) is { Ok: false } refused ? refused.Problems : null;
}
