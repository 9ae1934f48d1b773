using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;

namespace LoTrinh.Platform.Indicators;

/// <summary>Tells those who must act next; the news is saved with the change.</summary>
internal sealed class IndicatorNews(Notify notify, Recipients recipients, OrganisationDirectory organisation, Texts texts)
{
    /// <summary>Those who may verify it learn of a report: not who reported, nor the people of that unit.</summary>
    public async Task ReportedAsync(Actor actor, Indicator indicator, IndicatorValue value, CancellationToken ct)
    {
        var verifiers = await recipients.HoldingAsync(PlatformPermissions.IndicatorsVerify, indicator.OwnerUnitId, ct);
        await TellAsync(indicator, value, "reported", [.. verifiers.Where(r => r.AccountId != actor.AccountId
            && (r.UnitId is null || r.UnitId != actor.UnitId))],
            () => texts["indicator.news.by", organisation.NameOf(actor.UnitId)], ct);
    }

    /// <summary>Who reported it learns whether it counts.</summary>
    public async Task DecidedAsync(Indicator indicator, IndicatorValue value, CancellationToken ct) => await TellAsync(indicator, value,
        value.State == ValueState.Verified ? "verified" : "returned", await recipients.OfAsync([value.ById], ct), () =>
            value.DecisionNote, ct);

    private Task TellAsync(Indicator indicator, IndicatorValue value, string what, IReadOnlyCollection<Recipient> to, Func<string?> body,
        CancellationToken ct) =>
        notify.AddAsync(to, new($"indicator.{what}", $"indicator:{value.Id:N}:{what}", $"/chi-dao/chi-tieu/{indicator.Id}",
            _ => (texts[$"indicator.news.{what}", indicator.Code, indicator.Name, value.AsOf.Show()], body())), ct);
}
