using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;

namespace LoTrinh.PublicServices.Store;

/// <summary>The store of an applicant on the page of those who solve the dossier, where the applicant agreed to it.</summary>
internal sealed class StoreSection(StoreQueries store, Consents consents) : IDossierSection
{
    public string Partial => "/Store/_OfficerStore.cshtml";

    public async Task<object?> ReadAsync(Actor actor, WholeDossier whole, CancellationToken ct)
    {
        if (!actor.May(Permissions.Handle) || whole is not { IsForOfficers: true, Dossier: { IsOpen: true, OrganisationId: null, ApplicantId: { } applicant } } || !await consents.HasAsync(applicant, PersonalDataRules.OfficerStore, ct))
        {
            return null;
        }

        var papers = (await store.PapersAsync(applicant, ct)).Where(p => p.DossierCode != whole.Dossier.Code).ToList();
        return papers.Count > 0 ? papers : null;
    }
}
