using System.Globalization;
using System.Text.RegularExpressions;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Papers;
using LoTrinh.PublicServices.Payments;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>As what a paper from the store was used again.</summary>
/// <param name="IsResult">Whether the ministry made it.</param>
/// <param name="Code">National code of that result; null where it has none.</param>
internal sealed record ReusedAs(bool IsResult, string? Code);

/// <summary>Says which files of a dossier were papers from its applicant's store. The store answers, which stands on the portal's link and not the other way.</summary>
internal interface IKnowReuse
{
    /// <summary>The files of a dossier that were used again.</summary>
    Task<IReadOnlyDictionary<Guid, ReusedAs>> OfAsync(Guid dossier, CancellationToken ct);
}

/// <summary>
/// Writes what the national portal is told of a dossier. The status goes out as it is: asking for a supplement, for a payment and stopping stop no clock
/// that the law lets run, so they are never told as "done". The day owed is the law's, whatever an apology promised since.
/// </summary>
internal sealed partial class PortalWriter(OrganisationDirectory organisation, ServiceWords words, PortalFileLinks links)
{
    private static readonly TimeOnly Closes = new(17, 0);

    private static PortalCodes Codes => PortalCodes.Shipped;

    /// <summary>The national number of a status: it is ours, see <see cref="DossierStatus"/>.</summary>
    public static string StatusOf(DossierStatus status) => ((int)status).ToString(CultureInfo.InvariantCulture);

    /// <summary>The whole dossier as it stands now.</summary>
    /// <param name="s">The dossier with what was done.</param>
    /// <param name="payments">What it owes and what was paid.</param>
    /// <param name="reused">Files that were papers from the applicant's store, with the national code of what they are; null where it has none or is no result.</param>
    /// <param name="root">Address of the site, for the files.</param>
    public PortalDossier Dossier(PaperSource s, IReadOnlyList<Payment> payments, IReadOnlyDictionary<Guid, ReusedAs> reused, string root)
    {
        // What its applicant may still take out again is not handed in: the portal is told of no file that is dropped afterwards.
        var (d, p, files) = (s.Dossier, s.Whole.Procedure, s.Whole.Files.Where(f => f.Part == DossierWork.ResultPart || !DropFile.MayGo(s.Dossier, f)).ToList());
        var results = files.Where(f => f.Part == DossierWork.ResultPart).ToList();
        return new()
        {
            MaHoSo = d.Code!, MaTTHC = d.ProcedureCode, TenTTHC = p.NameVi, MaLinhVuc = p.Field, TenLinhVuc = words.Fields.FirstOrDefault(f => f.Key == p.Field)?.NameVi ?? p.Field,
            KenhThucHien = Codes.Channels[d.Channel], ChuHoSo = s.Owner.Name, LoaiDoiTuong = Codes.OwnerKinds[OwnerKind(s)],
            SoGiayToChuHoSo = Some(s.Owner.Number), Email = s.Owner.Email, SoDienThoai = s.Owner.Phone, TrichYeuHoSo = p.NameVi,
            NgayTiepNhan = At(d.ReceivedAt ?? d.SubmittedAt!.Value), NgayHenTra = EndOf(d.DueOn!.Value), TrangThaiHoSo = StatusOf(d.Status),
            NgayTra = d.Status == DossierStatus.ResultReturned ? At(d.EndedAt!.Value) : null, ThongTinTra = s.Process.HandOver?.PostNumber,
            HinhThuc = Codes.ReturnKinds[s.Process.HandOver?.Method ?? HandOver.Desk], NgayKetThucXuLy = d.FinishedAt is { } finished ? At(finished) : null,
            DonViXuLy = s.Process.Tasks is [.., var last] ? organisation.Find(last.UnitId)?.NameVi ?? "" : words.Agency.NameVi,
            GhiChu = d.PromisedOn is { } promised ? $"Đã xin lỗi và hẹn lại ngày {promised.Show()}" : null, NgayTuChoi = d.Status == DossierStatus.Refused ? At(d.EndedAt!.Value) : null,
            NgayNopHoSo = At(d.SubmittedAt!.Value), NoiNopHoSo = Codes.FiledAt, HoSoCoThanhPhanSoHoa = files.Any(f => f.Part != DossierWork.ResultPart) ? "1" : "0",
            TaiKhoanDuocXacThucVoiVNeID = d.IsPersonVerified ? "1" : "0", DuocThanhToanTrucTuyen = Codes.PaidOnline[payments.Any(x => x is { State: PaymentState.Paid, PaidBy: PaymentMethods.Online }) ? "portal" : "none"],
            DinhDanhCHS = Identity(s.Owner.Number), TaiLieuNop = [.. files.Where(f => f.Part != DossierWork.ResultPart).Select(f => File(f, reused.GetValueOrDefault(f.Id), root))],
            DSKetNoiCSDL = d.IsPersonVerified && Codes.Databases.GetValueOrDefault("population") is { Length: > 0 } population ? [new(population)] : [],
            DanhSachLePhi = [.. payments.SelectMany(x => x.Fees.Where(f => f.Amount is not null).Select(f => new PortalFee(f.NameVi, f.Key, Codes.FeeWhen[x.Due], PaymentMessages.Money(f.Amount!.Value), Codes.FeeKinds[f.Kind])))],
            DanhSachTepDinhKemKhac = [.. s.Handed.SelectMany(h => Papers(p, h))], DanhSachHoSoBoSung = [.. s.Process.Supplements.Select(r => Supplement(p, r))],
            DanhSachGiayToKetQua = [.. results.Select(f => new PortalResult(p.Results is [var r, ..] ? r.NameVi : f.Name, $"{f.Id}", root + links.Url(f.Id), p.Results is [{ Code: { } code }, ..] ? code : null))],
        };
    }

