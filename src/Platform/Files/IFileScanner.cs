namespace LoTrinh.Platform.Files;

/// <summary>What a scanner says of a content.</summary>
/// <param name="Finding">Name of what was found; null when nothing was.</param>
public sealed record ScanVerdict(string? Finding)
{
    /// <summary>Nothing was found.</summary>
    public static readonly ScanVerdict Clean = new((string?)null);
}

/// <summary>A scanner that did not say anything: it cannot be reached, or cannot read the content.</summary>
public sealed class ScannerAwayException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Looks for viruses in what people send, before it is kept.</summary>
public interface IFileScanner
{
    /// <summary>What it says of a content.</summary>
    /// <param name="content">The content, readable from any place.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="ScannerAwayException">It says nothing; the content must not be taken.</exception>
    Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct);
}

/// <summary>An installation without a scanner: what is sent is judged by its kind alone.</summary>
public sealed class NoScanner : IFileScanner
{
    /// <inheritdoc/>
    public Task<ScanVerdict> ScanAsync(Stream content, CancellationToken ct) => Task.FromResult(ScanVerdict.Clean);
}
