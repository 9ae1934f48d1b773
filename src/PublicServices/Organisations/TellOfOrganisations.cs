using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>Tells the desk what waits for it, representatives what was decided, and whoever is asked to act or acts no longer; whoever did it is not told of it.</summary>
internal sealed class TellOfOrganisations(
    AppDb db, Notify notify, Recipients recipients, ProcedureCatalogue catalogue, OrganisationDirectory organisation, Texts texts) : IReactTo<OrganisationMoved>
{
    private static readonly string[] ForTheDesk = ["declared", "corrected"];
    private static readonly string[] ForTheMember = ["invited", "right-changed", "dismissed"];
    private static readonly string[] ForRepresentatives = ["confirmed", "refused", "closed", "accepted", "left"];

    public async Task ReactAsync(OrganisationMoved happened, CancellationToken ct)
    {
        IReadOnlyList<Recipient> to = ForTheDesk.Contains(happened.Step)
            ? organisation.Find(catalogue.Agency.Unit) is { } desk ? await recipients.HoldingAsync(OrganisationPermissions.Confirm, desk.Id, ct) : []
            : ForTheMember.Contains(happened.Step) && happened.MemberId is { } member ? await recipients.OfAsync([member], ct)
            : ForRepresentatives.Contains(happened.Step) ? await recipients.OfAsync(await RepresentativesAsync(happened.OrganisationId, ct), ct) : [];
        await notify.TellAsync([.. to.Where(r => r.AccountId != happened.ByAccountId)], new("services.organisation",
            $"organisation:{happened.OrganisationId:N}:{happened.Step}:{happened.At.Ticks}", $"/dich-vu-cong/to-chuc/{happened.OrganisationId}",
            _ => (texts[$"services.news.organisation.{happened.Step}", happened.Name], happened.Note)), ct);
    }

    private Task<List<Guid>> RepresentativesAsync(Guid id, CancellationToken ct) => db.OrganisationMembers
        .Where(m => m.OrganisationId == id && m.Right == OrganisationRight.Represent && m.AcceptedAt != null && m.EndedAt == null).Select(m => m.AccountId).ToListAsync(ct);
}