    /// <summary>A step of its way.</summary>
    public PortalProgress Progress(PaperSource s, DossierStep step, Func<DossierStatus, string> statusName) => new()
    {
        MaHoSo = s.Dossier.Code!, NguoiXuLy = step.By.Length <= Codes.Lengths["NguoiXuLy"] ? step.By : step.By[..(Codes.Lengths["NguoiXuLy"] - 1)] + "…", ThoiDiemXuLy = At(step.At),
        NoiDungXuLy = statusName(step.Status), TrangThai = StatusOf(step.Status), NgayBatDau = At(s.Dossier.SubmittedAt!.Value), NgayKetThucTheoQuyDinh = EndOf(s.Dossier.DueOn!.Value),
        PhongBanXuLy = s.Process.Tasks.LastOrDefault(t => t.OpenedAt <= step.At) is { } task ? organisation.Find(task.UnitId)?.NameVi : null,
    };

    /// <summary>A moment as the portal writes it, on a clock of twenty-four hours.</summary>
    public static string At(DateTime utc) => utc.ToOffice().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    /// <summary>The end of a day, as the portal writes it: when offices close.</summary>
    public static string EndOf(DateOnly day) => day.ToDateTime(Closes).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static string OwnerKind(PaperSource s) => s.Whole.Organisation?.Kind switch
    {
        OrganisationKind.StateAgency => "state",
        OrganisationKind.Other => "other",
        not null => "business",
        null => BusinessNumber().IsMatch(s.Owner.Number) ? "business" : "citizen",
    };

    private static PortalIdentity[] Identity(string number) => number.Length switch
    {
        12 when number.All(char.IsAsciiDigit) => [new(Codes.IdentityKinds["twelve"], number)],
        9 when number.All(char.IsAsciiDigit) => [new(Codes.IdentityKinds["nine"], number)],
        _ => [],
    };

    private static IEnumerable<PortalPaper> Papers(Procedure p, DossierPaper handed)
    {
        var name = p.Documents.Find(d => d.Key == handed.Document)?.NameVi ?? handed.Document;
        return new[] { ("original", handed.Originals), ("copy", handed.Copies) }.Where(x => x.Item2 > 0)
            .Select(x => new PortalPaper(name, x.Item2.ToString(CultureInfo.InvariantCulture), Codes.PaperKinds[x.Item1]));
    }

    // A paper from the store was not made a file for this dossier; a result lies there because the ministry made it.
    private PortalFile File(StoredFile f, ReusedAs? reused, string root) => new($"{f.Id}", f.Name, "False", f.Part!, root + links.Url(f.Id), Codes.YesNo(true),
        Codes.YesNo(reused is not null), Codes.YesNo(reused is { IsResult: true }), reused?.Code);

    // Fees are settled at submission and asked for by themselves: no supplement brings any.
    private static PortalSupplement Supplement(Procedure p, SupplementRequest r) => new($"{r.Id}", r.AskedBy, string.Join("; ", r.AllDefects().Select(d => d.Wrong)), At(r.AskedAt), r.AnsweredBy,
        r.AnsweredAt is { } at ? At(at) : null, Codes.SupplementStates[r.AnsweredAt is null ? "waiting" : "answered"],
        [.. r.AllDefects().Select(x => p.Documents.Find(d => d.Key == x.About)).OfType<DocumentRule>().DistinctBy(d => d.Key).Select(d => new PortalMended(d.NameVi, d.Key))], [], EndOf(r.DueBefore), r.DueAfter is { } due ? EndOf(due) : null);

    private static string? Some(string text) => text.Length > 0 ? text : null;

    [GeneratedRegex(@"^\d{10}(-\d{3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex BusinessNumber();
}
