using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Imports;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Imports;

/// <summary>What people do with imports: send a file, assign its columns, have it carried out. Each act writes the ledger and saves
/// once.</summary>
internal sealed class ImportWork(AppDb db, TakeFiles takeFiles, ImportCheck check, ImportWords words, DocumentQueries documents,
    TimeProvider clock)
{
    /// <summary>Room of the sent files.</summary>
    public const string FileRoom = "steering.import";

    /// <summary>Takes a file in and guesses which column says what.</summary>
    public Task<Result<TaskImport>> Send(Actor actor, string? source, string? annex, SentFile? file, CancellationToken ct) =>
        db.InTransactionAsync(() => SendOnceAsync(actor, source, annex, file, ct), keep: r => r.Ok, ct);

    /// <summary>Says which table is meant, where its headings stand, and which column says what. Another table or row of headings is
    /// guessed at anew.</summary>
    public async Task<Result<TaskImport>> Assign(Actor actor, Guid id, int? version, int table, int header,
        IReadOnlyDictionary<ImportField, int>? columns, CancellationToken ct)
    {
        if (await FindAsync(actor, id, ct) is not { } import)
        {
            return Problem.NotFound("import.unknown");
        }

        var read = await check.TablesAsync(import, ct);
        if (!read.TryGet(out var tables))
        {
            return read.Problems;
        }

        if (table < 0 || table >= tables.Count)
        {
            return Problem.Invalid("import.table-unknown", "Table");
        }

        if (header < 0 || header >= tables[table].Rows.Count)
        {
            return Problem.Invalid("import.header-unknown", "Header", tables[table].Rows.Count);
        }

        var guessed = columns ?? words.Guess(tables[table].Rows[header]);
        var twice = guessed.GroupBy(c => c.Value).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null || guessed.Values.Any(c => c is < 0 or >= TableReader.MostColumns))
        {
            return Problem.Invalid("import.column-twice", "Columns");
        }

        return await SaveAsync(actor, import, version, import.Assign(table, header, guessed), "assigned", null, ct);
    }

    /// <summary>Has it carried out, when nothing is wrong with it.</summary>
    public async Task<Result<TaskImport>> Start(Actor actor, Guid id, int? version, CancellationToken ct)
    {
        if (await FindAsync(actor, id, ct) is not { } import)
        {
            return Problem.NotFound("import.unknown");
        }

        var checkup = await check.RunAsync(actor, import, ct);
        if (!checkup.TryGet(out var found))
        {
            return checkup.Problems;
        }

        return !import.IsMendable ? Problem.Conflict("import.not-mendable")
            : found.Problems.Count > 0 ? Problem.Invalid("import.rows-wrong", "Columns", found.Count(RowFate.Wrong))
            : !found.IsReady ? Problem.Invalid("import.nothing", "Columns")
            : await SaveAsync(actor, import, version, import.Queue(actor.AccountId), "queued", null, ct);
    }

    /// <summary>An import, for those who may assign tasks.</summary>
    public async Task<TaskImport?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(Permissions.Assign, "/") ? await db.TaskImports.SingleOrDefaultAsync(i => i.Id == id, ct) : null;

    private async Task<Result<TaskImport>> SendOnceAsync(Actor actor, string? source, string? annex, SentFile? file, CancellationToken ct)
    {
        // An annex gives tasks to whoever it names: it is for those who assign in the whole ministry.
        if (actor.Lacks(Permissions.Assign, "/") is { } refusal)
        {
            return refusal;
        }

        if (Words.Clean(source) is not { } named || named.Length > TaskImport.SourceMaxLength)
        {
            return Problem.Invalid("import.source-missing", "Source", TaskImport.SourceMaxLength);
        }

        if (Words.AtMost(annex, TaskImport.SourceMaxLength, "AnnexName").FirstOrDefault() is { } tooLong)
        {
            return tooLong;
        }

        if (file is null || !TableReader.Accepted.Split(',').Contains(Path.GetExtension(file.Name).ToLowerInvariant()))
        {
            return Problem.Invalid("import.file-kind", "Annex", TableReader.Accepted);
        }

        if (TakeFiles.Check([file], "Annex") is { Length: > 0 } wrong)
        {
            return wrong;
        }

        var read = TableReader.Read(file.Content, file.Name, "Annex");
        if (!read.TryGet(out var tables))
        {
            return read.Problems;
        }

        var document = await documents.MeantAsync(actor, named, ct) is [var one] ? one : null;
        var number = await db.NextNumberAsync($"steering.import/{clock.Today().Year}", null, ct);
        var id = Guid.CreateVersion7();
        var taken = await takeFiles.Handle(actor, FileRoom, id, [file], "Annex", ct: ct);
        if (!taken.TryGet(out var kept))
        {
            return taken.Problems;
        }

        var import = TaskImport.Of(id, $"NK-{clock.Today().Year}-{number:D3}", document?.NameForAll ?? named, Words.Clean(annex),
            document?.Id, kept[0].Name,
            kept[0].Sha256, actor.Name, clock.UtcNow());
        var header = words.HeaderOf(tables[0]);
        import.Assign(0, header, words.Guess(tables[0].Rows[header]));
        db.TaskImports.Add(import);
        db.Record(actor, "steering.import.sent", import);
        await db.SaveChangesAsync(ct);
        return import;
    }

    private async Task<Result<TaskImport>> SaveAsync(Actor actor, TaskImport import, int? version, Result<TaskImport> done, string act,
        string? reason, CancellationToken ct)
    {
        if (!done.Ok)
        {
            return done;
        }

        if (version is { } seen)
        {
            db.Expect(import, seen);
        }

        db.Record(actor, $"steering.import.{act}", import, reason);
        return await db.TrySaveAsync(ct) is { } lost ? lost : import;
    }
}

/// <summary>The sent files are for those who may assign tasks.</summary>
internal sealed class ImportFiles : IGuardFiles
{
    public string Room => ImportWork.FileRoom;

    public ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) => new(actor.May(Permissions.Assign, "/"));
}
