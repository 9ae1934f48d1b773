using LoTrinh.Platform.Data;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Publications;

/// <summary>A publication as everyone may read it.</summary>
/// <param name="Record">It.</param>
/// <param name="Content">What it shows, without titles that became secret since; null once it is withdrawn.</param>
/// <param name="ReplacedBy">The one that is current instead; null when it is this one, or it was withdrawn.</param>
internal sealed record PublicPublication(Publication Record, PublishedContent? Content, Publication? ReplacedBy)
{
    public bool IsCurrent => Content is not null && ReplacedBy is null;
}

/// <summary>Reads what is public, and nothing else. Nothing is counted here: what is shown is what was frozen.</summary>
internal sealed class PublicationReader(AppDb db, SecretTasks secrets, Kept kept)
{
    /// <summary>Every publication that is or was public, the current one's day first.</summary>
    public async Task<IReadOnlyList<PublicPublication>> AllAsync(CancellationToken ct)
    {
        // What is secret is asked each time: a document may have been classified since.
        var ordered = await kept.GetAsync("publications|public", [typeof(Publication)], ReadAsync);
        var hidden = ordered.Any(p => p.Content?.Tasks.Count > 0) ? await secrets.AllAsync(ct) : new HashSet<Guid>();
        return [.. ordered.Select(p => p with { Content = p.Content?.Without(hidden) })];
    }

    private async Task<IReadOnlyList<PublicPublication>> ReadAsync()
    {
        var found = await db.Publications.AsNoTracking().Where(p => p.PublishedAt != null).ToListAsync();
        var ordered = found.OrderByDescending(p => p.AsOf).ThenByDescending(p => p.PublishedAt).ToList();
        var current = ordered.Find(p => p.IsPublic);
        return [.. ordered.Select(p => new PublicPublication(p, p.IsPublic ? p.Read() : null, p.IsPublic && p != current ? current : null))];
    }

    /// <summary>What a draft would show: titles that are secret by now are gone from it.</summary>
    public async Task<PublishedContent> PreviewAsync(Publication publication, CancellationToken ct)
    {
        var content = publication.Read();
        return content.Tasks.Count > 0 ? content.Without(await secrets.AllAsync(ct)) : content;
    }
}
