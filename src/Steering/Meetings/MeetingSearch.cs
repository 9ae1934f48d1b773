using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Meetings;

/// <summary>Meetings are found from the invitation on, by those who may open them, by their title, agenda and place.</summary>
internal sealed class MeetingSearch(OrganisationDirectory organisation) : SearchSource<Meeting>
{
    public override string Kind => "meeting";

    public override int Order => 47;

    protected override SearchDraft? Describe(Meeting record) => record.InvitedAt is null ? null
        : new(record.Id.ToString(), record.Title, $"/chi-dao/hop/{record.Id}", SearchAudience.HoldersFor(Permissions.Read,
            record.Invited.Select(i => i.UnitId).Append(record.UnitId).Append(record.HostUnitId).Select(u => organisation.Find(u)?.Path).OfType<string>()))
        {
            Number = record.Code,
            Text = string.Join("\n", record.AgendaInOrder.Select(a => a.Title).Append(record.Place).Append(record.NoticeNumber).OfType<string>()),
            DatedOn = record.On,
        };

    protected override IQueryable<Meeting> Whole(IQueryable<Meeting> records) => records.Include(m => m.Agenda).Include(m => m.Invited).AsSplitQuery();

    protected override async Task CompleteAsync(AppDb db, Meeting record, CancellationToken ct)
    {
        await db.Entry(record).Collection(m => m.Agenda).LoadAsync(ct);
        await db.Entry(record).Collection(m => m.Invited).LoadAsync(ct);
    }
}
