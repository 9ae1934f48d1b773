using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Reviews;

/// <summary>Reviews are found by readers of their unit and of those asked to report; by their name, never by what a unit wrote.</summary>
internal sealed class ReviewSearch(OrganisationDirectory organisation) : SearchSource<Review>
{
    public override string Kind => "review";

    public override int Order => 49;

    protected override SearchDraft? Describe(Review record) => record.State == ReviewState.Withdrawn ? null
        : new(record.Id.ToString(), record.Title, $"/chi-dao/so-ket/{record.Id}",
            SearchAudience.HoldersFor(Permissions.Read, record.Reports.Select(r => r.UnitId).Append(record.UnitId).Distinct()
                .Select(u => organisation.Find(u)?.Path).OfType<string>()))
        {
            Number = record.Code,
            Text = organisation.Find(record.UnitId)?.NameVi ?? "",
            DatedOn = record.To,
        };

    protected override IQueryable<Review> Whole(IQueryable<Review> records) => records.Include(r => r.Reports);

    protected override Task CompleteAsync(AppDb db, Review record, CancellationToken ct) => db.Entry(record).Collection(r => r.Reports)
        .LoadAsync(ct);
}
