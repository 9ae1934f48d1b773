using Microsoft.Playwright;
using Xunit;
using static LoTrinh.BrowserTests.Steps;

namespace LoTrinh.BrowserTests;

/// <summary>What comes back each period: meetings and their conclusions, opinions, reviews, baselines, who sits in the committee, samples.</summary>
public sealed class SteeringPeriodJourneyTests(Product product)
{
    private const string Committee = "Ban Chỉ đạo xây dựng Chính phủ điện tử Bộ Giao thông vận tải";

    [Fact]
    public async Task The_office_calls_a_meeting_and_a_unit_finds_the_invitation_on_its_phone()
    {
        var office = await product.AsAsync("office", 1440);
        await office.GotoAsync("/chi-dao/ban-chi-dao");
        await FollowAsync(office, Committee);
        await FollowAsync(office, "Lập cuộc họp");
        await office.FillAsync("[name=Title]", "Phiên họp chuyên đề về kết nối trạm thu phí");
        await office.FillAsync("[name=On]", "24/03/2021");
        await office.FillAsync("[name=From]", "14:00");
        await office.FillAsync("[name=To]", "16:30");
        await office.FillAsync("[name=Place]", "Phòng họp số 2, 80 Trần Hưng Đạo");
        await office.FillAsync("[name='Agenda[0].Title']", "Báo cáo tiến độ của Tổng cục Đường bộ Việt Nam");
        await office.SelectOptionAsync("[name=ChairSeatId]", new SelectOptionValue { Index = 1 });
        await office.GetByLabel("Lãnh đạo Tổng cục").First.CheckAsync();
        await ClickAsync(office, "Lưu cuộc họp");
        await office.ReachesAsync(Record());
        await ClickAsync(office, "Gửi giấy mời");
        await HasAsync(office, "Giấy mời");

        var unit = await product.AsAsync("drvn", 390);
        await unit.GotoAsync("/chi-dao/hop");
        await FollowAsync(unit, "Phiên họp chuyên đề về kết nối trạm thu phí");
        await HasAsync(unit, "Báo cáo tiến độ của Tổng cục Đường bộ Việt Nam");
        await HasAsync(unit, "Phòng họp số 2, 80 Trần Hưng Đạo");
    }

    [Fact]
    public async Task A_unit_mends_the_report_it_finds_filled_in_and_the_office_reads_it_beside_its_own()
    {
        var unit = await product.AsAsync("drvn", 1440);
        await unit.GotoAsync("/viec-cua-toi");
        await unit.Locator("main a[href*='/chi-dao/so-ket/'][href$='/bao-cao/drvn']").First.ClickAsync();
        await unit.FillAsync("[name=Causes]", "Chủ quan: phân công chưa rõ giữa hai Vụ.");
        await unit.FillAsync("[name=NextSteps]", "Dứt điểm các nhiệm vụ quá hạn trong quý II.");
        var review = new Uri(unit.Url).AbsolutePath.Split("/bao-cao/")[0];
        await ClickAsync(unit, "Gửi báo cáo");
        await HasAsync(unit, "Đã ghi nhận: Gửi báo cáo của đơn vị");

        var office = await product.AsAsync("office", 1440);
        await office.GotoAsync($"{review}/tong-hop");
        await HasAsync(office, "Chủ quan: phân công chưa rõ giữa hai Vụ.");
        Assert.Contains("Ban Chỉ đạo đã họp", await office.Locator("[name=Direction]").InputValueAsync(), StringComparison.Ordinal);
        await office.FillAsync("[name=Results]", "Các đơn vị đã thực hiện phần lớn nhiệm vụ đến hạn.");
        await ClickAsync(office, "Lưu");
        await HasAsync(office, "Các đơn vị đã thực hiện phần lớn nhiệm vụ đến hạn.");
    }

