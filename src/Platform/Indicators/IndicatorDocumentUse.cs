using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Indicators;

/// <summary>Indicators that rest on documents, each at its clause with how it stands.</summary>
internal sealed class IndicatorDocumentUse(IndicatorQueries indicators, Data.AppDb db, OrganisationDirectory organisation,
    TimeProvider clock) : IDocumentUse
{
    public async Task<IReadOnlyList<DocumentUse>> OfAsync(Actor actor, Guid documentId, CancellationToken ct)
    {
        var resting = await indicators.Seen(actor).Where(i => i.DocumentId == documentId && i.RetiredOn == null).ToListAsync(ct);
        var ids = resting.ConvertAll(i => i.Id);
        var values = (await db.IndicatorValues.AsNoTracking().Where(v => ids.Contains(v.IndicatorId)).ToListAsync(ct)).ToLookup(v =>
            v.IndicatorId);
        var today = clock.Today();
        return resting.ConvertAll(i =>
        {
            var standing = IndicatorStanding.Of(i, values[i.Id], today);
            return new DocumentUse(i.Id, i.ClauseId, i.Name, $"~/chi-dao/chi-tieu/{i.Id}", organisation.NameOf(i.OwnerUnitId),
                i.TargetOn(today)?.On,
                IndicatorWords.Key(standing.State), IndicatorWords.Color(standing.State));
        });
    }

    public Task<int> CountOnClauseAsync(Guid clauseId, CancellationToken ct) => db.Indicators.CountAsync(i => i.ClauseId == clauseId, ct);

    public ClauseOffer? OfferFor(Actor actor, Guid documentId, Guid? clauseId) => clauseId is null
        || !actor.May(PlatformPermissions.IndicatorsManage) ? null
        : new("indicator.define", $"~/chi-dao/chi-tieu/them?van-ban={documentId}&dieu-khoan={clauseId}") { Only = ClauseKind.Objective };
}
