using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Imports;

/// <summary>Annexes that were taken over from files, and the form that sends another.</summary>
[Permits(Permissions.Assign, everywhere: true)]
internal sealed class ImportListPage(AppDb db, ImportWork work) : PageModel
{
    private const int Most = 50;

    public IReadOnlyList<TaskImport> Imports { get; private set; } = [];

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public string? AnnexName { get; set; }

    [BindProperty]
    public IFormFile? Annex { get; set; }

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => Platform.Web.ActAsync(this, import => $"~/chi-dao/nhap/{import.Id}",
        actor => work.Send(actor, Source, AnnexName, SentFile.Of(Annex is null ? null : [Annex]) is [var file] ? file : null, ct), () =>
            LoadAsync(ct));

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Imports = await db.TaskImports.AsNoTracking().OrderByDescending(i => i.SentAt).ThenByDescending(i => i.Id).Take(Most)
            .ToListAsync(ct);
        return true;
    }
}
