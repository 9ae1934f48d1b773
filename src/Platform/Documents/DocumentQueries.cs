using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Documents;

/// <summary>What the list of documents is narrowed to; it lives in the address bar.</summary>
public sealed record DocumentFilter(string? Q = null, string? Kind = null, DocumentDirection? Direction = null, DocumentState? State = null,
    int? Year = null, string? Sort = null, int Page = 1)
{
    /// <summary>Rows on a page.</summary>
    public const int PageSize = 25;
}

/// <summary>A row of the list.</summary>
public sealed record DocumentRow(Guid Id, string? Number, string? Symbol, string Kind, string Abstract, string IssuerName, DateOnly? SignedOn,
    DateOnly? EffectiveOn, DateOnly? EndsOn, DocumentDirection Direction, DocumentState State, Secrecy Secrecy, bool IsDemonstration)
{
    /// <summary>Number with symbol.</summary>
    public string? FullNumber => DocumentNumbers.Full(Number, Symbol);

    /// <summary>Whether it is in force on the day asked about.</summary>
    public ForceStatus Force { get; init; }
}

/// <summary>A relation as one of its ends sees it.</summary>
/// <param name="Id">The relation.</param>
/// <param name="Acts">Whether this document acts; else it is acted on.</param>
/// <param name="Kind">What is done.</param>
/// <param name="OtherId">The document at the other end.</param>
/// <param name="OtherName">What that document is called.</param>
/// <param name="OtherAbstract">What it is about.</param>
/// <param name="Provisions">Provisions touched; null is the whole.</param>
/// <param name="On">From which day; null when it is not known.</param>
public sealed record RelationView(Guid Id, bool Acts, RelationKind Kind, Guid OtherId, string OtherName, string OtherAbstract, string? Provisions, DateOnly? On);

/// <summary>Reads documents; only those the actor may see.</summary>
public sealed class DocumentQueries(AppDb db, OrganisationDirectory organisation)
{
    /// <summary>Documents the actor may see: registered ones for readers, secret ones and drafts only for those entrusted with them in the unit that keeps them.</summary>
    public IQueryable<OfficialDocument> Seen(Actor actor)
    {
        var documents = db.Documents.AsNoTracking();
        if (!actor.May(PlatformPermissions.DocumentsRead))
        {
            return documents.Where(d => false);
        }

        var (drafts, secrets) = (KeepersFor(actor, PlatformPermissions.DocumentsRegister), KeepersFor(actor, PlatformPermissions.DocumentsSecret));
        documents = drafts is null ? documents : documents.Where(d => d.State == DocumentState.Registered || drafts.Contains(d.KeptByUnitId));
        return secrets is null ? documents : documents.Where(d => d.Secrecy == Secrecy.None || secrets.Contains(d.KeptByUnitId));
    }

    // The units for which the actor holds the permission; null is all of them.
    private List<Guid>? KeepersFor(Actor actor, string permission)
    {
        var scopes = actor.ScopesOf(permission);
        return scopes.Contains("/") ? null : [.. scopes.SelectMany(organisation.Under).Select(u => u.Id).Distinct()];
    }

    /// <summary>A page of the list, and how many rows there are in all.</summary>
    public async Task<(IReadOnlyList<DocumentRow> Rows, int Count)> ListAsync(Actor actor, DocumentFilter filter, DateOnly day, CancellationToken ct)
    {
        var documents = Narrow(Seen(actor), filter);
        var page = Sort(documents, filter.Sort).Skip((Math.Clamp(filter.Page, 1, 1_000_000) - 1) * DocumentFilter.PageSize).Take(DocumentFilter.PageSize);
        return (await RowsAsync(page, day, ct), await documents.CountAsync(ct));
    }

    /// <summary>Every row of the filter, for an export.</summary>
    public Task<IReadOnlyList<DocumentRow>> AllAsync(Actor actor, DocumentFilter filter, DateOnly day, CancellationToken ct) =>
        RowsAsync(Sort(Narrow(Seen(actor), filter), filter.Sort), day, ct);

    /// <summary>Registered documents that a number, an identifier or an address may mean; at most two, so that one is certain.</summary>
    public async Task<IReadOnlyList<OfficialDocument>> MeantAsync(Actor actor, string? typed, CancellationToken ct)
    {
        if (Words.Clean(typed) is not { } words)
        {
            return [];
        }

        var registered = Seen(actor).Where(d => d.State == DocumentState.Registered);
        var last = words.TrimEnd('/').Split('/')[^1];
        var key = DocumentNumbers.Key(words);
        return await (Guid.TryParse(last, out var id) ? registered.Where(d => d.Id == id) : registered.Where(d => d.NumberKey == key)).Take(2).ToListAsync(ct);
    }

    /// <summary>Both ends of a document's relations, where the other end may be seen.</summary>
    public async Task<IReadOnlyList<RelationView>> RelationsAsync(Actor actor, OfficialDocument document, CancellationToken ct)
    {
        var seen = Seen(actor);
        var acts = await db.DocumentRelations.Where(r => r.FromId == document.Id).Join(seen, r => r.ToId, d => d.Id, (r, d) => new { r, d }).ToListAsync(ct);
        var actedOn = await db.DocumentRelations.Where(r => r.ToId == document.Id).Join(seen, r => r.FromId, d => d.Id, (r, d) => new { r, d }).ToListAsync(ct);
        return
        [
            .. acts.Select(x => View(x.r, true, x.d, x.r.EffectiveOn ?? Begins(document))),
            .. actedOn.Select(x => View(x.r, false, x.d, x.r.EffectiveOn ?? Begins(x.d))),
        ];
    }

