using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LoTrinh.Host.Data;

/// <summary>Settings that SQLite wants on each connection.</summary>
/// <remarks>
/// WAL lets readers go on beside the one writer; FULL keeps what was acknowledged through a power cut;
/// the busy timeout makes a second writer wait its turn instead of failing.
/// </remarks>
internal sealed class SqliteConventions : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=30000; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;";

    // The pool hands a connection's handle out again and again; what it was told stays.
    private static readonly ConditionalWeakTable<object, object> Told = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (IsTold(connection))
        {
            return;
        }

        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsTold(connection))
        {
            return;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static bool IsTold(DbConnection connection) =>
        connection is SqliteConnection { Handle: { } handle } && !Told.TryAdd(handle, handle);
}
