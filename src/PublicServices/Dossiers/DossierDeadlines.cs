using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Dossiers whose time runs: the calendar moves the day by which the result is owed.</summary>
internal sealed class DossierDeadlines(AppDb db, CalendarDirectory calendar, ProcedureCatalogue catalogue, TimeProvider clock)
    : IHoldDeadlines, IReactTo<CalendarAnnounced>
{
    public string TextKey => "services.deadlines";

    public async Task<IReadOnlyList<MovedDeadline>> FindMovedAsync(DeadlineEngine engine, CancellationToken ct) =>
        Moved(await Running().AsNoTracking().ToListAsync(ct), engine);

    /// <summary>Moves what the calendar of the moment moves; a second time there is nothing left to move.</summary>
    public async Task ReactAsync(CalendarAnnounced happened, CancellationToken ct)
    {
        calendar.Refresh();
        var running = await Running().ToListAsync(ct);
        foreach (var moved in Moved(running, calendar.Engine))
        {
            var dossier = running.Single(d => d.Id == moved.SubjectId);
            dossier.FollowCalendar(moved.To);
            db.Record(Actor.System, "services.dossier.due-moved", dossier, happened.Reason);
        }

        await db.SaveChangesAsync(ct);
    }

    // While a supplement is waited for no day is owed; it is counted when the supplement comes.
    private IQueryable<Dossier> Running() => db.Dossiers.Include(d => d.History)
        .Where(d => (d.Status == DossierStatus.Submitted || d.Status == DossierStatus.Processing) && d.DueOn != null).OrderBy(d => d.Code);

    private List<MovedDeadline> Moved(List<Dossier> running, DeadlineEngine engine)
    {
        var now = clock.UtcNow().ToOffice();
        return [.. running.Select(d => catalogue.Find(d.ProcedureCode)?.Rules.Find(r => r.Id == d.RuleId) is { } rule && engine.Due(d.ClockOf(rule), now).TryGet(out var due)
            ? new MovedDeadline(d.Id, d.Code!, d.DueOn!.Value, due.Due) : null).OfType<MovedDeadline>().Where(m => m.From != m.To)];
    }
}
