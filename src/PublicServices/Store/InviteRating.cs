using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Notifications;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Ui;

namespace LoTrinh.PublicServices.Store;

/// <summary>Asks applicants how they were served once a dossier has ended, where they agreed to be asked.</summary>
internal sealed class InviteRating(ApplicantSide side, Consents consents, Notify notify, Recipients recipients, Texts texts) : IReactTo<DossierMoved>
{
    private static readonly string[] Ends = ["result-returned", "refused", "stopped"];

    public async Task ReactAsync(DossierMoved happened, CancellationToken ct)
    {
        if (!Ends.Contains(happened.Step))
        {
            return;
        }

        foreach (var applicant in await side.ToTellAsync(happened.ApplicantId, happened.OrganisationId, ct))
        {
            if (!await consents.HasAsync(applicant, PersonalDataRules.InviteRating, ct))
            {
                continue;
            }

            await notify.TellAsync(await recipients.OfAsync([applicant], ct), new("services.rating", $"rate:{happened.DossierId:N}", $"/dich-vu-cong/danh-gia/{happened.Code}",
                _ => (texts["services.news.rate", happened.Code], null)), ct);
        }
    }
}
