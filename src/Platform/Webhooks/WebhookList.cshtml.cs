using System.Globalization;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Platform.Webhooks;

/// <summary>The systems outside that are told of events.</summary>
[Permits(PlatformPermissions.WebhooksManage, everywhere: true)]
internal sealed class WebhookListPage(WebhookWork work) : PageModel
{
    public IReadOnlyList<WebhookRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!(await work.ListAsync(await HttpContext.ActorAsync(), ct)).TryGet(out var rows))
        {
            return Forbid();
        }

        Rows = rows;
        return Page();
    }
}

/// <summary>How receivers and deliveries are shown.</summary>
internal static class WebhookWords
{
    /// <summary>How a delivery stands: one that waits for a receiver that is switched off is held.</summary>
    public static string Key(DeliveryState state, bool isActive) =>
        state == DeliveryState.Waiting && !isActive ? "webhook.delivery.held" : $"webhook.delivery.{state}";

    public static string Color(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => "success",
        DeliveryState.GivenUp => "danger",
        DeliveryState.LetGo => "neutral",
        _ => "warning",
    };

    /// <summary>How a receiver stands, as text key and colour.</summary>
    public static (string Key, string Color) Of(WebhookSubscriber s) => s.IsActive
        ? s.FailingSince is null ? ("webhook.state.active", "success") : ("webhook.state.failing", "warning")
        : s.DisabledByItself ? ("webhook.state.disabled-itself", "danger") : ("webhook.state.disabled", "neutral");

    /// <summary>When each attempt began, in office time, with the status of its answer.</summary>
    public static IEnumerable<string> Trail(WebhookDelivery d) => d.Trail.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ')).Select(p => $"{DateTime.Parse(p[0], CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal).Show()} · {p[1]}");

    /// <summary>What an outcome says: a word of ours in the reader's language, else the receiver's own answer.</summary>
    public static string Answer(Texts texts, WebhookDelivery d) =>
        d.Status is null && d.Answer is { } word && texts.Has($"webhook.outcome.{word}") ? texts[$"webhook.outcome.{word}"]
            : d.Answer ?? "";
}
