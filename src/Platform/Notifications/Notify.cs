using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Notifications;

/// <summary>News for people.</summary>
/// <param name="Kind">Sort of news, such as <c>steering.task-issued</c>.</param>
/// <param name="Key">What makes it this news: told again under the same key, it is left out.</param>
/// <param name="Url">The record, from the root.</param>
/// <param name="Say">Makes title and body; called once for each recipient, in the recipient's language.</param>
public sealed record News(string Kind, string Key, string Url, Func<Recipient, (string Title, string? Body)> Say);

/// <summary>
/// Tells people: a row in their inbox at once, and a letter by e-mail for those who want one; to an officer it leaves outside the quiet hours.
/// </summary>
public sealed class Notify(AppDb db, MailSettings mail, UnreadCount unread, QuietTime quiet, Texts texts, TimeProvider clock)
{
    /// <summary>Tells and saves, once however often it is called: for handlers of events, in two processes at a time.</summary>
    public async Task TellAsync(IReadOnlyCollection<Recipient> to, News news, CancellationToken ct)
    {
        if (to.Count == 0)
        {
            return;
        }

        await db.InTransactionAsync(async () =>
        {
            await AddAsync(to, news, ct);
            return await db.SaveChangesAsync(ct);
        }, _ => true, ct);
        foreach (var recipient in to)
        {
            unread.Forget(recipient.AccountId);
        }
    }

    /// <summary>Adds the rows to the next save, without those who were told before.</summary>
    public async Task AddAsync(IReadOnlyCollection<Recipient> to, News news, CancellationToken ct)
    {
        var ids = to.Select(r => r.AccountId).ToList();
        var told = await db.Notifications.Where(n => n.Key == news.Key && ids.Contains(n.AccountId)).Select(n => n.AccountId).ToListAsync(ct);
        foreach (var recipient in to.DistinctBy(r => r.AccountId).Where(r => !told.Contains(r.AccountId)))
        {
            Add(recipient, news);
            unread.Forget(recipient.AccountId);
        }
    }

    private void Add(Recipient recipient, News news)
    {
        using var _ = Languages.Speak(recipient.Language);
        var (title, body) = news.Say(recipient);
        var row = new Notification
        {
            AccountId = recipient.AccountId,
            Kind = news.Kind,
            Key = news.Key,
            Title = Cut(title, Notification.TitleMaxLength),
            Body = body is null ? null : Cut(body, Notification.BodyMaxLength),
            Url = news.Url,
            CreatedAt = clock.UtcNow(),
        };
        db.Notifications.Add(row);
        if (recipient.Email is { } address)
        {
            DateTime? held = recipient.UnitId is not null && quiet.HeldUntil(row.CreatedAt) is var until && until > row.CreatedAt
                ? until : null;
            db.OutgoingMail.Add(new()
            {
                To = address,
                ToName = recipient.Name,
                Subject = row.Title,
                Text = Letter(recipient, row),
                Language = recipient.Language,
                CreatedAt = row.CreatedAt,
                NotBeforeAt = held ?? row.CreatedAt,
                HeldUntil = held,
            });
        }
    }

    private string Letter(Recipient recipient, Notification row)
    {
        var root = mail.PublicUrl + (recipient.Language == "en" ? "/en" : "");
        return $"{row.Title}\n\n{(row.Body is null ? "" : row.Body + "\n\n")}{root}{row.Url}{JoinedMail.Foot}{texts["notify.letter-foot", $"{root}/thong-bao/cai-dat"]}\n";
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";
}
