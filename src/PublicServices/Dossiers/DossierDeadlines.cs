using System.Runtime.CompilerServices;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Dossiers whose time runs: the calendar moves the day by which the result is owed.</summary>
internal sealed class DossierDeadlines(AppDb db, CalendarDirectory calendar, ProcedureCatalogue catalogue, Texts texts, TimeProvider clock)
    : IHoldDeadlines, IReactTo<CalendarAnnounced>
{
    public string TextKey => "services.deadlines";

    private const int Portion = 500;

    public async Task<IReadOnlyList<MovedDeadline>> FindMovedAsync(DeadlineEngine engine, CancellationToken ct)
    {
        var (moved, now) = (new List<MovedDeadline>(), clock.UtcNow().ToOffice());
        await foreach (var dossier in RunningAsync(ct))
        {
            var procedure = catalogue.Of(dossier.ProcedureCode, dossier.ProcedureRecordId);
            if (procedure.TimeFor(dossier.Channel) is { } time && engine.Due(dossier.ClockOf(time, procedure.Pause), now).TryGet(out var due) && due.Due != dossier.DueOn)
            {
                moved.Add(new(dossier.Id, dossier.Code!, dossier.DueOn!.Value, due.Due));
            }
        }

        return [.. moved.OrderBy(m => m.Code, StringComparer.Ordinal)];
    }

    /// <summary>Moves what the calendar of the moment moves; a second time there is nothing left to move.</summary>
    public async Task ReactAsync(CalendarAnnounced happened, CancellationToken ct)
    {
        calendar.Refresh();
        foreach (var part in (await FindMovedAsync(calendar.Engine, ct)).Chunk(Portion))
        {
            var ids = part.Select(m => m.SubjectId).ToList();
            var dossiers = await db.Dossiers.Include(d => d.History).Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, ct);
            foreach (var moved in part)
            {
                Move(dossiers[moved.SubjectId], moved, happened.Reason);
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }
    }

    private void Move(Dossier dossier, MovedDeadline moved, string? reason)
    {
        var (note, at) = (texts["services.due-moved", moved.From.Show(), moved.To.Show(), reason ?? ""], clock.UtcNow());
        dossier.FollowCalendar(moved.To, Actor.System.Name, note, at);
        db.Record(Actor.System, "services.dossier.due-moved", dossier, reason);
        db.Publish(new DossierMoved(dossier.Id, dossier.Code!, dossier.ProcedureCode, dossier.ApplicantId ?? Guid.Empty, dossier.OrganisationId, "due-moved", note, moved.To, Guid.Empty, at));
    }

    // While a supplement is waited for no day is owed; it is counted when the supplement comes. In portions by key, so that what is
    // submitted meanwhile shifts none of them.
    private async IAsyncEnumerable<Dossier> RunningAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (Guid? after = Guid.Empty; after is { } last;)
        {
            var portion = await db.Dossiers.AsNoTracking().Include(d => d.History)
                .Where(d => (d.Status == DossierStatus.Submitted || d.Status == DossierStatus.Received || d.Status == DossierStatus.Processing) && d.DueOn != null && d.Id > last)
                .OrderBy(d => d.Id).Take(Portion).ToListAsync(ct);
            foreach (var dossier in portion)
            {
                yield return dossier;
            }

            after = portion.Count == Portion ? portion[^1].Id : null;
        }
    }
}
