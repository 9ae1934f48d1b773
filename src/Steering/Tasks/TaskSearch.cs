using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>Issued tasks can be found by those who see them in the list: holders of the permission for the lead or for a coordinator.</summary>
internal sealed class TaskSearch(OrganisationDirectory organisation) : SearchSource<SteeringTask>
{
    public override string Kind => "task";

    public override int Order => 40;

    protected override SearchDraft? Describe(SteeringTask record) => record.State is TaskState.Draft or TaskState.Cancelled ? null
        : new(record.Id.ToString(), record.Title, $"/chi-dao/nhiem-vu/{record.Id}",
            SearchAudience.HoldersFor(Permissions.Read, record.Coordinators.Select(c => c.UnitId).Append(record.LeadUnitId).Select(id => organisation.Find(id)?.Path).OfType<string>()))
        {
            Number = record.Code,
            Text = string.Join("\n", new[] { record.DocumentNumber, record.Clause, record.Product, record.AcceptanceCriteria, record.Content }.OfType<string>()),
            DatedOn = record.IssuedOn,
        };

    protected override IQueryable<SteeringTask> Whole(IQueryable<SteeringTask> records) => records.Include(t => t.Coordinators);

    protected override Task CompleteAsync(AppDb db, SteeringTask record, CancellationToken ct) => db.Entry(record).Collection(t => t.Coordinators).LoadAsync(ct);
}
