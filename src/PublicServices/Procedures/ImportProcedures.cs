using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>What becomes of a procedure of a file.</summary>
internal enum ImportFate
{
    /// <summary>Its code is not known yet.</summary>
    New,

    /// <summary>It says something else than what holds.</summary>
    Changed,

    /// <summary>It says what holds.</summary>
    Same,

    /// <summary>The linter does not take it.</summary>
    Refused,
}

/// <summary>One record of a file, and what becomes of it.</summary>
/// <param name="Row">Which of the file.</param>
/// <param name="Procedure">What would hold: the record, with what it says nothing of left as it is.</param>
/// <param name="Fate">What becomes of it.</param>
/// <param name="Changes">What would be said otherwise.</param>
/// <param name="Findings">What the linter finds.</param>
internal sealed record ImportRow(int Row, Procedure Procedure, ImportFate Fate, IReadOnlyList<ProcedureChange> Changes, IReadOnlyList<LintFinding> Findings);

/// <summary>Takes records of the national catalogue in: first as a trial, then those that the linter takes, all at once.</summary>
internal sealed class ImportProcedures(AppDb db, ProcedureCatalogue catalogue, ProcedureLinter linter, ProcedureImport import, TimeProvider clock)
{
    /// <summary>Field of the file.</summary>
    public const string FileField = "Sent";

    /// <summary>Says what would become of each record of a file; nothing is put down.</summary>
    public Result<List<ImportRow>> Try(byte[] file, DateOnly from)
    {
        var read = import.Read(file, FileField);
        if (!read.TryGet(out var all))
        {
            return read.Problems;
        }

        var codes = all.CountBy(i => i.Procedure.Code).ToDictionary(c => c.Key, c => c.Value);
        return all.Select(i => Fate(i, from, codes[i.Procedure.Code] > 1)).ToList();
    }

    /// <summary>Puts down what is new or changed; what the linter refuses is left out and named.</summary>
    /// <param name="actor">Who takes them in.</param>
    /// <param name="file">The file.</param>
    /// <param name="from">Day from which they hold, as typed.</param>
    /// <param name="reason">Why.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<List<ImportRow>>> Take(Actor actor, byte[] file, string? from, string? reason, CancellationToken ct)
    {
        if (actor.Lacks(ProcedurePermissions.Edit) is { } refusal)
        {
            return refusal;
        }

        var (day, why) = (TypedDay.Read(from, ProcedureWork.FromField), Words.Clean(reason));
        var tried = Try(file, day.Ok ? day.Value : clock.Today());
        ImmutableArray<Problem> problems =
        [
            .. day.Ok ? [] : day.Problems, .. tried.Ok ? [] : tried.Problems,
            .. Problem.Unless(why is not null, Problem.Invalid("procedure.no-reason", ProcedureWork.ReasonField)),
            .. Problem.Unless(!(why?.Length > ProcedureRecord.MostReason), Problem.Invalid("procedure.long-reason", ProcedureWork.ReasonField, ProcedureRecord.MostReason)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var taken = await db.InTransactionAsync(() => TakeOnceAsync(actor, tried.Value, day.Value, why!, ct), keep: r => r.Ok, ct);
        catalogue.Refresh();
        return taken;
    }

    private async Task<Result<List<ImportRow>>> TakeOnceAsync(Actor actor, List<ImportRow> rows, DateOnly from, string why, CancellationToken ct)
    {
        var now = clock.UtcNow();
        foreach (var row in rows.Where(r => r.Fate is ImportFate.New or ImportFate.Changed))
        {
            var record = ProcedureRecord.Of(row.Procedure, from, null, now, actor.Name, why);
            db.ProcedureRecords.Add(record);
            db.Record(actor, "services.procedure.recorded", nameof(ProcedureRecord), record.Id, record.Facts, why);
        }

        await db.ReviseAsync(Revision.Procedures, ct);
        await db.SaveChangesAsync(ct);
        return rows;
    }

    private ImportRow Fate(ImportedProcedure imported, DateOnly from, bool isTwice)
    {
        var known = catalogue.At(imported.Procedure.Code, from, clock.UtcNow())?.Procedure;
        var merged = known is null ? imported.Procedure : Over(known, imported.Procedure);
        var findings = linter.Lint(merged, from).Concat(isTwice ? [LintFinding.Error("twice", "code", merged.Code)] : []).ToList();
        var changes = known is null ? [] : ProcedureDiff.Between(known, merged);
        return new(imported.Row, merged, findings.Exists(f => f.Weight == LintWeight.Error) ? ImportFate.Refused
            : known is null ? ImportFate.New : changes.Count > 0 ? ImportFate.Changed : ImportFate.Same, changes, findings);
    }

    // The national record knows nothing of our form, our plain words or English: what it does not say stays.
    private static Procedure Over(Procedure known, Procedure said)
    {
        var merged = ProcedureText.FromJson(ProcedureText.ToJson(known));
        foreach (var property in typeof(Procedure).GetProperties().Where(p => p.CanWrite && IsSaid(p.GetValue(said))))
        {
            property.SetValue(merged, property.GetValue(said));
        }

        return merged;
    }

    private static bool IsSaid(object? value) => value switch
    {
        null or "" or false => false,
        System.Collections.ICollection many => many.Count > 0,
        _ => true,
    };
}
