using System.Text.Json.Serialization;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>A dossier as <c>DongBoHoSoMC</c> wants it; every value is text, moments as <c>yyyyMMddHHmmss</c> on the office's clock, what is not known is left out.</summary>
internal sealed record PortalDossier
{
    public required string MaHoSo { get; init; }

    public required string MaTTHC { get; init; }

    public required string TenTTHC { get; init; }

    public required string MaLinhVuc { get; init; }

    public required string TenLinhVuc { get; init; }

    public required string KenhThucHien { get; init; }

    public required string ChuHoSo { get; init; }

    public required string LoaiDoiTuong { get; init; }

    public string? SoGiayToChuHoSo { get; init; }

    public required string Email { get; init; }

    public required string SoDienThoai { get; init; }

    public required string TrichYeuHoSo { get; init; }

    public required string NgayTiepNhan { get; init; }

    public required string NgayHenTra { get; init; }

    public required string TrangThaiHoSo { get; init; }

    public string? NgayTra { get; init; }

    public string? ThongTinTra { get; init; }

    public required string HinhThuc { get; init; }

    public string? NgayKetThucXuLy { get; init; }

    public required string DonViXuLy { get; init; }

    public string? GhiChu { get; init; }

    public string? NgayTuChoi { get; init; }

    public required string NgayNopHoSo { get; init; }

    public required string NoiNopHoSo { get; init; }

    public required string HoSoCoThanhPhanSoHoa { get; init; }

    public required string TaiKhoanDuocXacThucVoiVNeID { get; init; }

    public required string DuocThanhToanTrucTuyen { get; init; }

    public IReadOnlyList<PortalIdentity> DinhDanhCHS { get; init; } = [];

    public IReadOnlyList<PortalDatabase> DSKetNoiCSDL { get; init; } = [];

    public IReadOnlyList<PortalFile> TaiLieuNop { get; init; } = [];

    public IReadOnlyList<PortalFee> DanhSachLePhi { get; init; } = [];

    public IReadOnlyList<PortalPaper> DanhSachTepDinhKemKhac { get; init; } = [];

    public IReadOnlyList<PortalSupplement> DanhSachHoSoBoSung { get; init; } = [];

    public IReadOnlyList<PortalResult> DanhSachGiayToKetQua { get; init; } = [];
}

/// <summary>Whose identity it is.</summary>
internal sealed record PortalIdentity(string LoaiDinhDanh, string SoDinhDanh);

/// <summary>A national database that was asked.</summary>
internal sealed record PortalDatabase(string MaCSDL);

/// <summary>A file that was sent with the dossier.</summary>
internal sealed record PortalFile(string TepDinhKemId, string TenTepDinhKem, string IsDeleted, string MaThanhPhanHoSo, string DuongDanTaiTepTin, string DuocSoHoa, string DuocTaiSuDung, string DuocLayTuKhoDMQG,
    string? MaKetQuaThayThe);

/// <summary>What is paid.</summary>
internal sealed record PortalFee(string TenPhiLePhi, string MaPhiLePhi, string HinhThucThu, string Gia, string LoaiPhiLePhi);

/// <summary>What was handed in on paper.</summary>
internal sealed record PortalPaper(string TenGiayTo, string SoLuong, string LoaiGiayTo);

/// <summary>A request to mend, and its answer.</summary>
internal sealed record PortalSupplement(string HoSoBoSungId, string NguoiYeuCauBoSung, string NoiDungBoSung, string NgayBoSung, string? NguoiTiepNhanBoSung, string? NgayTiepNhanBoSung,
    string TrangThaiBoSung, IReadOnlyList<PortalMended> DanhSachGiayToBoSung, IReadOnlyList<PortalFee> DanhSachLePhiBoSung, string NgayHenTraTruoc, string? NgayHenTraMoi);

/// <summary>A document that was to be mended.</summary>
internal sealed record PortalMended(string TenGiayTo, string MaThanhPhanHoSo);

/// <summary>A result as a file.</summary>
internal sealed record PortalResult(string TenGiayTo, string GiayToId, string DuongDanTepTinKetQua, string? MaGiayToKetQua);

/// <summary>A step of a dossier as <c>CapNhatTienDoHoSoMC</c> wants it.</summary>
internal sealed record PortalProgress
{
    public required string MaHoSo { get; init; }

    public required string NguoiXuLy { get; init; }

    public required string ThoiDiemXuLy { get; init; }

    public string? PhongBanXuLy { get; init; }

    public required string NoiDungXuLy { get; init; }

    public required string TrangThai { get; init; }

    public string? NgayBatDau { get; init; }

    public string? NgayKetThucTheoQuyDinh { get; init; }
}

/// <summary>How what is sent is written: the portal's names as they are, nothing for what is not known.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PortalDossier))]
[JsonSerializable(typeof(PortalProgress))]
internal sealed partial class PortalJson : JsonSerializerContext;
