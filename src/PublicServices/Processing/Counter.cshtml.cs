using System.Globalization;
using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.PublicServices.Processing;

/// <summary>The counter: the officer fills in for someone who stands there, counts the papers, and prints the receipt.</summary>
[Permits(Permissions.Process)]
[RequestFormLimits(MultipartBodyLengthLimit = 64L * 1024 * 1024)]
internal sealed class CounterPage(CounterWork work, DossierQueries dossiers, ProcedureCatalogue catalogue, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>The procedure; null while it is being chosen.</summary>
    public Procedure? Procedure { get; private set; }

    public FormValues Values { get; private set; } = FormValues.Empty;

    public FormAsking Asking => new(Procedure!, Values, texts, clock.Today());

    public IEnumerable<Procedure> Choices => catalogue.All.Where(p => p.CanBeFiled);

    [BindProperty]
    public string? Channel { get; set; } = Channels.Direct;

    [BindProperty]
    public string? FilerName { get; set; }

    [BindProperty]
    public string? FilerNumber { get; set; }

    [BindProperty]
    public string? FilerPhone { get; set; }

    [BindProperty]
    public string? FilerEmail { get; set; }

    public IEnumerable<SelectListItem> ChannelChoices => new[] { Channels.Direct, Channels.Post }.Select(c => new SelectListItem(texts[$"services.channel.{c}"], c, c == Channel));

    public async Task<IActionResult> OnGetAsync(string? procedure) => !Load(procedure) ? NotFound() : !dossiers.MayProcess(await HttpContext.ActorAsync()) ? Forbid() : Page();

    public async Task<IActionResult> OnPostAsync(string? procedure, string? act, CancellationToken ct)
    {
        if (!Load(procedure) || Procedure is null)
        {
            return NotFound();
        }

        Values = FormAsking.Rearranged(Procedure, FormValues.Of(Procedure, key => Request.Form[key]), act, out var at);
        if (at is not null)
        {
            return Page();
        }

        var papers = Procedure.Documents.Select(d => new HandedPapers(d.Key, Counted(CounterWork.OriginalsField(d.Key)), Counted(CounterWork.CopiesField(d.Key)))).ToList();
        var scans = Procedure.Documents.SelectMany(d => SentFile.Of(Request.Form.Files.GetFiles(FormCheck.FileField(d.Key))).Select(f => new SentDocument(d.Key, f))).ToList();
        var taken = await work.TakeIn(await HttpContext.ActorAsync(), new(procedure, Channel, FilerName, FilerNumber, FilerPhone, FilerEmail, Values, papers, scans), ct);
        return taken.Ok ? this.Done($"~/dich-vu-cong/xu-ly/{taken.Value.Code}") : this.Stay(taken.Problems);
    }

    /// <summary>What was typed into a field that counts papers.</summary>
    public string Typed(string field) => Request.HasFormContentType ? Request.Form[field].ToString() : "";

    // What is no number is as wrong as one out of range, and is said as such.
    private int Counted(string field) => Typed(field) is not { Length: > 0 } typed ? 0 : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : -1;

    private bool Load(string? procedure)
    {
        Procedure = catalogue.Find(procedure) is { CanBeFiled: true } known ? known : null;
        if (Procedure is not null)
        {
            Values = new(Procedure.Groups.Where(g => g.Rows is not null).ToDictionary(g => g.Rows!, g => new[] { Math.Max(1, g.Fewest).ToString(CultureInfo.InvariantCulture) }));
        }

        return procedure is null || Procedure is not null;
    }
}
