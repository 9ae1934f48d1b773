using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Documents;

/// <summary>Lets those read a document's files who may see the document.</summary>
internal sealed class DocumentFiles(DocumentQueries queries) : IGuardFiles
{
    public string Room => DocumentWork.FileRoom;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) =>
        await queries.Seen(actor).AnyAsync(d => d.Id == file.SubjectId, ct);
}