    [Fact]
    public async Task The_office_freezes_a_plan_and_sees_what_has_changed_since_a_day()
    {
        var office = await product.AsAsync("office", 1440);
        await office.GotoAsync("/chi-dao/chuong-trinh");
        await office.Locator("main tbody a[href*='/chi-dao/chuong-trinh/']").First.ClickAsync();
        await office.ReachesAsync(Record());
        await office.Locator("details:has([name=BaselineName]) > summary").ClickAsync();
        await office.FillAsync("[name=BaselineName]", "Đường cơ sở giữa tháng 3");
        await ClickAsync(office, "Chốt đường cơ sở");
        await HasAsync(office, "Đường cơ sở giữa tháng 3");

        await FollowAsync(office, "So sánh kế hoạch");
        await office.SelectOptionAsync("[name=tu]", new SelectOptionValue { Label = "Một ngày" });
        await office.FillAsync("[name=tu-ngay]", "31/12/2020");
        await ClickAsync(office, "So sánh kế hoạch");
        await HasAsync(office, "31/12/2020");
    }

    [Fact]
    public async Task The_office_records_that_a_seat_is_vacant_and_who_follows_later()
    {
        var office = await product.AsAsync("office", 1440);
        await office.GotoAsync("/chi-dao/ban-chi-dao");
        await FollowAsync(office, Committee);
        var record = new Uri(office.Url).AbsolutePath;
        await office.Locator("details:has([name=LeftSeatId]) > summary").ClickAsync();
        await office.SelectOptionAsync("[name=LeftSeatId]", new SelectOptionValue { Index = 2 });
        await office.FillAsync("[name=HolderTo]", "01/03/2021");
        await ClickAsync(office, "Ghi khuyết");
        await HasAsync(office, "Hãy ghi văn bản hoặc nguồn nêu tên");
        await office.FillAsync("[name=LeftSource]", "Thông báo nghỉ theo chế độ (minh họa)");
        await ClickAsync(office, "Ghi khuyết");
        await HasAsync(office, "Khuyết");

        await office.GotoAsync($"{record}?ngay=28/02/2021");
        await Assertions.Expect(office.Locator("#thanh-phan")).Not.ToContainTextAsync("Khuyết");
    }

    [Fact]
    public async Task The_office_enters_a_ballot_that_came_on_paper_with_its_scan()
    {
        var office = await product.AsAsync("office", 1440);
        await office.GotoAsync("/chi-dao/y-kien?trangthai=Open");
        await office.Locator("main tbody a[href*='/chi-dao/y-kien/']").First.ClickAsync();
        await office.ReachesAsync(Record());
        await FollowAsync(office, "Nhập phiếu giấy");
        // The last of them: the chair's ballot, the first, is the chair's to give.
        await office.SelectOptionAsync("[name=MemberId]", (await office.Locator("[name=MemberId] option").Last.GetAttributeAsync("value"))!);
        await office.CheckAsync("[name=Choice][value=Agree]");
        await office.FillAsync("[name=ReceivedOn]", "15/03/2021");
        await ClickAsync(office, "Lưu phiếu giấy");
        await HasAsync(office, "bản chụp");
        await office.SetInputFilesAsync("input[type=file]", new FilePayload { Name = "phiếu.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4\n%%EOF"u8.ToArray() });
        await ClickAsync(office, "Lưu phiếu giấy");
        await office.ReachesAsync(Record());
        await HasAsync(office, "phiếu giấy");
    }

    [Fact]
    public async Task The_chair_reads_the_review_of_the_last_period_and_what_lies_behind_a_unit_s_score()
    {
        var chair = await product.AsAsync("chair", 1440);
        await chair.GotoAsync("/chi-dao/so-ket");
        await chair.SelectOptionAsync("[name=trangthai]", "Approved");
        await ClickAsync(chair, "Lọc");
        await chair.Locator("main tbody a").First.ClickAsync();
        await chair.ReachesAsync(Record());
        await chair.Locator("main a[href*='/cham-diem/']").First.ClickAsync();
        await HasAsync(chair, "Điểm");

        var report = await chair.RunAndWaitForDownloadAsync(async () =>
        {
            await chair.GotoAsync(new Uri(chair.Url).AbsolutePath.Split("/cham-diem/")[0]);
            await chair.Locator("main a[href*='bao-cao-tong-hop']").First.ClickAsync();
        });
        Assert.EndsWith(".docx", report.SuggestedFilename, StringComparison.Ordinal);
    }
}
