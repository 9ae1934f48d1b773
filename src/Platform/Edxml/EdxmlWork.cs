using System.Collections.Immutable;
using System.Security.Cryptography;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Edxml;

/// <summary>What became of a message.</summary>
/// <param name="Document">The document.</param>
/// <param name="WasKnown">Whether the message had come before; then nothing was written.</param>
internal sealed record Received(OfficialDocument Document, bool WasKnown);

/// <summary>Takes messages of the document axis into the register, as drafts that an officer looks through, and gives registered documents out as messages.</summary>
internal sealed class EdxmlWork(AppDb db, DocumentWork documents, DocumentQueries queries, OrganisationDirectory organisation, IFileStore store, TimeProvider clock)
{
    /// <summary>Name of the form's field.</summary>
    public const string Field = "Message";

    /// <summary>Makes a draft of a message, with its files; the same message twice is one document.</summary>
    public async Task<Result<Received>> Receive(Actor actor, byte[] message, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.DocumentsRegister) is { } refusal)
        {
            return refusal;
        }

        var read = EdxmlReader.Read(message, Field);
        return !read.TryGet(out var said) ? read.Problems
            : said.Business != 0 ? Problem.Invalid("edxml.not-new", Field, said.Business)
            : await db.InTransactionAsync(() => ReceiveOnceAsync(actor, message, said, ct), keep: r => r.Ok, ct);
    }

    /// <summary>A registered document as a message; a problem says why it may not travel.</summary>
    public async Task<Result<EdxmlMessage>> Give(Actor actor, Guid id, CancellationToken ct)
    {
        if (await queries.Seen(actor).SingleOrDefaultAsync(d => d.Id == id, ct) is not { } document)
        {
            return Problem.NotFound("documents.document-unknown");
        }

        if (Whyever(document) is { } why)
        {
            return why;
        }

        var codes = await db.Units.Where(u => u.Code != null || u.OldCode != null).ToDictionaryAsync(u => u.Id, u => (u.Code ?? u.OldCode)!, ct);
        var (unit, sender) = (organisation.Find(document.IssuerUnitId)!, SenderOf(document.IssuerUnitId, codes));
        var files = await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == DocumentWork.FileRoom && f.SubjectId == id).OrderBy(f => f.Id).ToListAsync(ct);
        var recipients = (document.Recipients ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var kind = DocumentKinds.Find(document.Kind);
        return new EdxmlMessage($"{sender},{document.SignedOn:yyyy/MM/dd},{document.FullNumber}", new(sender, unit.NameVi),
            recipients.Length == 0 ? [new("", unit.NameVi)] : [.. recipients.Select(r => new EdxmlParty(CodeOf(r, codes), r))],
            document.Number, document.Symbol, "Hà Nội", document.SignedOn, kind?.IsNormative == true, kind?.NameVi, document.Abstract, null,
            new(null, document.SignerPosition, document.SignerName), null, recipients, (int)document.Urgency, false, 0, [],
            [.. files.Select(f => new EdxmlFile(f.Name, Read(f.Sha256)))]);
    }

    /// <summary>Whether a document may be given out: registered, ours, numbered, and not secret.</summary>
    public static bool MayTravel(OfficialDocument document) => Whyever(document) is null;

    // Secret documents never travel on this axis.
    private static Problem? Whyever(OfficialDocument document) => document.Secrecy != Secrecy.None ? Problem.Conflict("edxml.secret")
        : document.State != DocumentState.Registered || document.Number is null || document.SignedOn is null ? Problem.Conflict("edxml.not-registered")
        : document.IssuerUnitId is null ? Problem.Conflict("edxml.not-ours") : null;

    private async Task<Result<Received>> ReceiveOnceAsync(Actor actor, byte[] message, EdxmlMessage said, CancellationToken ct)
    {
        if (await db.Set<EdxmlReceipt>().Where(r => r.AxisId == said.DocumentId).Select(r => r.DocumentId).SingleOrDefaultAsync(ct) is var known && known != Guid.Empty)
        {
            return await queries.Seen(actor).SingleOrDefaultAsync(d => d.Id == known, ct) is { } before ? new Received(before, true) : Problem.Conflict("edxml.known-elsewhere");
        }

        var saved = await documents.SaveOnceAsync(actor, null, null, InputOf(said), register: false,
            [.. said.Attachments.Select(a => new SentFile(a.Name, new MemoryStream(a.Content)))], isDemonstration: false, ct);
        if (!saved.TryGet(out var document))
        {
            return ImmutableArray.CreateRange(saved.Problems.Select(p => p with { Field = Field }));
        }

        var receipt = new EdxmlReceipt
        {
            AxisId = said.DocumentId, DocumentId = document.Id, SenderId = Cut(said.From.OrganId, 60), SenderName = Cut(said.From.Name, 200), DueOn = said.DueOn, IsSteering = said.IsSteering,
            ResponseFor = said.ResponseFor.Count == 0 ? null : Cut(string.Join('\n', said.ResponseFor), 2000), Sha256 = Convert.ToHexStringLower(SHA256.HashData(message)), ReceivedAt = clock.UtcNow(),
        };
        db.Add(receipt);
        db.Record(actor, "documents.edxml.received", nameof(OfficialDocument), document.Id, new { receipt.AxisId, receipt.SenderId, receipt.SenderName, receipt.DueOn, receipt.Sha256 }, null);
        await db.SaveChangesAsync(ct);
        return new Received(document, false);
    }

    private DocumentInput InputOf(EdxmlMessage said) => new()
    {
        Number = said.Number, Symbol = said.Notation, Kind = KindOf(said), IssuerName = Cut(said.From.Name, 200), SignerName = said.Signer.FullName, SignerPosition = said.Signer.Position,
        SignedOn = said.PromulgatedOn <= clock.Today() ? said.PromulgatedOn : null, ReceivedOn = clock.Today(), Abstract = DocumentNumbers.Shorten(said.Subject, OfficialDocument.AbstractMaxLength),
        Urgency = (Urgency)said.Priority, Recipients = said.ToPlaces.Count == 0 ? null : string.Join('\n', said.ToPlaces), Direction = DocumentDirection.Incoming,
        Source = $"edXML {said.DocumentId}", Confidence = Confidence.High,
    };

    // By the name of its kind, else by how its symbol begins; a symbol without either is an official letter's.
    private static string KindOf(EdxmlMessage said) => DocumentKinds.All.FirstOrDefault(k => Same(k.NameVi, said.TypeName) && k.IsNormative == said.IsNormative)?.Key
        ?? DocumentKinds.All.FirstOrDefault(k => Same(k.NameVi, said.TypeName))?.Key
        ?? DocumentKinds.All.FirstOrDefault(k => k.Abbreviation is { } a && said.Notation?.Split('-', '/')[0] == a)?.Key ?? "cong-van";

    private static bool Same(string name, string? other) => Folding.Fold(name) == Folding.Fold(other);

    // The code of the unit, else of the nearest above that has one.
    private string SenderOf(Guid? unit, Dictionary<Guid, string> codes) =>
        organisation.Find(unit) is not { } one ? "" : codes.GetValueOrDefault(one.Id) ?? SenderOf(one.ParentId, codes);

    private string CodeOf(string name, Dictionary<Guid, string> codes) =>
        organisation.All.Values.FirstOrDefault(u => codes.ContainsKey(u.Id) && Same(u.NameVi, name)) is { } unit ? codes[unit.Id] : "";

    private byte[] Read(string sha256)
    {
        using var content = store.Open(sha256);
        using var memory = new MemoryStream();
        content.CopyTo(memory);
        return memory.ToArray();
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];
}
