using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Demo;

/// <summary>Sets the clock of the demonstration, here and in all other processes.</summary>
internal sealed class SetDemoClock(AppDb db, WhatItIs what, DeadlineEngine engine, TimeProvider clock)
{
    /// <summary>Sets it to a time on the office's clock; null is the machine's time.</summary>
    public async Task<Result<DateTime>> Handle(Actor actor, DateTime? office, CancellationToken ct)
    {
        if (!what.IsDemonstration || clock is not DemoClock demo)
        {
            return Problem.NotFound("clock.no-demonstration");
        }

        if (actor.Lacks(PlatformPermissions.DemoClock, "/") is { } refusal)
        {
            return refusal;
        }

        var years = engine.Calendar.Years.ToList();
        if (office is { } wanted && (wanted.Year < years[0] || wanted.Year > years[^1]))
        {
            return Problem.Invalid("clock.year", "At", years[0], years[^1]);
        }

        var before = clock.UtcNow();
        var offset = office is { } time ? time.FromOffice() - TimeProvider.System.UtcNow() : TimeSpan.Zero;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.ReviseAsync(Revision.Clock, ct);
        var setting = await db.Set<ClockSetting>().SingleOrDefaultAsync(ct) ?? db.Add(new ClockSetting()).Entity;
        setting.OffsetTicks = offset.Ticks;
        db.Record(actor, "platform.clock.set", nameof(ClockSetting), Guid.Empty, new { Before = before, After = TimeProvider.System.UtcNow() + offset });
        // What waits to be tried again waits by the clock that was; now is as good a time.
        await db.Outbox.Where(m => m.HandledAt == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.NotBeforeAt, DateTime.UnixEpoch), ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        demo.Move(offset);
        return clock.UtcNow();
    }
}
