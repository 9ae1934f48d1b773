using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Handovers;

/// <summary>A transfer as its task's page shows it.</summary>
internal sealed record TransferView(TaskTransfer Transfer, string From, string To, bool CanOpen);

/// <summary>On a task's page: which unit handed it over to which.</summary>
internal sealed class TaskTransferSection(AppDb db, DocumentQueries documents, OrganisationDirectory organisation) : ITaskSection
{
    public string Partial => "/Handovers/_TaskTransfers.cshtml";

    public async Task<object?> ReadAsync(Actor actor, SteeringTask task, CancellationToken ct)
    {
        var transfers = await db.Set<TaskTransfer>().AsNoTracking().Where(t => t.TaskId == task.Id).OrderByDescending(t => t.At).ToListAsync(ct);
        if (transfers.Count == 0)
        {
            return null;
        }

        var named = transfers.Select(t => t.DocumentId).OfType<Guid>().ToHashSet();
        var openable = named.Count == 0 ? named : await documents.Seen(actor).Where(d => named.Contains(d.Id)).Select(d => d.Id).ToHashSetAsync(ct);
        return transfers.ConvertAll(t => new TransferView(t, organisation.NameOf(t.FromUnitId), organisation.NameOf(t.ToUnitId), t.DocumentId is { } id && openable.Contains(id)));
    }
}
