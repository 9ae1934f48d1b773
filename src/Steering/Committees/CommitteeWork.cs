using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Committees;

internal static class CommitteePermissions
{
    /// <summary>Records how the committee of a unit is composed.</summary>
    public const string Constitute = "steering.committee.constitute";

    /// <summary>Records that units are to set up committees.</summary>
    public const string Order = "steering.committee.order";
}

/// <summary>What people do with committees. Each act demands its permission for the committee's unit, writes the ledger and saves once.</summary>
internal sealed class CommitteeWork(AppDb db, OrganisationDirectory organisation, DocumentQueries documents, TimeProvider clock)
{
    public async Task<Result<Committee>> Constitute(Actor actor, CommitteeDraft draft, CancellationToken ct)
    {
        if (organisation.Find(draft.UnitId) is not { } unit)
        {
            return actor.Lacks(CommitteePermissions.Constitute) ?? Problem.Invalid("committee.unit", nameof(draft.UnitId));
        }

        if (actor.Lacks(CommitteePermissions.Constitute, unit.Path) is { } refusal)
        {
            return refusal;
        }

        var name = Words.Clean(draft.Name);
        if (await db.Committees.AnyAsync(c => c.UnitId == unit.Id && c.Name == name, ct))
        {
            return Problem.Invalid("committee.name-taken", nameof(draft.Name));
        }

        var decision = await DecisionAsync(actor, draft.Document, ct);
        var made = Committee.Constitute(draft, decision.Ok ? decision.Value : default, id => Exists(id, draft.From), clock.UtcNow());
        if (!decision.Ok || !made.Ok)
        {
            return With(decision, made);
        }

        db.Committees.Add(made.Value);
        db.Record(actor, "steering.committee.constituted", made.Value, decision.Value.Name);
        return await db.TrySaveAsync(ct) is { } lost ? lost : made;
    }

    /// <summary>Composes a committee anew by a decision of its own; what was before stays.</summary>
    public Task<Result<Committee>> Reconstitute(Actor actor, Guid id, int? version, CommitteeDraft draft, CancellationToken ct) => Act(actor, id, version, async committee =>
    {
        var decision = await DecisionAsync(actor, draft.Document, ct);
        var made = committee.Reconstitute(draft, decision.Ok ? decision.Value : default, u => Exists(u, draft.From), clock.UtcNow());
        if (!decision.Ok || !made.Ok)
        {
            return With(decision, made);
        }

        db.Record(actor, "steering.committee.reconstituted", committee, decision.Value.Name);
        return made;
    }, ct);

    /// <summary>Records who sits in a seat from a day on.</summary>
    public Task<Result<Committee>> Fill(Actor actor, Guid id, int? version, Guid? seatId, string? person, DateOnly? from, string? source, CancellationToken ct) =>
        Act(actor, id, version, committee =>
        {
            var filled = committee.Fill(seatId ?? Guid.Empty, person, from, source, clock.UtcNow());
            if (filled.Ok)
            {
                db.Record(actor, "steering.committee.seat-filled", nameof(Committee), committee.Id, new { SeatId = seatId, PersonName = Words.Clean(person), From = from }, Words.Clean(source));
            }

            return Task.FromResult(filled);
        }, ct);

    /// <summary>Records that a seat is vacant after a day.</summary>
    public Task<Result<Committee>> Vacate(Actor actor, Guid id, int? version, Guid? seatId, DateOnly? lastDay, string? source, CancellationToken ct) =>
        Act(actor, id, version, committee =>
        {
            var vacated = committee.Vacate(seatId ?? Guid.Empty, lastDay, source, clock.UtcNow());
            if (vacated.Ok)
            {
                db.Record(actor, "steering.committee.seat-vacated", nameof(Committee), committee.Id, new { SeatId = seatId, To = lastDay }, Words.Clean(source));
            }

            return Task.FromResult(vacated);
        }, ct);

    /// <summary>Dissolves a committee by a decision; it takes no more meetings, opinions and reviews after its last day.</summary>
    public Task<Result<Committee>> Dissolve(
        Actor actor, Guid id, int? version, string? document, DateOnly? lastDay, string? note, CancellationToken ct) => Act(actor, id, version, async committee =>
    {
        var decision = await DecisionAsync(actor, document, ct);
        var done = committee.Dissolve(lastDay, note, decision.Ok ? decision.Value : default, clock.UtcNow());
        if (!decision.Ok || !done.Ok)
        {
            return With(decision, done);
        }

        db.Record(actor, "steering.committee.dissolved", committee, decision.Value.Name);
        return done;
    }, ct);

    private async Task<Result<Committee>> Act(Actor actor, Guid id, int? version, Func<Committee, Task<Result<Committee>>> act, CancellationToken ct)
    {
        var committee = await db.Committees.Include(c => c.Versions).ThenInclude(v => v.Seats).ThenInclude(s => s.Holders).AsSplitQuery()
            .SingleOrDefaultAsync(c => c.Id == id, ct);
        if (committee is null || organisation.Find(committee.UnitId) is not { } unit)
        {
            return Problem.NotFound("committee.unknown");
        }

        if (actor.Lacks(CommitteePermissions.Constitute, unit.Path) is { } refusal)
        {
            return refusal;
        }

        var result = await act(committee);
        if (!result.Ok)
        {
            return result;
        }

        if (version is { } seen)
        {
            db.Expect(committee, seen);
        }

        return await db.TrySaveAsync(ct) is { } lost ? lost : result;
    }

    private async Task<Result<Decision>> DecisionAsync(Actor actor, string? typed, CancellationToken ct) =>
        await documents.MeantAsync(actor, typed, ct) is [var found] ? new Decision(found.Id, found.Name, found.SignedOn, found.IsDemonstration)
            : Problem.Invalid(Words.Clean(typed) is null ? "committee.document" : "committee.document-unknown", nameof(CommitteeDraft.Document));

    private bool Exists(Guid id, DateOnly? on) => on is { } day && organisation.Find(id)?.ExistsOn(day) == true;

    // Every problem at once, the document's first.
    private static Result<Committee> With(Result<Decision> decision, Result<Committee> made) =>
        decision.Ok ? made : decision.Problems.AddRange(made.Problems);
}
