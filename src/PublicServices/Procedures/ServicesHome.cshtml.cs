using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>What can be applied for.</summary>
[AllowAnonymous]
internal sealed class ServicesHomePage(ProcedureCatalogue catalogue, TimeProvider clock) : PageModel
{
    public string? Query { get; private set; }

    public IReadOnlyList<Procedure> Found { get; private set; } = [];

    public DateOnly Today => clock.Today();

    /// <summary>Whether to offer one's own dossiers: to applicants, and to those who have yet to sign in.</summary>
    public bool MayApply { get; private set; }

    public async Task OnGetAsync(string? q)
    {
        MayApply = (await HttpContext.ActorAsync()).MayStart();
        Query = q;
        Found = [.. catalogue.All.Where(p => string.IsNullOrWhiteSpace(q) || Folding.Matches(q, $"{p.Code} {p.NameVi} {p.NameEn} {p.PlainVi} {p.FieldVi}"))];
    }
}
