using System.Collections.Concurrent;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Steering.Imports;

/// <summary>How far an import is, in the process that runs it; the rows are in the database only once all of them are.</summary>
internal sealed class ImportProgress
{
    private readonly ConcurrentDictionary<Guid, (int Done, int Of)> _running = [];

    public (int Done, int Of)? Of(Guid id) => _running.TryGetValue(id, out var at) ? at : null;

    public void Set(Guid id, int done, int of) => _running[id] = (done, of);

    public void End(Guid id) => _running.TryRemove(id, out _);
}

/// <summary>Carries out the imports that wait, each in one transaction: all its rows or none. One that broke off begins again.</summary>
internal sealed class RunImports(AppDb db, ImportCheck check, TaskBatch batch, ImportProgress progress, IActorSource actors,
    TimeProvider clock, ILogger<RunImports> log) : IRecurringJob
{
    public string Name => "steering.imports";

    public TimeSpan Every => TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var id in await db.TaskImports.Where(i => i.State == ImportState.Queued).OrderBy(i => i.SentAt).Select(i => i.Id)
            .ToListAsync(ct))
        {
            try
            {
                await db.InTransactionAsync(() => RunOnceAsync(id, ct), keep: _ => true, ct);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Nothing of it is in; it stands in nobody's way, and its people look at it again.
                log.LogError(failure, "Import {Import} broke off.", id);
                await db.InTransactionAsync(() => EndAsync(Actor.System, id, i => i.SendBack("import.broke-off"), "sent-back", ct),
                    keep: _ => true, ct);
            }
            finally
            {
                progress.End(id);
            }
        }
    }

    private async Task<bool> RunOnceAsync(Guid id, CancellationToken ct)
    {
        var import = await db.TaskImports.AsNoTracking().SingleAsync(i => i.Id == id, ct);
        if (import.State != ImportState.Queued)
        {
            return false;
        }

        // Whoever started it may have lost their right to meanwhile, a unit may have ended, a task may have been issued: it is looked at
        // again.
        var actor = import.StartedById is { } starter ? await actors.OfAccountAsync(db, starter) : Actor.Nobody;
        var checkup = await check.RunAsync(actor, import, ct);
        if (!checkup.TryGet(out var found) || !found.IsReady)
        {
            return await EndAsync(actor, id, i => i.SendBack("import.rows-changed"), "sent-back", ct);
        }

        var todo = found.Rows.Where(r => r.Fate is RowFate.New or RowFate.Changed).ToList();
        progress.Set(id, 0, todo.Count);
        var written = await batch.WriteAsync(actor, todo.ConvertAll(r => new BatchTask(r.Row.Draft, r.TaskId)),
            $"{import.Code}: {import.Title}", n => progress.Set(id, n, todo.Count), ct);
        if (!written.TryGet(out var tasks))
        {
            throw new InvalidOperationException($"Rows that were sound are not: {written.Problems[0].Code}"); // rolls everything back
        }

        await LinkAsync(import, [.. todo.Zip(tasks)], ct);
        return await EndAsync(actor, id, i => i.Finish(found.Count(RowFate.New), found.Count(RowFate.Changed), clock.UtcNow()), "done", ct);
    }

    private async Task LinkAsync(TaskImport import, IReadOnlyList<(CheckedRow Row, Guid Task)> rows, CancellationToken ct)
    {
        foreach (var part in rows.Chunk(1000))
        {
            var keys = part.Where(r => r.Row.TaskId is not null).Select(r => r.Row.Row.Key).ToList();
            var source = import.SourceKey;
            var known = keys.Count == 0 ? [] : await db.ImportedRows.Where(r => r.SourceKey == source && keys.Contains(r.RowKey))
                .ToDictionaryAsync(r => r.RowKey, ct);
            foreach (var (row, task) in part)
            {
                if (!known.TryGetValue(row.Row.Key, out var link))
                {
                    link = new ImportedRow { SourceKey = source, RowKey = row.Row.Key, TaskId = task };
                    db.ImportedRows.Add(link);
                }

                (link.ImportId, link.Hash) = (import.Id, row.Row.Hash);
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<bool> EndAsync(Actor actor, Guid id, Action<TaskImport> end, string act, CancellationToken ct)
    {
        var import = await db.TaskImports.SingleAsync(i => i.Id == id, ct);
        end(import);
        db.Record(actor, $"steering.import.{act}", import);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
