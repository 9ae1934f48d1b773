using System.Globalization;

namespace LoTrinh.Platform.Webhooks;

/// <summary>How a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>It waits to be tried, for the first time or again.</summary>
    Waiting,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>It was tried as often as the rules say.</summary>
    GivenUp,

    /// <summary>It waited for too long for a receiver that was switched off, and was not sent when that was switched on again.</summary>
    LetGo,
}

/// <summary>One event on its way to one receiver: sent at least once, always with the same identifier.</summary>
public sealed class WebhookDelivery
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The receiver.</summary>
    public required Guid SubscriberId { get; init; }

    /// <summary>The event's message: one delivery each for a receiver.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>Name of the event.</summary>
    public required string Event { get; init; }

    /// <summary>What is sent, byte for byte the same each time.</summary>
    public required string Body { get; init; }

    /// <summary>When it was written, UTC, by the machine's clock as all times of a delivery: the world outside knows no other.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>How it stands.</summary>
    public DeliveryState State { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>Not before this instant, UTC.</summary>
    public DateTime NotBeforeAt { get; set; }

    /// <summary>When it was last tried, UTC.</summary>
    public DateTime? TriedAt { get; set; }

    /// <summary>When each attempt began, UTC, with its status, the last ones: <c>2026-11-26T06:00:00Z 503</c>, one a line.</summary>
    public string Trail { get; set; } = "";

    /// <summary>Status of the last answer; null when there was none.</summary>
    public int? Status { get; set; }

    /// <summary>The beginning of the last answer, or what kept it from coming.</summary>
    public string? Answer { get; set; }

    /// <summary>The <c>webhook-id</c>.</summary>
    public string WebhookId => $"msg_{MessageId:N}";

    /// <summary>Sends it again: its pauses begin anew.</summary>
    public void TakeUp(DateTime now) => (State, NotBeforeAt, Attempts) = (DeliveryState.Waiting, now, 0);

    /// <summary>Notes how an attempt ended.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="rules">The pauses.</param>
    /// <param name="at">When it began, UTC.</param>
    public void Note(WebhookOutcome outcome, WebhookRules rules, DateTime at)
    {
        (TriedAt, Status, Answer) = (at, outcome.Status, outcome.Answer);
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{at:yyyy-MM-ddTHH:mm:ssZ} {outcome.Status?.ToString(CultureInfo.InvariantCulture) ?? "-"}");
        Trail = string.Join('\n', Trail.Split('\n', StringSplitOptions.RemoveEmptyEntries).Append(line).TakeLast(MostKept));
        State = outcome.IsTaken ? DeliveryState.Delivered : Attempts > rules.Pauses.Count ? DeliveryState.GivenUp : DeliveryState.Waiting;
        NotBeforeAt = State == DeliveryState.Waiting ? at + rules.Pauses[Math.Max(0, Attempts - 1)] : at;
    }

    private const int MostKept = 20;
}

/// <summary>How an attempt ended.</summary>
/// <param name="Status">Status of the answer; null when there was none.</param>
/// <param name="Answer">Its beginning, or a word for what kept it from coming.</param>
public sealed record WebhookOutcome(int? Status, string? Answer)
{
    /// <summary>Whether the receiver took it: any 2xx, and nothing else.</summary>
    public bool IsTaken => Status is >= 200 and <= 299;

    /// <summary>Whether the receiver says that it is no more.</summary>
    public bool IsGone => Status == 410;
}
