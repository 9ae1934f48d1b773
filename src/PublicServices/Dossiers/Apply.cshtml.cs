using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>The form of a procedure: saved whenever the applicant wants, submitted when it is complete, mended when a supplement was asked for.</summary>
[Permits(Permissions.Apply)]
[RequestFormLimits(MultipartBodyLengthLimit = 64L * 1024 * 1024)]
internal sealed class ApplyPage(
    DossierWork work, DropFile drop, DropDraft dropDraft, ApplicantSide side, DossierQueries dossiers, ProcedureCatalogue catalogue, Prefill prefill, IKnownPapers papers, ProcedureShow show, Texts texts, TimeProvider clock) : PageModel, IRemembersVersion
{
    /// <summary>What a button says that takes a file out, before the file.</summary>
    public const string DropVerb = "drop:";

    public Procedure Procedure { get; private set; } = null!;

    public Dossier? Dossier { get; private set; }

    public FormValues Values { get; private set; } = FormValues.Empty;

    public IReadOnlyList<StoredFile> Files { get; private set; } = [];

    /// <summary>What the applicant has here already.</summary>
    public IReadOnlyList<KnownPaper> Known { get; private set; } = [];

    /// <summary>The version of the draft that the form was made from: it may be open in a second window.</summary>
    [BindProperty]
    public int? Version { get; set; }

    /// <summary>Words to those who asked for a supplement.</summary>
    [BindProperty]
    public string? Note { get; set; }

    /// <summary>The organisation that a new dossier is filed for; null for the applicant alone.</summary>
    [BindProperty(SupportsGet = true, Name = ApplicantSide.OrganisationField)]
    public Guid? Organisation { get; set; }

    /// <summary>The organisations that the applicant may hand something new in for.</summary>
    public IReadOnlyList<ActsFor> OwnOrganisations { get; private set; } = [];

    /// <summary>For which organisation the form is; null for the applicant alone.</summary>
    public NamedOrganisation? For { get; private set; }

    /// <summary>For whom a new form can be, the applicant first.</summary>
    public IEnumerable<SelectListItem> Choices => OwnOrganisations.Select(o => new SelectListItem($"{o.Name} ({o.TaxCode})", o.Id.ToString(), o.Id == Organisation))
        .Prepend(new(texts["services.organisation.myself"], "", Organisation is null));

    /// <summary>What a chooser of files offers. HEIC is left out so that iPhones turn their photos into JPEG before they send them; media types make Android offer the camera.</summary>
    public static string Accepted { get; } = string.Join(',', FileKind.All.Where(k => k.MediaType != "image/heic").SelectMany(k => k.Extensions).Concat(["image/jpeg", "image/png"]));

    public int FileMegabytes => ServiceRules.Amount(ServiceRules.FileMegabytes, clock.Today());

    public int FilesPerDocument => ServiceRules.Amount(ServiceRules.FilesPerDocument, clock.Today());

    public ProcedureShow Show => show;

    /// <summary>How the fields are asked, with what is filled in by now.</summary>
    public FormAsking Asking => new(Procedure, Values, texts, clock.Today());

    /// <summary>Whether a new form begins with what was said before.</summary>
    public bool IsPrefilled { get; private set; }

    /// <summary>Drafts of the same form that the applicant began before.</summary>
    public IReadOnlyList<DossierRow> Drafts { get; private set; } = [];

    /// <summary>Whether a dossier that was handed in is mended.</summary>
    public bool IsMending => Dossier is { Status: DossierStatus.SupplementRequested };

    /// <summary>What the officer asked to be mended, if anything was.</summary>
    public string? Defects => IsMending ? Dossier!.History[^1].Note : null;

    /// <summary>The same one by one, each with the place where it is mended; empty where it is known as words alone.</summary>
    public IReadOnlyList<(string? Place, string? Name, string Wrong)> ToMend { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string procedure, Guid? id, CancellationToken ct)
    {
        if (!await LoadAsync(procedure, id, ct))
        {
            return await ElsewhereAsync(id, ct);
        }

        if (Dossier is null)
        {
            Drafts = await dossiers.DraftsAsync(await HttpContext.ActorAsync(), Procedure.Code, Organisation, ct);
            Values = await prefill.ForAsync(await HttpContext.ActorAsync(), Procedure, OwnOrganisations.FirstOrDefault(o => o.Id == Organisation), ct);
            IsPrefilled = Procedure.Fields.Any(f => Values.All(f.Key).Length > 0);
        }

        Version = Dossier?.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string procedure, Guid? id, string? act, CancellationToken ct)
    {
        if (!await LoadAsync(procedure, id, ct))
        {
            return await ElsewhereAsync(id, ct);
        }

        var actor = await HttpContext.ActorAsync();
        Values = FormAsking.Rearranged(Procedure, FormValues.Of(Procedure, key => Request.Form[key]), act, out var at);
        var sent = Procedure.Documents.SelectMany(d => SentFile.Of(Request.Form.Files.GetFiles(FormCheck.FileField(d.Key))).Select(f => new SentDocument(d.Key, f))).ToList();
        var saved = await work.Save(actor, id, procedure, Values, sent, ct, version: Version, organisationId: Organisation);
        if (!saved.TryGet(out var dossier))
        {
            return this.Stay(act == "submit" ? [.. saved.Problems, .. work.Lacking(Procedure, Values, [.. Files.Select(f => f.Part!), .. sent.Select(s => s.Document)])] : saved.Problems);
        }

        if (Chosen() is { Count: > 0 } chosen && await papers.UseAsync(actor, dossier.Id, chosen, ct) is { Ok: false } refused)
        {
            await LoadAsync(procedure, dossier.Id, ct);
            return this.Stay(refused.Problems);
        }

        if (act?.Split(DropVerb) is ["", var dropped])
        {
            return await DropAsync(actor, dossier.Id, dropped, ct);
        }

        if (act != "submit")
        {
            return at is null ? this.Done($"~/dich-vu-cong/nop/{procedure}/{dossier.Id}", "services.form.saved")
                : this.Done($"~/dich-vu-cong/nop/{procedure}/{dossier.Id}#{at}", "services.form.rows-saved");
        }

        var submitted = await work.Submit(actor, dossier.Id, ct, Note);
        if (submitted.Ok)
        {
            return this.Done($"~/dich-vu-cong/ho-so/{submitted.Value.Code}/giay-tiep-nhan");
        }

        // It is saved all the same: the page that shows the problems is that of the draft, with the files it holds now.
        await LoadAsync(procedure, dossier.Id, ct);
        Version = Dossier?.Version;
        return this.Stay(submitted.Problems);
    }

    /// <summary>Throws the draft away.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(string procedure, Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(procedure, id, ct))
        {
            return await ElsewhereAsync(id, ct);
        }

        var dropped = await dropDraft.Handle(await HttpContext.ActorAsync(), id, Version, ct);
        return dropped.Ok ? this.Done("~/dich-vu-cong/ho-so") : this.Stay(dropped.Problems);
    }

    // What was typed is saved by then; the file goes with a second save.
    private async Task<IActionResult> DropAsync(Actor actor, Guid id, string typed, CancellationToken ct)
    {
        var dropped = await drop.Handle(actor, id, Guid.TryParse(typed, out var file) ? file : Guid.Empty, null, ct);
        if (dropped.Ok)
        {
            return this.Done($"~/dich-vu-cong/nop/{Procedure.Code}/{id}#giay-to", "services.form.file-dropped");
        }

        await LoadAsync(Procedure.Code, id, ct);
        Version = Dossier?.Version;
        return this.Stay(dropped.Problems);
    }

    /// <summary>Whether a file can still be taken out.</summary>
    public bool MayGo(StoredFile file) => Dossier is { } dossier && DropFile.MayGo(dossier, file);

    /// <summary>The papers that the applicant has here already, to be chosen for a document.</summary>
    public IEnumerable<SelectListItem> KnownFor(DocumentRule document) => Known.Select(k => new SelectListItem($"{k.What} – {k.DossierCode}, {k.At.OfficeDay().Show()}", k.FileId.ToString(),
        Request.HasFormContentType && Request.Form[FormCheck.ReuseField(document.Key)] == k.FileId.ToString())).Prepend(new("", ""));

    // Documents for which a paper from the store was chosen.
    private Dictionary<string, Guid> Chosen() => Procedure.Documents.Select(d => (d.Key, Typed: Request.Form[FormCheck.ReuseField(d.Key)].ToString())).Where(d => d.Typed.Length > 0)
        .ToDictionary(d => d.Key, d => Guid.TryParse(d.Typed, out var file) ? file : Guid.Empty);

    public IEnumerable<StoredFile> FilesOf(DocumentRule document) => Files.Where(f => f.Part == document.Key);

    // Whoever goes back to the form of a dossier that has been submitted is led to the dossier; everyone else finds nothing.
    private async Task<IActionResult> ElsewhereAsync(Guid? id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        return id is { } sent && await dossiers.FindAsync(actor, sent.ToString(), ct) is { IsForOfficers: false, Dossier: { Code: { } code, IsEditable: false } }
            ? LocalRedirect($"~/dich-vu-cong/ho-so/{code}") : NotFound();
    }

    private async Task<bool> LoadAsync(string procedure, Guid? id, CancellationToken ct)
    {
        if (catalogue.Find(procedure) is { CanBeFiled: true } known)
        {
            Procedure = known;
        }
        else if (id is null)
        {
            return false;
        }

        var actor = await HttpContext.ActorAsync();
        if (id is not { } wanted)
        {
            OwnOrganisations = [.. (await side.OrganisationsAsync(actor, ct)).Where(o => o.MayBegin)];
            For = OwnOrganisations.FirstOrDefault(o => o.Id == Organisation) is { } chosen ? chosen.Named : null;
            Known = await papers.OfAsync(actor, Organisation, ct);
            return true;
        }

        if (await dossiers.FindAsync(actor, wanted.ToString(), ct) is not { MayAct: true, Dossier.IsEditable: true } whole)
        {
            return false;
        }

        (Organisation, For) = (whole.Dossier.OrganisationId, whole.Organisation);
        ToMend = whole.Dossier.Status == DossierStatus.SupplementRequested ? await dossiers.ToMendAsync(whole, ct) : [];
        Known = await papers.OfAsync(actor, Organisation, ct);

        // What is mended is mended on the form that it was submitted on.
        (Dossier, Procedure, Values, Files) = (whole.Dossier, whole.Procedure, whole.Editing, whole.Files);
        return true;
    }
}
