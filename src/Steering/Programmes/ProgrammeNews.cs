using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Programmes;

/// <summary>Tells those who must act next; the news is saved with the change. Whoever did it is not told of it.</summary>
internal sealed class ProgrammeNews(Notify notify, Recipients recipients, Texts texts)
{
    /// <summary>The unit learns what was decided at its gate.</summary>
    public async Task DecidedAsync(Actor actor, Programme programme, PlanPhase phase, GateDecision decision, CancellationToken ct) =>
        await TellAsync(actor, programme,
        "decided", decision.Id, await recipients.HoldingAsync(ProgrammePermissions.Report, programme.LeadUnitId, ct),
        () => $"{phase.Name}: {texts[ProgrammeWords.Key(decision.Outcome)]}\n{decision.Reason}", ct);

    /// <summary>The unit learns how it was rated, and by when it has to answer.</summary>
    public async Task ReviewedAsync(Actor actor, Programme programme, ConfidenceRating rating, ConfidenceLevel level,
        CancellationToken ct) => await TellAsync(actor, programme,
        "reviewed", rating.Id, await recipients.HoldingAsync(ProgrammePermissions.Report, programme.LeadUnitId, ct),
        () => $"{level.Name}: {rating.Reason}{(rating.ReplyDueOn is { } due ? $"\n{texts["programme.news.reply-by", due.Show()]}" : "")}",
            ct);

    /// <summary>Who reviews learns the unit's answer.</summary>
    public async Task RepliedAsync(Actor actor, Programme programme, ConfidenceRating rating, CancellationToken ct) =>
        await TellAsync(actor, programme,
        "replied", rating.Id, await recipients.HoldingAsync(ProgrammePermissions.Review, programme.LeadUnitId, ct), () => rating.Reply
            ?? "", ct);

    private Task TellAsync(Actor actor, Programme programme, string what, Guid about, IReadOnlyCollection<Recipient> to, Func<string> body,
        CancellationToken ct) =>
        notify.AddAsync([.. to.Where(r => r.AccountId != actor.AccountId)], new($"steering.programme-{what}", $"programme:{about:N}:{what}",
            $"/chi-dao/chuong-trinh/{programme.Id}", _ => (texts[$"programme.news.{what}", programme.Code, programme.Name], body())), ct);
}
