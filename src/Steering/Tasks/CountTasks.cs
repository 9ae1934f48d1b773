using System.Data;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>Counts all tasks when a day begins, when a calendar says something else is due soon, and when much was saved since.</summary>
internal sealed class CountTasks(AppDb db, DeadlineEngine deadlines, TimeProvider clock) : IRecurringJob
{
    /// <summary>So many changes are summed in the time of a page; more are counted in.</summary>
    internal const int MostChanges = 2_000;

    public string Name => "steering.tally";

    public TimeSpan Every => TimeSpan.FromMinutes(1);

    public async Task RunAsync(CancellationToken ct)
    {
        var (today, soon) = (clock.Today(), deadlines.AddWorkingDaysOrDays(clock.Today(), DueSoon.WorkingDays));
        var sheet = await db.TallySheets.AsNoTracking().SingleOrDefaultAsync(ct);
        if (sheet?.CountedFor != today || sheet.SoonUntil != soon || await db.TallyChanges.CountAsync(ct) > MostChanges)
        {
            await CountOnceAsync(today, soon, ct);
        }
    }

    // Another process that counted at the same time has counted the same; the next minute looks again.
    private async Task CountOnceAsync(DateOnly today, DateOnly soon, CancellationToken ct)
    {
        try
        {
            await CountAsync(today, soon, ct);
        }
        catch (Exception lost) when (lost is DbUpdateException or System.Data.Common.DbException { IsTransient: true })
        {
            db.ChangeTracker.Clear();
        }
    }

    // In one snapshot: a change that is in it is in the tasks too, and a later one is in neither and stays.
    private async Task CountAsync(DateOnly today, DateOnly soon, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        var counted = db.Tasks.AsNoTracking().Where(t => t.State != TaskState.Draft && t.State != TaskState.Cancelled);
        var units = await TaskQueries.TallyAsync(counted, today, soon, ct);
        var dues = await counted.Where(t => t.CompletedOn == null && t.CurrentDueOn != null).GroupBy(t => t.CurrentDueOn!.Value)
            .Select(g => new TallyDue { DueOn = g.Key, Open = g.Count() }).ToListAsync(ct);
        await db.TallyLines.ExecuteDeleteAsync(ct);
        await db.TallyDues.ExecuteDeleteAsync(ct);
        await db.TallyChanges.ExecuteDeleteAsync(ct);
        db.TallyLines.AddRange(units.Select(Line));
        db.TallyDues.AddRange(dues);
        var sheet = await db.TallySheets.SingleOrDefaultAsync(ct) ?? db.TallySheets.Add(new()).Entity;
        (sheet.Number, sheet.CountedFor, sheet.SoonUntil, sheet.CountedAt) = (sheet.Number + 1, today, soon, clock.UtcNow());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static TallyLine Line(UnitTally unit) => new()
    {
        UnitId = unit.UnitId,
        InTime = unit.Counts.InTime,
        DueSoon = unit.Counts.DueSoon,
        Overdue = unit.Counts.Overdue,
        DoneOnTime = unit.Counts.DoneOnTime,
        DoneLate = unit.Counts.DoneLate,
        NoDeadline = unit.Counts.NoDeadline,
        DoneUndated = unit.Counts.DoneUndated,
        Submitted = unit.Submitted,
    };
}
