using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Publications;

/// <summary>Tells those who act next; the news is saved with the change. Whoever did it is not told of it.</summary>
internal sealed class PublicationNews(Notify notify, Recipients recipients, OrganisationDirectory organisation, LoTrinh.Ui.Texts texts,
    TimeProvider clock)
{
    /// <summary>Who publishes.</summary>
    public Task ProposedAsync(Actor actor, Publication p, CancellationToken ct) =>
        TellAsync(actor, p, "proposed", PublicationPermissions.Publish, "", ct);

    /// <summary>Who prepares, that it is public.</summary>
    public Task PublishedAsync(Actor actor, Publication p, CancellationToken ct) =>
        TellAsync(actor, p, "published", PublicationPermissions.Prepare, "", ct);

    /// <summary>Who prepares, that it came back.</summary>
    public Task GivenBackAsync(Actor actor, Publication p, CancellationToken ct) =>
        TellAsync(actor, p, "given-back", PublicationPermissions.Prepare, p.ReturnReason ?? "", ct);

    private async Task TellAsync(Actor actor, Publication p, string what, string permission, string body, CancellationToken ct)
    {
        if (organisation.TopOn(clock.Today()) is not { } top)
        {
            return;
        }

        var people = await recipients.HoldingAsync(permission, top.Id, ct);
        await notify.AddAsync([.. people.Where(r => r.AccountId != actor.AccountId).DistinctBy(r => r.AccountId)],
            new($"steering.publication-{what}", $"publication:{p.Id:N}:{what}:{p.Version}", $"/chi-dao/cong-bo/{p.Id}",
                _ => (texts[$"publication.news.{what}", p.AsOf.Show()], body)), ct);
    }
}
