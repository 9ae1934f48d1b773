using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Inspections.Sampling;

/// <summary>How many of those checked were confirmed.</summary>
internal sealed record ConfirmedShare(int Confirmed, int Checked, int Drawn)
{
    /// <summary>Confirmed of those checked, 0–1; null while none is checked. What is not checked yet counts neither way.</summary>
    public double? Rate => Checked == 0 ? null : (double)Confirmed / Checked;
}

/// <summary>A sample in a list.</summary>
internal sealed record SampleRow(Guid Id, int Year, int Quarter, int PopulationCount, DateTime DrawnAt, string DrawnBy, ConfirmedShare Share);

/// <summary>A task of a sample, with what it is.</summary>
internal sealed record SampledRow(SampledTask Sampled, string Code, string Title);

/// <summary>A re-check as its task's page shows it.</summary>
internal sealed record RecheckOfTask(int Year, int Quarter, bool? Confirmed, string? Reason, string? Evidence, string? CheckedBy, DateTime? CheckedAt);

/// <summary>Reads samples; those who may read them may read all of each.</summary>
internal sealed class SampleQueries(AppDb db)
{
    public static bool MayRead(Actor actor) => actor.May(SamplePermissions.Read, SamplePermissions.Everything);

    public async Task<IReadOnlyList<SampleRow>> ListAsync(Actor actor, CancellationToken ct) => !MayRead(actor) ? []
        : await db.Samples.AsNoTracking().OrderByDescending(s => s.Year).ThenByDescending(s => s.Quarter)
            .Select(s => new SampleRow(s.Id, s.Year, s.Quarter, s.PopulationCount, s.DrawnAt, s.DrawnBy,
                new ConfirmedShare(s.Tasks.Count(t => t.Confirmed == true), s.Tasks.Count(t => t.Confirmed != null), s.Tasks.Count))).ToListAsync(ct);

    public async Task<(TaskSample Sample, IReadOnlyList<SampledRow> Rows)?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (!MayRead(actor) || await db.Samples.AsNoTracking().Include(s => s.Tasks).SingleOrDefaultAsync(s => s.Id == id, ct) is not { } sample)
        {
            return null;
        }

        var ids = sample.Tasks.Select(t => t.TaskId).ToList();
        var tasks = await db.Tasks.AsNoTracking().Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Code, t.Title }).ToDictionaryAsync(t => t.Id, ct);
        return (sample, [.. sample.Tasks.OrderBy(t => t.Place).Select(t => new SampledRow(t, tasks[t.TaskId].Code, tasks[t.TaskId].Title))]);
    }

    public static ConfirmedShare ShareOf(TaskSample sample) =>
        new(sample.Tasks.Count(t => t.Confirmed == true), sample.Tasks.Count(t => t.Confirmed is not null), sample.Tasks.Count);

    public Task<List<StoredFile>> FilesAsync(Guid id, CancellationToken ct) => db.Set<StoredFile>().AsNoTracking()
        .Where(f => f.Room == SampleWork.FileRoom && f.SubjectId == id).OrderBy(f => f.Id).ToListAsync(ct);

    public Task<List<RecheckOfTask>> OfTaskAsync(Guid taskId, CancellationToken ct) => db.SampledTasks.AsNoTracking().Where(t => t.TaskId == taskId && t.Confirmed != null)
        .Join(db.Samples, t => t.SampleId, s => s.Id, (t, s) => new { t, s }).OrderByDescending(x => x.s.Year).ThenByDescending(x => x.s.Quarter)
        .Select(x => new RecheckOfTask(x.s.Year, x.s.Quarter, x.t.Confirmed, x.t.Reason, x.t.Evidence, x.t.CheckedBy, x.t.CheckedAt)).ToListAsync(ct);
}

/// <summary>The evidence of re-checks: for those who may read samples.</summary>
internal sealed class SampleFiles : IGuardFiles
{
    public string Room => SampleWork.FileRoom;

    public ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) => new(SampleQueries.MayRead(actor));
}

/// <summary>On a task's page: what re-checking it found.</summary>
internal sealed class TaskSampleSection(SampleQueries samples) : ITaskSection
{
    public string Partial => "/Inspections/Sampling/_TaskRechecks.cshtml";

    public async Task<object?> ReadAsync(Actor actor, SteeringTask task, CancellationToken ct) =>
        await samples.OfTaskAsync(task.Id, ct) is { Count: > 0 } found ? found : null;
}
