using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Puts down a record of a procedure as YAML: checked and compared as often as one likes before it is put down.</summary>
[Permits(ProcedurePermissions.Edit, everywhere: true)]
internal sealed class PutProcedurePage(ProcedureCatalogue catalogue, ProcedureWork work, ProcedureLinter linter, TimeProvider clock) : PageModel
{
    /// <summary>Code of the procedure; null for a new one.</summary>
    public string? Code { get; private set; }

    [BindProperty]
    public string? Yaml { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The record put down last when the form was made.</summary>
    [BindProperty]
    public Guid? Last { get; set; }

    /// <summary>What the linter finds in what is typed; null until it was asked.</summary>
    public IReadOnlyList<LintFinding>? Findings { get; private set; }

    /// <summary>What would be said otherwise than what holds; null until it was asked, or when nothing holds.</summary>
    public IReadOnlyList<ProcedureChange>? Changes { get; private set; }

    public IActionResult OnGet(string? code)
    {
        if (!Know(code))
        {
            return NotFound();
        }

        var standing = code is null ? null : catalogue.Today(code) ?? catalogue.History(code)[^1];
        Yaml = standing is null ? Example : ProcedureText.ToYaml(standing.Procedure);
        (From, Last) = (clock.Today().Show(), code is null ? null : catalogue.History(code).Max(k => k.Record.Id));
        return Page();
    }

    public IActionResult OnPostCheck(string? code)
    {
        if (!Know(code))
        {
            return NotFound();
        }

        Look();
        var (_, _, _, problems) = work.Check(code, Draft);
        return problems.Count > 0 ? this.Stay(problems) : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken ct)
    {
        if (!Know(code))
        {
            return NotFound();
        }

        var put = await work.Put(await HttpContext.ActorAsync(), code, Draft, Last, ct);
        if (put.TryGet(out var known))
        {
            return this.Done($"~/dich-vu-cong/danh-muc/{known.Record.Code}", "services.catalogue.was-put");
        }

        Look();
        return this.Stay(put.Problems);
    }

    private ProcedureDraft Draft => new(Yaml, From, To, Reason);

    // What a record looks like, so that nobody begins with an empty page; it lacks what only its writer knows.
    private const string Example = """
        code: "1.000000"
        name_vi: ""
        name_en: ""
        field: road
        agency_vi: ""
        agency_en: ""
        level: "3"
        subjects: [citizen, business]
        times:
          - { amount: 5, unit: working-day, basis: "", confidence: medium }
        documents:
          - { key: registration, name_vi: "", name_en: "", copies: 1 }
        results:
          - { name_vi: "", name_en: "" }
        basis:
          - { number: "" }
        source: ""
        """;

    private bool Know(string? code)
    {
        Code = code;
        return code is null || catalogue.History(code).Count > 0;
    }

    private void Look()
    {
        if (!ProcedureText.FromYaml(Yaml, null).TryGet(out var procedure))
        {
            return;
        }

        var from = TypedDay.Read(From).TryGet(out var day) ? day : clock.Today();
        Findings = linter.Lint(procedure, from);
        Changes = Code is { } known && catalogue.At(known, from, clock.UtcNow()) is { } standing ? ProcedureDiff.Between(standing.Procedure, procedure) : null;
    }
}
