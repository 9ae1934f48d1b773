using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>Where an applicant declares the organisation that they represent, or says it anew.</summary>
[Permits(Permissions.Apply)]
[RequestFormLimits(MultipartBodyLengthLimit = 64L * 1024 * 1024)]
internal sealed class DeclareOrganisationPage(DeclareOrganisation declare, OrganisationQueries organisations, Texts texts) : PageModel, IRemembersVersion
{
    /// <summary>The organisation that is said anew; null for a new one.</summary>
    public ApplicantOrganisation? Known { get; private set; }

    [BindProperty]
    public string? TaxCode { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public IFormFileCollection? Files { get; set; }

    [BindProperty]
    public int? Version { get; set; }

    public IEnumerable<SelectListItem> Kinds => texts.Kinds(Kind);

    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (Known is { } o)
        {
            (TaxCode, Name, Kind, Address, Phone, Email, Version) = (o.TaxCode, o.Name, o.Kind.ToString(), o.Address, o.Phone, o.Email, o.Version);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken ct)
    {
        var (actor, draft, sent) = (await HttpContext.ActorAsync(), new OrganisationDraft(TaxCode, Name, Kind, Address, Phone, Email), SentFile.Of(Files));
        var done = id is { } known ? await declare.Correct(actor, known, Version, draft, sent, ct) : await declare.Handle(actor, draft, sent, ct);
        return done.TryGet(out var made) ? this.Done($"~/dich-vu-cong/to-chuc/{made.Id}") : await LoadAsync(id, ct) ? this.Stay(done.Problems) : NotFound();
    }

    private async Task<bool> LoadAsync(Guid? id, CancellationToken ct)
    {
        if (id is not { } wanted)
        {
            return true;
        }

        if (await organisations.FindAsync(await HttpContext.ActorAsync(), wanted, ct) is not { IsRepresentative: true } whole || whole.Organisation.State == OrganisationState.Closed)
        {
            return false;
        }

        Known = whole.Organisation;
        return true;
    }
}
