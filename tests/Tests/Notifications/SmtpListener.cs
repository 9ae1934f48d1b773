using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoTrinh.Tests.Notifications;

/// <summary>A mail server on loopback that keeps what it is given, and refuses what a test tells it to.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public SmtpListener()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = Task.Run(ServeAsync);
    }

    public int Port { get; }

    /// <summary>Letters taken, headers and all.</summary>
    public List<string> Letters { get; } = [];

    /// <summary>Answer to the next recipient instead of 250, such as <c>550 no such user</c>.</summary>
    public Func<string, string?> RefuseRecipient { get; set; } = _ => null;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or IOException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ', 2)[0].ToUpperInvariant();
            await writer.WriteLineAsync(verb switch
            {
                "EHLO" => "250-test\r\n250 8BITMIME",
                "RCPT" => RefuseRecipient(line) ?? "250 ok",
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 ok",
            });
            if (verb == "DATA")
            {
                Letters.Add(await ReadLetterAsync(reader));
                await writer.WriteLineAsync("250 taken");
            }
            else if (verb == "QUIT")
            {
                return;
            }
        }
    }

    private async Task<string> ReadLetterAsync(StreamReader reader)
    {
        var letter = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            letter.Append(line).Append('\n');
        }

        return letter.ToString();
    }
}
