using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace LoTrinh.Platform.Files;

/// <summary>Asks clamd, the daemon of ClamAV, by its command INSTREAM: the content goes over the line, no file is shared.</summary>
/// <remarks>
/// Source: clamd(8), INSTREAM: chunks, each after its length in four bytes of network order, ended by a chunk of length zero; the answer is
/// <c>stream: OK</c>, <c>stream: NAME FOUND</c>, or ends with <c>ERROR</c>.
/// </remarks>
/// <param name="host">Where it listens.</param>
/// <param name="port">Its port.</param>
public sealed class ClamScanner(string host, int port) : IFileScanner
{
    /// <summary>Name of the setting that switches it on, such as <c>clamav.example.gov.vn:3310</c>.</summary>
    public const string Setting = "LOTRINH_CLAMAV";

    private const int ChunkSize = 64 * 1024;
    private const int LongestAnswer = 4096;
    private const string Found = " FOUND";
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(Patience);
        try
        {
            return Read(await AskAsync(content, limited.Token));
        }
        catch (Exception failure) when (failure is SocketException or IOException or TimeoutException
            || (failure is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new ScannerAwayException($"clamd at {host}:{port} gave no answer.", failure);
        }
    }

    private async Task<string> AskAsync(Stream content, CancellationToken ct)
    {
        using var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(host, port, ct).AsTask().WaitAsync(ConnectPatience, ct);
        await using var line = client.GetStream();
        try
        {
            await SendAsync(content, line, ct);
        }
        catch (IOException)
        {
            // A daemon that takes no more says why before it hangs up; where it says nothing, reading fails as well.
        }

        return await ReadAsync(line, ct);
    }

    private static async Task SendAsync(Stream content, NetworkStream line, CancellationToken ct)
    {
        await line.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        content.Position = 0;
        var buffer = new byte[sizeof(int) + ChunkSize];
        int read;
        do
        {
            read = await content.ReadAsync(buffer.AsMemory(sizeof(int)), ct);
            BinaryPrimitives.WriteInt32BigEndian(buffer, read);
            await line.WriteAsync(buffer.AsMemory(0, sizeof(int) + read), ct);
        }
        while (read > 0);
    }

    private static async Task<string> ReadAsync(NetworkStream line, CancellationToken ct)
    {
        var buffer = new byte[LongestAnswer];
        var length = 0;
        while (length < buffer.Length && await line.ReadAsync(buffer.AsMemory(length), ct) is var read and > 0)
        {
            length += read;
            if (buffer.AsSpan(0, length).Contains((byte)0))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd('\0', '\n', '\r');
    }

    // What is neither "clean" nor "found" is no verdict: too large for the daemon, broken off, or something else on that port.
    private ScanVerdict Read(string answer) => answer switch
    {
        "stream: OK" => ScanVerdict.Clean,
        _ when answer.StartsWith("stream: ", StringComparison.Ordinal) && answer.EndsWith(Found, StringComparison.Ordinal) =>
            new(answer["stream: ".Length..^Found.Length]),
        _ => throw new ScannerAwayException($"clamd at {host}:{port} answered: {(answer.Length == 0 ? "nothing" : answer)}"),
    };
}
