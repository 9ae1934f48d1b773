using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoTrinh.PublicServices.Payments;

/// <summary>What the platform answered.</summary>
/// <param name="Ok">Whether it took the message.</param>
/// <param name="IsCertain">Whether it answered at all: what was sent may have been taken though no answer came.</param>
/// <param name="Code">Its code, or a word of ours.</param>
/// <param name="Data">What its message holds.</param>
internal sealed record PaymentAnswer(bool Ok, bool IsCertain, string Code, JsonObject? Data);

/// <summary>Speaks with the payment platform. What goes wrong is an answer, never an exception; nothing that is sent is written into a log.</summary>
internal sealed class PaymentClient(IHttpClientFactory clients, PaymentSettings settings)
{
    private const long MostBytes = 8 * 1024 * 1024;

    /// <summary>Sends a message and reads the answer: <c>error_code</c>, and a <c>message</c> that is JSON in a text.</summary>
    public async Task<PaymentAnswer> SendAsync(JsonObject message, CancellationToken ct)
    {
        var (bytes, fault) = await PostAsync(message, ct);
        if (bytes is null)
        {
            return new(false, fault.StartsWith("http-4", StringComparison.Ordinal), fault, null);
        }

        try
        {
            var read = JsonNode.Parse(bytes) as JsonObject;
            var (code, held) = (read?["error_code"]?.ToString() ?? "no-code", read?["message"]);
            var data = held as JsonObject ?? (held is JsonValue && code == PaymentPlatform.Shipped.Reply ? JsonNode.Parse(held.ToString()) as JsonObject : null);
            return new(code == PaymentPlatform.Shipped.Reply, true, code, data is not null && PaymentMessages.IsSound(data) ? data : null);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            return new(false, false, "unreadable", null);
        }
    }

    /// <summary>The receipt as a PDF; null with the fault when there is none.</summary>
    public async Task<(byte[]? Pdf, string Fault)> BillAsync(JsonObject message, CancellationToken ct)
    {
        var (bytes, fault) = await PostAsync(message, ct);
        return bytes is null ? (null, fault) : bytes.AsSpan().StartsWith("%PDF"u8) ? (bytes, "") : (null, "no-pdf");
    }

    private async Task<(byte[]? Bytes, string Fault)> PostAsync(JsonObject message, CancellationToken ct)
    {
        try
        {
            var path = PaymentPlatform.Shipped.Paths[PaymentMessages.Text(message, "LoaiBanTin")];
            using var client = clients.CreateClient(PaymentSettings.Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Address!, path)) { Content = JsonContent.Create(message) };
            request.Headers.Authorization = settings.Token.Length > 0 ? new AuthenticationHeaderValue("Bearer", settings.Token) : null;
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!answer.IsSuccessStatusCode)
            {
                return (null, $"http-{(int)answer.StatusCode}");
            }

            await answer.Content.LoadIntoBufferAsync(MostBytes, ct);
            return (await answer.Content.ReadAsByteArrayAsync(ct), "");
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return (null, failure is OperationCanceledException ? "timeout" : "no-connection");
        }
    }
}
