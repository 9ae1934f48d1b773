using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Inspections;

/// <summary>A finding beside the inspection it belongs to.</summary>
internal sealed record TaskFinding(Guid InspectionId, string Code, int Number, string Nature, FindingDegree Degree, bool IsDropped, bool IsMendedByTask);

/// <summary>On a task's page: what inspections found of it, and the finding that it is to mend.</summary>
internal sealed class TaskInspectionSection(InspectionQueries inspections, InspectionScope scope) : ITaskSection
{
    public string Partial => "/Inspections/_TaskFindings.cshtml";

    public async Task<object?> ReadAsync(Actor actor, SteeringTask task, CancellationToken ct)
    {
        var found = await inspections.Seen(actor).SelectMany(i => i.Findings, (i, f) => new { i, f })
            .Where(x => x.f.TaskId == task.Id || x.f.Remedies.Any(r => r.TaskId == task.Id)).OrderBy(x => x.i.Code).ThenBy(x => x.f.Number)
            .Select(x => new { x.f.UnitId, Row = new TaskFinding(x.i.Id, x.i.Code, x.f.Number, x.f.Nature, x.f.Degree, x.f.DropReason != null, x.f.TaskId != task.Id) }).ToListAsync(ct);
        List<TaskFinding> shown = [.. found.Where(x => scope.MaySeeOf(actor, x.UnitId)).Select(x => x.Row)];
        return shown.Count > 0 ? shown : null;
    }
}
