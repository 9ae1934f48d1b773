using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>A record as someone wants to put it down.</summary>
/// <param name="Yaml">What it says.</param>
/// <param name="From">First day on which it holds, as typed.</param>
/// <param name="To">Last day, as typed; empty while no end is known.</param>
/// <param name="Reason">Why it is put down.</param>
internal sealed record ProcedureDraft(string? Yaml, string? From, string? To, string? Reason);

/// <summary>Puts down records of procedures; none is ever changed or taken away.</summary>
internal sealed class ProcedureWork(AppDb db, ProcedureCatalogue catalogue, ProcedureLinter linter, TimeProvider clock) : IReferenceData
{
    /// <summary>Fields of the form.</summary>
    public const string YamlField = "Yaml", FromField = "From", ToField = "To", ReasonField = "Reason";

    /// <summary>Puts down what holds of a procedure in a span of days. Every problem is named at once; warnings keep nothing out.</summary>
    /// <param name="actor">Who puts it down.</param>
    /// <param name="code">Code of the procedure; null for a new one, whose code must not be known yet.</param>
    /// <param name="draft">What is put down.</param>
    /// <param name="last">Record that the form was made from, the one put down last; where another came since, nothing is put down.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<KnownRecord>> Put(Actor actor, string? code, ProcedureDraft draft, Guid? last, CancellationToken ct)
    {
        if (actor.Lacks(ProcedurePermissions.Edit) is { } refusal)
        {
            return refusal;
        }

        var (procedure, from, to, problems) = Check(code, draft);
        if (problems.Count > 0)
        {
            return problems.ToImmutableArray();
        }

        var put = await db.InTransactionAsync(() => PutOnceAsync(actor, ProcedureRecord.Of(procedure!, from, to, clock.UtcNow(), actor.Name, Words.Clean(draft.Reason)!), code is null, last, ct), keep: r => r.Ok, ct);
        catalogue.Refresh();
        return put.TryGet(out var record) ? new KnownRecord(record) : put.Problems;
    }

    /// <summary>Everything wrong with a draft, beside its fields, and what there is to look at though nothing keeps it out.</summary>
    public (Procedure? Procedure, DateOnly From, DateOnly? To, IReadOnlyList<Problem> Problems) Check(string? code, ProcedureDraft draft)
    {
        var (read, from, to, reason) = (ProcedureText.FromYaml(draft.Yaml, YamlField), TypedDay.Read(draft.From, FromField),
            string.IsNullOrWhiteSpace(draft.To) ? null : (Result<DateOnly>?)TypedDay.Read(draft.To, ToField), Words.Clean(draft.Reason));
        var problems = new List<Problem>();
        problems.AddRange(read.Ok ? [] : read.Problems);
        problems.AddRange(from.Ok ? [] : from.Problems);
        problems.AddRange(to is { Ok: false } wrong ? wrong.Problems : []);
        problems.AddRange(Problem.Unless(!(from.Ok && to is { Ok: true } end && end.Value < from.Value), Problem.Invalid("procedure.ends-before", ToField)));
        problems.AddRange(Problem.Unless(reason is not null, Problem.Invalid("procedure.no-reason", ReasonField)));
        problems.AddRange(Problem.Unless(!(reason?.Length > ProcedureRecord.MostReason), Problem.Invalid("procedure.long-reason", ReasonField, ProcedureRecord.MostReason)));
        if (read.TryGet(out var procedure))
        {
            problems.AddRange(Problem.Unless(code is null || procedure.Code == code, Problem.Invalid("procedure.other-code", YamlField, procedure.Code, code ?? "")));
            problems.AddRange(linter.Lint(procedure, from.Ok ? from.Value : clock.Today(), to is { Ok: true } known ? known.Value : null)
                .Where(f => f.Weight == LintWeight.Error).Select(f => f.ToProblem(YamlField)));
        }

        return (read.Ok ? procedure : null, from.Ok ? from.Value : default, to is { Ok: true } until ? until.Value : null, problems);
    }

    /// <summary>Puts down what ships and is not known yet. Nothing that was put down by hand is lost: it stays the later record.</summary>
    public async Task PutAsync(CancellationToken ct)
    {
        // Reading the files takes longer than a start may: they are read when they are others than those that were put down last.
        if (await db.ShippedStamps.AnyAsync(s => s.Sha256 == ShippedProcedures.Sha256, ct))
        {
            return;
        }

        await db.InTransactionAsync(() => PutShippedAsync(ct), keep: _ => true, ct);
        catalogue.Refresh();
    }

    private async Task<int> PutShippedAsync(CancellationToken ct)
    {
        var known = (await db.ProcedureRecords.Where(r => r.IsShipped).Select(r => new { r.Code, r.From, r.Sha256 }).ToListAsync(ct)).Select(r => (r.Code, r.From, r.Sha256)).ToHashSet();
        var shipped = ShippedProcedures.All.Select(Shipped).Where(r => !known.Contains((r.Code, r.From, r.Sha256))).ToList();
        foreach (var record in shipped)
        {
            db.ProcedureRecords.Add(record);
            db.Record(Actor.System, "services.procedure.recorded", nameof(ProcedureRecord), record.Id, record.Facts, record.Reason);
        }

        db.ShippedStamps.RemoveRange(await db.ShippedStamps.ToListAsync(ct));
        db.ShippedStamps.Add(new() { Sha256 = ShippedProcedures.Sha256 });
        await db.ReviseAsync(Revision.Procedures, ct);
        await db.SaveChangesAsync(ct);
        return shipped.Count;
    }

    private async Task<Result<ProcedureRecord>> PutOnceAsync(Actor actor, ProcedureRecord record, bool isNew, Guid? last, CancellationToken ct)
    {
        var newest = await db.ProcedureRecords.Where(r => r.Code == record.Code).OrderByDescending(r => r.Id)
            .Select(r => new { r.Id, r.RecordedBy, r.RecordedAt }).FirstOrDefaultAsync(ct);
        if (isNew && newest is not null)
        {
            return Problem.Invalid("procedure.code-taken", YamlField, record.Code);
        }

        if (!isNew && last is { } seen && newest is not null && newest.Id != seen)
        {
            return Problem.Conflict("procedure.changed-meanwhile", newest.RecordedBy, newest.RecordedAt.Show());
        }

        db.ProcedureRecords.Add(record);
        db.Record(actor, "services.procedure.recorded", nameof(ProcedureRecord), record.Id, record.Facts, record.Reason);
        await db.ReviseAsync(Revision.Procedures, ct);
        await db.SaveChangesAsync(ct);
        return record;
    }

    private static ProcedureRecord Shipped(ShippedProcedure shipped) => ProcedureRecord.Of(shipped.Procedure, shipped.From, null,
        shipped.Recorded.ToDateTime(TimeOnly.MinValue).FromOffice(), Actor.System.Name, shipped.Procedure.Source, isShipped: true);
}

/// <summary>What may be done with the catalogue.</summary>
internal static class ProcedurePermissions
{
    /// <summary>Put down and import records of procedures, and see what the linter finds.</summary>
    public const string Edit = "services.procedures.edit";
}
