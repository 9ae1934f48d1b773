using System.Net;
using System.Text;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>A zero byte, which PostgreSQL keeps in no text, gets no further than the door.</summary>
public sealed class NulFreeTests
{
    [Theory, EachDatabase]
    public async Task A_zero_byte_in_an_address_or_a_body_is_as_if_it_were_not_there_and_in_a_form_it_is_a_bad_request(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        using var anyone = app.Anonymous();
        using var admin = await app.SignInAsync("admin");
        using var office = await app.ProgramAsync("office");

        foreach (var url in new[] { "/dich-vu-cong/tra-cuu?ma=%00", "/dich-vu-cong/ket-qua?so=%00" })
        {
            Assert.Equal((url, HttpStatusCode.OK), (url, (await anyone.GetAsync(url)).StatusCode));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/dich-vu-cong/tra-cuu?ma=%0%0000")).StatusCode);
        var editors = await admin.OpenAsync("/quan-tri/tai-khoan?vaitro=edi%00tor");
        using var signedIn = await anyone.PostFormAsync("/dang-nhap", new() { ["Name"] = "des\0k", ["Password"] = TestApp.Password });
        using var body = new StringContent(
            """{"register":true,"document":{"kind":"thong-bao","direction":"Incoming","issuerName":"Văn phòng \u0000thử","source":"Thử","abstract":"Bản \u0000thử"}}""",
            Encoding.UTF8, "application/json");
        using var registered = await office.PostAsync("/api/v1/documents", body);

        Assert.Contains("editor", editors.QuerySelector("table tbody")!.TextContent, StringComparison.Ordinal);
        // The framework itself refuses to decode it.
        Assert.Equal(HttpStatusCode.BadRequest, signedIn.StatusCode);
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        Assert.Equal(1, await app.WithAsync(s => s.GetRequiredService<AppDb>().Documents.CountAsync(d => d.IssuerName == "Văn phòng thử")));
    }
}
