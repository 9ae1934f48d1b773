using System.Collections.Immutable;
using LoTrinh.Platform;

namespace LoTrinh.Steering.Tasks;

/// <content>How it passes to another unit when its own is split, merged or ended.</content>
internal sealed partial class SteeringTask
{
    /// <summary>Whether there is still something to do that can pass to another unit.</summary>
    public bool IsTransferable => State is not (TaskState.Completed or TaskState.Cancelled);

    /// <summary>Passes what a unit has in it to another one: the lead with all that is due, or its place among the coordinators. What is past stays written of the old unit.</summary>
    /// <param name="transfer">From whom to whom, and on what it rests.</param>
    /// <param name="position">The position that answers for it in the new unit; only the lead's is asked for.</param>
    public Result<SteeringTask> Transfer(TaskTransfer transfer, string? position)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(IsTransferable, Problem.Conflict("steering.not-transferable", Code)),
            .. Problem.Unless(transfer.FromUnitId != transfer.ToUnitId, Problem.Invalid("steering.transfer-same", "ToUnitId")),
            .. Problem.Unless(LeadUnitId == transfer.FromUnitId || _coordinators.Exists(c => c.UnitId == transfer.FromUnitId), Problem.Conflict("steering.transfer-other", Code)),
            .. Problem.Unless(LeadUnitId != transfer.FromUnitId || Words.Clean(position) is not null, Problem.Invalid("steering.transfer-position", "Position")),
            .. Words.AtMost(position, 200, "Position"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        transfer.WasLead = LeadUnitId == transfer.FromUnitId;
        _coordinators.RemoveAll(c => c.UnitId == transfer.FromUnitId || (transfer.WasLead && c.UnitId == transfer.ToUnitId));
        if (transfer.WasLead)
        {
            (LeadUnitId, AccountablePosition) = (transfer.ToUnitId, Clean(position));
        }
        else if (LeadUnitId != transfer.ToUnitId && !_coordinators.Exists(c => c.UnitId == transfer.ToUnitId))
        {
            _coordinators.Add(new() { UnitId = transfer.ToUnitId });
        }

        _transfers.Add(transfer);
        return this;
    }

    /// <summary>Follows the whole that it is a part of: whoever leads that now directs this part.</summary>
    public void FollowWhole(Guid lead) => HandedDownById = lead;
}
