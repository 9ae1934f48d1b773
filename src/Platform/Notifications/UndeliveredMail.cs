using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Notifications;

/// <summary>A letter that was given up: to whom and why, not what it says.</summary>
/// <param name="Id">The letter.</param>
/// <param name="To">Address.</param>
/// <param name="ToName">Name of the account.</param>
/// <param name="GivenUpAt">When, UTC.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">What the server said.</param>
public sealed record RefusedLetter(Guid Id, string To, string ToName, DateTime GivenUpAt, int Attempts, string? Reason);

/// <summary>Letters that the quiet hours hold.</summary>
/// <param name="Until">When they leave, UTC.</param>
/// <param name="Count">How many.</param>
/// <param name="People">To how many addresses: each gets one e-mail.</param>
public sealed record HeldLetters(DateTime Until, int Count, int People);

/// <summary>A page of letters that were given up.</summary>
/// <param name="Rows">Newest first.</param>
/// <param name="Count">How many were given up in all.</param>
/// <param name="Waiting">How many still wait to be sent.</param>
/// <param name="Held">Those of them that the quiet hours hold, by when they leave.</param>
/// <param name="Page">This page, from 1.</param>
public sealed record RefusedLetters(IReadOnlyList<RefusedLetter> Rows, int Count, int Waiting, IReadOnlyList<HeldLetters> Held, int Page)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 25;

    /// <summary>How many pages there are.</summary>
    public int Pages => (Count + PageSize - 1) / PageSize;
}

/// <summary>What an administrator does with e-mail refused for good: sees why, and has it tried again once that is mended.</summary>
public sealed class UndeliveredMail(AppDb db, TimeProvider clock)
{
    // A server that was set up wrongly refuses everything; one act takes up this much of it, the next the rest.
    private const int AtATime = 500;

    /// <summary>Reads a page.</summary>
    public async Task<Result<RefusedLetters>> ReadAsync(Actor actor, int page, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.MailManage, "/") is { } refusal)
        {
            return refusal;
        }

        var refused = GivenUp.AsNoTracking();
        var count = await refused.CountAsync(ct);
        var waiting = await db.OutgoingMail.CountAsync(m => m.SentAt == null && m.GivenUpAt == null, ct);
        var held = await db.OutgoingMail.Where(m => m.SentAt == null && m.GivenUpAt == null && m.Attempts == 0 && m.HeldUntil != null)
            .GroupBy(m => m.HeldUntil!.Value).OrderBy(g => g.Key)
            .Select(g => new HeldLetters(g.Key, g.Count(), g.Select(m => m.To).Distinct().Count())).ToListAsync(ct);
        var number = Math.Clamp(page, 1, Math.Max(1, (count + RefusedLetters.PageSize - 1) / RefusedLetters.PageSize));
        var rows = await refused.OrderByDescending(m => m.GivenUpAt).ThenByDescending(m => m.Id)
            .Skip((number - 1) * RefusedLetters.PageSize).Take(RefusedLetters.PageSize)
            .Select(m => new RefusedLetter(m.Id, m.To, m.ToName, m.GivenUpAt!.Value, m.Attempts, m.LastProblem)).ToListAsync(ct);
        return new RefusedLetters(rows, count, waiting, held, number);
    }

    /// <summary>Has one letter sent again, or all of them; answers how many.</summary>
    /// <param name="actor">The administrator.</param>
    /// <param name="id">The letter; null means all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<int>> Retry(Actor actor, Guid? id, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.MailManage, "/") is { } refusal)
        {
            return refusal;
        }

        var letters = await GivenUp.Where(m => id == null || m.Id == id).OrderBy(m => m.Id).Take(AtATime).ToListAsync(ct);
        if (id is not null && letters.Count == 0)
        {
            return Problem.NotFound("mail.unknown");
        }

        foreach (var letter in letters)
        {
            letter.TakeUp(clock.UtcNow());
            // The letter itself stays out of the ledger: its address is personal data.
            db.Record(actor, "platform.mail.retried", nameof(OutgoingMail), letter.Id, null);
        }

        await db.SaveChangesAsync(ct);
        return letters.Count;
    }

    private IQueryable<OutgoingMail> GivenUp => db.OutgoingMail.Where(m => m.GivenUpAt != null && m.SentAt == null);
}
