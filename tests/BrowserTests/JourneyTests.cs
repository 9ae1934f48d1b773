using Microsoft.Playwright;
using Xunit;

namespace LoTrinh.BrowserTests;

public sealed class JourneyTests(Product product)
{
    [Fact]
    public async Task The_office_assigns_a_task_and_the_unit_reports_on_it()
    {
        var office = await product.OpenAsync(1440);
        await Product.SignInAsync(office, "office");
        await office.GotoAsync("/chi-dao/giao-nhiem-vu");
        await office.FillAsync("[name=Title]", "Thí điểm biên lai điện tử tại bến xe");
        await office.SelectOptionAsync("[name=LeadUnitId]", new SelectOptionValue { Label = "Tổng cục Đường bộ Việt Nam" });
        await office.FillAsync("[name=AccountablePosition]", "Tổng cục trưởng");
        await office.Locator("button[value=true]").ClickAsync();

        Assert.Equal("Chưa rõ", await office.Locator("[data-respect=product] .ds-tag").InnerTextAsync());
        Assert.Contains("Chưa rõ sản phẩm", await office.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Thí điểm biên lai điện tử tại bến xe", await office.InputValueAsync("[name=Title]"));

        await office.FillAsync("[name=Authority]", "Trưởng Ban Chỉ đạo");
        await office.FillAsync("[name=Product]", "Báo cáo thí điểm");
        await office.FillAsync("[name=AcceptanceCriteria]", "Có số liệu của hai bến xe");
        await office.FillAsync("[name=DueWorkingDays]", "5");
        await office.Locator("#counted", new() { HasText = "22/03/2021" }).WaitForAsync();
        await office.FillAsync("[name=DueWorkingDays]", "");
        await office.FillAsync("[name=DueOn]", "30/06/2021");
        Assert.Equal("Rõ", await office.Locator("[data-respect=product] .ds-tag").InnerTextAsync());
        await office.Locator("button[value=true]").ClickAsync();
        await office.ReachesAsync(Steps.Record());

        var unit = await product.OpenAsync(390);
        await Product.SignInAsync(unit, "drvn");
        await unit.GotoAsync(new Uri(office.Url).AbsolutePath);
        await unit.GetByRole(AriaRole.Button, new() { Name = "Nhận nhiệm vụ" }).ClickAsync();
        await unit.FillAsync("[name=Progress]", "20");
        await unit.FillAsync("[name=Narrative]", "Đã chọn hai bến xe thí điểm");
        await unit.GetByRole(AriaRole.Button, new() { Name = "Cập nhật tiến độ" }).ClickAsync();

        await office.ReloadAsync();
        Assert.Contains("Đã chọn hai bến xe thí điểm", await office.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }
}
