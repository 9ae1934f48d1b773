using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Demo;

/// <summary>Whether this process serves the demonstration or a real installation: what the database says, and only for an empty one what was asked.</summary>
/// <remarks>A flag forgotten at one start, or unknown to a command, must not turn a ministry's records into a demonstration.</remarks>
internal sealed class WhatItIs
{
    private bool? _isDemonstration;

    /// <summary>Known once the database has been made ready.</summary>
    public bool IsDemonstration => _isDemonstration ?? throw new InvalidOperationException("The database was not asked yet.");

    /// <summary>Reads it, or writes what was asked for where this is the first start; says so when something else was asked.</summary>
    /// <param name="db">The database.</param>
    /// <param name="asked">Whether a demonstration is asked for.</param>
    /// <param name="ct">Cancels.</param>
    public async Task LearnAsync(AppDb db, bool asked, CancellationToken ct)
    {
        var known = await db.Set<Installation>().AsNoTracking().SingleOrDefaultAsync(ct);
        if (known is null)
        {
            known = db.Add(new Installation { IsDemonstration = asked, StartedAt = TimeProvider.System.UtcNow() }).Entity;
            await db.SaveChangesAsync(ct);
        }
        else if (known.IsDemonstration && !asked)
        {
            Console.Error.WriteLine("This data folder or database holds the demonstration, whatever --no-demo says; name an empty one to begin for real.");
        }

        _isDemonstration = known.IsDemonstration;
    }
}
