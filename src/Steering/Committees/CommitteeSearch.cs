using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Committees;

/// <summary>Committees are found by their name, their unit, and the positions and persons of their latest composition.</summary>
internal sealed class CommitteeSearch(OrganisationDirectory organisation) : SearchSource<Committee>
{
    public override string Kind => "committee";

    public override int Order => 45;

    protected override SearchDraft? Describe(Committee record)
    {
        var latest = record.InOrder.Last();
        var seats = latest.InOrder.Select(s => $"{s.Title} {organisation.Find(s.UnitId)?.NameVi} {s.Holders.LastOrDefault(h => h.To is null)?.PersonName}".Trim());
        return new(record.Id.ToString(), record.Name, $"/chi-dao/ban-chi-dao/{record.Id}", SearchAudience.Holders(Permissions.Read))
        {
            Text = string.Join("\n", seats.Prepend(organisation.Find(record.UnitId)?.NameVi ?? "")),
            DatedOn = latest.From,
            PastFrom = record.LastDay?.AddDays(1),
        };
    }

    protected override IQueryable<Committee> Whole(IQueryable<Committee> records) =>
        records.Include(c => c.Versions).ThenInclude(v => v.Seats).ThenInclude(s => s.Holders).AsSplitQuery();

    protected override async Task CompleteAsync(AppDb db, Committee record, CancellationToken ct) =>
        await db.Entry(record).Collection(c => c.Versions).Query().Include(v => v.Seats).ThenInclude(s => s.Holders).LoadAsync(ct);
}
