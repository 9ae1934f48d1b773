using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
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

    public void OnGet(string? q)
    {
        Query = q;
        Found = [.. catalogue.All.Where(p => string.IsNullOrWhiteSpace(q) || Folding.Matches(q, $"{p.Code} {p.NameVi} {p.NameEn} {p.PlainVi} {p.FieldVi}"))];
    }
}
