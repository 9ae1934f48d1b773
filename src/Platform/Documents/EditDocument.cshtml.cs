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
            return this.Stay([]);
        }

        var result = await work.Save(actor, Id, Version, Form, register, SentFile.Of(Files), ct);
        return result.TryGet(out var document) ? this.Done($"~/van-ban/{document.Id}")
            : this.Stay(result.Problems.Select(p => p.Field is null or "Files" ? p : p with { Field = $"{nameof(Form)}.{p.Field}" }));
    }

    private async Task<OfficialDocument?> FindAsync(CancellationToken ct)
    {
        var document = await documents.Seen(await HttpContext.ActorAsync()).SingleOrDefaultAsync(d => d.Id == Id, ct);
        IsRegistered = document?.State == DocumentState.Registered;
        return document;
    }
}
