using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>One procedure in plain words: for whom, what to bring, how long, on which law.</summary>
[AllowAnonymous]
internal sealed class ProcedureRecordPage(ProcedureCatalogue catalogue, TimeProvider clock) : PageModel
{
    public Procedure Procedure { get; private set; } = null!;

    public TimeRule? Rule { get; private set; }

    public Agency Agency => catalogue.Agency;

    public IActionResult OnGet(string code)
    {
        if (catalogue.Find(code) is not { } procedure)
        {
            return NotFound();
        }

        (Procedure, Rule) = (procedure, procedure.RuleOn(clock.Today()));
        return Page();
    }
}
