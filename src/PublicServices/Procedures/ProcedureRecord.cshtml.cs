using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>One procedure in plain words: for whom, what to bring, how long, on which law; as of today or of another day.</summary>
[AllowAnonymous]
internal sealed class ProcedureRecordPage(ProcedureCatalogue catalogue, ProcedureShow show, TimeProvider clock) : PageModel
{
    public Procedure Procedure { get; private set; } = null!;

    public ProcedureRecord Record { get; private set; } = null!;

    /// <summary>The day that was asked for; null for today.</summary>
    public DateOnly? AsOf { get; private set; }

    public ProcedureShow Show => show;

    public Agency Desk => catalogue.Agency;

    /// <summary>Whether to offer the form: to applicants, and to those who have yet to sign in.</summary>
    public bool MayApply { get; private set; }

    public async Task<IActionResult> OnGetAsync(string code, [FromQuery(Name = "ngay")] string? day)
    {
        AsOf = TypedDay.Read(day) is var read && read.TryGet(out var asked) && asked != clock.Today() ? asked : null;
        if ((AsOf is { } other ? catalogue.At(code, other, clock.UtcNow()) : catalogue.Today(code)) is not { } known)
        {
            return NotFound();
        }

        (Procedure, Record) = (known.Procedure, known.Record);
        MayApply = AsOf is null && Procedure.CanBeFiled && (await HttpContext.ActorAsync()).MayStart();
        return Page();
    }
}
