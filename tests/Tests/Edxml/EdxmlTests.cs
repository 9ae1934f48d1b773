using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using CsCheck;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Edxml;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Edxml;

/// <summary>Documents of the national axis: what is written is read, what others write is read as far as it makes sense, and nothing else does harm.</summary>
public sealed class EdxmlTests
{
    private static readonly EdxmlMessage Letter = new("G22,2021/03/08,1624/VPCP-KSTT", new("G22", "Văn phòng Chính phủ"), [new("G04", "Bộ Giao thông vận tải"), new("", "Bộ Công an")],
        "1624", "VPCP-KSTT", "Hà Nội", new(2021, 3, 8), false, "Công văn", "Kết nối dữ liệu & chia sẻ đăng kiểm", "Đề nghị các Bộ báo cáo", new("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "Phó Chủ nhiệm", "Người ký"),
        new(2021, 3, 31), ["Như trên", "Lưu: VT"], 1, true, 0, ["7816/BGTVT-TTCNTT"], [new("công văn.pdf", Pdf), new("phụ lục.txt", "đường bộ"u8.ToArray())]);

    private static byte[] Pdf => "%PDF-1.4\n%%EOF"u8.ToArray();

    [Fact]
    public void What_is_written_is_read_again()
    {
        var read = Read(EdxmlWriter.Write(Letter, new(2021, 3, 9, 8, 0, 0)));

        Assert.Equal(Letter with { To = [], ToPlaces = [], ResponseFor = [], Attachments = [] }, read with { To = [], ToPlaces = [], ResponseFor = [], Attachments = [] });
        Assert.Equal(Letter.To, read.To);
        Assert.Equal(Letter.ToPlaces, read.ToPlaces);
        Assert.Equal(Letter.ResponseFor, read.ResponseFor);
        Assert.Equal(Letter.Attachments.Select(a => (a.Name, Convert.ToHexString(a.Content))), read.Attachments.Select(a => (a.Name, Convert.ToHexString(a.Content))));
    }

    [Theory]
    [InlineData("1212<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "edXML:", "")]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "edXML:", "")]
    [InlineData("", "", " xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"")]
    [InlineData("", "x:", "")]
    public void Prefixes_order_and_what_stands_before_the_declaration_do_not_matter(string before, string prefix, string ownNamespace)
    {
        var name = prefix.TrimEnd(':');
        var spaces = prefix.Length == 0 ? ownNamespace : $" xmlns:{name}=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"";
        var text = $"""
            {before}<{prefix}edXML{spaces}><{prefix}edXMLEnvelope><{prefix}edXMLHeader><{prefix}MessageHeader>
            <{prefix}Subject>Việc đăng kiểm</{prefix}Subject><{prefix}SteeringType>1</{prefix}SteeringType>
            <{prefix}ResponseFor><{prefix}OrganId></{prefix}OrganId><{prefix}Code></{prefix}Code></{prefix}ResponseFor>
            <{prefix}PromulgationInfo><{prefix}PromulgationDate>2014/02/30</{prefix}PromulgationDate></{prefix}PromulgationInfo>
            <{prefix}To><{prefix}OrganId>G04</{prefix}OrganId></{prefix}To><{prefix}DocumentId>9fbfbad2-f1f8-4256-a2eb-50fb1061cddb</{prefix}DocumentId>
            <{prefix}From><{prefix}OrganName>{"Văn phòng Chính phủ".Normalize(NormalizationForm.FormD)}</{prefix}OrganName></{prefix}From>
            </{prefix}MessageHeader></{prefix}edXMLHeader><{prefix}edXMLBody/></{prefix}edXMLEnvelope></{prefix}edXML>
            """;

        var read = Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(("Việc đăng kiểm", "Văn phòng Chính phủ", "9fbfbad2-f1f8-4256-a2eb-50fb1061cddb", true), (read.Subject, read.From.Name, read.DocumentId, read.IsSteering));
        Assert.Null(read.PromulgatedOn); // no calendar has that day
        Assert.Empty(read.ResponseFor); // present, but empty
    }

    [Fact]
    public void What_is_no_document_is_refused_with_what_is_wrong()
    {
        var whole = Encoding.UTF8.GetString(EdxmlWriter.Write(Letter, DateTime.UnixEpoch));

        Assert.Equal(["edxml.empty"], Codes(""));
        Assert.Equal(["edxml.not-xml"], Codes("no letters of the axis"));
        Assert.Equal(["edxml.not-xml"], Codes("<!DOCTYPE edXML [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><edXML><MessageHeader>&x;</MessageHeader></edXML>"));
        Assert.Equal(["edxml.not-xml"], Codes(whole[..^200]));
        Assert.Equal(["edxml.not-edxml"], Codes("<html/>"));
        Assert.Equal(["edxml.status"], Codes("<edXML><MessageHeader><From/><StatusCode>03</StatusCode></MessageHeader></edXML>"));
        var bare = EdxmlReader.Read("<edXML><MessageHeader/><edXMLBody/></edXML>"u8.ToArray(), "Message").Problems;
        Assert.Equal(["From/OrganName", "To/OrganName", "DocumentId", "Subject"], bare.Select(p => p.Args[0]));
        Assert.Equal(["edxml.not-base64"], Codes(whole.Replace("UEsDB", "!!!!!", StringComparison.Ordinal)).Distinct());
    }

    [Fact]
    public void A_zip_that_grows_beyond_a_form_is_refused_and_a_name_leaves_its_folders()
    {
        var bomb = Zip(("a/../../etc/lớn.txt", new byte[61 * 1024 * 1024]));
        var nested = Zip(("..\\..\\a.pdf", Pdf), ("b/c.pdf", Pdf));

        Assert.Equal(["edxml.bad-zip"], Codes(With("bom.pdf", bomb)));
        Assert.Equal(["edxml.bad-zip"], Codes(With("hong.pdf", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3])));
        Assert.Equal(["a.pdf", "c.pdf"], Read(Encoding.UTF8.GetBytes(With("hai.pdf", nested))).Attachments.Select(a => a.Name));
    }

    [Fact]
    public void No_message_that_was_damaged_on_the_way_throws()
    {
        var whole = EdxmlWriter.Write(Letter, DateTime.UnixEpoch);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Int[0, 40]).Sample((at, with, cut) =>
        {
            var damaged = whole.ToArray();
            damaged[at] = with;
            var read = EdxmlReader.Read(damaged[..^cut], "Message");
            return read.Ok || read.Problems.All(p => p.Code.StartsWith("edxml.", StringComparison.Ordinal));
        }, iter: 3_000);
    }

    [Theory, EachDatabase]
    public async Task An_officer_takes_a_message_in_looks_through_the_draft_and_the_same_message_is_known_again(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var office = await app.SignInAsync("office");
        using var citizen = await app.SignInAsync("citizen");
        var message = EdxmlWriter.Write(Letter, new(2021, 3, 9, 8, 0, 0));

        using var wrong = await SendAsync(office, "<html/>"u8.ToArray());
        using var sent = await SendAsync(office, message);
        using var again = await SendAsync(office, message);

        Assert.Contains("không phải gói tin văn bản edXML", (await wrong.ReadPageAsync()).Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var form = await office.OpenAsync(sent.Headers.Location!.ToString());
        Assert.Equal(("1624", "VPCP-KSTT", "Văn phòng Chính phủ"), (Value(form, "Form.Number"), Value(form, "Form.Symbol"), Value(form, "Form.IssuerName")));
        Assert.Equal("cong-van", form.QuerySelector("select[name='Form.Kind'] option[selected]")!.GetAttribute("value"));
        var record = again.Headers.Location!.ToString();
        var page = (await office.OpenAsync(record)).Body!.TextContent;
        Assert.Contains("Văn phòng Chính phủ (G22)", page, StringComparison.Ordinal);
        Assert.Contains("31/03/2021", page, StringComparison.Ordinal);
        Assert.Contains("công văn.pdf", page, StringComparison.Ordinal);
        Assert.Contains("Nhận văn bản edXML", page, StringComparison.Ordinal);
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Documents.CountAsync(d => d.Abstract == Letter.Subject)));
        Assert.Equal(HttpStatusCode.Forbidden, (await citizen.GetAsync("/van-ban/nhan-edxml")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync($"{record}/edxml")).StatusCode); // it is not ours to give out
    }

    [Theory, EachDatabase]
    public async Task A_document_of_ours_goes_out_as_a_message_and_a_secret_one_never(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var program = await app.ProgramAsync("office");
        using var drvn = await app.SignInAsync("drvn");
        var ours = await app.WithAsync(s => s.GetRequiredService<AppDb>().Documents.SingleAsync(d => d.Number == "11MH"));

        var read = Read(await program.GetByteArrayAsync($"/api/v1/documents/{ours.Id}/edxml"));
        await app.WithAsync(s => s.GetRequiredService<AppDb>().Documents.Where(d => d.Id == ours.Id).ExecuteUpdateAsync(d => d.SetProperty(x => x.Secrecy, Secrecy.Secret)));
        using var secret = await program.GetAsync($"/api/v1/documents/{ours.Id}/edxml");
        using var unseen = await drvn.GetAsync($"/van-ban/{ours.Id}/edxml");
        using var body = await program.PostAsJsonAsync("/api/v1/documents/edxml", new { message = EdxmlWriter.Write(Letter with { DocumentId = "qua-api" }, DateTime.UnixEpoch) });

        Assert.Equal(("11MH", "QĐ-TCĐBVN", ours.Abstract, "Tổng cục Đường bộ Việt Nam"), (read.Number, read.Notation, read.Subject, read.From.Name));
        Assert.EndsWith(",2020/08/19,11MH/QĐ-TCĐBVN", read.DocumentId, StringComparison.Ordinal);
        Assert.True(secret.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.NotFound, $"{secret.StatusCode}");
        Assert.Equal(HttpStatusCode.NotFound, unseen.StatusCode);
        Assert.Equal(HttpStatusCode.Created, body.StatusCode);
        Assert.False((await body.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("wasKnown").GetBoolean());
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient browser, byte[] message)
    {
        const string address = "/van-ban/nhan-edxml";
        var token = (await browser.OpenAsync(address)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var file = new ByteArrayContent(message);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { file, "Message", "văn bản.edxml" } };
        return await browser.PostAsync(address, form);
    }

    private static string? Value(AngleSharp.Html.Dom.IHtmlDocument page, string field) => page.QuerySelector($"input[name='{field}']")!.GetAttribute("value");

    private static EdxmlMessage Read(byte[] message) => EdxmlReader.Read(message, "Message") is { Ok: true } read ? read.Value
        : throw new InvalidOperationException(string.Join(", ", EdxmlReader.Read(message, "Message").Problems.Select(p => $"{p.Code} {string.Join(' ', p.Args)}")));

    private static IEnumerable<string> Codes(string message) => EdxmlReader.Read(Encoding.UTF8.GetBytes(message), "Message").Problems.Select(p => p.Code);

    private static string With(string name, byte[] zip) => Encoding.UTF8.GetString(EdxmlWriter.Write(Letter with { Attachments = [] }, DateTime.UnixEpoch)).Replace("<edXML:AttachmentEncoded />",
        $"<edXML:AttachmentEncoded><edXML:Attachment><edXML:AttachmentName>{name}</edXML:AttachmentName><edXML:ContentTransferEncoded>{Convert.ToBase64String(zip)}</edXML:ContentTransferEncoded></edXML:Attachment></edXML:AttachmentEncoded>", StringComparison.Ordinal);

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return memory.ToArray();
    }
}
