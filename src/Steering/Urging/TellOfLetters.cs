using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Urging;

/// <summary>Tells the unit, its focal point and its head, that a letter of urging came.</summary>
internal sealed class TellOfLetters(Notify notify, Recipients recipients, Texts texts) : IReactTo<UrgingLetterIssued>
{
    public async Task ReactAsync(UrgingLetterIssued happened, CancellationToken ct)
    {
        var to = await recipients.HoldingAsync(UrgingPermissions.Answer, happened.UnitId, ct);
        await notify.TellAsync([.. to.Where(r => r.AccountId != happened.ByAccountId)], new("steering.urging-letter", $"urging-letter:{happened.LetterId:N}",
            $"/chi-dao/don-doc/cong-van/{happened.LetterId}",
            _ => (texts["urging.news.letter", happened.Number], texts["urging.news.letter-body", happened.Tasks, happened.AnswerBy.Show()])), ct);
    }
}
