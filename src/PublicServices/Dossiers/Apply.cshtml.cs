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
    DossierWork work, DossierQueries dossiers, ProcedureCatalogue catalogue, Prefill prefill, ProcedureShow show, Texts texts, TimeProvider clock) : PageModel, IRemembersVersion
{
    public Procedure Procedure { get; private set; } = null!;

    public Dossier? Dossier { get; private set; }

    public FormValues Values { get; private set; } = FormValues.Empty;

    public IReadOnlyList<StoredFile> Files { get; private set; } = [];

    /// <summary>The version of the draft that the form was made from: it may be open in a second window.</summary>
    [BindProperty]
    public int? Version { get; set; }

    public ProcedureShow Show => show;

    /// <summary>Whether a new form begins with what was said before.</summary>
    public bool IsPrefilled { get; private set; }

    /// <summary>What the officer asked to be mended, if anything was.</summary>
    public string? Defects => Dossier is { Status: DossierStatus.SupplementRequested } ? Dossier.History[^1].Note : null;

    public async Task<IActionResult> OnGetAsync(string procedure, Guid? id, CancellationToken ct)
    {
        if (!await LoadAsync(procedure, id, ct))
        {
            return await ElsewhereAsync(id, ct);
        }

        if (Dossier is null)
        {
            Values = await prefill.ForAsync(await HttpContext.ActorAsync(), Procedure, ct);
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
        Values = Rearranged(FormValues.Of(Procedure, key => Request.Form[key]), act, out var at);
        var sent = Procedure.Documents.SelectMany(d => SentFile.Of(Request.Form.Files.GetFiles(FormCheck.FileField(d.Key))).Select(f => new SentDocument(d.Key, f))).ToList();
        var saved = await work.Save(actor, id, procedure, Values, sent, ct, version: Version);
        if (!saved.TryGet(out var dossier))
        {
            return this.Stay(act == "submit" ? [.. saved.Problems, .. work.Lacking(Procedure, Values, [.. Files.Select(f => f.Part!), .. sent.Select(s => s.Document)])] : saved.Problems);
        }

        if (act != "submit")
        {
            return at is null ? this.Done($"~/dich-vu-cong/nop/{procedure}/{dossier.Id}", "services.form.saved")
                : this.Done($"~/dich-vu-cong/nop/{procedure}/{dossier.Id}#{at}", "services.form.rows-saved");
        }

        var submitted = await work.Submit(actor, dossier.Id, ct);
        if (submitted.Ok)
        {
            return this.Done($"~/dich-vu-cong/ho-so/{submitted.Value.Code}/giay-tiep-nhan");
        }

        // It is saved all the same: the page that shows the problems is that of the draft, with the files it holds now.
        await LoadAsync(procedure, dossier.Id, ct);
        Version = Dossier?.Version;
        return this.Stay(submitted.Problems);
    }

    public IEnumerable<SelectListItem> ChoicesOf(FormField field, string name)
    {
        var choices = field.Choices.Select(c => new SelectListItem(c.Name, c.Key, Values.All(name).Contains(c.Key)));
        return field.Type == "select" ? choices.Prepend(new("", "")) : choices;
    }

    /// <summary>How a field is asked: what the page's own fields do not know is text with a hint.</summary>
    public static string InputOf(FormField field) => field.Type is "number" or "plate" ? "text" : field.Type;

    /// <summary>What there is to say of a field before it is filled in: an example, its limits, and when it is asked.</summary>
    public string? HintOf(FormField field)
    {
        string?[] said =
        [
            field.Type == "plate" ? texts["services.form.sample", "29B-123.45"] : field.Sample is null ? null : texts["services.form.sample", field.Sample],
            field.Type == "number" ? LimitsOf(field) : field.Type == "date" ? texts["ui.field.date"] : null,
            field.When is { } when ? texts["services.form.only-when", ConditionOf(when)] : null,
        ];
        return said.OfType<string>().ToList() is { Count: > 0 } parts ? string.Join(". ", parts) : null;
    }

    /// <summary>When something is asked, in words.</summary>
    public string ConditionOf(FormCondition condition)
    {
        var field = Procedure.Fields.First(f => f.Key == condition.Field);
        return condition.Any.Count == 0 ? field.Name : string.Join(", ", field.Choices.Where(c => condition.Any.Contains(c.Key)).Select(c => c.Name));
    }

    /// <summary>A computed value as people read it; a dash until what it needs is filled in.</summary>
    public string Computed(FormField field, int? row) =>
        FormRules.Computed(Procedure, field, row, Values, clock.Today()) is { } value ? $"{FormNumber.Show(value)} {field.Unit}".TrimEnd() : "–";

    private string? LimitsOf(FormField field)
    {
        var range = (field.Least, field.Most) switch
        {
            ({ } least, { } most) => texts["services.form.between", FormNumber.Show(least), FormNumber.Show(most)],
            ({ } least, null) => texts["services.form.at-least", FormNumber.Show(least)],
            (null, { } most) => texts["services.form.at-most", FormNumber.Show(most)],
            _ => null,
        };
        var decimals = field.Decimals > 0 ? texts["services.form.decimals", field.Decimals] : null;
        var parts = new[] { field.Unit is null ? null : texts["services.form.unit", field.Unit], range, decimals }.OfType<string>().ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    // "add:rows", "copy:rows:2", "remove:rows:2"; the form is saved with its rows as they are then. At is where the page goes on.
    private FormValues Rearranged(FormValues values, string? act, out string? at)
    {
        at = null;
        if (act?.Split(':') is not [var verb, var rows, ..] parts || Procedure.Groups.Find(g => g.Rows == rows) is not { } group)
        {
            return values;
        }

        var row = parts.Length > 2 && int.TryParse(parts[2], out var said) ? said : 0;
        at = $"nhom-{rows}";
        return verb switch { "add" => values.WithRow(group), "copy" => values.WithCopy(group, row), "remove" => values.WithoutRow(group, row), _ => values };
    }

    public IEnumerable<StoredFile> FilesOf(DocumentRule document) => Files.Where(f => f.Part == document.Key);

    // Whoever goes back to the form of a dossier that has been submitted is led to the dossier; everyone else finds nothing.
    private async Task<IActionResult> ElsewhereAsync(Guid? id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        return id is { } sent && await dossiers.FindAsync(actor, sent.ToString(), ct) is { Dossier: { Code: { } code, IsEditable: false } dossier }
            && dossier.ApplicantId == actor.AccountId ? LocalRedirect($"~/dich-vu-cong/ho-so/{code}") : NotFound();
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

        if (id is not { } wanted)
        {
            return true;
        }

        var actor = await HttpContext.ActorAsync();
        if (await dossiers.FindAsync(actor, wanted.ToString(), ct) is not { } whole || whole.Dossier.ApplicantId != actor.AccountId || !whole.Dossier.IsEditable)
        {
            return false;
        }

        // What is mended is mended on the form that it was submitted on.
        (Dossier, Procedure, Values, Files) = (whole.Dossier, whole.Procedure, whole.Values, whole.Files);
        return true;
    }
}

/// <summary>A field as the form asks it.</summary>
/// <param name="Page">The form.</param>
/// <param name="Group">The group it belongs to.</param>
/// <param name="Field">The field.</param>
/// <param name="Row">The row it stands in, from 0; null when it stands once.</param>
internal sealed record AskedField(ApplyPage Page, FormGroup Group, FormField Field, int? Row)
{
    public string Name => Row is { } row ? FormValues.InRow(Group.Rows!, row, Field.Key) : Field.Key;

    public string Label => Field.Name;

    public string Section => Row is { } row ? $"{Group.Name} · {row + 1}" : Group.Name;
}
