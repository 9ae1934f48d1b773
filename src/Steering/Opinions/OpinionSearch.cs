using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Opinions;

/// <summary>Rounds are found by those whose units they concern, by what is asked; never by what a member said.</summary>
internal sealed class OpinionSearch(OrganisationDirectory organisation) : SearchSource<OpinionRound>
{
    public override string Kind => "opinion";

    public override int Order => 48;

    protected override SearchDraft? Describe(OpinionRound record) => new(record.Id.ToString(), record.Title, $"/chi-dao/y-kien/{record.Id}",
        SearchAudience.HoldersFor(Permissions.Read, record.Members.Select(m => m.UnitId).Append(record.UnitId).Append(record.HostUnitId)
            .Distinct().Select(u => organisation.Find(u)?.Path).OfType<string>()))
    {
        Number = record.Code,
        Text = string.Join("\n", new[] { record.Question, record.Change, record.SubjectName }.OfType<string>()),
        DatedOn = record.OpenedAt.OfficeDay(),
    };

    protected override IQueryable<OpinionRound> Whole(IQueryable<OpinionRound> records) => records.Include(r => r.Members);

    protected override async Task CompleteAsync(AppDb db, OpinionRound record, CancellationToken ct) =>
        await db.Entry(record).Collection(r => r.Members).LoadAsync(ct);
}
