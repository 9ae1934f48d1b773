using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Files;

/// <summary>Forgets contents whose rows are gone.</summary>
public sealed class ForgetContents(AppDb db, IFileStore store)
{
    /// <summary>Forgets them, once the save that removed their rows is committed; a content that something else still names stays.</summary>
    /// <param name="contents">SHA-256 of each, lower-case hexadecimal.</param>
    /// <param name="ct">Cancels.</param>
    public async Task Handle(IReadOnlyCollection<string> contents, CancellationToken ct)
    {
        var named = await db.Set<StoredFile>().Where(f => contents.Contains(f.Sha256)).Select(f => f.Sha256).Distinct().ToListAsync(ct);
        contents.Except(named).ToList().ForEach(store.Remove);
    }
}
