using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>Tells the desk, the unit and the sender what is theirs to do or to know; whoever did it is not told of it.</summary>
internal sealed class TellOfPetitions(Notify notify, Recipients recipients, ProcedureCatalogue catalogue, OrganisationDirectory organisation, Texts texts) : IReactTo<PetitionMoved>
{
    private static readonly string[] ForTheDesk = ["sent", "supplemented", "answered"];
    private static readonly string[] ForTheUnit = ["transferred", "supplemented", "reopened"];
    private static readonly string[] ForTheSender = ["supplement-asked", "refused", "answered"];

    public async Task ReactAsync(PetitionMoved happened, CancellationToken ct)
    {
        if (ForTheSender.Contains(happened.Step) && happened.SenderId is { } sender)
        {
            await TellAsync(happened, await recipients.OfAsync([sender], ct), $"/dich-vu-cong/phan-anh/{happened.Code}", ct);
        }

        var officers = new List<Recipient>();
        if (ForTheUnit.Contains(happened.Step) && happened.UnitId is { } unit)
        {
            officers.AddRange(await recipients.HoldingAsync(PetitionPermissions.Answer, unit, ct));
        }
        else if (ForTheDesk.Contains(happened.Step) && organisation.Find(catalogue.Agency.Unit) is { } desk)
        {
            officers.AddRange(await recipients.HoldingAsync(PetitionPermissions.Sort, desk.Id, ct));
        }

        await TellAsync(happened, [.. officers.Where(r => r.AccountId != happened.ByAccountId)], $"/dich-vu-cong/xu-ly-phan-anh/{happened.Code}", ct);
    }

    private Task TellAsync(PetitionMoved happened, IReadOnlyCollection<Recipient> to, string url, CancellationToken ct) => notify.TellAsync(to,
        new("services.petition", $"petition:{happened.PetitionId:N}:{happened.Step}:{happened.At.Ticks}", url, _ => (texts[$"services.news.petition.{happened.Step}", happened.Code], "")), ct);
}
