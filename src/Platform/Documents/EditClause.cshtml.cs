using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Documents;

/// <summary>Adds a clause to a document, or mends, checks, marks or removes one.</summary>
[Permits(PlatformPermissions.DocumentsRegister)]
internal sealed class EditClausePage(ClauseWork work, DocumentWork documents, AppDb db, Texts texts) : PageModel, IRemembersVersion
{
    public OfficialDocument Document { get; private set; } = null!;

    /// <summary>The clause as it is; null while one is added.</summary>
    public DocumentClause? Clause { get; private set; }

    /// <summary>The clause above, if any.</summary>
    public DocumentClause? Parent { get; private set; }

    [BindProperty(SupportsGet = true, Name = "cha")]
    public Guid? ParentId { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public ClauseInput Form { get; set; } = new();

    [BindProperty]
    public string? Against { get; set; }

    [BindProperty]
    public string? NoTaskReason { get; set; }

    [BindProperty]
    public string? RemoveReason { get; set; }

    public IEnumerable<SelectListItem> Kinds => DocumentWords.Choices<ClauseKind>(texts);

    public IEnumerable<SelectListItem> Confidences => DocumentWords.Choices<Confidence>(texts);

    public async Task<IActionResult> OnGetAsync(Guid document, Guid? id, CancellationToken ct)
    {
        if (await LoadAsync(document, id, ct) is { } refusal)
        {
            return refusal;
        }

        Form = Clause is null ? Form : ClauseInput.Of(Clause);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid document, Guid? id, CancellationToken ct) => Do(document, id, a =>
    {
        Form.ParentId = ParentId;
        return id is { } known ? work.Change(a, document, known, Version, Form, ct) : work.Add(a, document, Form, ct);
    }, ct);

    public Task<IActionResult> OnPostVerifyAsync(Guid document, Guid id, CancellationToken ct) =>
        Do(document, id, a => work.Verify(a, document, id, Version, Against, ct), ct);

    public Task<IActionResult> OnPostNoTaskAsync(Guid document, Guid id, CancellationToken ct) =>
        Do(document, id, a => work.MarkNoTask(a, document, id, Version, NoTaskReason, ct), ct);

    public Task<IActionResult> OnPostRemoveAsync(Guid document, Guid id, CancellationToken ct) =>
        Do(document, id, a => work.Remove(a, document, id, Version, RemoveReason, ct), ct);

    private async Task<IActionResult> Do(Guid document, Guid? id, Func<Actor, Task<Result<DocumentClause>>> act, CancellationToken ct)
    {
        var typedWrong = !ModelState.IsValid;
        var result = typedWrong ? default : await act(await HttpContext.ActorAsync());
        if (!typedWrong && result.TryGet(out var clause))
        {
            return this.Done($"~/van-ban/{document}#c-{clause.Id}");
        }

        db.ChangeTracker.Clear();
        if (await LoadAsync(document, id, ct) is { } refusal)
        {
            return refusal;
        }

        return this.Stay((typedWrong ? [] : result.Problems).Select(p => typeof(ClauseInput).GetProperty(p.Field ?? "") is null ? p
            : p with { Field = $"{nameof(Form)}.{p.Field}" }));
    }

    private async Task<IActionResult?> LoadAsync(Guid document, Guid? id, CancellationToken ct)
    {
        var found = await documents.FindAsync(await HttpContext.ActorAsync(), document, ct);
        if (!found.TryGet(out var known))
        {
            return this.Stay(found.Problems);
        }

        var clauses = await db.Clauses.AsNoTracking().Where(c => c.DocumentId == document).ToListAsync(ct);
        Document = known;
        Clause = clauses.Find(c => c.Id == id);
        Parent = clauses.Find(c => c.Id == (Clause?.ParentId ?? ParentId));
        Version ??= Clause?.Version;
        return id is not null && Clause is null ? NotFound() : null;
    }
}
