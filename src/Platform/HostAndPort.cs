using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace LoTrinh.Platform;

/// <summary>A server as settings name it.</summary>
public static class HostAndPort
{
    /// <summary>The server of a setting of the form <c>host:port</c>; null when it is not set.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="setting">Name of the setting.</param>
    /// <param name="example">A value as it may be, for the sentence that refuses another.</param>
    /// <exception cref="InvalidOperationException">The value cannot be understood; the message says how to write it.</exception>
    public static (string Host, int Port)? Read(IConfiguration configuration, string setting, string example)
    {
        if (configuration[setting] is not { Length: > 0 } value)
        {
            return null;
        }

        var colon = value.LastIndexOf(':');
        return colon > 0 && int.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port is > 0 and < 65536
            ? (value[..colon], port)
            : throw new InvalidOperationException($"{setting} is '{value}'; write host:port, such as {example}.");
    }
}
