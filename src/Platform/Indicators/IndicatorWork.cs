using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Indicators;

/// <summary>What people do with indicators. Each act demands its permission for the unit that answers for it, writes the ledger and saves
/// once.</summary>
internal sealed class IndicatorWork(
    AppDb db, IndicatorQueries queries, DocumentQueries documents, OrganisationDirectory organisation, TakeFiles takeFiles, IndicatorNews news,
    IEnumerable<IIndicatorSource> sources, TimeProvider clock)
{
    /// <summary>Room of the evidence; the part of a file is the value that it proves.</summary>
    public const string FileRoom = "platform.indicator";

    private readonly HashSet<string> _sources = [.. sources.Select(s => s.Key)];

    /// <summary>Defines an indicator.</summary>
    public async Task<Result<Indicator>> Define(Actor actor, IndicatorDraft draft, CancellationToken ct)
    {
        if (Refusal(actor, draft.OwnerUnitId) is { } refusal)
        {
            return refusal;
        }

        var defined = Indicator.Define(draft, _sources);
        if (!defined.TryGet(out var indicator))
        {
            return defined;
        }

        if (await CodeIsTakenAsync(indicator, ct))
        {
            return Problem.Invalid("indicator.code-taken", nameof(draft.Code), indicator.Code);
        }

        db.Indicators.Add(indicator);
        db.Record(actor, "indicator.defined", indicator);
        return await db.TrySaveAsync(ct) is { } lost ? lost : indicator;
    }

    /// <summary>Defines it anew; the reason is kept.</summary>
    public async Task<Result<Indicator>> Mend(Actor actor, Guid id, int? version, IndicatorDraft draft, string? reason,
        CancellationToken ct)
    {
        if (Reasons.Lacking(reason) is { } lacking)
        {
            return lacking;
        }

        if (draft.OwnerUnitId is not null && Refusal(actor, draft.OwnerUnitId) is { } refusal)
        {
            return refusal;
        }

        var hasValues = await db.IndicatorValues.AnyAsync(v => v.IndicatorId == id, ct);
        return await Act(actor, id, version, "mended", reason, async indicator =>
        {
            var mended = indicator.Mend(draft, _sources, hasValues);
            return mended.Ok && await CodeIsTakenAsync(indicator, ct)
                ? Problem.Invalid("indicator.code-taken", nameof(draft.Code), indicator.Code) : mended;
        }, ct);
    }

    /// <summary>Follows it no longer.</summary>
    public Task<Result<Indicator>> Retire(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        Act(actor, id, version, "retired", reason, i => Task.FromResult(i.Retire(reason, clock.Today())), ct);

    /// <summary>Reports a value, or corrects one, with evidence; those who may verify are told.</summary>
    public Task<Result<IndicatorValue>> Report(Actor actor, Guid id, ValueReport report, IReadOnlyList<SentFile> files,
        CancellationToken ct) =>
        db.InTransactionAsync(() => ReportOnceAsync(actor, id, report, files, ct), keep: r => r.Ok, ct);

    /// <summary>Verifies a report, or returns it; who reported is told.</summary>
    public async Task<Result<IndicatorValue>> Decide(Actor actor, Guid id, Guid valueId, int? version, bool accepted, string? note,
        CancellationToken ct)
    {
        var value = await db.IndicatorValues.SingleOrDefaultAsync(v => v.Id == valueId && v.IndicatorId == id, ct);
        if (await queries.FindAsync(actor, id, ct) is not { } indicator || value is null)
        {
            return Problem.NotFound("indicator.value-unknown");
        }

        if (!Holds(actor, PlatformPermissions.IndicatorsVerify, indicator.OwnerUnitId))
        {
            return Problem.Forbidden();
        }

        var decided = value.Decide(accepted, note, actor, clock.UtcNow());
        if (!decided.Ok)
        {
            return decided;
        }

        if (version is { } seen)
        {
            db.Expect(value, seen);
        }

        Note(actor, accepted ? "indicator.value-verified" : "indicator.value-returned", indicator, value, note);
        await news.DecidedAsync(indicator, value, ct);
        return await db.TrySaveAsync(ct) is { } lost ? lost : value;
    }

    /// <summary>A draft with the document and the clause that were typed, as the register knows them.</summary>
    public async Task<Result<IndicatorDraft>> WithDocumentAsync(Actor actor, IndicatorDraft draft, string? document, string? clause,
        CancellationToken ct)
    {
        if (Words.Clean(document) is null)
        {
            return Words.Clean(clause) is null ? draft : Problem.Invalid("indicator.clause-without-document", "Clause");
        }

        if (await documents.MeantAsync(actor, document, ct) is not [var one])
        {
            return Problem.Invalid("indicator.document-unknown", "Document");
        }

        var named = draft with { DocumentId = one.Id, DocumentName = Short(one.NameForAll) };
        if (Words.Clean(clause) is not { } label)
        {
            return named;
        }

        var found = await db.Clauses.AsNoTracking().Where(c => c.DocumentId == one.Id && c.Label == label).Take(2).ToListAsync(ct);
        return found is [var only] ? named with { ClauseId = only.Id, ClauseLabel = only.Label }
            : Problem.Invalid("indicator.clause-unknown", "Clause", label);
    }

    private async Task<Result<IndicatorValue>> ReportOnceAsync(Actor actor, Guid id, ValueReport report, IReadOnlyList<SentFile> files,
        CancellationToken ct)
    {
        if (await queries.FindAsync(actor, id, ct) is not { } indicator)
        {
            return Problem.NotFound("indicator.unknown");
        }

        if (!Holds(actor, PlatformPermissions.IndicatorsReport, indicator.OwnerUnitId))
        {
            return Problem.Forbidden();
        }

        var earlier = await db.IndicatorValues.AsNoTracking().Where(v => v.IndicatorId == id && v.AsOf == report.AsOf)
            .OrderByDescending(v => v.Sequence).FirstOrDefaultAsync(ct);
        var reported = IndicatorValue.Report(indicator, report, earlier, files.Count > 0, actor, clock.Today(), clock.UtcNow());
        if (!reported.TryGet(out var value))
        {
            return reported;
        }

        if (files.Count > 0 && await takeFiles.Handle(actor, FileRoom, id, files, "Files", value.Id.ToString(), ct) is { Ok: false } wrong)
        {
            return wrong.Problems;
        }

        db.IndicatorValues.Add(value);
        Note(actor, "indicator.reported", indicator, value, report.Note);
        await news.ReportedAsync(actor, indicator, value, ct);
        await db.SaveChangesAsync(ct);
        return value;
    }

    private async Task<Result<Indicator>> Act(
        Actor actor, Guid id, int? version, string act, string? reason, Func<Indicator, Task<Result<Indicator>>> verb, CancellationToken ct)
    {
        var indicator = await db.Indicators.Include(i => i.Points).SingleOrDefaultAsync(i => i.Id == id, ct);
        if (indicator is null || !Holds(actor, PlatformPermissions.IndicatorsRead, indicator.OwnerUnitId))
        {
            return Problem.NotFound("indicator.unknown");
        }

        if (!Holds(actor, PlatformPermissions.IndicatorsManage, indicator.OwnerUnitId))
        {
            return Problem.Forbidden();
        }

        var result = await verb(indicator);
        if (!result.Ok)
        {
            return result;
        }

        // A change of its points alone counts as a change of the indicator.
        db.Entry(indicator).Property(i => i.Version).IsModified = true;
        if (version is { } seen)
        {
            db.Expect(indicator, seen);
        }

        db.Record(actor, $"indicator.{act}", indicator, Words.Clean(reason));
        return await db.TrySaveAsync(ct) is { } lost ? lost : indicator;
    }

    // The history of an indicator tells of its values too.
    private void Note(Actor actor, string action, Indicator indicator, IndicatorValue value, string? reason) =>
        db.Record(actor, action, nameof(Indicator), indicator.Id,
        new { ValueId = value.Id, value.AsOf, value.Sequence, value.Value, value.Numerator, value.Denominator }, Words.Clean(reason));

    private Task<bool> CodeIsTakenAsync(Indicator indicator, CancellationToken ct) =>
        db.Indicators.AnyAsync(i => i.Code == indicator.Code && i.Id != indicator.Id, ct);

    private Problem? Refusal(Actor actor, Guid? unitId) =>
        actor.Lacks(PlatformPermissions.IndicatorsManage, unitId is null ? null : organisation.Find(unitId)?.Path ?? "");

    private bool Holds(Actor actor, string permission, Guid unitId) =>
        organisation.Find(unitId) is { } unit && actor.May(permission, unit.Path);

    private static string Short(string name) => name.Length <= 300 ? name : name[..299] + "…";
}

/// <summary>The reason that an act asks for; the ledger keeps it.</summary>
internal static class Reasons
{
    private const int MaxLength = 1000;

    /// <summary>What is wrong with a reason, if anything.</summary>
    public static Problem? Lacking(string? reason) => Words.Clean(reason) is null ? Problem.Invalid("indicator.reason-missing", "Reason")
        : Words.AtMost(reason, MaxLength, "Reason").FirstOrDefault();
}
