using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace LoTrinh.Platform.Notifications;

/// <summary>Carries letters out of the house.</summary>
public interface IMailCarrier : IAsyncDisposable
{
    /// <summary>Hands a letter over; when it returns, the letter is no longer ours to keep.</summary>
    /// <exception cref="AddressRefusedException">The server will not take letters for this address, now or later.</exception>
    Task CarryAsync(OutgoingMail letter, CancellationToken ct);
}

/// <summary>An address that the server refuses for good.</summary>
public sealed class AddressRefusedException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Makes the message of a letter.</summary>
public static class MailMessages
{
    /// <summary>The message; the same letter always gives the same Message-ID.</summary>
    /// <exception cref="AddressRefusedException">The address is none.</exception>
    public static MimeMessage Of(OutgoingMail letter, string from)
    {
        var sender = MailboxAddress.Parse(from);
        if (!MailboxAddress.TryParse(letter.To, out var to))
        {
            throw new AddressRefusedException("The address cannot be read.");
        }

        var message = new MimeMessage
        {
            Subject = letter.Subject,
            Date = new DateTimeOffset(letter.CreatedAt).ToOffset(Time.OfficeTime.Offset),
            MessageId = $"{letter.Id:N}@{sender.Domain}",
            Body = new TextPart("plain") { Text = letter.Text },
        };
        message.From.Add(sender);
        message.To.Add(new MailboxAddress(letter.ToName, to.Address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body.Headers.Add("Content-Language", letter.Language);
        return message;
    }
}

/// <summary>Hands letters to the mail server; one line for all letters of a run.</summary>
internal sealed class SmtpCarrier(MailSettings settings) : IMailCarrier
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly SmtpClient _client = new() { Timeout = (int)Patience.TotalMilliseconds };

    public async Task CarryAsync(OutgoingMail letter, CancellationToken ct)
    {
        var message = MailMessages.Of(letter, settings.From);
        await ConnectAsync(ct);
        try
        {
            await _client.SendAsync(message, ct);
        }
        catch (SmtpCommandException refused) when (refused is { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: >= (SmtpStatusCode)500 })
        {
            throw new AddressRefusedException(string.Create(CultureInfo.InvariantCulture, $"{(int)refused.StatusCode}: the server refuses the address."), refused);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_client.IsConnected)
        {
            await _client.DisconnectAsync(quit: true);
        }

        _client.Dispose();
    }

    private async Task ConnectAsync(CancellationToken ct)
    {
        if (_client.IsConnected)
        {
            return;
        }

        await _client.ConnectAsync(settings.Host!, settings.Port, settings.Protection switch
        {
            MailProtection.StartTls => SecureSocketOptions.StartTls,
            MailProtection.Tls => SecureSocketOptions.SslOnConnect,
            MailProtection.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.Auto,
        }, ct);
        if (settings.User is not { } user)
        {
            return;
        }

        if (!_client.IsSecure && settings.Protection != MailProtection.None)
        {
            throw new ServiceNotConnectedException("The server offers no TLS; the password is not sent in the clear. LOTRINH_SMTP_TLS=none allows it.");
        }

        await _client.AuthenticateAsync(user, settings.Password ?? "", ct);
    }
}

/// <summary>Writes letters as <c>.eml</c> files, for machines without a mail server.</summary>
internal sealed class FolderCarrier(MailSettings settings) : IMailCarrier
{
    // Written aside and moved into place, under the letter's own name: a letter carried twice is one file, never half of one.
    public async Task CarryAsync(OutgoingMail letter, CancellationToken ct)
    {
        var message = MailMessages.Of(letter, settings.From);
        Directory.CreateDirectory(settings.Folder);
        var path = Path.Combine(settings.Folder, $"{letter.Id:N}.eml");
        var aside = path + ".part";
        await message.WriteToAsync(aside, ct);
        File.Move(aside, path, overwrite: true);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
