namespace LoTrinh.Platform.Files;

/// <summary>Contents that come piece by piece, in a folder that every process of the installation sees. A key is a name without folders.</summary>
/// <param name="folder">The folder.</param>
public sealed class PartFiles(string folder)
{
    /// <summary>The keys that have a content.</summary>
    public IEnumerable<string> Keys => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Select(f => Path.GetFileName(f)) : [];

    /// <summary>Writes a piece where it belongs; it is on the disk when this returns.</summary>
    /// <param name="key">Key of the content.</param>
    /// <param name="offset">Where the piece begins, in bytes.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="ct">Cancels.</param>
    public async Task WriteAsync(string key, long offset, ReadOnlyMemory<byte> piece, CancellationToken ct)
    {
        Directory.CreateDirectory(folder);
        await using var file = new FileStream(PathOf(key), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite);
        file.Position = offset;
        await file.WriteAsync(piece, ct);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Opens what has come so far.</summary>
    public Stream Open(string key) => new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 64 * 1024, useAsync: true);

    /// <summary>Whether anything has come.</summary>
    public bool Has(string key) => File.Exists(PathOf(key));

    /// <summary>Removes a content, if there is one.</summary>
    public void Delete(string key) => File.Delete(PathOf(key));

    private string PathOf(string key) => Path.Combine(folder, Path.GetFileName(key));
}
