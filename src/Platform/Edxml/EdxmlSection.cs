using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Edxml;

/// <summary>On the page of a document: how it came over the axis, and its message where it may travel.</summary>
internal sealed class EdxmlSection(AppDb db) : IDocumentSection
{
    public async Task<DocumentSection?> OfAsync(Actor actor, OfficialDocument document, CancellationToken ct)
    {
        var receipt = document.Direction != DocumentDirection.Incoming ? null : await db.Set<EdxmlReceipt>().AsNoTracking().SingleOrDefaultAsync(r => r.DocumentId == document.Id, ct);
        return new("edxml.section", receipt is null ? [] : [.. Facts(receipt)], EdxmlWork.MayTravel(document) ? [new("edxml.download", $"~/van-ban/{document.Id}/edxml")] : []);
    }

    private static IEnumerable<DocumentFact> Facts(EdxmlReceipt receipt)
    {
        yield return new("edxml.sender", receipt.SenderId.Length == 0 ? receipt.SenderName : $"{receipt.SenderName} ({receipt.SenderId})");
        yield return new("edxml.id", receipt.AxisId);
        yield return new("edxml.came", receipt.ReceivedAt.Show());
        if (receipt.DueOn is { } due)
        {
            yield return new("edxml.due", due.Show());
        }

        if (receipt.ResponseFor is { } answers)
        {
            yield return new("edxml.answers", answers);
        }

        yield return new("edxml.hash", receipt.Sha256);
    }
}
