using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>Tasks that rest on documents, and the way from a clause to a task.</summary>
internal sealed class TaskDocumentUse(TaskQueries tasks, AppDb db, OrganisationDirectory organisation) : IDocumentUse
{
    public async Task<IReadOnlyList<DocumentUse>> OfAsync(Actor actor, Guid documentId, CancellationToken ct)
    {
        var resting = await tasks.Seen(actor).Where(t => t.DocumentId == documentId).OrderBy(t => t.Code)
            .Select(t => new { t.Id, t.ClauseId, t.Title, t.LeadUnitId, t.CurrentDueOn, t.CompletedOn }).ToListAsync(ct);
        return resting.ConvertAll(t =>
        {
            var status = tasks.StatusOf(t.CurrentDueOn, t.CompletedOn);
            return new DocumentUse(t.Id, t.ClauseId, t.Title, $"~/chi-dao/nhiem-vu/{t.Id}", organisation.NameOf(t.LeadUnitId), t.CurrentDueOn,
                StatusWords.Key(status), StatusWords.Color(status));
        });
    }

    public Task<int> CountOnClauseAsync(Guid clauseId, CancellationToken ct) =>
        db.Tasks.CountAsync(t => t.ClauseId == clauseId, ct);

    public ClauseOffer? OfferFor(Actor actor, Guid documentId, Guid? clauseId) => !actor.May(Permissions.Assign) ? null
        : new("steering.assign", $"~/chi-dao/giao-nhiem-vu?van-ban={documentId}{(clauseId is null ? "" : $"&dieu-khoan={clauseId}")}");
}
