using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;

namespace LoTrinh.Steering.Reviews;

/// <summary>Tells those who must act next; the news is saved with the change. Whoever did it is not told of it.</summary>
internal sealed class ReviewNews(Notify notify, Recipients recipients, OrganisationDirectory organisation, ReviewWords words,
    LoTrinh.Ui.Texts texts)
{
    /// <summary>The focal points of the units asked.</summary>
    public async Task OpenedAsync(Actor actor, Review review, CancellationToken ct) =>
        await TellUnitsAsync(actor, review, "opened", () => texts["review.news.due", review.To.Show(), review.ReportDueOn.Show()], ct);

    /// <summary>The same, that the figures stand and their report can be sent.</summary>
    public async Task FrozenAsync(Actor actor, Review review, CancellationToken ct) =>
        await TellUnitsAsync(actor, review, "frozen", () => texts["review.news.send-by", review.ReportDueOn.Show()], ct);

    public async Task WithdrawnAsync(Actor actor, Review review, CancellationToken ct) =>
        await TellUnitsAsync(actor, review, "withdrawn", () => review.WithdrawReason ?? "", ct);

    public async Task ApprovedAsync(Actor actor, Review review, CancellationToken ct) =>
        await TellUnitsAsync(actor, review, "approved", () => "", ct);

    /// <summary>Who organises, that a unit has reported.</summary>
    public async Task SentAsync(Actor actor, Review review, UnitReport report, CancellationToken ct) => await TellAsync(actor, review,
        $"sent:{report.Id:N}:{report.SentAt?.Ticks}", "sent", await recipients.HoldingAsync(ReviewPermissions.Organise, review.UnitId, ct),
        () => organisation.NameOf(report.UnitId), $"/chi-dao/so-ket/{review.Id}/bao-cao/{organisation.Find(report.UnitId)?.Key}", ct);

    /// <summary>The unit, that its report came back.</summary>
    public async Task ReturnedAsync(Actor actor, Review review, UnitReport report, CancellationToken ct) => await TellAsync(actor, review,
        $"returned:{report.Id:N}:{report.ReturnedAt?.Ticks}", "returned",
            await recipients.HoldingAsync(ReviewPermissions.Report, report.UnitId, ct),
        () => report.ReturnReason ?? "", $"/chi-dao/so-ket/{review.Id}/bao-cao/{organisation.Find(report.UnitId)?.Key}", ct);

    /// <summary>Who approves.</summary>
    public async Task ProposedAsync(Actor actor, Review review, CancellationToken ct) =>
        await TellAsync(actor, review, $"proposed:{review.ProposedAt?.Ticks}", "proposed",
        await recipients.HoldingAsync(ReviewPermissions.Approve, review.UnitId, ct), () => texts["review.news.by", review.SendBy.Show()],
            Url(review), ct);

    public async Task GivenBackAsync(Actor actor, Review review, CancellationToken ct) =>
        await TellAsync(actor, review, $"given-back:{review.Version}", "given-back",
        await recipients.HoldingAsync(ReviewPermissions.Organise, review.UnitId, ct), () => review.ReturnReason ?? "", Url(review), ct);

    private async Task TellUnitsAsync(Actor actor, Review review, string what, Func<string> body, CancellationToken ct)
    {
        var people = new List<Recipient>();
        foreach (var report in review.Reports)
        {
            people.AddRange(await recipients.HoldingAsync(ReviewPermissions.Report, report.UnitId, ct));
        }

        await TellAsync(actor, review, what, what, people, body, Url(review), ct);
    }

    private static string Url(Review review) => $"/chi-dao/so-ket/{review.Id}";

    private Task TellAsync(Actor actor, Review review, string key, string what, IReadOnlyCollection<Recipient> to, Func<string> body,
        string url, CancellationToken ct) =>
        notify.AddAsync([.. to.Where(r => r.AccountId != actor.AccountId).DistinctBy(r => r.AccountId)],
            new($"steering.review-{what}", $"review:{review.Id:N}:{key}", url,
            _ => (texts[$"review.news.{what}", words.Title(review)], body())), ct);
}
