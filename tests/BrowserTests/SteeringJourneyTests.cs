using System.Text;
using Microsoft.Playwright;
using Xunit;
using static LoTrinh.BrowserTests.Steps;

namespace LoTrinh.BrowserTests;

/// <summary>A working day of the committee: its chair, the standing office, a unit's focal point with a phone, an inspector, and everyone.</summary>
public sealed class SteeringJourneyTests(Product product)
{
    [Fact]
    public async Task A_unit_sends_back_what_does_not_fit_and_the_office_words_it_anew()
    {
        var (office, task) = await product.IssuedAsync("Số hóa hồ sơ lái xe cả nước trong một tuần", "22/03/2021");
        var unit = await product.AsAsync("drvn", 390);
        await unit.GotoAsync(task);
        await unit.FillAsync("form[action*='handler=Return'] [name=Reason]", "Một tuần không đủ cho 63 Sở; đề nghị thí điểm trước.");
        await ClickAsync(unit, "Trả lại");
        await HasAsync(unit, "Đơn vị trả lại");

        await office.GotoAsync($"{task}/sua");
        await office.FillAsync("[name=Title]", "Thí điểm số hóa hồ sơ lái xe tại hai Sở");
        await office.FillAsync("main [name=Reason]", "Thu hẹp theo ý kiến của đơn vị");
        await ClickAsync(office, "Lưu");
        await HasAsync(office, "Thí điểm số hóa hồ sơ lái xe tại hai Sở");
        await ClickAsync(office, "Ban hành nhiệm vụ");

        await unit.GotoAsync(task);
        await ClickAsync(unit, "Nhận nhiệm vụ");
        await HasAsync(unit, "Đang thực hiện");
    }

    [Fact]
    public async Task A_unit_asks_for_time_before_the_day_and_is_granted_it_while_the_first_promise_stays()
    {
        var (office, task) = await product.IssuedAsync("Lắp đặt thiết bị tại trạm dừng nghỉ", "31/03/2021");
        var unit = await product.AsAsync("drvn", 390);
        await unit.GotoAsync(task);
        await ClickAsync(unit, "Nhận nhiệm vụ");
        await unit.FillAsync("[name=ProposedOn]", "15/04/2021");
        await unit.FillAsync("[name=ExtensionReason]", "Nhà thầu giao thiết bị chậm");
        await ClickAsync(unit, "Đề nghị gia hạn");

        await office.GotoAsync(task);
        await HasAsync(office, "Nhà thầu giao thiết bị chậm");
        await ClickAsync(office, "Đồng ý gia hạn");
        await HasAsync(office, "15/04/2021");
        await HasAsync(office, "31/03/2021");
    }

    [Fact]
    public async Task A_product_is_done_when_someone_outside_the_unit_says_so()
    {
        var (office, task) = await product.IssuedAsync("Báo cáo kết nối dữ liệu trạm thu phí", "26/03/2021");
        var unit = await product.AsAsync("drvn", 1440);
        await unit.GotoAsync(task);
        await ClickAsync(unit, "Nhận nhiệm vụ");
        await unit.FillAsync("[name=ProductReference]", "Báo cáo số 12/BC-TCĐBVN ngày 15/03/2021");
        await unit.SetInputFilesAsync("[name=ProductFiles]", new FilePayload { Name = "báo cáo.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n%%EOF"u8.ToArray() });
        await ClickAsync(unit, "Nộp sản phẩm");
        await HasAsync(unit, "báo cáo.pdf");
        Assert.Equal(0, await unit.GetByRole(AriaRole.Button, new() { Name = "Xác nhận đạt" }).CountAsync());

        await office.GotoAsync(task);
        await ClickAsync(office, "Xác nhận đạt");
        await HasAsync(office, "Hoàn thành đúng hạn");
    }

