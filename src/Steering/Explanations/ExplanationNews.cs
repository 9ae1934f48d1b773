using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Explanations;

/// <summary>Tells the unit that it is to explain, its focal point and its head at once, and whoever asked that it answered. Saved with the
/// change.</summary>
internal sealed class ExplanationNews(Notify notify, Recipients recipients, Texts texts)
{
    public async Task AskedAsync(Actor actor, ExplanationRequest request, string about, CancellationToken ct) =>
        await TellAsync(actor, request, request.Answers.Count == 0 ? "asked" : "asked-again", about,
            await recipients.HoldingAsync(ExplanationPermissions.Answer, request.UnitId, ct), ct);

    public async Task AnsweredAsync(Actor actor, ExplanationRequest request, string about, CancellationToken ct) =>
        await TellAsync(actor, request, "answered", about, await recipients.OfAsync([request.AskedById], ct), ct);

    public async Task AcceptedAsync(Actor actor, ExplanationRequest request, string about, CancellationToken ct) =>
        await TellAsync(actor, request, "accepted", about, await recipients.HoldingAsync(ExplanationPermissions.Answer, request.UnitId, ct),
            ct);

    private Task TellAsync(Actor actor, ExplanationRequest request, string what, string about, IReadOnlyList<Recipient> to,
        CancellationToken ct) =>
        notify.AddAsync([.. to.Where(r => r.AccountId != actor.AccountId)],
            new($"steering.explanation-{what}", $"explanation:{request.Id:N}:{what}:{request.Answers.Count}",
            $"/chi-dao/giai-trinh/{request.Id}", _ => (texts[$"explanation.news.{what}", about], Body(request, what))), ct);

    private string Body(ExplanationRequest request, string what) => what switch
    {
        "asked" => texts["explanation.news.body", request.Question, request.AnswerBy.Show()],
        "asked-again" => texts["explanation.news.body", request.Latest!.Reason ?? "", request.AnswerBy.Show()],
        "answered" => request.Latest!.Text,
        _ => request.Latest!.Reason ?? "",
    };
}
