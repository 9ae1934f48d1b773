using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Papers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Archive;

/// <summary>What the package of an ended dossier holds, and the button that makes it.</summary>
[Permits(Permissions.Process)]
internal sealed class ArchivePage(PackQueries packages, PackDossier pack, PublicAddress address) : PageModel
{
    public PaperSource Source { get; private set; } = null!;

    public IReadOnlyList<PaperForm> Papers { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => await LoadAsync(code, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        var made = await pack.Handle(await HttpContext.ActorAsync(), code, address.RootOfLanguage(Request), ct);
        if (made.TryGet(out var package))
        {
            return File(package.Content, ArchiveServices.MediaType, package.Name);
        }

        return await LoadAsync(code, ct) ? this.Stay(made.Problems) : NotFound();
    }

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        if (await packages.FindAsync(await HttpContext.ActorAsync(), code, "", ct) is not { } source)
        {
            return false;
        }

        (Source, Papers) = (source, [.. DossierPapers.Of(source, forOfficers: true)]);
        return true;
    }
}
