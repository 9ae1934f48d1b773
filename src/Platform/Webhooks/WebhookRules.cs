using System.Net;
using LoTrinh.Platform.Data;
using Microsoft.Extensions.Configuration;

namespace LoTrinh.Platform.Webhooks;

/// <summary>How events are delivered, from <c>seed/webhooks.yaml</c>.</summary>
public sealed class WebhookRules
{
    /// <summary>The rules.</summary>
    public static WebhookRules Official { get; } = SeedFile.Read<WebhookRules>("webhooks.yaml");

    /// <summary>Pauses after the first, the second … failure; after the last one a delivery is given up.</summary>
    public List<TimeSpan> Pauses { get; set; } = [];

    /// <summary>Seconds that a receiver has to answer.</summary>
    public int TimeoutSeconds { get; set; }

    /// <summary>Most characters of an answer that are kept.</summary>
    public int AnswerCharacters { get; set; }

    /// <summary>Days of failure after which a receiver is not asked any more.</summary>
    public int DisableAfterDays { get; set; }

    /// <summary>Days for which a delivery waits for a receiver that is switched off; what is older when it is switched on is let
    /// go.</summary>
    public int HeldDays { get; set; }

    /// <summary>Hours in which the former secret signs as well.</summary>
    public int OverlapHours { get; set; }

    /// <summary>Days that a delivery is kept once it is done.</summary>
    public int KeptDays { get; set; }

    /// <summary>Networks that are never asked, unless the installation opens them.</summary>
    public List<string> ClosedNetworks { get; set; } = [];

    /// <summary>Where the rules were taken from.</summary>
    public string Source { get; set; } = "";
}

/// <summary>Which addresses a receiver may have. Looked at when it is connected to: what a name means may have changed since it was
/// typed.</summary>
public sealed class WebhookNetworks
{
    /// <summary>Name of the setting that opens networks, such as <c>10.20.0.0/16</c>; several are parted by commas. Opening the
    /// loopback network also allows <c>http</c> to it, for development.</summary>
    public const string Setting = "LOTRINH_WEBHOOK_NETWORKS";

    private readonly IReadOnlyList<IPNetwork> _open;
    private readonly IReadOnlyList<IPNetwork> _closed = Networks.Parse("closed_networks", WebhookRules.Official.ClosedNetworks);

    /// <summary>The networks of an installation.</summary>
    public WebhookNetworks(IConfiguration configuration) => _open = Networks.Read(configuration, Setting);

    /// <summary>Whether an address may be asked.</summary>
    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _open.Any(n => n.Contains(plain)) || !_closed.Any(n => n.Contains(plain));
    }

    /// <summary>Whether a typed address can be a receiver's: https, or http to a loopback address that is open; no user, no
    /// fragment.</summary>
    public bool Takes(string? typed) => Uri.TryCreate(typed, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && uri.Fragment.Length == 0 && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
        && (!IPAddress.TryParse(uri.DnsSafeHost, out var address) || Allows(address))
        && (uri.Scheme == Uri.UriSchemeHttps || Allows(IPAddress.Loopback));
}
