using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Programmes;

/// <summary>On a task's page: the element of the programme tree that it delivers a part of, with what that hangs from.</summary>
internal sealed class TaskProgrammeSection(AppDb db, ProgrammeQueries programmes) : ITaskSection
{
    public string Partial => "/Programmes/_TaskProgramme.cshtml";

    public async Task<object?> ReadAsync(Actor actor, SteeringTask task, CancellationToken ct)
    {
        if (await db.ProgrammeTasks.Where(l => l.TaskId == task.Id).Select(l => l.ProgrammeId).SingleOrDefaultAsync(ct) is not { } id
            || await programmes.FindAsync(actor, id, ct) is not { } programme)
        {
            return null;
        }

        var (above, _) = await programmes.AroundAsync(programme, ct);
        return new List<Programme>([.. above, programme]);
    }
}

/// <summary>What waits for a unit: outside ratings that it has not answered.</summary>
internal sealed class RatingsAwaitingReply(ProgrammeQueries programmes, TimeProvider clock) : IWhatWaits
{
    public async Task<IReadOnlyList<WaitingMatter>> OfAsync(Actor actor, CancellationToken ct) => !actor.May(ProgrammePermissions.Report)
        ? []
        : [.. (await programmes.AwaitingReplyAsync(actor, ct)).Select(x => new WaitingMatter($"{x.Programme.Code} {x.Programme.Name}",
            $"~/chi-dao/chuong-trinh/{x.Programme.Id}#tra-loi", "programme.reply-save", x.Rating.ReplyDueOn,
            x.Rating.ReplyDueOn < clock.Today() ? "programme.reply-late" : "programme.reply-waits", x.Rating.ReplyDueOn < clock.Today()
                ? "danger" : "warning"))];
}
