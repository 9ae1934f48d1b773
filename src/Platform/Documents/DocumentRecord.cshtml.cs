using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Documents;

/// <summary>One document: what it is, whether it is in force, what it says, what rests on it, and what happened to its record.</summary>
[Permits(PlatformPermissions.DocumentsRead)]
internal sealed class DocumentRecordPage(
    DocumentWork work, DocumentQueries documents, IEnumerable<IDocumentUse> uses, IEnumerable<IDocumentSection> sections, AppDb db, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    private Actor _actor = Actor.Nobody;
    private ILookup<Guid?, DocumentUse> _uses = Enumerable.Empty<DocumentUse>().ToLookup(u => u.ClauseId);

    public OfficialDocument Document { get; private set; } = null!;

    public IReadOnlyList<(DocumentClause Clause, int Depth)> Clauses { get; private set; } = [];

    /// <summary>What other rooms know of it.</summary>
    public IReadOnlyList<DocumentSection> Sections { get; private set; } = [];

    public IReadOnlyList<RelationView> Relations { get; private set; } = [];

    public IReadOnlyList<StoredFile> Files { get; private set; } = [];

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    public ForceStatus Force { get; private set; }

    public bool MayRegister { get; private set; }

    /// <summary>The day for which the document's force is shown.</summary>
    [BindProperty(Name = "ngay", SupportsGet = true)]
    public DateOnly? On { get; set; }

    public DateOnly Day => On ?? clock.Today();

    [BindProperty]
    public RelationInput Form { get; set; } = new();

    [BindProperty]
    public string? RelationReason { get; set; }

    public IEnumerable<SelectListItem> RelationKinds => DocumentWords.Choices<RelationKind>(texts);

    public DocumentKind? Kind => DocumentKinds.Find(Document.Kind);

    /// <summary>Clauses from which tasks follow, from which none does by a stated reason, and which nobody has looked at yet.</summary>
    public (int WithTask, int WithoutTask, int Open) Review =>
        (Clauses.Count(c => UsesOf(c.Clause.Id).Any()), Clauses.Count(c => c.Clause.NoTaskReason is not null),
            Clauses.Count(c => c.Clause.NoTaskReason is null && !UsesOf(c.Clause.Id).Any() && !IsHeading(c.Clause)));

    // A chapter over clauses only gathers them; one that stands alone is read like a clause.
    private bool IsHeading(DocumentClause clause) => clause.Kind == ClauseKind.Section && Clauses.Any(c => c.Clause.ParentId == clause.Id);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostRelateAsync(Guid id, CancellationToken ct) => Do(id, async a => (await work.Relate(a, id, Form, ct)).Problems, ct);

    public Task<IActionResult> OnPostUnrelateAsync(Guid id, Guid relation, CancellationToken ct) =>
        Do(id, async a => (await work.Unrelate(a, id, relation, RelationReason, ct)).Problems, ct);

    public IEnumerable<DocumentUse> UsesOf(Guid? clauseId) => _uses[clauseId];

    public IEnumerable<ClauseOffer> OffersFor(DocumentClause? clause) => Document.State != DocumentState.Registered ? []
        : uses.Select(u => u.OfferFor(_actor, Document.Id, clause?.Id)).OfType<ClauseOffer>()
            .Where(o => o.Only is null || o.Only == clause?.Kind).OrderBy(o => o.Only is not null);

    public string UnitName(Guid? id) => organisation.NameOf(id);

    public static IEnumerable<string> Lines(string? text) => (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private async Task<IActionResult> Do(Guid id, Func<Actor, Task<IReadOnlyList<Problem>>> act, CancellationToken ct)
    {
        var problems = ModelState.IsValid ? await act(await HttpContext.ActorAsync()) : [];
        if (ModelState.IsValid && problems.Count == 0)
        {
            return this.Done($"~/van-ban/{id}");
        }

        db.ChangeTracker.Clear();
        return await LoadAsync(id, ct) ? this.Stay(problems.Select(p => p.Field is null or nameof(RelationReason) ? p : p with { Field = $"{nameof(Form)}.{p.Field}" }))
            : NotFound();
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        if (await documents.Seen(_actor).SingleOrDefaultAsync(d => d.Id == id, ct) is not { } document)
        {
            return false;
        }

        Document = document;
        MayRegister = organisation.Find(document.KeptByUnitId) is { } keeper && _actor.May(PlatformPermissions.DocumentsRegister, keeper.Path);
        Force = await documents.ForceAsync(document, Day, ct);
        Clauses = await documents.ClausesAsync(id, ct);
        Relations = await documents.RelationsAsync(_actor, document, ct);
        Files = await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == DocumentWork.FileRoom && f.SubjectId == id).OrderBy(f => f.Id).ToListAsync(ct);
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(200).ToListAsync(ct);
        var shown = new List<DocumentSection>();
        foreach (var section in sections)
        {
            shown.AddRange(await section.OfAsync(_actor, document, ct) is { } known ? [known] : []);
        }

        Sections = shown;
        var all = new List<DocumentUse>();
        foreach (var use in uses)
        {
            all.AddRange(await use.OfAsync(_actor, id, ct));
        }

        _uses = all.ToLookup(u => u.ClauseId);
        return true;
    }
}
