using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Tasks;

/// <summary>The form that says what a task asks: shared by assigning and mending. Looking at it saves nothing and loses nothing.</summary>
internal abstract class TaskFormPage(
    TaskWork work, DocumentQueries documents, OrganisationDirectory organisation, AppDb db, Texts texts, TimeProvider clock, TaskScope scope) : PageModel
{
    private const int MostFound = 6;

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Details { get; set; }

    /// <summary>Number of the document, or words to look for in the register.</summary>
    [BindProperty]
    public string? DocumentNumber { get; set; }

    [BindProperty(Name = "van-ban", SupportsGet = true)]
    public Guid? DocumentId { get; set; }

    /// <summary>Clause of a document that is not registered.</summary>
    [BindProperty]
    public string? Clause { get; set; }

    [BindProperty(Name = "dieu-khoan", SupportsGet = true)]
    public Guid? ClauseId { get; set; }

    [BindProperty]
    public Guid? LeadUnitId { get; set; }

    [BindProperty]
    public List<Guid>? Coordinators { get; set; }

    [BindProperty]
    public string? AccountablePosition { get; set; }

    [BindProperty]
    public string? Authority { get; set; }

    [BindProperty]
    public string? Product { get; set; }

    [BindProperty]
    public string? AcceptanceCriteria { get; set; }

    [BindProperty]
    public DateOnly? DueOn { get; set; }

    [BindProperty]
    public int? DueWorkingDays { get; set; }

    [BindProperty]
    public bool NoDeadline { get; set; }

    /// <summary>The task that this one is a part of.</summary>
    [BindProperty(Name = "cha", SupportsGet = true)]
    public Guid? ParentId { get; set; }

    public SteeringTask? Parent { get; private set; }

    /// <summary>The registered document it rests on, if one was picked.</summary>
    public OfficialDocument? Document { get; private set; }

    public IReadOnlyList<(DocumentClause Clause, int Depth)> Clauses { get; private set; } = [];

    /// <summary>The clause that was picked, to be read beside the form.</summary>
    public DocumentClause? PickedClause { get; private set; }

    /// <summary>Documents that the words may mean.</summary>
    public IReadOnlyList<DocumentRow> Found { get; private set; } = [];

    public IReadOnlyList<Respect> Six { get; private set; } = [];

    /// <summary>The day that the rule gives, were it issued today.</summary>
    public DateOnly? Counted { get; private set; }

    /// <summary>The working day after a day that is one of rest; null when it is not.</summary>
    public DateOnly? AfterRest => Counted is { } due ? work.AfterRest(due) : null;

    public DateOnly Today => clock.Today();

    /// <summary>Units that may lead: all, or those below the lead of the task that a part is handed down from.</summary>
    public IEnumerable<SelectListItem> Units { get; private set; } = [];

    public IEnumerable<SelectListItem> AllUnits => organisation.On(Today).Select(u => new SelectListItem(u.Name, u.Id.ToString()));

    public IEnumerable<SelectListItem> DocumentChoices =>
    [
        .. Document is null ? [] : new[] { new SelectListItem($"{Document.Name} – {DocumentNumbers.Shorten(Document.Abstract, 140)}", Document.Id.ToString()) },
        .. Found.Where(f => f.Id != Document?.Id).Select(f => new SelectListItem($"{f.FullNumber ?? texts["documents.no-number"]} – {DocumentNumbers.Shorten(f.Abstract, 140)}", f.Id.ToString())),
        new(texts["steering.document.none"], ""),
    ];

    public IEnumerable<SelectListItem> ClauseChoices =>
    [
        new(texts["steering.clause.whole"], ""),
        .. Clauses.Where(c => c.Clause.NoTaskReason is null)
            .Select(c => new SelectListItem($"{new string(' ', 2 * c.Depth)}{c.Clause.Label} – {DocumentNumbers.Shorten(c.Clause.Text, 90)}", c.Clause.Id.ToString())),
    ];

    public string UnitName(Guid id) => organisation.NameOf(id);

    protected TaskWork Work => work;

    protected TaskScope Scope => scope;

    protected AppDb Db => db;

    protected OrganisationDirectory Organisation => organisation;

    protected TaskDraft Draft() => new("", Title, Details, LeadUnitId, Coordinators ?? [], AccountablePosition, Authority, Product, AcceptanceCriteria,
        TaskDraft.BasisOf(DueOn, DueWorkingDays, NoDeadline), DueWorkingDays, DueOn, DocumentId, DocumentNumber, ClauseId, Clause, ParentId);

    protected void Fill(TaskDraft d)
    {
        (Title, Details, LeadUnitId, Coordinators) = (d.Title, d.Content, d.LeadUnitId, [.. d.Coordinators]);
        (AccountablePosition, Authority, Product, AcceptanceCriteria) = (d.AccountablePosition, d.Authority, d.Product, d.AcceptanceCriteria);
        (DueOn, DueWorkingDays, NoDeadline) = (d.DueBasis == DueBasis.Date ? d.DueOn : null, d.DueWorkingDays, d.DueBasis == DueBasis.None);
        (DocumentNumber, DocumentId, ClauseId, Clause, ParentId) = (d.DocumentNumber, d.DocumentId, d.ClauseId, d.ClauseId is null ? d.Clause : null, d.ParentId);
    }

    /// <summary>Reads what stands beside the form; false when what the address names is not there.</summary>
    protected async Task<bool> ShowAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var parent = ParentId is null ? null : await db.Tasks.AsNoTracking().Include(t => t.Coordinators).SingleOrDefaultAsync(t => t.Id == ParentId, ct);
        Parent = parent is not null && scope.MaySee(actor, parent) ? parent : null;
        var above = organisation.Find(Parent?.LeadUnitId);
        var leads = organisation.On(Today).Where(u => actor.May(Permissions.Assign, u.Path) || (above is not null && u.ParentId == above.Id));
        Units = [new(texts["steering.choose"], ""), .. leads.Select(u => new SelectListItem(u.Name, u.Id.ToString()))];
        await PickAsync(actor, ct);
        (Counted, Six) = work.Look(Draft());
        return ParentId is null || Parent is not null;
    }

    private async Task PickAsync(Actor actor, CancellationToken ct)
    {
        var meant = await documents.MeantAsync(actor, DocumentId?.ToString() ?? DocumentNumber, ct);
        Document = meant is [var one] ? one : null;
        if (Document is not null && DocumentId != Document.Id)
        {
            DocumentId = Document.Id;
            ModelState.Remove("van-ban");
        }

        Clauses = Document is null ? [] : await documents.ClausesAsync(Document.Id, ct);
        PickedClause = Clauses.FirstOrDefault(c => c.Clause.Id == ClauseId).Clause;
        DocumentNumber ??= Document?.Name;
        var sought = Words.Clean(DocumentNumber) is { } words && (Document is null || DocumentNumbers.Key(words) != DocumentNumbers.Key(Document.Name));
        Found = sought
            ? [.. (await documents.ListAsync(actor, new(DocumentNumber, State: DocumentState.Registered), Today, ct)).Rows.Take(MostFound)] : [];
    }
}
