using Microsoft.Extensions.Configuration;

namespace LoTrinh.Platform.Notifications;

/// <summary>How the line to the mail server is protected.</summary>
public enum MailProtection
{
    /// <summary>By the port: TLS on 465, else STARTTLS when the server offers it.</summary>
    Auto,

    /// <summary>STARTTLS, or no sending.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>None: for a server on the same machine.</summary>
    None,
}

/// <summary>Where mail goes, by environment.</summary>
/// <param name="Host">Server (<c>LOTRINH_SMTP=host:port</c>); null writes <c>.eml</c> files to <paramref name="Folder"/> instead.</param>
/// <param name="Port">Its port.</param>
/// <param name="User">Account on the server (<c>LOTRINH_SMTP_USER</c>), if it wants one.</param>
/// <param name="Password">Its password (<c>LOTRINH_SMTP_PASSWORD</c>).</param>
/// <param name="From">Sender (<c>LOTRINH_SMTP_FROM</c>), such as <c>Lộ Trình &lt;lotrinh@mt.gov.vn&gt;</c>.</param>
/// <param name="Protection"><c>LOTRINH_SMTP_TLS</c>: auto, starttls, tls or none.</param>
/// <param name="Folder">Folder for <c>.eml</c> files.</param>
/// <param name="PublicUrl">Address that people use (<c>LOTRINH_PUBLIC_URL</c>), for links; without a slash at its end.</param>
public sealed record MailSettings(string? Host, int Port, string? User, string? Password, string From, MailProtection Protection, string Folder, string PublicUrl)
{
    private const string UsualFrom = "Lộ Trình <lotrinh@localhost>";
    private const string UsualUrl = "http://127.0.0.1:5080";

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidOperationException">A value cannot be understood; its message names the variable and the form it must have.</exception>
    public static MailSettings Read(IConfiguration configuration, string dataFolder)
    {
        string? Value(string name) => configuration[name] is { Length: > 0 } value ? value : null;
        var server = HostAndPort.Read(configuration, "LOTRINH_SMTP", "mail.example.gov.vn:587");
        var from = Value("LOTRINH_SMTP_FROM") ?? UsualFrom;
        if (!MimeKit.MailboxAddress.TryParse(from, out _))
        {
            throw new InvalidOperationException($"LOTRINH_SMTP_FROM is '{from}'; write an address such as 'Lộ Trình <lotrinh@example.gov.vn>'.");
        }

        if (!Enum.TryParse<MailProtection>(Value("LOTRINH_SMTP_TLS") ?? "auto", ignoreCase: true, out var protection))
        {
            throw new InvalidOperationException("LOTRINH_SMTP_TLS is one of auto, starttls, tls, none.");
        }

        return new(server?.Host, server?.Port ?? 0, Value("LOTRINH_SMTP_USER"), Value("LOTRINH_SMTP_PASSWORD"), from, protection, Path.Combine(dataFolder, "mail"),
            (Value("LOTRINH_PUBLIC_URL") ?? UsualUrl).TrimEnd('/'));
    }
}
