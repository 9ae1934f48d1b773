using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Tests.PublicServices;

/// <summary>The national portal as far as it is known: sessions, a dossier is made once and updated afterwards, steps of dossiers it knows alone. It can fail as such systems do.</summary>
internal sealed class NationalPortalStandIn : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _session;

    private NationalPortalStandIn(WebApplication app) => _app = app;

    /// <summary>Dossiers as it was told last.</summary>
    public ConcurrentDictionary<string, JsonObject> Dossiers { get; } = new();

    /// <summary>Steps in the order in which they came.</summary>
    public ConcurrentQueue<JsonObject> Steps { get; } = new();

    /// <summary>Sizes of the messages of progress.</summary>
    public ConcurrentQueue<int> Batches { get; } = new();

    /// <summary>What it does to the next calls, one a call: a status code, or "session" for a session that is over, "lost" for taking it and answering nothing.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    /// <summary>Dossiers of which it takes no step, and no message that has one.</summary>
    public ConcurrentDictionary<string, bool> Unwanted { get; } = new();

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<NationalPortalStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var portal = new NationalPortalStandIn(builder.Build());
        portal._app.MapPost("/{service}", portal.AnswerAsync);
        await portal._app.StartAsync();
        return portal;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(string service, HttpContext http)
    {
        var body = (JsonObject)(await JsonNode.ParseAsync(http.Request.Body))!;
        if (service == "login")
        {
            return body["username"]?.ToString() == "bgtvt" && body["password"]?.ToString() == "mat-khau" ? Ok(new() { ["session"] = $"phien-{++_session}" }) : Said("-1", "Sai tài khoản");
        }

        if (http.Request.Headers["dstcode"] != "VN:GOV:DVCQG" || body["madonvi"]?.ToString() != "000.00.00.G04" || body["service"]?.ToString() != service)
        {
            return Said("-2", "Thiếu thông tin đơn vị");
        }

        var fault = Faults.TryDequeue(out var next) ? next : null;
        if (fault == "session" || body["session"]?.ToString() != $"phien-{_session}")
        {
            _session++;
            return Said("-5", "Session không hợp lệ");
        }

        if (int.TryParse(fault, out var status))
        {
            return Results.StatusCode(status);
        }

        var answer = service switch
        {
            "DongBoHoSoMC" => Take(body),
            "CapNhatTienDoHoSoMC" => Tell((JsonArray)body["data"]!),
            "TraCuuHoSo" => Ok(new() { ["data"] = Dossiers.TryGetValue(body["maHoSo"]!.ToString(), out var known) ? new JsonArray(known.DeepClone()) : [] }),
            _ => Said("-3", "Không có dịch vụ"),
        };
        return fault == "lost" ? Results.StatusCode(StatusCodes.Status504GatewayTimeout) : answer;
    }

    private IResult Take(JsonObject body)
    {
        foreach (var item in ((JsonArray)body["data"]!).OfType<JsonObject>())
        {
            var (code, update) = (item["MaHoSo"]!.ToString(), body["isUpdating"]!.ToString() == "True");
            if (!update && Dossiers.ContainsKey(code))
            {
                return Said("1", "Hồ sơ đã tồn tại");
            }

            if (update && !Dossiers.ContainsKey(code))
            {
                return Said("1", "Hồ sơ không tồn tại");
            }

            Dossiers[code] = (JsonObject)item.DeepClone();
        }

        return Ok([]);
    }

    private IResult Tell(JsonArray steps)
    {
        if (steps.OfType<JsonObject>().Any(s => !Dossiers.ContainsKey(s["MaHoSo"]!.ToString())))
        {
            return Said("2", "Không có hồ sơ");
        }

        if (steps.OfType<JsonObject>().Any(s => Unwanted.ContainsKey(s["MaHoSo"]!.ToString())))
        {
            return Said("4", "Dữ liệu không hợp lệ");
        }

        Batches.Enqueue(steps.Count);
        foreach (var step in steps.OfType<JsonObject>())
        {
            Steps.Enqueue((JsonObject)step.DeepClone());
        }

        return Ok([]);
    }

    private static IResult Ok(JsonObject more)
    {
        more["error_code"] = "0";
        return Results.Json(more);
    }

    private static IResult Said(string code, string message) => Results.Json(new JsonObject { ["error_code"] = code, ["message"] = message });
}
