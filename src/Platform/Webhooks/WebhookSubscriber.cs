using System.Collections.Immutable;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;

namespace LoTrinh.Platform.Webhooks;

/// <summary>What a receiver is registered with.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Address">Its address.</param>
/// <param name="Events">Names of the events that it wants.</param>
public sealed record WebhookDraft(string? Name, string? Address, IReadOnlyCollection<string> Events)
{
    /// <summary>The address as it is kept; letters of other alphabets are written out, which makes it longer. Null when it is none.</summary>
    internal string? Kept => Uri.TryCreate(Words.Clean(Address), UriKind.Absolute, out var uri) ? uri.AbsoluteUri : null;

    /// <summary>Everything that keeps it from being registered.</summary>
    public IEnumerable<Problem> Problems(WebhookNetworks networks) =>
    [
        .. Problem.Unless(Words.Clean(Name) is not null, Problem.Invalid("webhook.name-missing", nameof(Name))),
        .. Words.AtMost(Name, WebhookSubscriber.NameMaxLength, nameof(Name)),
        .. Problem.Unless(networks.Takes(Words.Clean(Address)), Problem.Invalid("webhook.address", nameof(Address))),
        .. Words.AtMost(Kept ?? Address, WebhookSubscriber.UrlMaxLength, nameof(Address)),
        .. Problem.Unless(Events.Count > 0, Problem.Invalid("webhook.events-missing", nameof(Events))),
        .. Problem.Unless(Events.All(OutsideEvents.All.ContainsKey), Problem.Invalid("webhook.event-unknown", nameof(Events))),
    ];
}

/// <summary>A system outside that is told of events. Its secret is kept protected, since it must be used to sign.</summary>
public sealed class WebhookSubscriber : IVersioned
{
    /// <summary>Most characters of a name.</summary>
    public const int NameMaxLength = 120;

    /// <summary>Most characters of an address.</summary>
    public const int UrlMaxLength = 500;

    private WebhookSubscriber()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>What people call it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Where it is told.</summary>
    public string Url { get; private set; } = "";

    /// <summary>Names of the events that it wants, each between spaces.</summary>
    public string Events { get; private set; } = "";

    /// <summary>Its secret, protected.</summary>
    public string Secret { get; private set; } = "";

    /// <summary>The secret before it, protected; it signs as well until <see cref="FormerUntil"/>.</summary>
    public string? FormerSecret { get; private set; }

    /// <summary>Until when the former secret signs, UTC.</summary>
    public DateTime? FormerUntil { get; private set; }

    /// <summary>When it was registered, UTC, by the machine's clock as all times of a receiver.</summary>
    public DateTime RegisteredAt { get; private init; }

    /// <summary>Since when nothing was taken, UTC; null while the last delivery was.</summary>
    public DateTime? FailingSince { get; private set; }

    /// <summary>Since when it is told nothing, UTC; null while it is.</summary>
    public DateTime? DisabledAt { get; private set; }

    /// <summary>Whether it was disabled because it failed too long, or said that it is gone.</summary>
    public bool DisabledByItself { get; private set; }

    /// <summary>Whether it was made up for the demonstration.</summary>
    public bool IsDemonstration { get; private init; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;

    /// <summary>Whether it is told of events.</summary>
    public bool IsActive => DisabledAt is null;

    /// <summary>The events that it wants.</summary>
    public IReadOnlyList<string> Wanted => Events.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Registers one; what is wrong with the draft is known to be nothing.</summary>
    public static WebhookSubscriber Register(WebhookDraft draft, string secret, DateTime at, bool isDemonstration = false)
    {
        var subscriber = new WebhookSubscriber { Secret = secret, RegisteredAt = at, IsDemonstration = isDemonstration };
        subscriber.Mend(draft);
        return subscriber;
    }

    /// <summary>Changes name, address and events.</summary>
    public void Mend(WebhookDraft draft) => (Name, Url, Events) = (Words.Clean(draft.Name)!, draft.Kept!,
        $" {string.Join(' ', draft.Events.Distinct().Order(StringComparer.Ordinal))} ");

    /// <summary>Takes a new secret; the former one signs as well for a while.</summary>
    public void Rotate(string secret, DateTime until) => (FormerSecret, FormerUntil, Secret) = (Secret, until, secret);

    /// <summary>The secrets that sign now, protected: the new one first.</summary>
    public ImmutableArray<string> SecretsAt(DateTime now) => FormerSecret is { } former && FormerUntil > now ? [Secret, former] : [Secret];

    /// <summary>Notes that it took a message.</summary>
    public void Took() => FailingSince = null;

    /// <summary>Notes that it failed; answers whether it has failed for so long that it is not asked any more.</summary>
    public bool Failed(DateTime now, int days, bool isGone)
    {
        FailingSince ??= now;
        if (!IsActive || (!isGone && now - FailingSince < TimeSpan.FromDays(days)))
        {
            return false;
        }

        (DisabledAt, DisabledByItself) = (now, true);
        return true;
    }

    /// <summary>Tells it nothing more.</summary>
    public Result<WebhookSubscriber> Disable(DateTime now)
    {
        if (!IsActive)
        {
            return Problem.Conflict("webhook.disabled");
        }

        (DisabledAt, DisabledByItself) = (now, false);
        return this;
    }

    /// <summary>Tells it again; see <see cref="WebhookWork.Enable"/> for what has waited meanwhile.</summary>
    public Result<WebhookSubscriber> Enable()
    {
        if (IsActive)
        {
            return Problem.Conflict("webhook.enabled");
        }

        (DisabledAt, DisabledByItself, FailingSince) = (null, false, null);
        return this;
    }
}
