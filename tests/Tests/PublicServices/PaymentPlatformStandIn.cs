using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using LoTrinh.PublicServices.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Tests.PublicServices;

/// <summary>The payment platform as far as it is known: gives a page for a signed request, says what became of it, sends the receipt. It signs as its own what it says.</summary>
internal sealed class PaymentPlatformStandIn : IAsyncDisposable
{
    public const string Secret = "khoa-bi-mat-thu-nghiem", Partner = "BGTVT";

    private static readonly string[] InitOrder =
        ["LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "LoaiHinhThanhToan", "MaKenhThanhToan", "MaThietBi", "NgonNgu", "MaTienTe", "MaNganHang", "ThongTinGiaoDich", "ThoiGianGD", "Ip"];

    private static readonly string[] AskOrder = ["LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD"];

    private static readonly string[] SaidOrder =
        ["LoaiBanTin", "MaLoi", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich", "MaNganHang", "ThoiGianGD", "ThongTinGiaoDich"];

    private readonly WebApplication _app;

    private PaymentPlatformStandIn(WebApplication app) => _app = app;

    /// <summary>Requests by their reference, as they came.</summary>
    public ConcurrentDictionary<string, JsonObject> Asked { get; } = new();

    /// <summary>References that were paid here.</summary>
    public ConcurrentDictionary<string, bool> Paid { get; } = new();

    /// <summary>References about which nothing can be said at the moment: the answer is an error that holds words of its own.</summary>
    public ConcurrentDictionary<string, bool> Unsure { get; } = new();

    /// <summary>What is done before a request is answered.</summary>
    public Func<JsonObject, Task>? BeforeAnswer { get; set; }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<PaymentPlatformStandIn> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var platform = new PaymentPlatformStandIn(builder.Build());
        platform._app.MapPost("/init", (Delegate)platform.InitAsync);
        platform._app.MapPost("/query", (Delegate)platform.QueryAsync);
        platform._app.MapPost("/bill", () => Results.Bytes("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"u8.ToArray(), "application/pdf"));
        await platform._app.StartAsync();
        return platform;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>A message that says what became of a request, signed.</summary>
    public static JsonObject Said(string reference, long amount, string code = "00", string secret = Secret)
    {
        var message = new JsonObject
        {
            ["LoaiBanTin"] = "PAY", ["MaLoi"] = code, ["MaDoiTac"] = Partner, ["MaThamChieu"] = reference, ["SoTien"] = amount.ToString(System.Globalization.CultureInfo.InvariantCulture), ["MaTienTe"] = "VND",
            ["MaGiaoDich"] = $"GD{reference[..8]}", ["MaNganHang"] = "VCB", ["ThoiGianGD"] = "20210315150400", ["ThongTinGiaoDich"] = "Nop phi",
        };
        message["MaXacThuc"] = PaymentMessages.Sign(SaidOrder.Select(f => message[f]!.ToString()), secret);
        return message;
    }

    private async Task<IResult> InitAsync(HttpContext http)
    {
        var message = (JsonObject)(await JsonNode.ParseAsync(http.Request.Body))!;
        if (message["MaXacThuc"]!.ToString() != PaymentMessages.Sign(InitOrder.Select(f => message[f]!.ToString()), Secret))
        {
            return Send(new() { ["error_code"] = "99", ["message"] = "Sai chữ ký" });
        }

        var reference = message["MaThamChieu"]!.ToString();
        Asked[reference] = message;
        if (BeforeAnswer is { } act)
        {
            await act(message);
        }

        return Answer(new() { ["UrlThanhToan"] = $"https://thanhtoan.example.org/{reference}" });
    }

    private async Task<IResult> QueryAsync(HttpContext http)
    {
        var message = (JsonObject)(await JsonNode.ParseAsync(http.Request.Body))!;
        var reference = message["MaThamChieu"]!.ToString();
        return Unsure.ContainsKey(reference) ? Send(new() { ["error_code"] = "96", ["message"] = new JsonObject { ["MoTaLoi"] = "Hệ thống bận" } }) : message["MaXacThuc"]!.ToString() != PaymentMessages.Sign(AskOrder.Select(f => message[f]!.ToString()), Secret) ? Send(new() { ["error_code"] = "99" })
            : Answer(Said(reference, long.Parse(Asked[reference]["SoTien"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture), Paid.ContainsKey(reference) ? "00" : "01"));
    }

    private static IResult Answer(JsonObject data) => Send(new() { ["error_code"] = "0", ["message"] = data.ToJsonString() });

    private static IResult Send(JsonObject answer) => Results.Text(answer.ToJsonString(), "application/json");
}
