using LoTrinh.Platform.Data;
using LoTrinh.Platform.Notifications;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Xunit;

namespace LoTrinh.Tests.Notifications;

public sealed class MailTests
{
    [Theory, EachDatabase]
    public async Task Mail_goes_to_the_server_once_and_the_refused_address_is_given_up(TestDatabase database)
    {
        await using var server = new SmtpListener { RefuseRecipient = line => line.Contains("gone@", StringComparison.Ordinal) ? "550 no such user" : null };
        using var app = TestApp.Start(database, configure: s => s.AddSingleton(SettingsFor(server.Port)));
        await WriteAsync(app, "gone@example.vn", "office@example.vn");

        await app.RunAsync<SendMail>();
        await app.RunAsync<SendMail>();

        var message = await MimeMessage.LoadAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Assert.Single(server.Letters))));
        var mail = await MailAsync(app);
        Assert.NotNull(mail[0].GivenUpAt);
        Assert.NotNull(mail[1].SentAt);
        Assert.Equal("Nhiệm vụ mới: Số hóa", message.Subject);
        Assert.Equal("office@example.vn", message.To.Mailboxes.Single().Address);
        Assert.Equal("Thường trực", message.To.Mailboxes.Single().Name);
        Assert.Equal($"{mail[1].Id:N}@example.gov.vn", message.MessageId);
        Assert.Contains("Đơn vị chủ trì", message.TextBody, StringComparison.Ordinal);
        Assert.Equal("vi", message.Body!.Headers["Content-Language"]);
    }

    [Fact]
    public async Task A_server_that_is_away_loses_nothing_and_is_asked_again_later_and_later()
    {
        await using var server = new SmtpListener { RefuseRecipient = _ => "451 try later" };
        using var app = TestApp.Start(configure: s => s.AddSingleton(SettingsFor(server.Port)));
        await WriteAsync(app, "office@example.vn");
        var start = app.Clock.GetUtcNow();

        await app.RunAsync<SendMail>();
        await app.RunAsync<SendMail>();
        var first = Assert.Single(await MailAsync(app));
        app.Clock.Set(start.AddMinutes(2));
        await app.RunAsync<SendMail>();
        var second = Assert.Single(await MailAsync(app));
        server.RefuseRecipient = _ => null;
        app.Clock.Set(start.AddMinutes(10));
        await app.RunAsync<SendMail>();

        Assert.Equal((1, 2), (first.Attempts, second.Attempts));
        Assert.NotNull(first.LastProblem);
        Assert.True(second.NotBeforeAt - second.CreatedAt > first.NotBeforeAt - first.CreatedAt);
        Assert.NotNull(Assert.Single(await MailAsync(app)).SentAt);
        Assert.Single(server.Letters);
    }

    [Fact]
    public async Task Without_a_server_mail_becomes_files_and_a_letter_carried_twice_is_one_file()
    {
        using var app = TestApp.Start();
        await WriteAsync(app, "office@example.vn");
        await app.RunAsync<SendMail>();
        await app.WithAsync(async s => await s.GetRequiredService<AppDb>().OutgoingMail.ExecuteUpdateAsync(set => set.SetProperty(m => m.SentAt, (DateTime?)null)
            .SetProperty(m => m.NotBeforeAt, DateTime.UnixEpoch)));
        await app.RunAsync<SendMail>();

        var file = Assert.Single(Directory.GetFiles(Path.Combine(app.DataFolder, "mail")));
        var message = await MimeMessage.LoadAsync(file);
        Assert.EndsWith(".eml", file, StringComparison.Ordinal);
        Assert.Equal("Nhiệm vụ mới: Số hóa", message.Subject);
    }

    [Theory]
    [InlineData("mail.example.vn"), InlineData("mail.example.vn:0"), InlineData(":25"), InlineData("mail.example.vn:smtp")]
    public void A_server_without_a_port_is_refused_at_the_start_and_the_sentence_says_how_to_write_it(string value)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => MailSettings.Read(Configuration(("LOTRINH_SMTP", value)), "/tmp"));

        Assert.Contains("host:port", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_are_read_from_the_environment()
    {
        var settings = MailSettings.Read(Configuration(("LOTRINH_SMTP", "mail.example.vn:587"), ("LOTRINH_SMTP_USER", "u"), ("LOTRINH_SMTP_PASSWORD", "p"),
            ("LOTRINH_SMTP_FROM", "Ban Chỉ đạo <bcd@example.vn>"), ("LOTRINH_SMTP_TLS", "starttls"), ("LOTRINH_PUBLIC_URL", "https://lotrinh.example.vn/")), "/data");

        Assert.Equal(new MailSettings("mail.example.vn", 587, "u", "p", "Ban Chỉ đạo <bcd@example.vn>", MailProtection.StartTls, "/data/mail", "https://lotrinh.example.vn"), settings);
    }

    [Fact]
    public async Task A_password_is_not_sent_over_an_open_line()
    {
        await using var server = new SmtpListener();
        using var app = TestApp.Start(configure: s => s.AddSingleton(SettingsFor(server.Port) with { User = "u", Password = "p", Protection = MailProtection.Auto }));
        await WriteAsync(app, "office@example.vn");

        await app.RunAsync<SendMail>();

        Assert.Contains("LOTRINH_SMTP_TLS", Assert.Single(await MailAsync(app)).LastProblem, StringComparison.Ordinal);
        Assert.Empty(server.Letters);
    }

    private static MailSettings SettingsFor(int port) =>
        new("127.0.0.1", port, null, null, "Lộ Trình <lotrinh@example.gov.vn>", MailProtection.None, "", "http://127.0.0.1:5080");

    private static IConfiguration Configuration(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value))).Build();

    private static Task<List<OutgoingMail>> MailAsync(TestApp app) =>
        app.WithAsync(s => s.GetRequiredService<AppDb>().OutgoingMail.AsNoTracking().Where(m => m.GivenUpAt == null || m.CreatedAt > SeededBefore).OrderBy(m => m.To).ToListAsync());

    // The demonstration has letters of its own that were given up.
    private static readonly DateTime SeededBefore = new(2020, 12, 31, 0, 0, 0, DateTimeKind.Utc);

    private static Task<int> WriteAsync(TestApp app, params string[] addresses) => app.WithAsync(s =>
    {
        var db = s.GetRequiredService<AppDb>();
        var now = app.Clock.GetUtcNow().UtcDateTime;
        db.OutgoingMail.AddRange(addresses.Select(a => new OutgoingMail
        {
            To = a, ToName = "Thường trực", Subject = "Nhiệm vụ mới: Số hóa", Text = "Đơn vị chủ trì: Cục Đăng kiểm\n.\nmột dấu chấm ở đầu dòng\n", Language = "vi",
            CreatedAt = now, NotBeforeAt = now,
        }));
        return db.SaveChangesAsync();
    });
}
