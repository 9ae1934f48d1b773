using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Papers;

namespace LoTrinh.PublicServices.Payments;

/// <summary>Writes and signs what is sent to the payment platform, and reads what it says.</summary>
/// <remarks>Source: messages of version 1.0.6 as sending systems show them: JSON, <c>MaXacThuc</c> is the lower-case hexadecimal SHA-256 of the fields in their order, joined by
/// <c>|</c>, and the secret. Those systems wrote the time on a clock of twelve hours, so that a payment at 15:04 was one at 03:04; ours has twenty-four.</remarks>
internal sealed class PaymentMessages(PaymentSettings settings)
{
    public const string Init = "INIT", Query = "QUERY", Bill = "GET_BILL";

    private const string Signature = "MaXacThuc";

    private static readonly string[] InitFields =
    [
        "LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "SoTien", "LoaiHinhThanhToan", "MaKenhThanhToan", "MaThietBi", "NgonNgu", "MaTienTe", "MaNganHang", "ThongTinGiaoDich", "ThoiGianGD", "Ip",
    ];

    private static readonly string[] AskFields = ["LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD"];

    private static readonly string[] SaidFields =
        ["LoaiBanTin", "MaLoi", "MaDoiTac", "MaThamChieu", "SoTien", "MaTienTe", "MaGiaoDich", "MaNganHang", "ThoiGianGD", "ThongTinGiaoDich"];

    private static PaymentPlatform Facts => PaymentPlatform.Shipped;

    /// <summary>Asks for a page to pay at.</summary>
    public JsonObject Begin(PaymentRequest request, Payment payment, PaperSource source, string ip)
    {
        var message = new JsonObject
        {
            ["LoaiBanTin"] = Init, ["PhienBan"] = Facts.Version, ["MaDoiTac"] = settings.Partner, ["MaThamChieu"] = request.Reference, ["SoTien"] = Money(request.Amount),
            ["LoaiHinhThanhToan"] = Facts.Kind, ["MaKenhThanhToan"] = Facts.Channel, ["MaThietBi"] = Facts.Device, ["NgonNgu"] = Facts.Language, ["MaTienTe"] = Facts.Currency,
            ["MaNganHang"] = Facts.Bank, ["ThongTinGiaoDich"] = Purpose(payment), ["ThoiGianGD"] = At(request.At), ["Ip"] = ip,
        };
        message[Signature] = Sign(InitFields, message);
        message["ThongTinBienLai"] = Receipt(payment, source);
        return message;
    }

    /// <summary>Asks what became of a request (<see cref="Query"/>), or for its receipt (<see cref="Bill"/>).</summary>
    public JsonObject Ask(string kind, PaymentRequest request)
    {
        var message = new JsonObject
        {
            ["LoaiBanTin"] = kind, ["PhienBan"] = Facts.Version, ["MaDoiTac"] = settings.Partner, ["MaThamChieu"] = request.Reference, ["ThoiGianGD"] = At(request.At),
        };
        message[Signature] = Sign(AskFields, message);
        return message;
    }

    /// <summary>Whether a message that says what was paid comes from the platform; takes as long whichever digit is wrong.</summary>
    public bool IsTrue(JsonObject message) => settings.Secret.Length > 0
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(SaidFields, message)), Encoding.UTF8.GetBytes(Text(message, Signature).ToLowerInvariant()));

    /// <summary>Signs fields of a message in their order.</summary>
    public string Sign(IEnumerable<string> fields, JsonObject message) => Sign(fields.Select(f => Text(message, f)), settings.Secret);

    /// <summary>Signs values in their order.</summary>
    public static string Sign(IEnumerable<string> values, string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', values.Append(secret)))));

    /// <summary>Whether its fields can be read: one that is there twice says two things.</summary>
    public static bool IsSound(JsonObject message)
    {
        try
        {
            return message.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>A field as text, whether it was sent as text or as a number; empty when it is not there.</summary>
    public static string Text(JsonObject message, string field) => message.TryGetPropertyValue(field, out var value) && value is JsonValue ? value.ToString() : "";

    /// <summary>A moment as the platform writes it.</summary>
    public static string At(DateTime utc) => utc.ToOffice().ToString(Facts.TimeFormat, CultureInfo.InvariantCulture);

    /// <summary>An amount as the platform writes it: đồng, in digits alone.</summary>
    public static string Money(long amount) => amount.ToString(CultureInfo.InvariantCulture);

    private static string Purpose(Payment payment) => $"Nop phi, le phi ho so {payment.DossierCode}";

    private JsonObject Receipt(Payment payment, PaperSource source)
    {
        var (procedure, owner) = (source.Whole.Procedure, source.Owner);
        var name = procedure.NameVi.Length <= Facts.LongestProcedureName ? procedure.NameVi : procedure.NameVi[..Facts.LongestProcedureName];
        return new()
        {
            ["MaDichVu"] = Facts.Service, ["MaDVC"] = procedure.Code, ["TenDVC"] = name, ["MaTTHC"] = procedure.Code, ["TenTTHC"] = name, ["MaDonVi"] = settings.Unit,
            ["TenDonVi"] = PaperWords.Shipped.Governing, ["MaHoSo"] = payment.DossierCode, ["TKThuHuong"] = settings.Account, ["MaNHThuHuong"] = settings.AccountBank,
            ["TenTKThuHuong"] = settings.AccountName,
            ["PhiLePhi"] = new JsonArray([.. payment.Fees.Select(f => new JsonObject
            {
                ["LoaiPhiLePhi"] = Facts.FeeKinds[f.Kind], ["MaPhiLePhi"] = f.Key, ["TenPhiLePhi"] = f.NameVi, ["SoTien"] = Money(f.Amount ?? 0),
            })]),
            ["DSKhoanNop"] = new JsonArray([.. payment.Fees.Select(f => new JsonObject { ["NoiDung"] = f.NameVi, ["SoTien"] = Money(f.Amount ?? 0) })]),
            ["NoiDungThanhToan"] = Purpose(payment), ["HoTenNguoiNop"] = owner.Name, ["SoCMNDNguoiNop"] = owner.Number, ["DiaChiNguoiNop"] = owner.Address, ["HuyenNguoiNop"] = "", ["TinhNguoiNop"] = "",
        };
    }
}
