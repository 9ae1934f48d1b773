using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Programmes;

/// <summary>What is said of how a plan goes: phases by the unit, gates and confidence from outside it. Every word is a row of its own and
/// stays.</summary>
internal sealed class FactWork(AppDb db, ProgrammeScope scope, ProgrammeQueries queries, ProgrammeRules rules, DeadlineEngine deadlines,
    DocumentQueries documents,
    ProgrammeNews news, TimeProvider clock)
{
    /// <summary>The unit reports a phase.</summary>
    public async Task<Result<Programme>> Report(Actor actor, Guid id, Guid phaseKey, PhaseFacts facts, CancellationToken ct)
    {
        if (await FindAsync(actor, id, scope.MayReport, ct) is var found && !found.TryGet(out var programme))
        {
            return found.Problems;
        }

        if (await PhaseAsync(programme, phaseKey, ct) is not { } phase)
        {
            return Problem.Invalid("programme.phase-unknown", "Phase");
        }

        var made = PhaseReport.Of(id, phaseKey, facts, clock.Today(), actor.Name, clock.UtcNow());
        return made.TryGet(out var report)
            ? await SaveAsync(actor, programme, "phase-reported", report,
                new { Phase = phase.Name, report.StartedOn, report.FinishedOn, report.ForecastOn },
                report.Note is null ? phase.Name : $"{phase.Name}: {report.Note}", null, ct)
            : made.Problems;
    }

    /// <summary>Decides at the gate of a phase.</summary>
    public async Task<Result<Programme>> Decide(Actor actor, Guid id, Guid phaseKey, GateInput input, CancellationToken ct)
    {
        if (await FindAsync(actor, id, scope.MayDecide, ct) is var found && !found.TryGet(out var programme))
        {
            return found.Problems;
        }

        if (await PhaseAsync(programme, phaseKey, ct) is not { Gate: not null } phase)
        {
            return Problem.Invalid("programme.gate-unknown", "GatePhase");
        }

        var document = await DocumentAsync(actor, input.Document, ct);
        if (!document.TryGet(out var named))
        {
            return document.Problems;
        }

        var made = GateDecision.Of(id, phaseKey, input, named.Name.Length > 0 ? named : null, clock.Today(), actor.Name, clock.UtcNow());
        return made.TryGet(out var decision)
            ? await SaveAsync(actor, programme, "gate-decided", decision,
                new { Phase = phase.Name, decision.Outcome, decision.DecidedOn, decision.DocumentName },
                decision.Reason is null ? phase.Name : $"{phase.Name}: {decision.Reason}", p =>
                    news.DecidedAsync(actor, p, phase, decision, ct), ct)
            : made.Problems;
    }

    /// <summary>Rates how likely the plan is to be delivered: for the unit that leads, or from outside it.</summary>
    public async Task<Result<Programme>> Rate(Actor actor, Guid id, RatingSide side, string? level, string? reason, CancellationToken ct)
    {
        if (!Enum.IsDefined(side))
        {
            return Problem.Invalid("programme.side-unknown", "Side");
        }

        if (await FindAsync(actor, id, side == RatingSide.Unit ? scope.MayReport : scope.MayReview, ct) is var found
            && !found.TryGet(out var programme))
        {
            return found.Problems;
        }

        var (today, set) = (clock.Today(), rules.On(clock.Today()));
        var made = ConfidenceRating.Of(id, side, set, level, reason, today, deadlines.AddWorkingDaysOrDays(today, set.ReplyWorkingDays),
            actor.Name, actor.UnitId, clock.UtcNow());
        return made.TryGet(out var rating)
            ? await SaveAsync(actor, programme, side == RatingSide.Unit ? "rated" : "reviewed", rating,
                new { rating.Level, rating.RuleSet }, rating.Reason,
                side == RatingSide.Unit ? null : p => news.ReviewedAsync(actor, p, rating, set.Find(rating.Level)!, ct), ct)
            : made.Problems;
    }

    /// <summary>The unit answers an outside rating.</summary>
    public async Task<Result<Programme>> Reply(Actor actor, Guid id, Guid ratingId, string? reply, CancellationToken ct)
    {
        if (await FindAsync(actor, id, scope.MayReport, ct) is var found && !found.TryGet(out var programme))
        {
            return found.Problems;
        }

        if (await db.ConfidenceRatings.SingleOrDefaultAsync(r => r.Id == ratingId && r.ProgrammeId == id, ct) is not { } rating)
        {
            return Problem.NotFound("programme.unknown");
        }

        var answered = rating.Answer(reply, actor.Name, clock.UtcNow());
        if (!answered.Ok)
        {
            return answered.Problems;
        }

        db.Record(actor, "steering.programme.replied", nameof(Programme), id, new { Rating = ratingId }, rating.Reply);
        await news.RepliedAsync(actor, programme, rating, ct);
        return await db.TrySaveAsync(ct) is { } lost ? lost : programme;
    }

    private async Task<Result<Programme>> FindAsync(Actor actor, Guid id, Func<Actor, Programme, bool> may, CancellationToken ct) =>
        await queries.FindAsync(actor, id, ct) is not { } programme ? Problem.NotFound("programme.unknown")
        : !may(actor, programme) ? Problem.Forbidden() : !programme.IsActive ? Problem.Conflict("programme.closed") : programme;

    private async Task<PlanPhase?> PhaseAsync(Programme programme, Guid key, CancellationToken ct) =>
        (await queries.PlanAsync(programme, ct)).Content.Phases.FirstOrDefault(p => p.Key == key);

    // An empty name stands for no document.
    private async Task<Result<PlanDocument>> DocumentAsync(Actor actor, string? typed, CancellationToken ct) =>
        Words.Clean(typed) is not { } words ? new PlanDocument("", null)
        : await documents.MeantAsync(actor, words, ct) is [var one] ? new PlanDocument(one.NameForAll, one.Id)
            : Problem.Invalid("programme.gate-document", "Document");

    private async Task<Result<Programme>> SaveAsync<T>(Actor actor, Programme programme, string act, T made, object details,
        string? reason, Func<Programme, Task>? tell,
        CancellationToken ct) where T : class
    {
        db.Add(made);
        db.Record(actor, $"steering.programme.{act}", nameof(Programme), programme.Id, details, reason);
        if (tell is not null)
        {
            await tell(programme);
        }

        return await db.TrySaveAsync(ct) is { } lost ? lost : programme;
    }
}
