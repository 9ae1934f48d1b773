using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;

namespace LoTrinh.Steering.Imports;

/// <summary>Where an import is.</summary>
internal enum ImportState
{
    /// <summary>The file was read; its columns are being assigned.</summary>
    Read,

    /// <summary>It waits to be carried out, or is just being.</summary>
    Queued,

    /// <summary>Every row is in.</summary>
    Done,
}

/// <summary>An annex of tasks that is taken over from a file: what was sent, how its columns were assigned, what came of it.</summary>
internal sealed class TaskImport : IVersioned
{
    public const int SourceMaxLength = 200;

    private TaskImport()
    {
    }

    public Guid Id { get; private init; }

    public string Code { get; private init; } = "";

    /// <summary>Number of the document whose annex it is, or what the annex is called.</summary>
    public string Source { get; private init; } = "";

    /// <summary>Which annex of it; null where it has but one.</summary>
    public string? Annex { get; private init; }

    /// <summary>Source and annex, folded. Rows are known again within it.</summary>
    public string SourceKey { get; private init; } = "";

    public Guid? DocumentId { get; private init; }

    public string FileName { get; private init; } = "";

    /// <summary>The file's content, in the file store.</summary>
    public string Sha256 { get; private init; } = "";

    public ImportState State { get; private set; }

    /// <summary>Which table of the file, from 0.</summary>
    public int Table { get; private set; }

    /// <summary>Place of the row of headings, from 0.</summary>
    public int Header { get; private set; }

    /// <summary>Column of each field, from 0, as JSON.</summary>
    public string Columns { get; private set; } = "{}";

    public string By { get; private init; } = "";

    /// <summary>The account that has it carried out; what it may do is asked again when the rows are written.</summary>
    public Guid? StartedById { get; private set; }

    public DateTime SentAt { get; private init; }

    public DateTime? DoneAt { get; private set; }

    /// <summary>How many tasks were drafted.</summary>
    public int Added { get; private set; }

    /// <summary>How many drafts were written anew.</summary>
    public int Changed { get; private set; }

    /// <summary>Code of the problem that sent a run back to be looked at; null when none did.</summary>
    public string? Failure { get; private set; }

    public int Version { get; set; } = 1;

    /// <summary>Source and annex as people read them.</summary>
    public string Title => Annex is null ? Source : $"{Source}, {Annex}";

    public bool IsMendable => State == ImportState.Read;

    public IReadOnlyDictionary<ImportField, int> ColumnOf => CanonicalJson.Read<Dictionary<ImportField, int>>(Columns);

    public static TaskImport Of(Guid id, string code, string source, string? annex, Guid? documentId, string fileName, string sha256,
        string by, DateTime at) => new()
        {
            Id = id, Code = code, Source = source, Annex = annex, SourceKey = Folding.Fold($"{source} {annex}"), DocumentId = documentId,
            FileName = fileName, Sha256 = sha256, By = by,
            SentAt = at,
        };

    /// <summary>Says which table is meant, where its headings stand, and which column says what.</summary>
    public Result<TaskImport> Assign(int table, int header, IReadOnlyDictionary<ImportField, int> columns)
    {
        if (!IsMendable)
        {
            return Problem.Conflict("import.not-mendable");
        }

        (Table, Header, Columns, Failure) = (table, header, CanonicalJson.Write(new SortedDictionary<ImportField,
            int>(columns.ToDictionary())), null);
        return this;
    }

    /// <summary>Has it carried out.</summary>
    public Result<TaskImport> Queue(Guid accountId)
    {
        if (!IsMendable)
        {
            return Problem.Conflict("import.not-mendable");
        }

        (State, Failure, StartedById) = (ImportState.Queued, null, accountId);
        return this;
    }

    public void Finish(int added, int changed, DateTime at) => (State, Added, Changed, DoneAt) = (ImportState.Done, added, changed, at);

    /// <summary>Back to be looked at: something has changed since it was checked.</summary>
    public void SendBack(string failure) => (State, Failure) = (ImportState.Read, failure);
}

/// <summary>The task that a row of an annex became; known again by the row's key within its source.</summary>
internal sealed class ImportedRow
{
    public required string SourceKey { get; init; }

    /// <summary>The row's key, folded.</summary>
    public required string RowKey { get; init; }

    public required Guid TaskId { get; init; }

    /// <summary>The import that last wrote it.</summary>
    public Guid ImportId { get; set; }

    /// <summary>Fingerprint of what it said then.</summary>
    public string Hash { get; set; } = "";
}
