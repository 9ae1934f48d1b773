using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Tests.Harness;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Files;

/// <summary>What people send is scanned before it is kept.</summary>
public sealed class ScannerTests
{
    private const string Malware = "%PDF-1.7 giả mã độc";

    [Fact]
    public async Task A_file_that_the_scanner_vouches_for_is_taken_after_it_saw_every_byte()
    {
        await using var clamd = new StandIn();
        using var app = Start(clamd.Port);
        var content = "%PDF-1.7 "u8.ToArray().Concat(Enumerable.Repeat((byte)'a', 200_000)).ToArray();

        var taken = await SendAsync(app, ("Sản phẩm.pdf", content));

        Assert.True(taken.Ok);
        Assert.Equal(content, Assert.Single(clamd.Seen));
    }

    [Fact]
    public async Task An_infected_file_is_refused_by_its_name_and_nothing_of_the_form_is_kept()
    {
        await using var clamd = new StandIn();
        using var app = Start(clamd.Port);
        var texts = app.Services.GetRequiredService<Texts>();

        var refused = await SendAsync(app, ("Sạch.pdf", "%PDF-1.7 sạch"u8.ToArray()), ("Hóa đơn.pdf", Encoding.UTF8.GetBytes(Malware)));

        var problem = Assert.Single(refused.Problems);
        Assert.Equal(("files.infected", "Files"), (problem.Code, problem.Field));
        using var _ = Languages.Speak("vi");
        Assert.Contains("«Hóa đơn.pdf» có mã độc (Eicar-Test-Signature)", texts.Say(problem), StringComparison.Ordinal);
        Assert.Equal(0, await app.WithAsync(s => s.GetRequiredService<AppDb>().Set<StoredFile>().CountAsync()));
        Assert.False(Directory.Exists(Path.Combine(app.DataFolder, "files")));
    }

    [Fact]
    public async Task While_the_scanner_is_away_or_gives_no_verdict_nothing_is_taken()
    {
        await using var tooLarge = new StandIn("INSTREAM size limit exceeded. ERROR");
        await using var silent = new StandIn("");
        var gone = new StandIn();
        await gone.DisposeAsync();

        foreach (var port in new[] { tooLarge.Port, silent.Port, gone.Port })
        {
            using var app = Start(port);
            var refused = await SendAsync(app, ("a.pdf", "%PDF-1.7"u8.ToArray()), ("b.pdf", "%PDF-1.7"u8.ToArray()));

            Assert.Equal("files.scanner-away", Assert.Single(refused.Problems).Code);
        }
    }

    [Fact]
    public async Task What_is_refused_by_its_kind_is_not_sent_to_the_scanner()
    {
        await using var clamd = new StandIn();
        using var app = Start(clamd.Port);

        var refused = await SendAsync(app, ("a.exe", "MZ"u8.ToArray()));

        Assert.Equal("files.kind-not-taken", Assert.Single(refused.Problems).Code);
        Assert.Empty(clamd.Seen);
    }

    [Theory]
    [InlineData("clamav"), InlineData("clamav:0"), InlineData(":3310")]
    public void A_scanner_without_a_port_is_refused_at_the_start_and_the_sentence_says_how_to_write_it(string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(ClamScanner.Setting, (string?)value)]).Build();

        var refused = Assert.Throws<InvalidOperationException>(() => HostAndPort.Read(configuration, ClamScanner.Setting, "clamav:3310"));

        Assert.Contains("LOTRINH_CLAMAV", refused.Message, StringComparison.Ordinal);
        Assert.Contains("host:port", refused.Message, StringComparison.Ordinal);
    }

    private static TestApp Start(int port) => TestApp.Start(demo: false, settings: new() { [ClamScanner.Setting] = $"127.0.0.1:{port}" });

    private static Task<Result<StoredFile[]>> SendAsync(TestApp app, params (string Name, byte[] Content)[] files) => app.WithAsync(async s =>
    {
        var result = await s.GetRequiredService<TakeFiles>().Handle(Actor.System, "test.open", Guid.CreateVersion7(),
            [.. files.Select(f => new SentFile(f.Name, new MemoryStream(f.Content)))], "Files");
        await s.GetRequiredService<AppDb>().SaveChangesAsync();
        return result;
    });

    // Speaks INSTREAM as clamd does, and finds one thing.
    private sealed class StandIn : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly string? _answer;
        private readonly Task _work;

        public StandIn(string? answer = null)
        {
            _answer = answer;
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _work = ListenAsync();
        }

        public int Port { get; }

        public List<byte[]> Seen { get; } = [];

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _work;
        }

        private async Task ListenAsync()
        {
            while (true)
            {
                try
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    await AnswerAsync(client.GetStream());
                }
                catch (Exception ended) when (ended is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }
            }
        }

        private async Task AnswerAsync(NetworkStream line)
        {
            var command = new byte["zINSTREAM\0".Length];
            await line.ReadExactlyAsync(command);
            Assert.Equal("zINSTREAM\0", Encoding.ASCII.GetString(command));
            var content = new MemoryStream();
            var size = new byte[4];
            while (true)
            {
                await line.ReadExactlyAsync(size);
                if (BinaryPrimitives.ReadInt32BigEndian(size) is not (> 0 and var length))
                {
                    break;
                }

                var chunk = new byte[length];
                await line.ReadExactlyAsync(chunk);
                content.Write(chunk);
            }

            Seen.Add(content.ToArray());
            var answer = _answer ?? (Encoding.UTF8.GetString(content.ToArray()) == Malware ? "stream: Eicar-Test-Signature FOUND" : "stream: OK");
            await line.WriteAsync(Encoding.ASCII.GetBytes(answer.Length == 0 ? "" : answer + "\0"));
        }
    }
}
