using System.Linq.Expressions;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Petitions;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Quality;

/// <summary>Says which records lost a component of the index its points.</summary>
internal sealed class IndexLosses(AppDb db, IndexQueries index, ProcedureIndex procedures, PetitionIndex petitions, PetitionWork petitionWork, DossierQueries dossiers, DossierProcess process,
    ProcedureCatalogue catalogue, OrganisationDirectory organisation)
{
    public const int PageSize = 50;

    /// <summary>The records, a page of them, and how many there are.</summary>
    public async Task<(IReadOnlyList<LostItem> Items, int Count)> OfAsync(Actor actor, IndexComponent component, CountedDays days, int page, CancellationToken ct)
    {
        var skip = (Math.Clamp(page, 1, 1_000_000) - 1) * PageSize;
        if (LostBy(component.Key, days) is { } lost)
        {
            var rows = index.Active(days).Where(lost);
            var shown = await rows.OrderBy(o => o.DueOn).ThenBy(o => o.Code).Skip(skip).Take(PageSize).ToListAsync(ct);
            var open = await OpenAsync(actor, shown.ConvertAll(o => o.DossierId), ct);
            return ([.. shown.Select(o => new LostItem(o.Code, catalogue.Of(o.ProcedureCode, null).Name, open.Contains(o.DossierId) ? $"/dich-vu-cong/xu-ly/{o.Code}" : $"/dich-vu-cong/tra-cuu?ma={o.Code}", Name(o.LateUnitId ?? o.UnitId)))], await rows.CountAsync(ct));
        }

        if (await petitions.LostAsync(component, days, ct) is { } of)
        {
            return ([.. of.Skip(skip).Take(PageSize).Select(p => new LostItem(p.Code, p.Subject, UrlOf(actor, p), Name(p.UnitId)))], of.Count);
        }

        var codes = procedures.Lost(component, days, await index.ByProcedureAsync(days, ct)) ?? [];
        return ([.. codes.Skip(skip).Take(PageSize).Select(p => new LostItem(p.Code, p.Name, $"/dich-vu-cong/thu-tuc/{p.Code}", p.Unit is { } unit ? Name(organisation.Find(unit)?.Id) : null))], codes.Count);
    }

    // Who does not work on a dossier follows it as everyone does.
    private async Task<HashSet<Guid>> OpenAsync(Actor actor, List<Guid> ids, CancellationToken ct)
    {
        if (actor.May(Permissions.Handle) && dossiers.MayProcess(actor))
        {
            return [.. ids];
        }

        var units = process.UnitsOf(actor);
        return units.Count == 0 ? [] : await db.DossierTasks.Where(t => ids.Contains(t.DossierId) && units.Contains(t.UnitId)).Select(t => t.DossierId).ToHashSetAsync(ct);
    }

    private string? UrlOf(Actor actor, Petition petition) => petitionWork.IsDesk(actor) || petitionWork.Answers(actor, petition) ? $"/dich-vu-cong/xu-ly-phan-anh/{petition.Code}"
        : petition.Status == PetitionStatus.Published ? $"/dich-vu-cong/phan-anh/{petition.Code}" : null;

    private string? Name(Guid? unit) => unit is { } id ? organisation.NameOf(id) : null;

    // The same conditions as the counts have, turned round.
    private static Expression<Func<DossierOutcome, bool>>? LostBy(string key, CountedDays days)
    {
        var (from, to, asOf, allowed) = (days.From, days.To, days.AsOf, IndexQueries.Supplements(days));
        return key switch
        {
            "1.4" => o => o.ReceivedOn >= from && !o.IsSynced,
            "2.1" => o => o.Supplements > allowed || (o.FinishedOn != null && o.FinishedOn <= asOf ? o.FinishedOn > o.ScoreDueOn : asOf > o.ScoreDueOn),
            "3.3" => o => o.ReceivedOn >= from && !(o.Channel == Channels.Online && (!o.HasResult || !o.NeedsDocument || o.HasResultFile)),
            "3.6" => o => o.ReceivedOn >= from && o.OwesFee && !o.IsPaidOnline,
            "4.1" => o => o.FinishedOn >= from && o.FinishedOn <= to && o.HasResult && o.NeedsDocument && !o.HasResultFile,
            "4.2" => o => o.FinishedOn >= from && o.FinishedOn <= to && o.HasResult && o.NeedsDocument && !(o.HasResultFile && o.HasScan),
            "4.3" => o => o.ReceivedOn >= from && !o.IsReused,
            "4.4" => o => o.ReceivedOn >= from && !(o.IsFromStore || o.IsResultSynced),
            "4.5b" => o => o.ReceivedOn >= from && !o.IsPersonVerified,
            "5.4" => o => o.IsDisliked || o.Supplements > allowed || (o.FinishedOn != null && o.FinishedOn <= asOf ? o.FinishedOn > o.ScoreDueOn : asOf > o.ScoreDueOn),
            _ => null,
        };
    }
}
