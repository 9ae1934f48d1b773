using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace LoTrinh.Platform.Search;

/// <summary>What a source says of one thing that can be found.</summary>
/// <param name="RecordId">The thing, within its kind; at most 60 characters.</param>
/// <param name="Title">Its title as shown.</param>
/// <param name="Url">Where it is opened: address from the root, such as <c>/chi-dao/nhiem-vu/…</c>.</param>
/// <param name="Audience">Who may open it.</param>
public sealed record SearchDraft(string RecordId, string Title, string Url, SearchAudience Audience)
{
    /// <summary>Parts a text where a snippet must not run on, such as before the same in another language.</summary>
    public const char Apart = '\f';

    /// <summary>Title in English, when there is one.</summary>
    public string? TitleEn { get; init; }

    /// <summary>Number, symbol or code; a query that is just this finds the thing first.</summary>
    public string? Number { get; init; }

    /// <summary>What else is searched; the first 20 000 characters.</summary>
    public string Text { get; init; } = "";

    /// <summary>The day it is of.</summary>
    public DateOnly? DatedOn { get; init; }

    /// <summary>First day on which it is no longer in force.</summary>
    public DateOnly? PastFrom { get; init; }
}

/// <summary>A thing about which a save changed something.</summary>
/// <param name="RecordId">The thing, within its kind.</param>
/// <param name="Draft">What is to be said of it; null when it is not to be found.</param>
/// <param name="IsNew">Whether the index cannot know it yet.</param>
public sealed record FollowedRecord(string RecordId, SearchDraft? Draft, bool IsNew);

/// <summary>A kind of things that can be found. Registered as a singleton; words <c>search.kind.{Kind}</c> name it.</summary>
public interface ISearchSource
{
    /// <summary>Lower-case letters, such as <c>task</c>.</summary>
    string Kind { get; }

    /// <summary>Place among the kinds.</summary>
    int Order { get; }

    /// <summary>Whether the things are in memory rather than in a table; they are read again at each start.</summary>
    bool IsInMemory { get; }

    /// <summary>What changed rows mean for the index; nothing when none is of this source.</summary>
    Task<IReadOnlyList<FollowedRecord>> FollowAsync(AppDb db, IReadOnlyList<EntityEntry> changed, CancellationToken ct);

    /// <summary>Everything that can be found, in portions.</summary>
    IAsyncEnumerable<IReadOnlyList<SearchDraft>> ReadAllAsync(AppDb db, CancellationToken ct);
}

/// <summary>Things that are rows of a table with a <see cref="Guid"/> key named Id.</summary>
/// <typeparam name="T">The entity.</typeparam>
public abstract class SearchSource<T> : ISearchSource
    where T : class
{
    private const int Portion = 500;

    /// <inheritdoc/>
    public abstract string Kind { get; }

    /// <inheritdoc/>
    public abstract int Order { get; }

    /// <inheritdoc/>
    public bool IsInMemory => false;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<FollowedRecord>> FollowAsync(AppDb db, IReadOnlyList<EntityEntry> changed, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(changed);
        var followed = new List<FollowedRecord>();
        foreach (var entry in changed)
        {
            if (entry.Entity is T record)
            {
                if (entry.State == EntityState.Modified)
                {
                    await CompleteAsync(db, record, ct);
                }

                var id = ((Guid)entry.Property("Id").CurrentValue!).ToString();
                followed.Add(new(id, entry.State == EntityState.Deleted ? null : Describe(record), entry.State == EntityState.Added));
            }
        }

        return followed;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<SearchDraft>> ReadAllAsync(AppDb db, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var ids = await db.Set<T>().Select(r => EF.Property<Guid>(r, "Id")).ToListAsync(ct);
        foreach (var portion in ids.Chunk(Portion))
        {
            var records = await Whole(db.Set<T>().AsNoTracking()).Where(r => portion.Contains(EF.Property<Guid>(r, "Id"))).ToListAsync(ct);
            yield return [.. records.Select(Describe).OfType<SearchDraft>()];
        }
    }

    /// <summary>What is to be said of the record, or null when nobody is to find it: a draft, a withdrawn one.</summary>
    protected abstract SearchDraft? Describe(T record);

    /// <summary>The records with the parts that <see cref="Describe"/> reads.</summary>
    protected virtual IQueryable<T> Whole(IQueryable<T> records) => records;

    /// <summary>Loads the parts of a changed record that <see cref="Describe"/> reads and the use case did not load.</summary>
    protected virtual Task CompleteAsync(AppDb db, T record, CancellationToken ct) => Task.CompletedTask;
}
