using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Explanations;

/// <summary>Tells the unit that it is to explain, its focal point and its head at once, and whoever decides that it answered. Saved with the
/// change. What it is about is named in each one's own language.</summary>
internal sealed class ExplanationNews(Notify notify, Recipients recipients, ExplanationQueries explanations, Texts texts)
{
    public async Task AskedAsync(Actor actor, ExplanationRequest request, Func<string> about, CancellationToken ct) =>
        await TellAsync(actor, request, request.Answers.Count == 0 ? "asked" : "asked-again", about,
            await recipients.HoldingAsync(ExplanationPermissions.Answer, request.UnitId, ct), ct);

    public async Task AnsweredAsync(Actor actor, ExplanationRequest request, Func<string> about, CancellationToken ct) =>
        await TellAsync(actor, request, "answered", about, await explanations.DecidersAsync(request.UnitId, request.AskedById, ct), ct);

    public async Task AcceptedAsync(Actor actor, ExplanationRequest request, Func<string> about, CancellationToken ct) =>
        await TellAsync(actor, request, "accepted", about, await recipients.HoldingAsync(ExplanationPermissions.Answer, request.UnitId, ct),
            ct);

    /// <summary>Tells the unit that took over the task that it owes the explanation now.</summary>
    public async Task PassedAsync(Actor actor, ExplanationRequest request, Func<string> about, CancellationToken ct) =>
        await TellAsync(actor, request, "passed", about, await recipients.HoldingAsync(ExplanationPermissions.Answer, request.UnitId, ct), ct);

    private Task TellAsync(Actor actor, ExplanationRequest request, string what, Func<string> about, IReadOnlyList<Recipient> to,
        CancellationToken ct) =>
        notify.AddAsync([.. to.Where(r => r.AccountId != actor.AccountId)],
            new($"steering.explanation-{what}", $"explanation:{request.Id:N}:{what}:{request.Answers.Count}:{request.UnitId:N}",
            $"/chi-dao/giai-trinh/{request.Id}", _ => (texts[$"explanation.news.{what}", about()], Body(request, what))), ct);

    private string Body(ExplanationRequest request, string what) => what switch
    {
        "asked" or "passed" => texts["explanation.news.body", request.Question, request.AnswerBy.Show()],
        "asked-again" => texts["explanation.news.body", request.Latest!.Reason ?? "", request.AnswerBy.Show()],
        "answered" => request.Latest!.Text,
        _ => request.Latest!.Reason ?? "",
    };
}
