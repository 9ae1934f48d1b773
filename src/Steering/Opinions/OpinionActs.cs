using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Opinions;

/// <summary>
/// What every act on a round has in common: who does not see it learns nothing of it, acts stand in line, all is saved once.
/// </summary>
internal sealed class OpinionActs(AppDb db, OpinionScope scope, TakeFiles takeFiles)
{
    /// <summary>Room of the files of a round; their part is one of these, or the identifier of a ballot or a proxy.</summary>
    public const string FileRoom = "steering.opinion";

    /// <summary>Part of the file that is asked about.</summary>
    public const string SubjectPart = "subject";

    /// <summary>Part of the papers beside it.</summary>
    public const string PapersPart = "papers";

    /// <summary>
    /// Does something with a round and saves it. Ballots and the closing stand in line: none is missed by the count, none comes after it.
    /// </summary>
    /// <param name="actor">Who.</param>
    /// <param name="id">The round.</param>
    /// <param name="act">What is done and recorded.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Result<OpinionRound>> DoAsync(Actor actor, Guid id, Func<OpinionRound, Task<Result<OpinionRound>>> act,
        CancellationToken ct) =>
        db.InTransactionAsync(async () =>
        {
            await db.TakeTheLineAsync(ct);
            if (await OpinionQueries.Whole(db.Opinions).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } round
                || actor.Lacks(Permissions.Read) is not null || !scope.MaySee(actor, round))
            {
                return Problem.NotFound("opinion.unknown");
            }

            var result = await act(round);
            return !result.Ok ? result : await db.TrySaveAsync(ct) is { } lost ? lost : round;
        }, keep: r => r.Ok, ct);

    /// <summary>The same for who prepares the round; the version that the form had is expected.</summary>
    public Task<Result<OpinionRound>> OrganiseAsync(Actor actor, Guid id, int? version, string deed, string? reason,
        Func<OpinionRound, Task<Result<OpinionRound>>> act,
        CancellationToken ct) => DoAsync(actor, id, async round =>
        {
            if (!scope.MayOrganise(actor, round))
            {
                return Problem.Forbidden();
            }

            var result = await act(round);
            if (result.Ok)
            {
                Touch(round, version);
                db.Record(actor, $"steering.opinion.{deed}", round, Words.Clean(reason));
            }

            return result;
        }, ct);

    /// <summary>Counts a change of its parts as a change of the record.</summary>
    public void Touch(IVersioned entity, int? version)
    {
        db.Entry(entity).Property(nameof(IVersioned.Version)).IsModified = true;
        if (version is { } seen)
        {
            db.Expect(entity, seen);
        }
    }

    /// <summary>Keeps files of a round in the next save; none are wrong.</summary>
    public async Task<Result<StoredFile[]>> KeepAsync(Actor actor, Guid id, IReadOnlyList<SentFile> files, string field, string part,
        CancellationToken ct) =>
        files.Count == 0 ? Array.Empty<StoredFile>() : await takeFiles.Handle(actor, FileRoom, id, files, field, part, ct);
}
