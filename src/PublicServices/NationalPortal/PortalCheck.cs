using System.Globalization;
using System.Reflection;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>Something that the national portal would not take.</summary>
/// <param name="Field">Its name there.</param>
/// <param name="Code">What is wrong: <c>missing</c>, <c>too-long</c>, <c>no-moment</c>, <c>no-code</c>, <c>no-status</c>, <c>order</c>.</param>
internal sealed record PortalFault(string Field, string Code);

/// <summary>Looks at what is to be sent before it is sent: the portal's own answers name no field.</summary>
internal static class PortalCheck
{
    private static readonly string[] Optional = ["Email"];

    public static IReadOnlyList<PortalFault> Of(PortalDossier d) =>
    [
        .. Texts(d), .. Moments(("NgayTiepNhan", d.NgayTiepNhan), ("NgayHenTra", d.NgayHenTra), ("NgayNopHoSo", d.NgayNopHoSo), ("NgayTra", d.NgayTra), ("NgayKetThucXuLy", d.NgayKetThucXuLy), ("NgayTuChoi", d.NgayTuChoi)),
        .. d.TaiLieuNop.SelectMany(Texts), .. d.DanhSachGiayToKetQua.SelectMany(Texts), .. d.DanhSachTepDinhKemKhac.SelectMany(Texts),
        .. d.DanhSachHoSoBoSung.SelectMany(b => Moments(("NgayBoSung", b.NgayBoSung), ("NgayTiepNhanBoSung", b.NgayTiepNhanBoSung))),
        .. Status("TrangThaiHoSo", d.TrangThaiHoSo),
        .. When(ProcedureLinter.IsCode(d.MaTTHC) is false, "MaTTHC", "no-code"),
        .. When(string.CompareOrdinal(d.NgayTiepNhan, d.NgayNopHoSo) < 0, "NgayTiepNhan", "order"),
        .. When(d.NgayTra is { } returned && d.NgayKetThucXuLy is { } finished && string.CompareOrdinal(returned, finished) < 0, "NgayTra", "order"),
        .. When(d.TrangThaiHoSo == PortalWriter.StatusOf(DossierStatus.Refused) && d.NgayTuChoi is null, "NgayTuChoi", "missing"),
    ];

    public static IReadOnlyList<PortalFault> Of(PortalProgress p) => [.. Texts(p), .. Moments(("ThoiDiemXuLy", p.ThoiDiemXuLy), ("NgayBatDau", p.NgayBatDau), ("NgayKetThucTheoQuyDinh", p.NgayKetThucTheoQuyDinh)), .. Status("TrangThai", p.TrangThai)];

    // Whatever is declared as text and not as open must be there, and nothing is longer than the portal takes.
    private static IEnumerable<PortalFault> Texts(object part)
    {
        var nullability = new NullabilityInfoContext();
        foreach (var property in part.GetType().GetProperties().Where(p => p.PropertyType == typeof(string)))
        {
            var text = (string?)property.GetValue(part);
            if (string.IsNullOrWhiteSpace(text) && nullability.Create(property).ReadState == NullabilityState.NotNull && !Optional.Contains(property.Name))
            {
                yield return new(property.Name, "missing");
            }

            if (text is not null && PortalCodes.Shipped.Lengths.TryGetValue(property.Name, out var most) && text.Length > most)
            {
                yield return new(property.Name, "too-long");
            }
        }
    }

    private static IEnumerable<PortalFault> Moments(params IEnumerable<(string Field, string? Value)> moments) => moments
        .Where(m => m.Value is not null && !DateTime.TryParseExact(m.Value, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        .Select(m => new PortalFault(m.Field, "no-moment"));

    private static IEnumerable<PortalFault> Status(string field, string value) => When(
        !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 10, field, "no-status");

    private static IEnumerable<PortalFault> When(bool wrong, string field, string code) => wrong ? [new(field, code)] : [];
}
