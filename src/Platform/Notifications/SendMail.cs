using LoTrinh.Platform.Data;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Time;
using MailKit.Net.Smtp;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Platform.Notifications;

/// <summary>Sends the mail that waits. A letter goes out at least once: it counts as sent only when the server has said so.</summary>
public sealed class SendMail(AppDb db, IMailCarrier carrier, TimeProvider clock, ILogger<SendMail> log) : IRecurringJob
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
        foreach (var letter in waiting)
        {
            letter.Begin(clock.UtcNow());
            await db.SaveChangesAsync(ct);
            if (!await SendAsync(letter, ct))
            {
                break; // The server is away: the others need not find that out one by one.
            }
        }
    }

    private async Task<bool> SendAsync(OutgoingMail letter, CancellationToken ct)
    {
        var goOn = true;
        try
        {
            await carrier.CarryAsync(letter, ct);
            (letter.SentAt, letter.LastProblem) = (clock.UtcNow(), null);
        }
        catch (AddressRefusedException refused)
        {
            (letter.GivenUpAt, letter.LastProblem) = (clock.UtcNow(), refused.Message);
            log.LogWarning("Letter {Id} was given up: its address is refused.", letter.Id);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            goOn = failure is SmtpCommandException;
            letter.LastProblem = failure.Message.Length <= ProblemMaxLength ? failure.Message : failure.Message[..ProblemMaxLength];
            log.LogWarning(failure, "Letter {Id} was not sent in attempt {Attempt}; next not before {NotBefore:u}.", letter.Id, letter.Attempts, letter.NotBeforeAt);
        }

        // What a server has taken is noted even when the process is about to end.
        await db.SaveChangesAsync(CancellationToken.None);
        return goOn;
    }
}
