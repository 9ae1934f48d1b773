using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>What may be done in the module.</summary>
internal static class Permissions
{
    public const string Read = "steering.read";
    public const string Assign = "steering.task.assign";
    public const string Report = "steering.task.report";
    public const string Verify = "steering.task.verify";
}

/// <summary>Who may do what with a task: what is held for its lead, and what the unit may that handed it down.</summary>
internal sealed class TaskScope(OrganisationDirectory organisation)
{
    public bool MayAssign(Actor actor, SteeringTask task) => Holds(actor, Permissions.Assign, task.LeadUnitId);

    public bool MayReport(Actor actor, SteeringTask task) => Holds(actor, Permissions.Report, task.LeadUnitId);

    public bool MayVerify(Actor actor, SteeringTask task) => Holds(actor, Permissions.Verify, task.LeadUnitId);

    /// <summary>The units whose work is the actor's own: the one they work in, and those above it except the ministry itself, which is everyone's.</summary>
    public IReadOnlyCollection<Guid> UnitsOf(Actor actor) => actor.UnitPath is not { } path ? []
        : [.. organisation.All.Values.Where(u => u.Id == actor.UnitId || (u.ParentId is not null && path.StartsWith(u.Path, StringComparison.Ordinal))).Select(u => u.Id)];

    /// <summary>Whether the actor gives the task: the office, or for a part the unit that handed it down.</summary>
    public bool MayDirect(Actor actor, SteeringTask task) =>
        MayAssign(actor, task) || Holds(actor, Permissions.Report, task.HandedDownById);

    /// <summary>Drafts are seen by those who give them; what is issued by readers of its lead's and its coordinators' units. Coordinators must be loaded.</summary>
    public bool MaySee(Actor actor, SteeringTask task) => task.State == TaskState.Draft ? MayDirect(actor, task)
        : task.Coordinators.Select(c => c.UnitId).Append(task.LeadUnitId).Any(u => Holds(actor, Permissions.Read, u));

    /// <summary>Why the actor may not assign to the lead; null when they may. The office assigns to anyone; the lead of a task hands parts of it down to the units below it.</summary>
    public Problem? RefusalToAssign(Actor actor, SteeringTask? parent, UnitInfo? lead)
    {
        if (lead is null || actor.May(Permissions.Assign, lead.Path))
        {
            return actor.May(Permissions.Assign) || parent is not null ? null : Problem.Forbidden();
        }

        var parentLead = organisation.Find(parent?.LeadUnitId);
        return parentLead is not null && actor.May(Permissions.Report, parentLead.Path) && lead.ParentId == parentLead.Id ? null : Problem.Forbidden();
    }

    private bool Holds(Actor actor, string permission, Guid? unitId) => organisation.Find(unitId) is { } unit && actor.May(permission, unit.Path);
}

/// <summary>Lets those read a task's evidence who may see the task.</summary>
internal sealed class TaskFiles(AppDb db, TaskScope scope) : IGuardFiles
{
    public string Room => TaskWork.FileRoom;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) =>
        await db.Tasks.AsNoTracking().Include(t => t.Coordinators).SingleOrDefaultAsync(t => t.Id == file.SubjectId, ct) is { } task && scope.MaySee(actor, task);
}
