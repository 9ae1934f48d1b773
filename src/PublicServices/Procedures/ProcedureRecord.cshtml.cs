using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
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

    /// <summary>Whether to offer the form: to applicants, and to those who have yet to sign in.</summary>
    public bool MayApply { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code)
    {
        if (catalogue.Find(code) is not { } procedure)
        {
            return NotFound();
        }

        (Procedure, Rule, MayApply) = (procedure, procedure.RuleOn(clock.Today()), (await HttpContext.ActorAsync()).MayStart());
        return Page();
    }
}
