using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Meetings;

/// <summary>The meeting that a notice of conclusions is of, on the notice's page. What is made of its clauses is said by tasks.</summary>
internal sealed class MeetingDocumentUse(MeetingQueries meetings, LoTrinh.Platform.Organisation.OrganisationDirectory organisation) : IDocumentUse
{
    public async Task<IReadOnlyList<DocumentUse>> OfAsync(Actor actor, Guid documentId, CancellationToken ct) =>
        (await meetings.Seen(actor).Where(m => m.NoticeId == documentId).Select(m => new { m.Id, m.Title, m.UnitId, m.State }).ToListAsync(ct))
            .ConvertAll(m => new DocumentUse(m.Id, null, m.Title, $"~/chi-dao/hop/{m.Id}", organisation.NameOf(m.UnitId), null, MeetingWords.Key(m.State), MeetingWords.Color(m.State)));

    // A conclusion does not rest on its clause, it is that clause: without a task, someone may still say that none follows.
    public Task<int> CountOnClauseAsync(Guid clauseId, CancellationToken ct) => Task.FromResult(0);

    public ClauseOffer? OfferFor(Actor actor, Guid documentId, Guid? clauseId) => null;
}
