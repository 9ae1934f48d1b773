using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LoTrinh.Tests.Harness;

/// <summary>Counts the commands that are sent to the database.</summary>
internal sealed class CommandCounter : DbCommandInterceptor
{
    private int _count;

    /// <summary>How many commands an act sends.</summary>
    public async Task<int> CountAsync(Func<Task> act)
    {
        Interlocked.Exchange(ref _count, 0);
        await act();
        return _count;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Counted(result));

    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default) => new(Counted(result));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Counted(result));

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
        Counted(result);

    public override InterceptionResult<object> ScalarExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<object> result) => Counted(result);

    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Counted(result);

    private InterceptionResult<T> Counted<T>(InterceptionResult<T> result)
    {
        Interlocked.Increment(ref _count);
        return result;
    }
}
