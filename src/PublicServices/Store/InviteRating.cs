using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Notifications;
using LoTrinh.Ui;

namespace LoTrinh.PublicServices.Store;

/// <summary>Asks applicants how they were served once a dossier has ended, where they agreed to be asked.</summary>
internal sealed class InviteRating(Consents consents, Notify notify, Recipients recipients, Texts texts) : IReactTo<DossierMoved>
{
    private static readonly string[] Ends = ["result-returned", "refused", "stopped"];

    public async Task ReactAsync(DossierMoved happened, CancellationToken ct)
    {
        if (Ends.Contains(happened.Step) && happened.ApplicantId != Guid.Empty && await consents.HasAsync(happened.ApplicantId, PersonalDataRules.InviteRating, ct))
        {
            await notify.TellAsync(await recipients.OfAsync([happened.ApplicantId], ct), new("services.rating", $"rate:{happened.DossierId:N}", $"/dich-vu-cong/danh-gia/{happened.Code}",
                _ => (texts["services.news.rate", happened.Code], null)), ct);
        }
    }
}
