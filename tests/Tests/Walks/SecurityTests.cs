using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Search;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Tests.Harness;
using LoTrinh.Tests.PublicServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>The items of ASVS 5.0 that apply, each by its number. Those that hold on every page are in <see cref="SiteTests"/> and <see cref="BadInputTests"/>; those of accounts stand with them.</summary>
[Trait("Speed", "slow")]
public sealed class SecurityTests
{
    private const string Apply = "/dich-vu-cong/nop/1.000703";

    // 3.3.1 to 3.3.4 and 3.4.1.
    [Fact]
    public async Task On_https_cookies_are_bound_to_the_host_and_browsers_are_told_to_stay_there()
    {
        using var app = TestApp.Start(settings: new() { ["LOTRINH_PUBLIC_URL"] = "https://lotrinh.example" });
        using var browser = app.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new("https://lotrinh.example") });

        using var answer = await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = "citizen", ["Password"] = TestApp.Password });

        Assert.Contains("max-age=31536000; includeSubDomains", string.Join(';', answer.Headers.GetValues("Strict-Transport-Security")), StringComparison.Ordinal);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.NotEmpty(cookies);
        Assert.All(cookies, c =>
        {
            Assert.StartsWith("__Host-lotrinh", c, StringComparison.Ordinal);
            Assert.All(["secure", "httponly", "samesite=lax", "path=/"], part => Assert.Contains(part, c, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain("domain=", c, StringComparison.OrdinalIgnoreCase);
        });
    }

    // 3.5.1.
    [Fact]
    public async Task A_session_changes_things_through_the_api_from_our_own_pages_only()
    {
        using var app = TestApp.Start();
        using var citizen = await app.SignInAsync("citizen");

        async Task<HttpStatusCode> WriteAsync(string header, string value)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/services/dossiers") { Content = JsonContent.Create(new { procedure = "1.000703" }) };
            request.Headers.Add(header, value);
            using var answer = await citizen.SendAsync(request);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.Forbidden, await WriteAsync("Origin", "https://xau.example"));
        Assert.Equal(HttpStatusCode.Forbidden, await WriteAsync("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, await WriteAsync("Sec-Fetch-Site", "same-site"));
        Assert.Equal(HttpStatusCode.OK, await WriteAsync("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(HttpStatusCode.OK, await WriteAsync("Origin", "http://localhost"));
    }

    // 3.7.2.
    [Theory]
    [InlineData("https://xau.example/"), InlineData("//xau.example/"), InlineData("/\\xau.example"), InlineData("javascript:alert(1)"), InlineData("/%0d%0aX: y")]
    public async Task Signing_in_leads_to_no_other_site(string target)
    {
        using var app = TestApp.Start();
        using var browser = app.Anonymous();

        using var answer = await browser.PostFormAsync($"/dang-nhap?ve={Uri.EscapeDataString(target)}", new() { ["Name"] = "citizen", ["Password"] = TestApp.Password });

        var location = answer.Headers.Location!.ToString();
        Assert.StartsWith("/", location, StringComparison.Ordinal);
        Assert.DoesNotContain("xau.example", location, StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("X"));
    }

    // 13.4.1, 13.4.2, 13.4.4, 13.4.5.
    [Fact]
    public async Task There_is_no_trace_no_repository_no_debugging_and_no_metrics_to_look_at()
    {
        using var app = TestApp.Start();
        using var browser = app.Anonymous();

        foreach (var method in new[] { HttpMethod.Trace, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch, new("PROPFIND") })
        {
            foreach (var path in new[] { "/", "/dang-nhap", "/dich-vu-cong/thu-tuc/1.000703", "/healthz", "/api/v1/services/procedures" })
            {
                using var answer = await browser.SendAsync(new(method, path));
                Assert.True((int)answer.StatusCode is 400 or 401 or 404 or 405, $"{method} {path} answers {(int)answer.StatusCode}");
            }
        }

        foreach (var path in new[] { "/.git/config", "/.env", "/appsettings.json", "/lotrinh.db", "/data/lotrinh.db", "/metrics", "/debug", "/swagger", "/web.config", "/../appsettings.json", "/js/%2e%2e/%2e%2e/appsettings.json", "/_framework/x" })
        {
            Assert.Equal((path, HttpStatusCode.NotFound), (path, (await browser.GetAsync(path)).StatusCode));
        }
    }

    // 16.5.1 and 16.5.3.
    [Fact]
    public async Task A_failure_of_ours_tells_nothing_of_its_inside()
    {
        using var app = TestApp.Start(configure: s => s.AddScoped<DossierQueries>(_ => throw new InvalidOperationException("Host=10.0.0.1;Password=bi-mat")));
        using var browser = app.Anonymous();

        using var page = await browser.GetAsync("/dich-vu-cong/tra-cuu?ma=x");
        using var program = await browser.GetAsync("/api/v1/services/tracking/x");

        foreach (var answer in new[] { page, program })
        {
            var body = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.All(["bi-mat", "InvalidOperationException", "   at ", "DossierQueries", ".cs:line"], inside => Assert.DoesNotContain(inside, body, StringComparison.Ordinal));
        }

        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Equal("application/problem+json", program.Content.Headers.ContentType!.MediaType);
    }

    // 2.4.1, and 4.1.3: a header that anyone can write makes nobody another.
    [Theory]
    [InlineData("/api/v1/services/tracking/000.00.00.G04-210101-9999"), InlineData("/api/v1/services/results/KQ-2021-999999"), InlineData("/dang-nhap")]
    public async Task Guessing_is_slowed_down_whoever_it_says_it_is(string url)
    {
        using var app = TestApp.Start();
        using var browser = app.Anonymous();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 70; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { { "X-Forwarded-For", $"10.1.1.{i}" }, { "Forwarded", $"for=10.1.2.{i}" } } };
            using var answer = await browser.SendAsync(request);
            answers.Add(answer.StatusCode);
        }

        Assert.NotEqual(HttpStatusCode.TooManyRequests, answers[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
    }

    // 2.4.1: what anyone may ask for or send without an account, each with a limit of its own.
    [Fact]
    public async Task Searching_and_commenting_are_slowed_down_too()
    {
        using var app = TestApp.Start();
        using var browser = app.Anonymous();

        var searches = await StatusesAsync(SearchLimits.PerMinute + 1, () => browser.GetAsync("/api/v1/search"));
        var comments = await StatusesAsync(61, () => browser.PostAsJsonAsync("/api/v1/portal/articles/khong-co/comments", new { name = "A" }));

        Assert.All(new[] { searches, comments }, statuses =>
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
            Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses[..^1]);
        });
    }

    // 16.4.1: what is typed or put into an address writes no line of its own.
    [Fact]
    public async Task Line_breaks_in_what_is_sent_forge_no_line_of_the_log()
    {
        var log = new LogLines();
        using var app = TestApp.Start(configure: s => s.AddSingleton<ILoggerProvider>(log));
        using var browser = app.Anonymous();
        const string forged = "x\r\nwarn: gia-mao";
        using var name = await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = forged, ["Password"] = forged });
        using var path = await browser.GetAsync("/quan-tri/x%0D%0Awarn:%20gia-mao");
        using var query = await browser.GetAsync("/api/v1/steering/tasks?q=x%0D%0Awarn:%20gia-mao");
        using var comment = await browser.PostFormAsync("/tin/tra-cuu-ho-so-bang-ma-khong-can-dang-nhap/binh-luan", new() { ["Name"] = forged, ["Email"] = forged, ["Text"] = forged });
        using var key = new HttpRequestMessage(HttpMethod.Get, "/api/v1/steering/tasks") { Headers = { { "User-Agent", "gia-mao" } } };
        using var refused = await browser.SendAsync(key);

        Assert.Contains(log.Written, l => l.Contains("/api/v1/steering/tasks", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Written, l => l.Contains("gia-mao", StringComparison.Ordinal) && l.AsSpan().ContainsAny('\r', '\n'));
    }

    // 5.2.1 to 5.2.3: a name that lies, a program in disguise, an archive that would fill the disk.
    [Fact]
    public void What_is_sent_must_be_what_its_name_says()
    {
        Assert.NotEmpty(TakeFiles.Check([new("hóa đơn.pdf", new MemoryStream("MZ\u0090\0"u8.ToArray()))], "f"));
        Assert.NotEmpty(TakeFiles.Check([new("ảnh.jpg", new MemoryStream("<html><script>alert(1)</script>"u8.ToArray()))], "f"));
        Assert.NotEmpty(TakeFiles.Check([new("chạy.exe", new MemoryStream("%PDF-1.4"u8.ToArray()))], "f"));
        Assert.NotEmpty(TakeFiles.Check([new("trang.html", new MemoryStream("<p>"u8.ToArray()))], "f"));
        Assert.NotEmpty(TakeFiles.Check([new("hình.svg", new MemoryStream("<svg onload='alert(1)'/>"u8.ToArray()))], "f"));
        Assert.Empty(TakeFiles.Check([new("công văn.docx", Docx(1_000))], "f"));
        Assert.NotEmpty(TakeFiles.Check([new("bom.docx", Docx(700_000_000))], "f"));
    }

    // 5.3.2, 5.4.1 to 5.4.3, 3.2.1: names are ours, and what was sent never runs as a page.
    [Theory]
    [InlineData("../../../etc/passwd.pdf", "passwd.pdf"), InlineData("C:\\Windows\\x.pdf", "x.pdf"), InlineData("a\"b\r\nSet-Cookie: x=1.pdf", null), InlineData("hồ sơ số 1.pdf", "hồ sơ số 1.pdf")]
    public async Task A_file_is_kept_under_a_name_of_ours_and_given_back_as_an_attachment(string sentAs, string? kept)
    {
        using var app = TestApp.Start();
        var citizen = await app.ActorAsync("citizen");
        var saved = await app.WithAsync(s => s.GetRequiredService<DossierWork>().Save(citizen, null, "1.000703", new(FormTests.Complete),
            [new("manager-diploma", new(sentAs, new MemoryStream("%PDF-1.4\n%%EOF"u8.ToArray())))], default));
        var file = await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<StoredFile>().SingleAsync(f => f.SubjectId == saved.Value.Id));
        using var browser = await app.SignInAsync("citizen");

        using var answer = await browser.GetAsync($"/tep/{file.Id}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var disposition = answer.Content.Headers.ContentDisposition!;
        Assert.Equal("attachment", disposition.DispositionType);
        Assert.DoesNotContain(disposition.FileNameStar ?? disposition.FileName!, c => c is '/' or '\\' or '\r' or '\n');
        Assert.Equal(kept ?? file.Name, disposition.FileNameStar ?? disposition.FileName);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Contains("sandbox", string.Join(';', answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.All(Directory.GetFiles(app.DataFolder, "*", SearchOption.AllDirectories), path => Assert.DoesNotContain("passwd", path, StringComparison.Ordinal));
    }

    // 1.2.10.
    [Fact]
    public async Task A_table_for_a_spreadsheet_holds_no_formula()
    {
        using var app = TestApp.Start();
        await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<LoTrinh.Steering.Tasks.SteeringTask>().Where(t => t.Code != "").Take(1)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Title, "=HYPERLINK(\"http://xau.example\")")));
        using var office = await app.SignInAsync("office");

        var csv = await office.GetStringAsync("/chi-dao/nhiem-vu/xuat?dang=csv");

        Assert.Contains("HYPERLINK", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(csv.Split('\n').SelectMany(l => l.Split(',', ';', '\t')), cell => cell.TrimStart('"') is ['=' or '+' or '@', ..]);
    }

    // 15.3.3: what is no field of the form changes nothing.
    [Fact]
    public async Task Fields_that_a_form_does_not_have_are_not_taken()
    {
        using var app = TestApp.Start();
        using var browser = await app.SignInAsync("citizen");
        var fields = FormTests.Complete.ToDictionary(f => f.Key, f => f.Value[0]);
        foreach (var (name, value) in new[] { ("Status", "10"), ("Code", "X-1"), ("ApplicantId", Guid.Empty.ToString()), ("ResultNumber", "KQ-1"), ("Dossier.Status", "10"), ("act", "save") })
        {
            fields[name] = value;
        }

        using var answer = await browser.PostFormAsync(Apply, fields);

        var id = Guid.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
        var dossier = await app.WithAsync(s => s.GetRequiredService<AppDb>().Dossiers.AsNoTracking().SingleAsync(d => d.Id == id));
        Assert.Equal((DossierStatus.Draft, null, null), (dossier.Status, dossier.Code, dossier.ResultNumber));
    }

    // 14.3.2 for programs: what a token reads is kept by no cache on the way.
    [Fact]
    public async Task What_a_program_reads_with_its_token_is_kept_by_no_cache()
    {
        using var app = TestApp.Start();
        using var program = await app.ProgramAsync("citizen");
        using var answer = await program.GetAsync("/api/v1/services/dossiers");

        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    // 16.2.1, 16.2.5 and 14.2.1: the log says what went on, and holds no password, token, cookie or identity number.
    [Fact]
    public async Task The_log_holds_nothing_that_must_stay_secret()
    {
        var log = new Everything();
        using var app = TestApp.Start(configure: s =>
        {
            s.RemoveAll<ILoggerProvider>();
            s.AddSingleton<ILoggerProvider>(log);
            s.Configure<LoggerFilterOptions>(o =>
            {
                o.Rules.Clear();
                o.MinLevel = LogLevel.Trace;
            });
        });
        using var browser = app.Anonymous();
        using var wrong = await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = "citizen", ["Password"] = "sai-mat-khau-77" });
        using var right = await browser.PostFormAsync("/dang-nhap", new() { ["Name"] = "citizen", ["Password"] = TestApp.Password });
        var fields = FormTests.Complete.ToDictionary(f => f.Key, f => f.Value[0]);
        fields["representativeId"] = "009988776655";
        using var saved = await browser.PostFormAsync(Apply, fields);
        using var program = await app.ProgramAsync("office");
        using var tasks = await program.GetAsync("/api/v1/steering/tasks");
        using var lost = await browser.GetAsync("/dich-vu-cong/ho-so/khong-co");

        var text = log.ToString();
        Assert.Contains("/dang-nhap", text, StringComparison.Ordinal);
        Assert.DoesNotContain("sai-mat-khau-77", text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestApp.Password, text, StringComparison.Ordinal);
        Assert.DoesNotContain(program.DefaultRequestHeaders.Authorization!.Parameter!, text, StringComparison.Ordinal);
        Assert.DoesNotContain("009988776655", text, StringComparison.Ordinal);
        foreach (var cookie in right.Headers.GetValues("Set-Cookie").Select(c => c.Split('=')[1].Split(';')[0]).Where(c => c.Length > 10))
        {
            Assert.DoesNotContain(cookie, text, StringComparison.Ordinal);
        }
    }

    private static async Task<List<HttpStatusCode>> StatusesAsync(int count, Func<Task<HttpResponseMessage>> ask)
    {
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < count; i++)
        {
            using var answer = await ask();
            statuses.Add(answer.StatusCode);
        }

        return statuses;
    }

    private static MemoryStream Docx(long length)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("word/document.xml", CompressionLevel.Fastest).Open();
            var block = new byte[1_000_000];
            for (var left = length; left > 0; left -= block.Length)
            {
                part.Write(block, 0, (int)Math.Min(left, block.Length));
            }
        }

        stream.Position = 0;
        return stream;
    }

    private sealed class Everything : ILoggerProvider, ILogger
    {
        private readonly StringBuilder _text = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_text)
            {
                _text.AppendLine(formatter(state, exception)).AppendLine(exception?.ToString());
            }
        }

        public override string ToString()
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }

        public void Dispose()
        {
        }
    }
}
