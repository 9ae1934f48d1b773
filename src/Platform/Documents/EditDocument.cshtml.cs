using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Documents;

/// <summary>Writes a document into the register, as a draft or for good; a registered one is changed with a reason.</summary>
[Permits(PlatformPermissions.DocumentsRegister)]
internal sealed class EditDocumentPage(
    DocumentWork work, DocumentQueries documents, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel, IRemembersVersion
{
    [BindProperty(SupportsGet = true, Name = "id")]
    public Guid? Id { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public DocumentInput Form { get; set; } = new();

    [BindProperty]
    public List<IFormFile>? Files { get; set; }

    public bool IsRegistered { get; private set; }

    public IEnumerable<SelectListItem> Kinds => DocumentKinds.All.Select(k => new SelectListItem(k.Name, k.Key));

    public IEnumerable<SelectListItem> Units =>
        [new(texts["documents.issuer-elsewhere"], ""), .. organisation.On(clock.Today()).Select(u => new SelectListItem(u.Name, u.Id.ToString()))];

    public IEnumerable<SelectListItem> Directions => DocumentWords.Choices<DocumentDirection>(texts);

    public IEnumerable<SelectListItem> Secrecies => DocumentWords.Choices<Secrecy>(texts);

    public IEnumerable<SelectListItem> Urgencies => DocumentWords.Choices<Urgency>(texts);

    public IEnumerable<SelectListItem> Confidences => DocumentWords.Choices<Confidence>(texts);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Id is null)
        {
            return Page();
        }

        if (await FindAsync(ct) is not { } document)
        {
            return NotFound();
        }

        (Form, Version) = (DocumentInput.Of(document), document.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(bool register, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (Id is not null && await FindAsync(ct) is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            // What could not be read is said already; the rest of the form is looked at all the same.
            var unread = ModelState.Where(e => e.Value?.Errors.Count > 0).Select(e => e.Key).ToHashSet();
            return this.Stay(work.Lacking(Form, SentFile.Of(Files)).Select(Beside).Where(p => p.Field is null || !unread.Contains(p.Field)));
        }

        var result = await work.Save(actor, Id, Version, Form, register, SentFile.Of(Files), ct);
        return result.TryGet(out var document) ? this.Done($"~/van-ban/{document.Id}")
            : this.Stay(result.Problems.Select(Beside));
    }

    private static Problem Beside(Problem problem) => problem.Field is null or "Files" ? problem : problem with { Field = $"{nameof(Form)}.{problem.Field}" };

    private async Task<OfficialDocument?> FindAsync(CancellationToken ct)
    {
        var document = await documents.Seen(await HttpContext.ActorAsync()).SingleOrDefaultAsync(d => d.Id == Id, ct);
        IsRegistered = document?.State == DocumentState.Registered;
        return document;
    }
}
