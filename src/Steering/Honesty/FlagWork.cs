using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Honesty;

/// <summary>Answers flags: someone outside the unit looked, and says what the reason is.</summary>
internal sealed class FlagWork(AppDb db, FlagQueries flags, TimeProvider clock)
{
    /// <summary>Answers what the flag rests on now.</summary>
    /// <param name="actor">Who looked.</param>
    /// <param name="id">The flag.</param>
    /// <param name="unitId">The unit of one of its tasks; see <see cref="FlagQueries.FindAsync"/>.</param>
    /// <param name="mark">What the flag rested on when it was looked at; null when whoever answers does not say.</param>
    /// <param name="reason">Why it is as it is.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<FlagAnswer>> Answer(Actor actor, Guid id, Guid? unitId, string? mark, string? reason, CancellationToken ct)
    {
        if (await flags.FindAsync(actor, id, unitId) is not { } seen)
        {
            return Problem.NotFound("flag.unknown");
        }

        if (Refusal(actor, seen, mark) is { } refusal)
        {
            return refusal;
        }

        var answered = FlagAnswer.To(seen.Flag, reason, actor.Name, clock.UtcNow());
        if (!answered.TryGet(out var answer))
        {
            return answered;
        }

        return await db.InTransactionAsync(() => SaveAsync(actor, seen, answer, ct), keep: r => r.Ok, ct);
    }

    // Another process may have answered since the flag was read.
    private async Task<Result<FlagAnswer>> SaveAsync(Actor actor, FlagView seen, FlagAnswer answer, CancellationToken ct)
    {
        if (await db.FlagAnswers.AnyAsync(a => a.FlagId == answer.FlagId && a.Mark == answer.Mark, ct))
        {
            return Problem.Conflict("flag.answered");
        }

        db.FlagAnswers.Add(answer);
        db.Record(actor, "steering.flag.answered", answer, answer.Reason);
        if (seen.Flag.Tasks is [var only] && seen.Others == 0)
        {
            db.Record(actor, "steering.task.flag-answered", nameof(SteeringTask), only.Id, new { Kind = seen.Flag.Kind.ToString(), AnswerId = answer.Id }, answer.Reason);
        }

        return await db.TrySaveAsync(ct) is { } lost ? lost : answer;
    }

    private static Problem? Refusal(Actor actor, FlagView seen, string? mark) =>
        actor.Lacks(FlagPermissions.Answer) is { } lacks ? lacks
        : seen.Answer is not null ? Problem.Conflict("flag.answered")
        : Words.Clean(mark) is { } known && known != seen.Flag.Mark ? Problem.Conflict("flag.changed")
        : FlagQueries.IsOwn(actor, seen.Flag) && seen.Others == 0 ? Problem.Forbidden("flag.own")
        : seen.MayAnswer ? null : Problem.Forbidden();
}
