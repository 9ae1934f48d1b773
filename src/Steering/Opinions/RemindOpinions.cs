using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Opinions;

/// <summary>Before the due day of a round, reminds the members without ballot, once.</summary>
internal sealed class RemindOpinions(AppDb db, OpinionRules rules, QuietTime quiet, DeadlineEngine deadlines, OpinionNews news,
    TimeProvider clock) : IRecurringJob
{
    public string Name => "steering.opinion-reminders";

    public TimeSpan Every => TimeSpan.FromMinutes(15);

    public async Task RunAsync(CancellationToken ct)
    {
        var today = clock.Today();
        if (!deadlines.Calendar.Knows(today.Year) || quiet.IsQuiet(clock.UtcNow()))
        {
            return;
        }

        var last = deadlines.AddWorkingDaysOrDays(today, rules.RemindWorkingDays);
        var due = await db.Opinions.AsNoTracking().Where(r => r.State == OpinionState.Open && r.RemindedAt == null && r.DueOn >= today
            && r.DueOn <= last)
            .OrderBy(r => r.DueOn).Select(r => r.Id).ToListAsync(ct);
        foreach (var id in due)
        {
            db.ChangeTracker.Clear();
            await RemindAsync(id, ct);
        }
    }

    private async Task RemindAsync(Guid id, CancellationToken ct)
    {
        var round = await OpinionQueries.Whole(db.Opinions).SingleAsync(r => r.Id == id, ct);
        if (round is not { State: OpinionState.Open, RemindedAt: null })
        {
            return;
        }

        round.Remind(clock.UtcNow());
        db.Record(Actor.System, "steering.opinion.reminded", nameof(OpinionRound), round.Id,
            new { Members = round.Members.Count(m => m.Latest is null) });
        await news.RemindAsync(round, ct);

        // Who else reminded meanwhile has told them; who changed the round leaves it to the next run.
        await db.TrySaveAsync(ct);
    }
}
