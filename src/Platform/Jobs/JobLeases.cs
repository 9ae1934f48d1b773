using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Jobs;

/// <summary>Takes and gives back the right to run a job. Of processes that try at once exactly one changes the row.</summary>
/// <remarks>
/// A clock that was set back, as in a demonstration, would leave a job due in a far future; such rows count as due. Two machines'
/// clocks differ a little, and a process may look at its clock, wait, and find what another wrote meanwhile: that is no clock set back.
/// </remarks>
public sealed class JobLeases(AppDb db, TimeProvider clock)
{
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    /// <summary>Those of <paramref name="jobs"/> that are due and that nobody holds; a first look, <see cref="TakeAsync"/> decides.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(IEnumerable<IRecurringJob> jobs, CancellationToken ct)
    {
        var rows = await db.Set<JobLease>().AsNoTracking().ToDictionaryAsync(l => l.Name, ct);
        var now = clock.UtcNow();
        return [.. jobs.Where(j => !rows.TryGetValue(j.Name, out var row)
            || (Passed(row.DueAt, j.Every) && Passed(row.HeldUntilAt, JobLease.Length))).Select(j => j.Name)];

        bool Passed(DateTime at, TimeSpan most) => at <= now || at > now + most + ClocksDiffer;
    }

    /// <summary>Takes a due job for <paramref name="holder"/>; false when it is not due any more or another process has it.</summary>
    public async Task<bool> TakeAsync(IRecurringJob job, Guid holder, CancellationToken ct)
    {
        if (await TakeRowAsync(job, holder, ct))
        {
            return true;
        }

        var name = job.Name;
        if (await db.Set<JobLease>().AnyAsync(l => l.Name == name, ct))
        {
            return false;
        }

        db.Add(new JobLease { Name = name });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Another process made the row in the same moment; both may try for it now.
        }

        db.ChangeTracker.Clear();
        return await TakeRowAsync(job, holder, ct);
    }

    /// <summary>Gives the job back and says when it is due again: sooner when it failed, so that a night's work is not put off to the next night.</summary>
    public Task FinishAsync(IRecurringJob job, Guid holder, Exception? failure)
    {
        var (name, now, kind) = (job.Name, clock.UtcNow(), failure?.GetType().Name);
        var next = now + (failure is null || job.Every < AfterFailure ? job.Every : AfterFailure);
        return db.Set<JobLease>().Where(l => l.Name == name && l.HolderId == holder).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.HeldUntilAt, now).SetProperty(l => l.DueAt, next).SetProperty(l => l.Failure, kind)
            .SetProperty(l => l.FinishedAt, l => kind == null ? now : l.FinishedAt), CancellationToken.None);
    }

    private async Task<bool> TakeRowAsync(IRecurringJob job, Guid holder, CancellationToken ct)
    {
        var (name, now) = (job.Name, clock.UtcNow());
        var until = now + JobLease.Length;
        var (latestDue, latestHeld) = (now + job.Every + ClocksDiffer, until + ClocksDiffer);
        return await db.Set<JobLease>()
            .Where(l => l.Name == name && (l.DueAt <= now || l.DueAt > latestDue) && (l.HeldUntilAt <= now || l.HeldUntilAt > latestHeld))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.HolderId, holder).SetProperty(l => l.HeldUntilAt, until)
                .SetProperty(l => l.StartedAt, now), ct) == 1;
    }
}
