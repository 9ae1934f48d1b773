using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Opinions;

/// <summary>
/// Tells those who are asked, in the inbox and by e-mail; the news is saved with the change. Whoever did it is not told of it.
/// </summary>
internal sealed class OpinionNews(Notify notify, Recipients recipients, Texts texts)
{
    /// <summary>Members by their accounts; for a seat without one the focal point of its unit, who brings the paper.</summary>
    public async Task OpenedAsync(Actor actor, OpinionRound round, CancellationToken ct) =>
        await TellAsync(actor, round, "opened", "opened", await PeopleAsync(round, round.Members, ct), ct);

    public async Task RemindAsync(OpinionRound round, CancellationToken ct) =>
        await TellAsync(Actor.System, round, "reminder", "reminder",
            await PeopleAsync(round, [.. round.Members.Where(m => m.Latest is null)], ct), ct);

    public async Task ProxyAsync(Actor actor, OpinionRound round, OpinionProxy proxy, CancellationToken ct) =>
        await TellAsync(actor, round, $"proxy:{proxy.Id:N}", "proxy", proxy.AccountId is { } account
            ? await recipients.OfAsync([account], ct) : [], ct);

    public async Task ClosedAsync(Actor actor, OpinionRound round, CancellationToken ct) =>
        await TellAsync(actor, round, "closed", "closed", await recipients.OfAsync(Accounts(round.Members), ct), ct);

    public async Task WithdrawnAsync(Actor actor, OpinionRound round, CancellationToken ct) =>
        await TellAsync(actor, round, "withdrawn", "withdrawn", await PeopleAsync(round, round.Members, ct), ct);

    private async Task<IReadOnlyCollection<Recipient>> PeopleAsync(OpinionRound round, IReadOnlyCollection<OpinionMember> members,
        CancellationToken ct)
    {
        var people = new List<Recipient>(await recipients.OfAsync(Accounts(members), ct));
        foreach (var unit in members.Where(m => m.AccountId is null && m.Proxy?.AccountId is null).Select(m => m.UnitId).Distinct()
            .Where(u => u != round.UnitId))
        {
            people.AddRange(await recipients.HoldingAsync(Permissions.Report, unit, ct));
        }

        return people;
    }

    private static List<Guid> Accounts(IEnumerable<OpinionMember> members) =>
        [.. members.SelectMany(m => new[] { m.AccountId, m.Proxy?.AccountId }).OfType<Guid>().Distinct()];

    private Task TellAsync(Actor actor, OpinionRound round, string key, string what, IReadOnlyCollection<Recipient> to,
        CancellationToken ct) =>
        notify.AddAsync([.. to.Where(r => r.AccountId != actor.AccountId).DistinctBy(r => r.AccountId)],
            new($"steering.opinion-{what}", $"opinion:{round.Id:N}:{key}",
            $"/chi-dao/y-kien/{round.Id}", _ => (texts[$"opinion.news.{what}", round.Title], Body(round, what))), ct);

    private string Body(OpinionRound round, string what) => what switch
    {
        "closed" => texts[OpinionWords.Key(round.Result!.Outcome)],
        "withdrawn" => round.WithdrawReason ?? "",
        _ => texts["opinion.news.due", round.DueOn.Show(), round.Number],
    };
}