    [Fact]
    public async Task A_late_unit_is_urged_by_letter_answers_it_and_is_heard()
    {
        var office = await product.AsAsync("office", 1440);
        await office.GotoAsync("/chi-dao/don-doc/soan/drvn");
        await office.FillAsync("[name=AnswerBy]", "26/03/2021");
        await ClickAsync(office, "Lập công văn");
        await office.FillAsync("[name=Number]", "2001/BGTVT-TTCNTT");
        await office.FillAsync("[name=IssuedOn]", "15/03/2021");
        await ClickAsync(office, "Ghi số, phát hành");
        await HasAsync(office, "Đã phát hành");

        var unit = await product.AsAsync("drvn", 390);
        await unit.GotoAsync(new Uri(office.Url).AbsolutePath);
        await unit.FillAsync("[name=Text]", "Tổng cục nhận khuyết điểm, sẽ hoàn thành trong tháng 3.");
        await unit.FillAsync("[name=Document]", "1200/TCĐBVN-KHCN");
        await ClickAsync(unit, "Gửi trả lời");
        await HasAsync(unit, "Ghi nguyên nhân chậm của nhiệm vụ này.");
        foreach (var cause in await unit.Locator("[name^=nguyennhan]").AllAsync())
        {
            await cause.FillAsync("Nhà thầu bàn giao chậm");
        }

        foreach (var day in await unit.Locator("[name^='ngay[']").AllAsync())
        {
            await day.FillAsync("31/03/2021");
        }

        await ClickAsync(unit, "Gửi trả lời");
        await HasAsync(unit, "Chờ xem xét");

        await office.ReloadAsync();
        await ClickAsync(office, "Chấp nhận");
        await HasAsync(office, "Đã chấp nhận");
    }

    [Fact]
    public async Task The_chair_asks_why_and_the_unit_explains_on_a_phone()
    {
        var (_, task) = await product.IssuedAsync("Rà soát biển báo điện tử", "30/04/2021");
        var chair = await product.AsAsync("chair", 1440);
        await chair.GotoAsync(task);
        await chair.GetByRole(AriaRole.Link, new() { Name = "Yêu cầu giải trình" }).ClickAsync();
        await chair.FillAsync("[name=Question]", "Vì sao chưa có kế hoạch chi tiết?");
        await chair.FillAsync("[name=AnswerBy]", "18/03/2021");
        await ClickAsync(chair, "Gửi yêu cầu");
        await chair.ReachesAsync(Record());

        var unit = await product.AsAsync("drvn", 390);
        await unit.GotoAsync(new Uri(chair.Url).AbsolutePath);
        await unit.FillAsync("[name=Text]", "Kế hoạch trình trước ngày 20/03/2021.");
        await ClickAsync(unit, "Gửi giải trình");

        await chair.ReloadAsync();
        await HasAsync(chair, "Kế hoạch trình trước ngày 20/03/2021.");
        await ClickAsync(chair, "Chấp nhận");
        await HasAsync(chair, "Đã chấp nhận");
    }