    /// <summary>Whether a document is in force on a day, whoever may see what acts on it.</summary>
    public async Task<ForceStatus> ForceAsync(OfficialDocument document, DateOnly day, CancellationToken ct)
    {
        var acts = await ActsOnAsync(db.DocumentRelations.Where(r => r.ToId == document.Id), ct);
        return ForceRule.On(Begins(document), document.EndsOn, acts[document.Id], day);
    }

    /// <summary>The clauses of a document in the order in which it says them, each with its depth.</summary>
    public async Task<IReadOnlyList<(DocumentClause Clause, int Depth)>> ClausesAsync(Guid documentId, CancellationToken ct)
    {
        var all = await db.Clauses.AsNoTracking().Where(c => c.DocumentId == documentId).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(ct);
        return InOrder(all);
    }

    internal static IReadOnlyList<(DocumentClause Clause, int Depth)> InOrder(IReadOnlyList<DocumentClause> all)
    {
        var below = all.ToLookup(c => c.ParentId);
        return [.. Walk(null, 0)];

        IEnumerable<(DocumentClause Clause, int Depth)> Walk(Guid? parent, int depth) =>
            below[parent].SelectMany(c => Walk(c.Id, depth + 1).Prepend((c, depth)));
    }

    private static IQueryable<OfficialDocument> Narrow(IQueryable<OfficialDocument> documents, DocumentFilter filter)
    {
        foreach (var word in Folding.Fold(filter.Q).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            documents = documents.Where(d => d.SearchText.Contains(" " + word));
        }

        documents = filter.Kind is { } kind ? documents.Where(d => d.Kind == kind) : documents;
        documents = filter.Direction is { } way ? documents.Where(d => d.Direction == way) : documents;
        documents = filter.State is { } state ? documents.Where(d => d.State == state) : documents;
        if (filter.Year is >= 1 and <= 9998)
        {
            var (from, to) = (new DateOnly(filter.Year.Value, 1, 1), new DateOnly(filter.Year.Value, 12, 31));
            documents = documents.Where(d => d.SignedOn >= from && d.SignedOn <= to);
        }

        return documents;
    }

    // Those without a day of signing come last, whichever way: the databases place what is missing differently.
    private static IOrderedQueryable<OfficialDocument> Sort(IQueryable<OfficialDocument> documents, string? sort) => sort switch
    {
        "signed" => documents.OrderBy(d => d.SignedOn == null).ThenBy(d => d.SignedOn).ThenBy(d => d.Id),
        "number" => documents.OrderBy(d => d.NumberKey == null).ThenBy(d => d.NumberKey).ThenBy(d => d.Id),
        "issuer" => documents.OrderBy(d => d.IssuerName).ThenBy(d => d.Id),
        _ => documents.OrderBy(d => d.SignedOn == null).ThenByDescending(d => d.SignedOn).ThenBy(d => d.Id),
    };

    private async Task<IReadOnlyList<DocumentRow>> RowsAsync(IQueryable<OfficialDocument> documents, DateOnly day, CancellationToken ct)
    {
        var rows = await documents.Select(d => new DocumentRow(d.Id, d.Number, d.Symbol, d.Kind, d.Abstract, d.IssuerName, d.SignedOn, d.EffectiveOn,
            d.EndsOn, d.Direction, d.State, d.Secrecy, d.IsDemonstration)).ToListAsync(ct);
        var ids = rows.ConvertAll(r => r.Id);
        var acts = await ActsOnAsync(db.DocumentRelations.Where(r => ids.Contains(r.ToId)), ct);
        return rows.ConvertAll(r => r with { Force = ForceRule.On(ForceRule.Begins(r.Kind, r.EffectiveOn, r.SignedOn), r.EndsOn, acts[r.Id], day) });
    }

    private async Task<ILookup<Guid, ForceAct>> ActsOnAsync(IQueryable<DocumentRelation> relations, CancellationToken ct)
    {
        var found = await relations.Join(db.Documents.Where(d => d.State == DocumentState.Registered), r => r.FromId, d => d.Id,
            (r, d) => new { r.ToId, r.Kind, r.Provisions, r.EffectiveOn, Acting = d.EffectiveOn, ActingKind = d.Kind, d.SignedOn }).ToListAsync(ct);
        return found.ToLookup(f => f.ToId,
            f => new ForceAct(f.Kind, f.EffectiveOn ?? ForceRule.Begins(f.ActingKind, f.Acting, f.SignedOn), f.Provisions is null));
    }

    internal static DateOnly? Begins(OfficialDocument d) => ForceRule.Begins(d.Kind, d.EffectiveOn, d.SignedOn);

    private static RelationView View(DocumentRelation r, bool acts, OfficialDocument other, DateOnly? on) =>
        new(r.Id, acts, r.Kind, other.Id, other.Name, other.Abstract, r.Provisions, on);
}
