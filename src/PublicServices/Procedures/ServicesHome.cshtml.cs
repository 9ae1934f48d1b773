using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>What can be applied for, found by the words that people use or by what happens in their life.</summary>
[AllowAnonymous]
internal sealed class ServicesHomePage(ProcedureFinder finder, ServiceWords words, ProcedureShow show) : PageModel
{
    public const int PageSize = 40;

    public string? Query { get; private set; }

    public string? Field { get; private set; }

    public LifeEvent? Event { get; private set; }

    public int PageNumber { get; private set; } = 1;

    public int Count { get; private set; }

    public int Pages => (Count + PageSize - 1) / PageSize;

    public IReadOnlyList<Procedure> Found { get; private set; } = [];

    public ServiceWords Lists => words;

    public ProcedureShow Show => show;

    /// <summary>Whether to offer one's own dossiers: to applicants, and to those who have yet to sign in.</summary>
    public bool MayApply { get; private set; }

    public async Task OnGetAsync(string? q, [FromQuery(Name = "linh-vuc")] string? field, [FromQuery(Name = "viec")] string? life, [FromQuery(Name = "trang")] int page = 1)
    {
        MayApply = (await HttpContext.ActorAsync()).MayStart();
        (Query, Field, Event) = (q, field, words.Events.FirstOrDefault(e => e.Key == life));
        var found = finder.Find(q, field, Event?.Key);
        Count = found.Count;
        PageNumber = Math.Clamp(page, 1, Math.Max(1, Pages));
        Found = [.. found.Skip((PageNumber - 1) * PageSize).Take(PageSize)];
    }
}
