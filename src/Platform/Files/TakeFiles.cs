using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LoTrinh.Platform.Files;

/// <summary>A file as it was sent.</summary>
/// <param name="Name">The name it was given.</param>
/// <param name="Content">Its content, readable from any place; read before the request ends.</param>
public sealed record SentFile(string Name, Stream Content)
{
    /// <summary>The files of a form; those of empty inputs are left out.</summary>
    public static IReadOnlyList<SentFile> Of(IEnumerable<IFormFile>? form) =>
        [.. (form ?? []).Where(f => f.FileName.Length > 0).Select(f => new SentFile(f.FileName, f.OpenReadStream()))];
}

/// <summary>Takes files in for a record that is being written: checks each, has it scanned, keeps its content, and adds its row to the
/// next save.</summary>
/// <remarks>The use case that calls this demands the permission, writes the ledger entry, and saves.</remarks>
public sealed class TakeFiles(AppDb db, IFileStore store, IFileScanner scanner, TimeProvider clock, ILogger<TakeFiles> log)
{
    /// <summary>Most that a file may hold, in megabytes; said beside every file input.</summary>
    public const int MostMegabytes = 60;

    /// <summary>Most files in one form.</summary>
    public const int MostFiles = 20;

    /// <summary>Every problem of the files, or the files as they will be saved. Nothing is taken when one is refused.</summary>
    /// <param name="actor">Who sends them.</param>
    /// <param name="room">The sort of record, such as <c>steering.task</c>; an <see cref="IGuardFiles"/> answers for it.</param>
    /// <param name="subjectId">The record.</param>
    /// <param name="sent">The files.</param>
    /// <param name="field">The form's field, for the problems.</param>
    /// <param name="part">The part of the record, where it has several.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<StoredFile[]>> Handle(
        Actor actor, string room, Guid subjectId, IReadOnlyList<SentFile> sent, string field, string? part = null, CancellationToken ct = default)
    {
        if (await RefuseAsync(sent, field, ct) is { Length: > 0 } problems)
        {
            return problems;
        }

        var taken = new List<StoredFile>();
        foreach (var file in sent)
        {
            var name = StoredFile.Clean(file.Name);
            taken.Add(new StoredFile
            {
                Room = room,
                SubjectId = subjectId,
                Part = part,
                Name = name,
                MediaType = FileKind.Claimed(name)!.MediaType,
                Length = file.Content.Length,
                Sha256 = await store.KeepAsync(file.Content, ct),
                TakenAt = clock.UtcNow(),
                TakenBy = actor.AccountId,
            });
        }

        db.AddRange(taken);
        return taken.ToArray();
    }

    /// <summary>What keeps files from being taken, by their looks and by the scanner; for one who makes something else of them first.</summary>
    /// <param name="sent">The files.</param>
    /// <param name="field">The form's field, for the problems.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ImmutableArray<Problem>> RefuseAsync(IReadOnlyList<SentFile> sent, string field, CancellationToken ct) =>
        Check(sent, field) is { Length: > 0 } problems ? problems : await ScanAsync(sent, field, ct);

    /// <summary>What is wrong with the files, each problem naming its file.</summary>
    public static ImmutableArray<Problem> Check(IReadOnlyList<SentFile> sent, string field)
    {
        if (sent.Count > MostFiles)
        {
            return [Problem.Invalid("files.too-many", field, MostFiles)];
        }

        return [.. sent.Select(f => CheckOne(f, field)).OfType<Problem>()];
    }

    // What no scanner vouches for is not taken, though it may be harmless: those who open it would have to hope.
    private async Task<ImmutableArray<Problem>> ScanAsync(IReadOnlyList<SentFile> sent, string field, CancellationToken ct)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var file in sent)
        {
            try
            {
                if ((await scanner.ScanAsync(file.Content, ct)).Finding is { } finding)
                {
                    log.LogWarning("A file was refused: {Finding} was found in it.", finding);
                    problems.Add(Problem.Invalid("files.infected", field, StoredFile.Clean(file.Name), finding));
                }
            }
            catch (ScannerAwayException away)
            {
                log.LogError(away, "No file can be taken: the scanner gave no verdict.");
                problems.Add(Problem.Invalid("files.scanner-away", field));
                break;
            }
        }

        return problems.ToImmutable();
    }

    private static Problem? CheckOne(SentFile file, string field)
    {
        var name = StoredFile.Clean(file.Name);
        return file.Content.Length == 0 ? Problem.Invalid("files.empty", field, name)
            : file.Content.Length > MostMegabytes * 1024L * 1024 ? Problem.Invalid("files.too-large", field, name, MostMegabytes)
            : FileKind.Claimed(name) is not { } kind ? Problem.Invalid("files.kind-not-taken", field, name, FileKind.Accepted.Replace(",", ", ", StringComparison.Ordinal))
            : !kind.Holds(file.Content) ? Problem.Invalid("files.not-what-it-claims", field, name, Path.GetExtension(name))
            : null;
    }
}
