using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.PublicServices.Demo;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Payments;
using LoTrinh.PublicServices.Processing;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>The papers that the law wants of a dossier: each says what the record says, on the screen and as DOCX.</summary>
public sealed class PapersTests
{
    [Theory]
    [InlineData("mau-01", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả", "Chủ hồ sơ: Hợp tác xã Minh Họa|Điện thoại: 024 0000 0000|Số định danh hoặc mã số: 0100000000|Thời gian nhận hồ sơ: 15/03/2021 09:00|Thời gian trả kết quả: ngày 22/03/2021|5 ngày làm việc|Giấy đề nghị, tờ khai|Bản khai điện tử|Người nộp hồ sơ")]
    [InlineData("mau-02", "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "(lần 1)|Bản sao văn bằng, chứng chỉ của người trực tiếp điều hành vận tải|Bản chụp mờ|Hồ sơ|Xếp lại theo thứ tự|Người hướng dẫn|Đơn vị giải quyết")]
    [InlineData("mau-03", "Phiếu từ chối tiếp nhận giải quyết hồ sơ", "không được tiếp nhận giải quyết vì: Không đủ điều kiện về bãi đỗ")]
    [InlineData("mau-04", "Phiếu xin lỗi và hẹn lại ngày trả kết quả", "Kính gửi: Hợp tác xã Minh Họa|hẹn trả kết quả ngày 22/03/2021|Đơn vị chịu trách nhiệm: Tổng cục Đường bộ Việt Nam|Đang chờ kiểm tra bến bãi|vào ngày 24/03/2021")]
    [InlineData("mau-05", "Phiếu kiểm soát quá trình giải quyết hồ sơ", "Đơn vị giải quyết: Tổng cục Đường bộ Việt Nam|Thẩm định hồ sơ|Trước hạn|Đạt")]
    [InlineData("bien-nhan", "Giấy biên nhận trả kết quả", "Giấy phép kinh doanh vận tải, số KQ-2021-|Trực tiếp|Người nhận: Người nhận, căn cước 001099000009|Người trả kết quả|Đơn vị giải quyết")]
    public async Task Each_paper_says_what_the_record_says_and_its_file_is_the_same(string form, string title, string says)
    {
        using var app = TestApp.Start();
        app.Clock.Set(new DateTime(2021, 3, 15, 2, 0, 0, DateTimeKind.Utc));
        var code = await UpToAsync(app, form);
        var desk = await app.SignInAsync("desk");

        var page = await desk.OpenAsync($"/dich-vu-cong/ho-so/{code}/giay-to/{form}");
        var file = await desk.GetByteArrayAsync($"/dich-vu-cong/ho-so/{code}/giay-to/{form}?dang=docx");

        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => $"{e.Path?.XPath}: {e.Description}"));
        var written = string.Join('\n', document.MainDocumentPart!.Document!.Descendants<DocumentFormat.OpenXml.Wordprocessing.Text>().Select(t => t.Text));
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.Contains(title.ToUpperInvariant(), written, StringComparison.Ordinal);
        foreach (var said in says.Split('|'))
        {
            Assert.Contains(said, page.QuerySelector("article")!.TextContent, StringComparison.OrdinalIgnoreCase);
            Assert.Contains(said, written, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("./.", written, StringComparison.Ordinal);
        Assert.Equal(form == "mau-01", document.MainDocumentPart!.ImageParts.Any());
    }

    [Fact]
    public async Task Only_the_papers_that_there_are_can_be_had_and_the_control_sheet_stays_inside()
    {
        using var app = TestApp.Start();
        var code = await UpToAsync(app, "mau-05");
        using var citizen = await app.SignInAsync("citizen");
        using var program = await app.ProgramAsync("citizen");
        using var other = await app.SignInAsync("editor");

        var list = await program.GetStringAsync($"/api/v1/services/dossiers/{code}/papers");
        var statuses = new List<HttpStatusCode>();
        foreach (var (browser, form) in new[] { (citizen, "mau-01"), (citizen, "mau-04"), (citizen, "mau-05"), (citizen, "mau-99"), (other, "mau-01") })
        {
            statuses.Add((await browser.GetAsync($"/dich-vu-cong/ho-so/{code}/giay-to/{form}")).StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound], statuses);
        Assert.Contains("mau-01", list, StringComparison.Ordinal);
        Assert.DoesNotContain("mau-05", list, StringComparison.Ordinal);
        Assert.Equal(LetterDocx.MediaType, (await program.GetAsync($"/api/v1/services/dossiers/{code}/papers/mau-01")).Content.Headers.ContentType!.MediaType);
    }

    [Theory, EachDatabase]
    public async Task The_register_holds_what_came_in_a_span_with_owner_unit_and_days(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var desk = await app.SignInAsync("desk");

        var page = await desk.OpenAsync("/dich-vu-cong/so-theo-doi?tu=01/02/2021&den=28/02/2021");
        using var backwards = await desk.GetAsync("/dich-vu-cong/so-theo-doi?tu=01/03/2021&den=28/02/2021");
        using var nonsense = await desk.GetAsync("/dich-vu-cong/so-theo-doi?tu=31/02/2021");
        var file = await desk.GetByteArrayAsync("/dich-vu-cong/so-theo-doi?tu=01/02/2021&den=28/02/2021&dang=docx");

        var rows = page.QuerySelectorAll("article tbody tr");
        Assert.DoesNotContain("/TNHS", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, rows.Length);
        Assert.Contains("000.00.00.G04-210218-0001", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Hợp tác xã vận tải Sông Hồng", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Tổng cục Đường bộ Việt Nam", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("25/02/2021", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (backwards.StatusCode, nonsense.StatusCode));
        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(e => e.Description));
    }

    [Theory, EachDatabase]
    public async Task The_counter_takes_in_for_someone_without_an_account_and_papers_count_as_documents(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        app.Clock.Set(new DateTime(2021, 3, 15, 8, 30, 0, DateTimeKind.Utc)); // 15:30: after the hour until which papers are passed on the same day
        var (desk, citizen) = (await app.ActorAsync("desk"), await app.ActorAsync("citizen"));
        CounterDraft draft = new("1.000703", Channels.Direct, "Bà Nguyễn Thị Quầy", "001099000123", "024 0000 0001", null, new FormValues(FormTests.Complete),
            [new("manager-diploma", 0, 1), new("manager-appointment", 1, 0)], []);

        var wrong = await TakeInAsync(draft with { Channel = "online", Name = " ", Papers = [new("manager-diploma", 0, 100)] });
        var refused = await app.WithAsync(s => s.GetRequiredService<CounterWork>().TakeIn(citizen, draft, default));
        var taken = (await TakeInAsync(draft)).Value;
        var browser = await app.SignInAsync("desk");
        var page = await browser.OpenAsync($"/dich-vu-cong/xu-ly/{taken.Code}");
        var receipt = await browser.OpenAsync($"/dich-vu-cong/ho-so/{taken.Code}/giay-to/mau-01");
        await Desk.ReceptionAsync(app, w => w.Forward(desk, taken.Code!, null, default));

        Assert.Equal(["services.counter-channel", "services.filer-name", "services.papers-number", "services.document-missing"], wrong.Problems.Select(p => p.Code));
        Assert.Equal("forbidden", refused.Problems[0].Code);
        Assert.Equal((DossierStatus.Received, (DateTime?)null, (Guid?)null), (taken.Status, taken.AnswerDueAt, taken.ApplicantId));
        Assert.Contains("chuyển đầu giờ ngày 16/03/2021", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Người nộp: Bà Nguyễn Thị Quầy", receipt.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal("1", receipt.QuerySelectorAll("article tbody tr")[2].QuerySelectorAll("td")[2].TextContent);
        Assert.Equal("Bộ phận một cửa", receipt.QuerySelectorAll("article footer .signer")[1].QuerySelectorAll("b")[^1].TextContent);
        Assert.Contains("001099000123", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Bà Nguyễn Thị Quầy", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["0|1", "1|0"], page.QuerySelectorAll("td.num").Chunk(2).Select(c => string.Join('|', c.Select(x => x.TextContent))).Take(2));
        Assert.Single(await Desk.TasksAsync(app, taken.Code!));
        Assert.All(await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.Where(e => e.Action == "services.dossier.taken-in").ToListAsync()), e => Assert.DoesNotContain("Quầy", e.Changes, StringComparison.Ordinal));

        Task<LoTrinh.Platform.Result<Dossier>> TakeInAsync(CounterDraft d) => app.WithAsync(s => s.GetRequiredService<CounterWork>().TakeIn(desk, d, default));
    }

    [Theory]
    [InlineData("abc", null, null, "services.filer-number FilerNumber")]
    [InlineData("12345678", null, null, "services.filer-number FilerNumber")]
    [InlineData("001 099 000 123", "024 3942 0197", "ba.quay@donvi.vn", "")]
    [InlineData("b1234567", "+84 24 3942 0197", null, "")]
    [InlineData(null, "xx", "kk", "services.filer-phone FilerPhone|services.filer-email FilerEmail")]
    public async Task Who_hands_in_at_the_counter_is_written_down_as_numbers_and_addresses_are(string? number, string? phone, string? email, string wrong)
    {
        using var app = TestApp.Start();
        var desk = await app.ActorAsync("desk");
        CounterDraft draft = new("1.000703", Channels.Direct, "Bà Nguyễn Thị Quầy", number, phone, email, new FormValues(FormTests.Complete), [new("manager-diploma", 0, 1), new("manager-appointment", 1, 0)], []);

        var taken = await app.WithAsync(s => s.GetRequiredService<CounterWork>().TakeIn(desk, draft, default));

        Assert.Equal(wrong, string.Join('|', taken.Problems.Select(p => $"{p.Code} {p.Field}")));
    }

    [Fact]
    public async Task What_waits_for_its_fee_is_written_down_at_the_counter_says_why_and_is_received_with_the_money()
    {
        using var app = TestApp.Start();
        var desk = await app.ActorAsync("desk");
        var values = new FormValues(SeedFile.Read<ServicesSeed.DossierFile>("payments-demonstration.yaml").Dossiers[0].Values.ToDictionary(v => v.Key, v => new[] { v.Value }));
        var papers = await app.WithAsync(s => Task.FromResult(s.GetRequiredService<ProcedureCatalogue>().Find("1.002809")!.Documents.Where(d => d.IsNeeded(values)).Select(d => new HandedPapers(d.Key, 1, 0)).ToList()));

        var taken = (await app.WithAsync(s => s.GetRequiredService<CounterWork>().TakeIn(desk, new("1.002809", Channels.Direct, "Ông Trần", null, null, null, values, papers, []), default))).Value;
        var page = await (await app.SignInAsync("desk")).OpenAsync($"/dich-vu-cong/xu-ly/{taken.Code}");
        Assert.True((await app.WithAsync(s => s.GetRequiredService<PaymentWork>().Take(desk, taken.Code!, "before", "cash", null, null, default))).Ok);
        await app.DispatchAsync();
        var paid = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.Include(d => d.History).AsNoTracking().SingleAsync(d => d.Id == taken.Id));

        Assert.Equal(DossierStatus.Submitted, taken.Status);
        Assert.Equal((DossierStatus.Received, "Bộ phận một cửa"), (paid.Status, paid.History.OrderBy(h => h.Number).Last().By));
        Assert.True(await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.AnyAsync(e => e.SubjectId == taken.Id && e.Action == "services.dossier.written-down")));
        Assert.Contains("Chưa tiếp nhận được", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.True(page.QuerySelector("details:has(form[action*='handler=Take'])")!.HasAttribute("open"));
    }

    [Fact]
    public async Task Papers_are_counted_at_the_field_they_were_typed_into_and_those_of_one_document_together()
    {
        using var app = TestApp.Start();
        var desk = await app.ActorAsync("desk");
        CounterDraft draft = new("1.000703", Channels.Direct, "Ông Trần", null, null, null, new FormValues(FormTests.Complete), [new("manager-diploma", 1, 1), new("manager-diploma", 0, 2), new("manager-appointment", 1, 0)], []);

        var wrong = await app.WithAsync(s => s.GetRequiredService<CounterWork>().TakeIn(desk, draft with { Papers = [new("manager-diploma", 1, -1), new("manager-appointment", 100, 0)] }, default));
        var taken = (await app.WithAsync(s => s.GetRequiredService<CounterWork>().TakeIn(desk, draft, default))).Value;

        Assert.Equal(["originals-manager-appointment", "copies-manager-diploma"], wrong.Problems.Select(p => p.Field));
        Assert.Equal((1, 3), await app.WithAsync(async s => await s.GetRequiredService<AppDb>().Set<DossierPaper>().Where(p => p.DossierId == taken.Id && p.Document == "manager-diploma").Select(p => new { p.Originals, p.Copies }).SingleAsync() is var p ? (p.Originals, p.Copies) : default));
    }

    [Fact]
    public async Task At_the_counter_what_was_typed_stays_when_something_is_wrong()
    {
        using var app = TestApp.Start();
        using var desk = await app.SignInAsync("desk");

        var choose = await desk.OpenAsync("/dich-vu-cong/quay");
        using var answer = await desk.PostFormAsync("/dich-vu-cong/quay/1.000703", new() { ["FilerName"] = "Ông Trần", ["unitName"] = "Xe khách Đường Xa", ["originals-manager-diploma"] = "một", ["act"] = "submit" });
        var page = await answer.ReadPageAsync();

        Assert.Contains(choose.QuerySelectorAll("main a"), a => a.GetAttribute("href") == "/dich-vu-cong/quay/1.000703");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(("Ông Trần", "Xe khách Đường Xa", "một"), (page.QuerySelector("#FilerName")!.GetAttribute("value"), page.QuerySelector("#unitName")!.GetAttribute("value"), page.QuerySelector("#originals-manager-diploma")!.GetAttribute("value")));
        Assert.NotNull(page.QuerySelector("#originals-manager-diploma-problem"));
        Assert.Equal(HttpStatusCode.NotFound, (await desk.GetAsync("/dich-vu-cong/quay/9.999999")).StatusCode);
    }

    // A dossier as far as the paper needs it.
    private static async Task<string> UpToAsync(TestApp app, string form)
    {
        var code = await Desk.SubmittedAsync(app, await app.ActorAsync("citizen"));
        if (form is "mau-01")
        {
            return code;
        }

        await Desk.ReceptionAsync(app, w => w.Receive(Desk.Officers, code, null, default));
        switch (form)
        {
            case "mau-02":
                await Desk.ReceptionAsync(app, w => w.AskSupplement(Desk.Officers, code, null, [new("manager-diploma", "Bản chụp mờ"), new("", "Xếp lại theo thứ tự")], null, default));
                break;
            case "mau-03":
                await Desk.ReceptionAsync(app, w => w.Refuse(Desk.Officers, code, null, "Không đủ điều kiện về bãi đỗ", default));
                break;
            case "mau-04":
                await Desk.ResultAsync(app, w => w.Apologise(Desk.Officers, code, null, "24/03/2021", "drvn", "Đang chờ kiểm tra bến bãi", default));
                break;
            default:
                await Desk.ThroughAsync(app, code);
                await Desk.ResultAsync(app, w => w.Issue(Desk.Officers, code, null, null, [], true, default));
                await Desk.ResultAsync(app, w => w.GiveOut(Desk.Officers, code, null, new(HandOver.Desk, "Người nhận, căn cước 001099000009", null), default));
                break;
        }

        return code;
    }
}
