using System.Security.Cryptography;

namespace LoTrinh.Platform.Files;

/// <summary>Keeps contents under their SHA-256, each once.</summary>
public interface IFileStore
{
    /// <summary>Keeps a content, durably, and says its SHA-256 in lower-case hexadecimal.</summary>
    Task<string> KeepAsync(Stream content, CancellationToken ct);

    /// <summary>Opens a kept content.</summary>
    /// <exception cref="FileNotFoundException">It was never kept here.</exception>
    Stream Open(string sha256);

    /// <summary>Forgets a content that nothing names any more; one that was never kept is no error.</summary>
    void Remove(string sha256);
}

/// <summary>A folder with one file a content: <c>ab/cdef…</c>.</summary>
public sealed class FolderFileStore(string folder) : IFileStore
{
    /// <inheritdoc/>
    /// <remarks>Written aside and moved into place when the disk has it, so a name never stands for half a content.</remarks>
    public async Task<string> KeepAsync(Stream content, CancellationToken ct)
    {
        content.Position = 0;
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        var path = PathOf(sha256);
        if (File.Exists(path))
        {
            return sha256;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var aside = $"{path}.{Guid.NewGuid():N}";
        await using (var file = new FileStream(aside, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            content.Position = 0;
            await content.CopyToAsync(file, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
        return sha256;
    }

    /// <inheritdoc/>
    public Stream Open(string sha256) => new FileStream(PathOf(sha256), FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);

    /// <inheritdoc/>
    public void Remove(string sha256) => File.Delete(PathOf(sha256));

    private string PathOf(string sha256) => Path.Combine(folder, sha256[..2], sha256[2..]);
}
