using System.Data.Common;
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

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
