using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Processing;

/// <summary>Who does the work of officers who are away. A substitute may do no more than the own permissions allow; what was taken by the other comes along.</summary>
internal sealed class Absences(AppDb db, Recipients recipients, TimeProvider clock)
{
    /// <summary>Fields of the form.</summary>
    public const string SubstituteField = "Substitute", FromField = "From", ToField = "To";

    /// <summary>Accounts whose work the actor does today, the actor's own among them.</summary>
    public async Task<IReadOnlyList<Guid>> WorksForAsync(Actor actor, CancellationToken ct)
    {
        var today = clock.Today();
        return [actor.AccountId, .. await db.OfficerAbsences.Where(a => a.SubstituteId == actor.AccountId && a.From <= today && today <= a.To).Select(a => a.AccountId).Distinct().ToListAsync(ct)];
    }

    /// <summary>How the record names who did a task: the actor, and for whom where that was taken by another.</summary>
    public async Task<string> NameAsync(Actor actor, DossierTask task, CancellationToken ct)
    {
        if (task.AssigneeId is not { } other || other == actor.AccountId || !(await WorksForAsync(actor, ct)).Contains(other))
        {
            return actor.Name;
        }

        var absent = await db.Users.Where(a => a.Id == other).Select(a => a.DisplayName).SingleOrDefaultAsync(ct);
        return absent is null ? actor.Name : $"{actor.Name} (thay {absent})";
    }

    /// <summary>Those of the actor's own unit who may do the same.</summary>
    public async Task<IReadOnlyList<Recipient>> CandidatesAsync(Actor actor, CancellationToken ct) => actor.UnitId is not { } unit ? []
        : [.. (await recipients.HoldingAsync(Permissions.Handle, unit, ct)).Where(r => r.AccountId != actor.AccountId)];

    /// <summary>The actor's own absences that are not over.</summary>
    public Task<List<OfficerAbsence>> OwnAsync(Actor actor, CancellationToken ct)
    {
        var today = clock.Today();
        return db.OfficerAbsences.AsNoTracking().Where(a => a.AccountId == actor.AccountId && a.To >= today).OrderBy(a => a.From).ToListAsync(ct);
    }

    /// <summary>Says that the actor is away and who does the work.</summary>
    public async Task<Result<OfficerAbsence>> Announce(Actor actor, Guid? substitute, string? from, string? to, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Handle) is { } refusal)
        {
            return refusal;
        }

        var (first, last) = (TypedDay.Read(from, FromField), TypedDay.Read(to, ToField));
        var may = (await CandidatesAsync(actor, ct)).Any(r => r.AccountId == substitute);
        ImmutableArray<Problem> problems =
        [
            .. first.Problems, .. last.Problems,
            .. Problem.Unless(!(first.Ok && last.Ok && last.Value < first.Value), Problem.Invalid("services.away-ends-before", ToField)),
            .. Problem.Unless(!(last.Ok && last.Value < clock.Today()), Problem.Invalid("services.away-over", ToField)),
            .. Problem.Unless(may, Problem.Invalid("services.substitute-unknown", SubstituteField)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var absence = new OfficerAbsence { AccountId = actor.AccountId, SubstituteId = substitute!.Value, From = first.Value, To = last.Value };
        db.OfficerAbsences.Add(absence);
        db.Record(actor, "services.officer.away", nameof(OfficerAbsence), absence.Id, new { absence.From, absence.To }, null);
        await db.SaveChangesAsync(ct);
        return absence;
    }

    /// <summary>Says that the actor is back: the absence ended yesterday.</summary>
    public async Task<Result<OfficerAbsence>> Return(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Handle) is { } refusal)
        {
            return refusal;
        }

        if (await db.OfficerAbsences.SingleOrDefaultAsync(a => a.Id == id && a.AccountId == actor.AccountId, ct) is not { } absence)
        {
            return Problem.NotFound("services.away-unknown");
        }

        absence.To = clock.Today().AddDays(-1);
        db.Record(actor, "services.officer.back", nameof(OfficerAbsence), absence.Id, new { absence.To }, null);
        await db.SaveChangesAsync(ct);
        return absence;
    }
}
