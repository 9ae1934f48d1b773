using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Platform.Webhooks;

/// <summary>Sends a message to a receiver: one request, no redirect followed, no proxy, nothing kept of it but the beginning of its
/// answer.</summary>
public sealed class WebhookSender : IDisposable
{
    private readonly WebhookNetworks _networks;
    private readonly WebhookSecrets _secrets;
    private readonly WebhookRules _rules;
    private readonly ILogger<WebhookSender> _log;
    private readonly HttpClient _http;

    /// <summary>A sender; one is enough for a process.</summary>
    public WebhookSender(WebhookNetworks networks, WebhookSecrets secrets, WebhookRules rules, ILogger<WebhookSender> log)
    {
        (_networks, _secrets, _rules, _log) = (networks, secrets, rules, log);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = ConnectAsync,
            // A name is looked up anew for each delivery, so that what it means is judged each time.
            PooledConnectionLifetime = TimeSpan.Zero, MaxResponseHeadersLength = 16, ActivityHeadersPropagator = null,
        };
        _http = new(handler) { Timeout = TimeSpan.FromSeconds(rules.TimeoutSeconds) };
    }

    /// <summary>Sends a delivery; what goes wrong outside is an outcome, never an exception.</summary>
    public async Task<WebhookOutcome> SendAsync(WebhookSubscriber to, WebhookDelivery delivery, DateTime now, CancellationToken ct)
    {
        if (!_networks.Takes(to.Url))
        {
            return new(null, "address-closed");
        }

        try
        {
            // The receiver compares it with its own clock, so it is the machine's and not that of a demonstration.
            var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            using var request = new HttpRequestMessage(HttpMethod.Post, to.Url)
            {
                Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json"),
            };
            request.Headers.Add("webhook-id", delivery.WebhookId);
            request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
            request.Headers.TryAddWithoutValidation("webhook-signature",
                _secrets.Sign(to.SecretsAt(now), delivery.WebhookId, timestamp, delivery.Body));
            request.Headers.UserAgent.ParseAdd("LoTrinh-Webhooks/1");
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return new((int)answer.StatusCode, await BeginningAsync(answer, ct));
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            _log.LogWarning(failure, "Delivery {Id} to receiver {Receiver} failed.", delivery.Id, to.Id);
            return new(null, WordFor(failure));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    // Codes, not the system's sentences: these may name what lies inside.
    private static string WordFor(Exception failure) => failure switch
    {
        _ when Within<ClosedAddressException>(failure) => "address-closed",
        OperationCanceledException or TimeoutException => "timeout",
        CryptographicException => "secret-unreadable",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "name-unknown",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "certificate",
        _ when Within<SocketException>(failure) => "no-connection",
        _ => "failed",
    };

    private static bool Within<T>(Exception failure)
        where T : Exception => failure is T || (failure.InnerException is { } inner && Within<T>(inner));

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        // A name that also points inside is not asked at all.
        if (found.Length == 0 || !found.All(_networks.Allows))
        {
            throw new ClosedAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(found, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The status is the answer; that its text broke off changes nothing.
    private async Task<string?> BeginningAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(ct);
            var buffer = new byte[_rules.AnswerCharacters * 4];
            var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct)
                .AsTask().WaitAsync(TimeSpan.FromSeconds(_rules.TimeoutSeconds), ct);
            var text = Words.Clean(Encoding.UTF8.GetString(buffer, 0, length));
            return text?.Length > _rules.AnswerCharacters ? Words.Clean(text[.._rules.AnswerCharacters]) : text;
        }
        catch (Exception) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private sealed class ClosedAddressException() : Exception("The address lies in a closed network.");
}
