using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>A procedure in the list of those who keep the catalogue.</summary>
/// <param name="Known">The record that holds today, else the last that was put down.</param>
/// <param name="Records">How many records there are.</param>
/// <param name="Findings">What the linter finds in it.</param>
internal sealed record CatalogueRow(KnownRecord Known, int Records, IReadOnlyList<LintFinding> Findings)
{
    public int Errors => Findings.Count(f => f.Weight == LintWeight.Error);

    public int Warnings => Findings.Count - Errors;
}

/// <summary>The catalogue as those see it who keep it: every procedure with what is wrong in it.</summary>
[Permits(ProcedurePermissions.Edit, everywhere: true)]
internal sealed class CatalogueListPage(CatalogueQueries queries, ProcedureShow show) : PageModel
{
    public const int PageSize = 50;

    public ProcedureShow Show => show;

    public string? Query { get; private set; }

    public string? Wrong { get; private set; }

    public int PageNumber { get; private set; } = 1;

    public int Count { get; private set; }

    public int Pages => (Count + PageSize - 1) / PageSize;

    public IReadOnlyList<CatalogueRow> Rows { get; private set; } = [];

    public void OnGet(string? q, [FromQuery(Name = "loi")] string? wrong, [FromQuery(Name = "trang")] int page = 1)
    {
        (Query, Wrong) = (q, wrong);
        var rows = queries.List(q, wrong);
        Count = rows.Count;
        PageNumber = Math.Clamp(page, 1, Math.Max(1, Pages));
        Rows = [.. rows.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
    }
}
