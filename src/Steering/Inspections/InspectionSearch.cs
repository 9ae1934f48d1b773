using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Inspections;

/// <summary>Inspections can be found from their decision on by those who may open them: readers of an inspected unit. Findings are not in the text: they are not for all units.</summary>
internal sealed class InspectionSearch(OrganisationDirectory organisation) : SearchSource<Inspection>
{
    public override string Kind => "inspection";

    public override int Order => 45;

    protected override SearchDraft? Describe(Inspection record) => record.DecidedOn is null ? null
        : new(record.Id.ToString(), record.Subject, $"/chi-dao/kiem-tra/{record.Id}",
            SearchAudience.HoldersFor(Permissions.Read, record.Units.Select(u => organisation.Find(u.UnitId)?.Path).OfType<string>()))
        {
            Number = record.Code,
            Text = string.Join("\n", new[] { record.DecisionNumber, record.Scope, record.ConclusionNumber }.OfType<string>()),
            DatedOn = record.WorkFrom,
        };

    protected override IQueryable<Inspection> Whole(IQueryable<Inspection> records) => records.Include(i => i.Units);

    protected override Task CompleteAsync(AppDb db, Inspection record, CancellationToken ct) => db.Entry(record).Collection(i => i.Units).LoadAsync(ct);
}
