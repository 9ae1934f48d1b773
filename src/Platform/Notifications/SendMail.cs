using LoTrinh.Platform.Data;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Platform.Notifications;

/// <summary>Sends the mail that waits; what was held for one person over the quiet hours goes out as one. A letter goes out at least once:
/// it counts as sent only when the server has said so.</summary>
public sealed class SendMail(AppDb db, IMailCarrier carrier, Texts texts, TimeProvider clock, ILogger<SendMail> log) : IRecurringJob
{
    private const int AtATime = 100;
    private const int ProblemMaxLength = 400;

    /// <inheritdoc/>
    public string Name => "platform.mail";

    /// <inheritdoc/>
    public TimeSpan Every => TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.UtcNow();
        var waiting = await db.OutgoingMail.Where(m => m.SentAt == null && m.GivenUpAt == null && m.NotBeforeAt <= now)
            .OrderBy(m => m.Id).Take(AtATime).ToListAsync(ct);
        foreach (var letters in JoinedMail.Rounds(waiting).ToList())
        {
            var joined = JoinedMail.Of(letters, texts);
            foreach (var letter in letters)
            {
                letter.Begin(clock.UtcNow());
            }

            await db.SaveChangesAsync(ct);
            if (!await SendAsync(joined, letters, ct))
            {
                break; // The server is away: the others need not find that out one by one.
            }
        }
    }

    private async Task<bool> SendAsync(OutgoingMail joined, IReadOnlyList<OutgoingMail> letters, CancellationToken ct)
    {
        var goOn = true;
        try
        {
            await carrier.CarryAsync(joined, ct);
            Each(letters, l => (l.SentAt, l.LastProblem) = (clock.UtcNow(), null));
        }
        catch (AddressRefusedException refused)
        {
            Each(letters, l => (l.GivenUpAt, l.LastProblem) = (clock.UtcNow(), refused.Message));
            log.LogWarning("Letter {Id} was given up: its address is refused.", joined.Id);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            goOn = failure is SmtpCommandException;
            Each(letters, l => l.LastProblem = failure.Message.Length <= ProblemMaxLength ? failure.Message
                : failure.Message[..ProblemMaxLength]);
            log.LogWarning(failure, "Letter {Id} was not sent in attempt {Attempt}; next not before {NotBefore:u}.", joined.Id,
                letters[0].Attempts, letters[0].NotBeforeAt);
        }

        // What a server has taken is noted even when the process is about to end.
        await db.SaveChangesAsync(CancellationToken.None);
        return goOn;
    }

    private static void Each(IReadOnlyList<OutgoingMail> letters, Action<OutgoingMail> act)
    {
        foreach (var letter in letters)
        {
            act(letter);
        }
    }
}
