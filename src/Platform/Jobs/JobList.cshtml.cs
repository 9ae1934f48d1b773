using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Jobs;

/// <summary>How a job stands.</summary>
internal enum JobState
{
    /// <summary>It has not run yet.</summary>
    Never,

    /// <summary>A process runs it.</summary>
    Running,

    /// <summary>Its last run ended with a failure.</summary>
    Failed,

    /// <summary>It was due long ago: no process runs jobs.</summary>
    Waiting,

    /// <summary>Its last run went well.</summary>
    Well,
}

/// <summary>A job as the page shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Every">Time between its runs.</param>
/// <param name="Lease">What was written of its runs; null before the first.</param>
/// <param name="State">How it stands.</param>
internal sealed record JobView(string Name, TimeSpan Every, JobLease? Lease, JobState State)
{
    public string Color => State switch
    {
        JobState.Well => "success",
        JobState.Running => "primary",
        JobState.Never => "neutral",
        _ => "danger",
    };
}

/// <summary>The jobs, when they last ran and how that went: an administrator sees here that reminders stopped, before the units miss them.</summary>
[Permits(PlatformPermissions.JobsRead, everywhere: true)]
internal sealed class JobListPage(AppDb db, IEnumerable<IRecurringJob> jobs, TimeProvider clock) : PageModel
{
    public IReadOnlyList<JobView> Jobs { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var leases = await db.Set<JobLease>().AsNoTracking().ToDictionaryAsync(l => l.Name, ct);
        var now = clock.UtcNow();
        Jobs = [.. jobs.OrderBy(j => j.Name, StringComparer.Ordinal).Select(j => new JobView(j.Name, j.Every, leases.GetValueOrDefault(j.Name), StateOf(leases.GetValueOrDefault(j.Name), now)))];
    }

    /// <summary>How a job stands at a moment, by what was written of its runs.</summary>
    internal static JobState StateOf(JobLease? lease, DateTime now) => lease switch
    {
        null or { StartedAt: null } => JobState.Never,
        { HeldUntilAt: var until } when until > now => JobState.Running,
        { Failure: not null } => JobState.Failed,
        { DueAt: var due } when due + JobLease.Length < now => JobState.Waiting,
        _ => JobState.Well,
    };
}
