using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Store;

/// <summary>A person's own store: what they were given and handed in, what they agreed to, and who looked.</summary>
[Permits(Permissions.Apply)]
internal sealed class MyStorePage(StoreQueries store, ApplicantSide side, Consents consents) : PageModel
{
    private IReadOnlyList<Consent> _said = [];

    public IReadOnlyList<StorePaper> Papers { get; private set; } = [];

    /// <summary>The organisations whose papers the reader may use.</summary>
    public IReadOnlyList<ActsFor> OwnOrganisations { get; private set; } = [];

    /// <summary>The organisation whose papers are shown; null for the reader's own.</summary>
    [BindProperty(SupportsGet = true, Name = "cua")]
    public Guid? Of { get; set; }

    public IReadOnlyList<AccessLine> Looks { get; private set; } = [];

    /// <summary>Whether the reader agrees to a purpose now.</summary>
    public bool Gives(string purpose) => _said.FirstOrDefault(c => c.Purpose == purpose)?.Given == true;

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public Task<IActionResult> OnPostSayAsync(string? purpose, bool given, CancellationToken ct) =>
        this.ActAsync("~/dich-vu-cong/kho", a => consents.Say(a, purpose ?? "", given, ct), () => LoadAsync(ct));

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var account = actor.AccountId;
        OwnOrganisations = [.. (await side.OrganisationsAsync(actor, ct)).Where(o => o.Right >= OrganisationRight.File)];
        (Papers, Looks, _said) = (Of is { } organisation ? await store.PapersAsync(actor, organisation, ct) : await store.PapersAsync(account, ct), await store.LooksAsync(account, ct), await consents.OfAsync(account, ct));
        return true;
    }
}
