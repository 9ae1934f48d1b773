using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Processing;

/// <summary>The steps follow their dossier: what was waited for moves their days, and with the dossier they end. Units are told of what comes to them.</summary>
internal sealed class FollowDossiers(AppDb db, TaskFlow flow, CalendarDirectory calendar, Notify notify, Recipients recipients, Texts texts)
    : IReactTo<DossierMoved>, IReactTo<CalendarAnnounced>, IReactTo<DossierTaskOpened>
{
    private const int Portion = 200;

    public async Task ReactAsync(DossierMoved happened, CancellationToken ct)
    {
        if (happened.Step is not ("supplemented" or "due-moved" or "withdrawn"))
        {
            return;
        }

        if (await db.Dossiers.Include(d => d.History).SingleOrDefaultAsync(d => d.Id == happened.DossierId, ct) is { } dossier)
        {
            var tasks = await flow.OfAsync(dossier.Id, ct);
            if (happened.Step == "withdrawn")
            {
                flow.End(tasks, Actor.System.Name);
            }
            else
            {
                Recount(dossier, tasks);
            }

            await db.SaveChangesAsync(ct);
        }
    }

    public async Task ReactAsync(CalendarAnnounced happened, CancellationToken ct)
    {
        calendar.Refresh();
        for (Guid? after = Guid.Empty; after is { } last;)
        {
            var dossiers = await db.Dossiers.Include(d => d.History).Where(d => d.Status == DossierStatus.Processing && d.Id > last).OrderBy(d => d.Id).Take(Portion).ToListAsync(ct);
            foreach (var dossier in dossiers)
            {
                Recount(dossier, await flow.OfAsync(dossier.Id, ct));
            }

            await db.SaveChangesAsync(ct);
            after = dossiers.Count == Portion ? dossiers[^1].Id : null;
            db.ChangeTracker.Clear();
        }
    }

    public async Task ReactAsync(DossierTaskOpened happened, CancellationToken ct)
    {
        var task = await db.DossierTasks.AsNoTracking().SingleOrDefaultAsync(t => t.Id == happened.TaskId, ct);
        if (task is not { IsOpen: true })
        {
            return;
        }

        var to = await recipients.HoldingAsync(task.Kind == StepKind.Approve ? Permissions.Approve : Permissions.Handle, task.UnitId, ct);
        await notify.TellAsync(to, new("services.task-opened", $"services-task:{task.Id:N}", $"/dich-vu-cong/xu-ly/{happened.Code}",
            _ => (texts["services.news.task", happened.Code], task.DueAt is { } due ? texts["services.news.task-due", due.Show()] : "")), ct);
    }

    private void Recount(Dossier dossier, IEnumerable<DossierTask> tasks)
    {
        var procedure = flow.ProcedureOf(dossier);
        foreach (var task in tasks.Where(t => t.IsOpen))
        {
            if (flow.StepOf(procedure, task) is { } step)
            {
                task.Owe(flow.DueOf(dossier, procedure, step, task.OpenedAt));
            }
        }
    }
}
