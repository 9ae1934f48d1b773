using System.Data.Common;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LoTrinh.Host.Data;

/// <summary>One statement of several parts with numbered parameters, and how its answer is read; the parts are each database's own.</summary>
internal sealed class SearchReading
{
    private readonly List<(string Name, object Value)> _parameters = [];
    private readonly List<string> _parts = [];

    /// <summary>Adds a value; answers how the statement names it.</summary>
    public string Value(object value)
    {
        var name = $"@p{_parameters.Count}";
        _parameters.Add((name, value));
        return name;
    }

    public void Add(string part) => _parts.Add(part);

    /// <summary>The hits of all parts, each entry once with its lowest tier.</summary>
    public async Task<IReadOnlyList<SearchHit>> HitsAsync(AppDb db, CancellationToken ct)
    {
        var hits = await ReadAsync(db, r => new SearchHit(r.GetInt64(0), r.GetInt32(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetString(3),
            r.IsDBNull(4) ? null : r.GetFieldValue<DateOnly>(4), r.IsDBNull(5) ? null : r.GetFieldValue<DateOnly>(5)), ct);
        return [.. hits.GroupBy(h => h.Id).Select(g => g.MinBy(h => h.Tier)!)];
    }

    /// <summary>The counts of all parts by their name.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountsAsync(AppDb db, CancellationToken ct) =>
        (await ReadAsync(db, r => (Kind: r.GetString(0), Count: (int)r.GetInt64(1)), ct)).ToDictionary(c => c.Kind, c => c.Count);

    private async Task<List<T>> ReadAsync<T>(AppDb db, Func<DbDataReader, T> read, CancellationToken ct)
    {
        var rows = new List<T>();
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = string.Join(" UNION ALL ", _parts);
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            foreach (var (name, value) in _parameters)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                rows.Add(read(reader));
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return rows;
    }
}
