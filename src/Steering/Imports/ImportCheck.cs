using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Imports;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Imports;

/// <summary>What would become of a row.</summary>
internal enum RowFate
{
    /// <summary>A task is drafted.</summary>
    New,

    /// <summary>Its draft is written anew.</summary>
    Changed,

    /// <summary>It says what it said before.</summary>
    Same,

    /// <summary>It says something else, but its task is issued: that changes by its own ways, not by an import.</summary>
    Issued,

    /// <summary>Something is wrong with it.</summary>
    Wrong,
}

/// <summary>A row, what would become of it, and the task that it is already.</summary>
internal sealed record CheckedRow(AnnexRow Row, RowFate Fate, Guid? TaskId);

/// <summary>What a file would do: nothing was written.</summary>
/// <param name="Tables">The file's tables.</param>
/// <param name="Table">The one that is meant.</param>
/// <param name="Rows">Its rows that ask something.</param>
/// <param name="PassedOver">Numbers of the rows that were taken for headings of groups.</param>
internal sealed record ImportCheckup(IReadOnlyList<ReadTable> Tables, ReadTable Table, IReadOnlyList<CheckedRow> Rows,
    IReadOnlyList<int> PassedOver)
{
    public IReadOnlyList<RowProblem> Problems { get; } = [.. Rows.SelectMany(r => r.Row.Problems)];

    public int Count(RowFate fate) => Rows.Count(r => r.Fate == fate);

    /// <summary>Whether it may be carried out: something would be written, and nothing is wrong.</summary>
    public bool IsReady => Problems.Count == 0 && Rows.Any(r => r.Fate is RowFate.New or RowFate.Changed);
}

/// <summary>Reads a sent file and says what it would do.</summary>
internal sealed class ImportCheck(AppDb db, IFileStore store, ImportWords words, OrganisationDirectory organisation, TaskBatch batch,
    TimeProvider clock)
{
    /// <summary>The tables of a sent file.</summary>
    public async Task<Result<IReadOnlyList<ReadTable>>> TablesAsync(TaskImport import, CancellationToken ct)
    {
        using var memory = new MemoryStream();
        try
        {
            await using var content = store.Open(import.Sha256);
            await content.CopyToAsync(memory, ct);
        }
        catch (IOException)
        {
            return Problem.Invalid("import.unreadable", "Annex", import.FileName);
        }

        return TableReader.Read(memory, import.FileName, "Annex");
    }

    /// <summary>What the file would do as its columns are assigned now.</summary>
    public async Task<Result<ImportCheckup>> RunAsync(Actor actor, TaskImport import, CancellationToken ct)
    {
        var read = await TablesAsync(import, ct);
        if (!read.TryGet(out var tables))
        {
            return read.Problems;
        }

        var table = tables[Math.Clamp(import.Table, 0, tables.Count - 1)];
        var (rows, passed) = new RowReader(organisation.On(clock.Today()), words)
            .Read(table, import.Header, import.ColumnOf, (import.DocumentId, import.Source), draft => batch.Problems(actor, draft));
        var source = import.SourceKey;
        var known = await db.ImportedRows.AsNoTracking().Where(r => r.SourceKey == source)
            .Join(db.Tasks, r => r.TaskId, t => t.Id, (r, t) => new { r.RowKey, r.Hash, r.TaskId, t.State })
                .ToDictionaryAsync(r => r.RowKey, ct);
        return new ImportCheckup(tables, table, [.. rows.Select(row => known.GetValueOrDefault(row.Key) is not { } before
            ? new CheckedRow(row, row.Problems.Count > 0 ? RowFate.Wrong : RowFate.New, null)
            : new CheckedRow(row, row.Problems.Count > 0 ? RowFate.Wrong : before.Hash == row.Hash ? RowFate.Same
                : before.State is TaskState.Draft or TaskState.ReturnedByLead ? RowFate.Changed : RowFate.Issued, before.TaskId))], passed);
    }
}