    [Fact]
    public async Task A_focal_point_has_the_deadlines_in_the_phone_s_calendar()
    {
        var unit = await product.AsAsync("drvn", 390);
        await unit.GotoAsync("/chi-dao/lich-han");
        await ClickAsync(unit, "Tạo địa chỉ");
        var address = (await unit.Locator("code.key").InnerTextAsync()).Trim();

        var calendar = await (await product.OpenAsync(390)).APIRequest.GetAsync(address);

        Assert.Equal(200, calendar.Status);
        Assert.Contains("BEGIN:VEVENT", await calendar.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_finds_tasks_without_diacritics_and_takes_the_list_along()
    {
        var office = await product.AsAsync("office", 1440);
        await office.GotoAsync("/chi-dao/nhiem-vu");
        await office.FillAsync("[name=q]", "du lieu");
        await office.SelectOptionAsync("[name=trangthai]", "Overdue");
        await ClickAsync(office, "Lọc");
        var titles = await office.Locator("main tbody th").AllInnerTextsAsync();
        Assert.NotEmpty(titles);
        Assert.All(titles, t => Assert.Contains("dữ liệu", t, StringComparison.OrdinalIgnoreCase));

        var file = await office.RunAndWaitForDownloadAsync(() => office.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
        var text = await File.ReadAllTextAsync(await file.PathAsync());
        Assert.Equal(titles.Count, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    [Fact]
    public async Task The_chair_opens_the_list_behind_a_number_and_it_has_as_many()
    {
        var chair = await product.AsAsync("chair", 1440);
        await chair.GotoAsync("/chi-dao");
        foreach (var status in new[] { "Overdue", "DueSoon" })
        {
            var number = chair.Locator($".kpis .value a[href$='trangthai={status}']");
            var count = (await number.InnerTextAsync()).Trim();
            await number.ClickAsync();
            await HasAsync(chair, $"{count} nhiệm vụ ·");
            await chair.GoBackAsync();
        }
    }

    [Fact]
    public async Task What_the_office_prepares_the_chair_publishes_and_everyone_reads()
    {
        var office = await product.AsAsync("office", 1440);
        await office.GotoAsync("/chi-dao/cong-bo");
        await office.GetByRole(AriaRole.Link, new() { Name = "Chuẩn bị công bố" }).ClickAsync();
        await office.SelectOptionAsync("[name=ReviewId]", "");
        await office.FillAsync("[name=Day]", "12/03/2021");
        await office.FillAsync("[name=AnswerableVi]", "Trung tâm Công nghệ thông tin, Bộ Giao thông vận tải");
        await ClickAsync(office, "Chuẩn bị công bố");
        await ClickAsync(office, "Trình công bố");
        await HasAsync(office, "Chờ công bố");

        var chair = await product.AsAsync("chair", 1440);
        await chair.GotoAsync(new Uri(office.Url).AbsolutePath);
        await chair.GetByRole(AriaRole.Button, new() { Name = "Công bố", Exact = true }).ClickAsync();
        await HasAsync(chair, "Đã công bố");

        var anyone = await product.OpenAsync(390);
        await anyone.GotoAsync("/ket-qua-chi-dao");
        await HasAsync(anyone, "12/03/2021");
        await Accessibility.CleanAsync(anyone);
    }

    [Fact]
    public async Task A_member_gives_an_opinion_and_may_change_it_while_the_round_is_open()
    {
        var chair = await product.AsAsync("chair", 1440);
        await chair.GotoAsync("/viec-cua-toi");
        await chair.Locator("main a[href*='/chi-dao/y-kien/']").First.ClickAsync();
        if (!chair.Url.Contains("/phieu/", StringComparison.Ordinal))
        {
            await chair.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Cho ý kiến" }).First.ClickAsync();
        }

        await chair.CheckAsync("[name=Choice][value=Agree]");
        await ClickAsync(chair, "Gửi phiếu");
        await HasAsync(chair, "Bạn có thể sửa đến khi khép");
    }

    [Fact]
    public async Task The_office_looks_at_a_flag_and_says_why_it_is_none()
    {
        var office = await product.AsAsync("office", 1440);
        await office.GotoAsync("/chi-dao/trung-thuc?traloi=0");
        await office.SelectOptionAsync("[name=donvi]", new SelectOptionValue { Label = "Vụ Vận tải" }); // nobody answers for their own unit
        await ClickAsync(office, "Lọc");
        await office.Locator("main tbody a[href*='/chi-dao/trung-thuc/']").First.ClickAsync();
        await office.FillAsync("[name=Reason]", "Đã gọi đơn vị, số liệu đúng.");
        await ClickAsync(office, "Đã xem, có lý do");
        await HasAsync(office, "Đã gọi đơn vị, số liệu đúng.");
    }

    [Fact]
    public async Task An_annex_comes_in_as_tasks_once_its_broken_row_is_mended()
    {
        var office = await product.AsAsync("office", 1440);
        await SendAnnexAsync(office, "45/02/2021");
        await HasAsync(office, "45/02/2021");
        Assert.Equal(0, await office.GetByRole(AriaRole.Button, new() { Name = "Nhập", Exact = true }).CountAsync());

        await SendAnnexAsync(office, "20/05/2021");
        await office.GetByRole(AriaRole.Button, new() { Name = "Nhập", Exact = true }).ClickAsync();
        await office.Locator("main").GetByText("Đã nhập").First.WaitForAsync(new() { Timeout = 60_000 }); // the page shows itself anew when the work has ended

        await office.GotoAsync("/chi-dao/nhiem-vu?buoc=Draft&q=phu+luc+hanh+trinh");
        Assert.Equal(2, await office.Locator("main tbody tr").CountAsync());
    }

    [Fact]
    public async Task An_inspector_notes_a_finding_and_the_unit_explains_it()
    {
        var inspector = await product.AsAsync("inspector", 1440);
        await inspector.GotoAsync("/chi-dao/kiem-tra");
        await inspector.GetByRole(AriaRole.Link, new() { Name = "khối đăng kiểm" }).First.ClickAsync();
        await inspector.FillAsync("[name=Nature]", "Hai biên bản nghiệm thu thiếu chữ ký");
        await inspector.CheckAsync("[name=Degree][value=Slight]");
        await inspector.FillAsync("[name=Cause]", "Sót khi lập hồ sơ");
        await inspector.CheckAsync("[name=CauseKind][value=Subjective]");
        await inspector.SelectOptionAsync("[name=UnitId]", new SelectOptionValue { Label = "Cục Đăng kiểm Việt Nam" });
        await inspector.FillAsync("[name=Responsible]", "Cục trưởng");
        await inspector.SelectOptionAsync("[name=FindingItemId]", new SelectOptionValue { Index = 1 });
        await inspector.FillAsync("[name=ExplainBy]", "22/03/2021");
        await ClickAsync(inspector, "Ghi nhận phát hiện");

        await HasAsync(inspector, "Hai biên bản nghiệm thu thiếu chữ ký");
        await HasAsync(inspector, "22/03/2021");
    }

    [Fact]
    public async Task A_reader_of_English_goes_from_the_overview_to_a_unit_s_tasks_and_back_into_Vietnamese()
    {
        var office = await product.AsAsync("office", 1440);
        await office.GotoAsync("/en/chi-dao");
        await office.Locator("table.units th a").First.ClickAsync();
        await HasAsync(office, " tasks · ");
        Assert.StartsWith("/en/chi-dao/nhiem-vu", new Uri(office.Url).AbsolutePath, StringComparison.Ordinal);
        await office.GotoAsync(new Uri(office.Url).PathAndQuery["/en".Length..]);
        await HasAsync(office, " nhiệm vụ · ");
    }

    private static async Task SendAnnexAsync(IPage office, string due)
    {
        var table = $"Mã nhiệm vụ,Nội dung,Chủ trì,Người chịu trách nhiệm,Thẩm quyền,Sản phẩm,Tiêu chí,Thời hạn\n"
            + $"PL-1,Lập phụ lục hành trình tuyến cố định,Tổng cục Đường bộ Việt Nam,Tổng cục trưởng,Bộ trưởng,Phụ lục,Đủ 63 Sở,{due}\n"
            + "PL-2,Rà soát phụ lục hành trình xe buýt,Vụ Vận tải,Vụ trưởng,Bộ trưởng,Báo cáo,Có số liệu,30/06/2021\n";
        await office.GotoAsync("/chi-dao/nhap");
        await office.FillAsync("[name=Source]", "77/QĐ-BGTVT");
        await office.SetInputFilesAsync("[name=Annex]", new FilePayload { Name = "phụ lục.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(table) });
        await ClickAsync(office, "Gửi tệp");
        await ClickAsync(office, "Kiểm tra thử");
    }
}
