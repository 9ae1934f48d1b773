using System.Linq.Expressions;
using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Ledger;

/// <summary>A record as the ledger names it: by its number or code, not by a title, which may say more than its reader is to
/// know.</summary>
/// <param name="Id">The record.</param>
/// <param name="Name">Its number, code or name; empty when its kind says enough.</param>
/// <param name="Url">Its page, from the root; null when it has none.</param>
/// <param name="Permission">What one must hold for everything to open the page, and to read what was written into the record.</param>
/// <param name="IsHidden">Whether without that permission not even the name is shown: of what is secret, and of people.</param>
public sealed record NamedRecord(Guid Id, string Name, string? Url, string Permission, bool IsHidden);

/// <summary>Names a module's records, and the values of its own kinds, for those who read the ledger. Registered scoped.</summary>
public interface INameRecords
{
    /// <summary>Those of some records that are the module's.</summary>
    /// <param name="asked">Identifiers by the name of their type, such as <c>SteeringTask</c>.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<NamedRecord>> NameAsync(ILookup<string, Guid> asked, CancellationToken ct);

    /// <summary>Key of the words for a value of one of the module's enumerations; null when it is none of them.</summary>
    string? KeyOf(Enum value);
}

/// <summary>What modules name records with.</summary>
public static class RecordNaming
{
    /// <summary>The page of a record. Not left to the database: each writes identifiers its own way.</summary>
    /// <param name="path">What stands before the identifier.</param>
    /// <param name="id">The identifier.</param>
    public static string Page(string path, Guid id) => $"{path}{id}";

    /// <summary>Those of some records that are rows of a table; the database is asked only where there are any.</summary>
    public static async Task<IReadOnlyList<NamedRecord>> NamesAsync<T>(
        this AppDb db, ILookup<string, Guid> asked, Expression<Func<T, NamedRecord>> name, CancellationToken ct)
        where T : class =>
        asked[typeof(T).Name].Distinct().ToList() is { Count: > 0 } ids
            ? await db.Set<T>().AsNoTracking().Where(r => ids.Contains(EF.Property<Guid>(r, "Id"))).Select(name).ToListAsync(ct) : [];
}
