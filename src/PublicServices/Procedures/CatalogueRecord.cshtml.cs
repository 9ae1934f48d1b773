using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Everything that was put down of a procedure, what is wrong in what holds, and two records compared.</summary>
[Permits(ProcedurePermissions.Edit, everywhere: true)]
internal sealed class CatalogueRecordPage(ProcedureCatalogue catalogue, CatalogueQueries queries) : PageModel
{
    public KnownRecord Standing { get; private set; } = null!;

    public bool HoldsToday { get; private set; }

    public IReadOnlyList<KnownRecord> History { get; private set; } = [];

    public IReadOnlyList<LintFinding> Findings { get; private set; } = [];

    /// <summary>The records that are compared; null when none are asked for.</summary>
    public (KnownRecord Before, KnownRecord After)? Compared { get; private set; }

    public IReadOnlyList<ProcedureChange> Changes { get; private set; } = [];

    public IActionResult OnGet(string code, [FromQuery(Name = "truoc")] Guid? before, [FromQuery(Name = "sau")] Guid? after)
    {
        History = catalogue.History(code);
        if (History.Count == 0)
        {
            return NotFound();
        }

        (Standing, HoldsToday) = (catalogue.Today(code) ?? History[^1], catalogue.Today(code) is not null);
        Findings = queries.FindingsOf(Standing);
        if (History.FirstOrDefault(h => h.Record.Id == before) is { } old && History.FirstOrDefault(h => h.Record.Id == after) is { } now)
        {
            (Compared, Changes) = ((old, now), ProcedureDiff.Between(old.Procedure, now.Procedure));
        }

        return Page();
    }

    public static string Label(KnownRecord known) => $"{known.Record.From.Show()} · {known.Record.RecordedAt.Show()}";
}
