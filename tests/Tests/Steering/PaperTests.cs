using System.Net;
using LoTrinh.Platform.Data;
using LoTrinh.Steering.Inspections;
using LoTrinh.Steering.Meetings;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Steering;

/// <summary>The papers of inspections and meetings, field by field.</summary>
public sealed class PaperTests
{
    [Theory, EachDatabase]
    public async Task The_decision_of_an_inspection_names_what_is_inspected_the_team_and_the_days(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var inspector = await app.SignInAsync("inspector");
        var id = await InspectionAsync(app, InspectionState.Closed);

        var file = await inspector.GetByteArrayAsync($"/chi-dao/kiem-tra/{id}/docx");
        var lines = Docx.Lines(file);

        Assert.Contains("BỘ GIAO THÔNG VẬN TẢI", lines);
        Assert.Contains("BAN CHỈ ĐẠO XÂY DỰNG CHÍNH PHỦ ĐIỆN TỬ", lines);
        Assert.Contains("Số: 04MH/QĐ-BCĐCPĐT", lines);
        Assert.Contains("Hà Nội, ngày 30 tháng 11 năm 2020", lines);
        Assert.Contains("QUYẾT ĐỊNH", lines);
        Assert.Contains("Về việc kiểm tra việc thành lập Ban Chỉ đạo và bố trí đầu mối", lines);
        Assert.Contains("Căn cứ Kế hoạch kiểm tra năm 2020.", lines);
        Assert.Contains(lines, l => l.Contains("tại: Cục Đường sắt Việt Nam. Thời kỳ kiểm tra: từ ngày 14/07/2020 đến ngày 30/11/2020.", StringComparison.Ordinal));
        Assert.Contains("Điều 3. Đoàn kiểm tra làm việc tại đơn vị từ ngày 07/12/2020 đến ngày 09/12/2020, báo cáo kết quả và dự thảo kết luận khi kết thúc.", lines);
        Assert.Equal([["1", "Thanh tra Bộ", "Thanh tra Bộ", "Trưởng đoàn"], ["2", "Chuyên viên Vụ Tổ chức cán bộ", "Vụ Tổ chức cán bộ", "Thành viên"]], Assert.Single(Docx.Tables(file)));
        await LookAsync("decision", file);
    }

    [Theory, EachDatabase]
    public async Task The_conclusion_says_nature_degree_cause_and_responsibility_and_how_it_is_mended(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var inspector = await app.SignInAsync("inspector");
        using var drvn = await app.SignInAsync("drvn");
        using var program = await app.ProgramAsync("inspector");
        var id = await InspectionAsync(app, InspectionState.Closed);
        var underWay = await InspectionAsync(app, InspectionState.UnderWay);

        var file = await inspector.GetByteArrayAsync($"/chi-dao/kiem-tra/{id}/docx?loai=ket-luan");
        var (lines, tables) = (Docx.Lines(file), Docx.Tables(file));
        using var early = await inspector.GetAsync($"/chi-dao/kiem-tra/{underWay}/docx?loai=ket-luan");
        using var foreign = await drvn.GetAsync($"/chi-dao/kiem-tra/{id}/docx?loai=ket-luan");

        Assert.Contains("THÔNG BÁO", lines);
        Assert.Contains("Thực hiện Quyết định số 04MH/QĐ-BCĐCPĐT ngày 30/11/2020, Đoàn kiểm tra đã làm việc từ ngày 07/12/2020 đến ngày 09/12/2020 tại: Cục Đường sắt Việt Nam. Kết luận kiểm tra như sau:", lines);
        Assert.Contains(lines, l => l.StartsWith("Đơn vị đã thành lập Ban Chỉ đạo đúng yêu cầu", StringComparison.Ordinal));
        Assert.Equal(3, tables.Count);
        Assert.Equal(["4", "Có đầu mối được chỉ định bằng văn bản", "Không đạt", "Đầu mối do Chánh Văn phòng kiêm nhiệm, chưa có văn bản chỉ định"], tables[0][3]);
        Assert.Equal(["1", "Chưa có văn bản chỉ định đầu mối; việc cập nhật hệ thống do nhiều người làm, không rõ ai chịu trách nhiệm (nhẹ)",
            "Chủ quan: Chờ kiện toàn nhân sự văn phòng Cục", "Cục trưởng Cục Đường sắt Việt Nam", "Cục nhận thiếu sót, sẽ ban hành quyết định chỉ định đầu mối trong tháng 12/2020."], Assert.Single(tables[1]));
        Assert.StartsWith("NV-2020-00061 Ban hành quyết định chỉ định đầu mối", Assert.Single(tables[2])[1], StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (early.StatusCode, foreign.StatusCode));
        Assert.Equal(lines, Docx.Lines(await program.GetByteArrayAsync($"/api/v1/steering/inspections/{id}/paper?kind=conclusion")));
        await LookAsync("conclusion", file);
    }

