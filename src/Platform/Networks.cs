using System.Net;
using Microsoft.Extensions.Configuration;

namespace LoTrinh.Platform;

/// <summary>Networks as settings name them.</summary>
public static class Networks
{
    /// <summary>The networks of a setting, parted by commas; none when it is not set.</summary>
    /// <exception cref="InvalidOperationException">One of them is none.</exception>
    public static IReadOnlyList<IPNetwork> Read(IConfiguration configuration, string setting) => Parse(setting,
        (configuration[setting] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Some networks; a single address is a network of one.</summary>
    /// <exception cref="InvalidOperationException">One of them is none.</exception>
    public static IReadOnlyList<IPNetwork> Parse(string setting, IEnumerable<string> networks) => [.. networks.Select(text =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : throw new InvalidOperationException(
            $"{setting} holds '{text}'; it takes addresses and networks such as 10.0.0.5 or 10.0.0.0/24, parted by commas."))];
}
