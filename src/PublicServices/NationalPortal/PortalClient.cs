using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>Where the national portal is, and who this ministry is there; from the environment. Without an address nothing is sent.</summary>
internal sealed class PortalSettings(IConfiguration configuration)
{
    /// <summary>Name of the client that calls it.</summary>
    public const string Client = "national-portal";

    public Uri? Address => configuration["LOTRINH_NPSP_ADDRESS"] is { Length: > 0 } set ? new Uri(set.EndsWith('/') ? set : set + "/") : null;

    public string User => configuration["LOTRINH_NPSP_USER"] ?? "";

    public string Password => configuration["LOTRINH_NPSP_PASSWORD"] ?? "";

    /// <summary>Identifier of the agency there (<c>madonvi</c>).</summary>
    public string Unit => configuration["LOTRINH_NPSP_UNIT"] ?? "";

    /// <summary>Value of the header <c>dstcode</c>, by which the adapter finds the portal.</summary>
    public string Destination => configuration["LOTRINH_NPSP_DSTCODE"] ?? "";
}

/// <summary>What the portal answered.</summary>
/// <param name="Ok">Whether it took it.</param>
/// <param name="Code">Its <c>error_code</c>, or a word of ours where it gave no answer that could be read.</param>
/// <param name="Message">Its message.</param>
/// <param name="Data">What it sent back; null when nothing.</param>
/// <param name="IsRefusal">Whether it certainly did not take what was sent; a lost answer leaves that open.</param>
internal sealed record PortalAnswer(bool Ok, string Code, string? Message, JsonNode? Data, bool IsRefusal = false)
{
    /// <summary>Whether it has the dossier already: it is to be updated then.</summary>
    public bool Exists => Message?.Contains("đã tồn tại", StringComparison.OrdinalIgnoreCase) == true;

    public string Fault => $"{Code} {Message}".Trim();
}

/// <summary>Speaks with the national portal: signs in, calls a service, and signs in anew when its session is over. What goes wrong is an answer, never an exception.</summary>
/// <remarks>Source: the adapter's protocol of 2020 as sending systems show it (<c>domain/services.md</c> §2.2): login answers a session, every call carries <c>session</c>,
/// <c>madonvi</c> and <c>service</c>; <c>error_code</c> is "0" or "00" when it went well.</remarks>
internal sealed class PortalClient(IHttpClientFactory clients, PortalSettings settings)
{
    private const long MostBytes = 4 * 1024 * 1024;
    private string? _session;

    /// <summary>Whether there is a portal to speak with.</summary>
    public bool IsSet => settings.Address is not null;

    /// <summary>Calls a service.</summary>
    /// <param name="service">Its name, such as <c>DongBoHoSoMC</c>.</param>
    /// <param name="body">What it wants besides session, unit and name.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<PortalAnswer> CallAsync(string service, JsonObject body, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (_session is null && await SignInAsync(ct) is { Ok: false } refused)
            {
                return refused with { IsRefusal = false };
            }

            var answer = await PostAsync(service, Envelope(service, body), ct);
            // A session that is over is told by words alone.
            if (answer.Ok || attempt > 0 || answer.Message?.Contains("session", StringComparison.OrdinalIgnoreCase) != true)
            {
                return answer;
            }

            _session = null;
        }
    }

    private JsonObject Envelope(string service, JsonObject body)
    {
        var whole = new JsonObject { ["session"] = _session, ["madonvi"] = settings.Unit, ["service"] = service };
        foreach (var (key, value) in body)
        {
            whole[key] = value?.DeepClone();
        }

        return whole;
    }

    private async Task<PortalAnswer> SignInAsync(CancellationToken ct)
    {
        var answer = await PostAsync("login", new() { ["username"] = settings.User, ["password"] = settings.Password }, ct);
        _session = answer.Ok ? answer.Data?["session"]?.GetValue<string>() : null;
        return answer.Ok && _session is null ? new(false, "no-session", null, null) : answer;
    }

    private async Task<PortalAnswer> PostAsync(string path, JsonObject body, CancellationToken ct)
    {
        try
        {
            using var client = clients.CreateClient(PortalSettings.Client);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Address!, path)) { Content = JsonContent.Create(body) };
            request.Headers.TryAddWithoutValidation("dstcode", settings.Destination);
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            if (!answer.IsSuccessStatusCode)
            {
                return new(false, $"http-{(int)answer.StatusCode}", null, null, answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity);
            }

            await answer.Content.LoadIntoBufferAsync(MostBytes, ct);
            var read = JsonNode.Parse(await answer.Content.ReadAsStringAsync(ct));
            var code = read?["error_code"]?.ToString() ?? "";
            return new(code is "0" or "00", code.Length > 0 ? code : "no-code", read?["message"]?.ToString(), read, code.Length > 0 && code is not ("0" or "00"));
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or InvalidOperationException || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return new(false, failure is OperationCanceledException ? "timeout" : failure is HttpRequestException ? "no-connection" : "unreadable", null, null);
        }
    }
}