    [Theory, EachDatabase]
    public async Task The_minutes_say_who_came_what_was_said_and_who_signed(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var drvn = await app.SignInAsync("drvn");
        using var program = await app.ProgramAsync("drvn");
        var id = await app.WithAsync(s => s.GetRequiredService<AppDb>().Meetings.Where(m => m.Title.StartsWith("Phiên họp thứ nhất")).Select(m => m.Id).SingleAsync());
        var planned = await app.WithAsync(s => s.GetRequiredService<AppDb>().Meetings.Where(m => m.State == MeetingState.Planned || m.State == MeetingState.Invited).Select(m => m.Id).FirstAsync());

        var file = await drvn.GetByteArrayAsync($"/chi-dao/hop/{id}/bien-ban/docx");
        var (lines, came) = (Docx.Lines(file), Docx.Tables(file)[0]);
        using var early = await drvn.GetAsync($"/chi-dao/hop/{planned}/bien-ban/docx");

        Assert.Contains("BIÊN BẢN", lines);
        Assert.Contains("Phiên họp thứ nhất của Ban Chỉ đạo (minh họa)", lines);
        Assert.Contains("Thời gian bắt đầu: 08 giờ 30, ngày 17 tháng 7 năm 2020.", lines);
        Assert.Contains("Địa điểm: Phòng họp tầng 2, trụ sở Bộ, 80 Trần Hưng Đạo, Hà Nội.", lines);
        Assert.Contains("Thành phần dự họp: 18/19 thành viên có mặt hoặc cử người dự thay.", lines);
        Assert.Contains(came, r => r[2] == "Cục Hàng không Việt Nam" && r[3] == "Vắng: Đi công tác nước ngoài");
        Assert.Contains(came, r => r[2] == "Cục Đăng kiểm Việt Nam" && r[3].StartsWith("Dự thay: ", StringComparison.Ordinal));
        Assert.Contains("1. Công bố quyết định kiện toàn Ban Chỉ đạo, phân công nhiệm vụ thành viên", lines);
        Assert.Contains("Ban Chỉ đạo nghe công bố quyết định; các thành viên thống nhất phân công.", lines);
        Assert.Contains("Cuộc họp kết thúc lúc 11 giờ 30. Biên bản đã được thư ký và người chủ trì thông qua./.", lines);
        Assert.Equal(["THƯ KÝ", "CHỦ TRÌ"], lines.Where(l => l is "THƯ KÝ" or "CHỦ TRÌ"));
        Assert.Equal(2, lines.Count(l => l.StartsWith("ĐÃ KÝ TRÊN HỆ THỐNG 2", StringComparison.Ordinal)));
        Assert.DoesNotContain("Nơi nhận:", lines);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        Assert.Equal(lines, Docx.Lines(await program.GetByteArrayAsync($"/api/v1/steering/meetings/{id}/minutes")));
        await LookAsync("minutes", file);
    }

    private static Task<Guid> InspectionAsync(TestApp app, InspectionState state) => app.WithAsync(s =>
        s.GetRequiredService<AppDb>().Inspections.Where(i => i.State == state).OrderBy(i => i.Code).Select(i => i.Id).FirstAsync());

    // With LOTRINH_LOOK naming a folder the files are left there to be looked at.
    private static async Task LookAsync(string name, byte[] file)
    {
        if (Environment.GetEnvironmentVariable("LOTRINH_LOOK") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.docx"), file);
        }
    }
}
