using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>One petition as its sender and, once published, everyone reads it; and what its sender may do.</summary>
internal abstract class SenderPage(PetitionQueries petitions, PetitionWork work, PetitionClock times) : PageModel
{
    public Petition Petition { get; private set; } = null!;

    public bool IsSender { get; private set; }

    /// <summary>Whether it was opened by the key of its receipt.</summary>
    public bool IsReceipt { get; private set; }

    /// <summary>By when something is owed to the sender.</summary>
    public DateOnly? Owed => times.Owed(Petition);

    [BindProperty]
    public string? Words { get; set; }

    protected async Task<IActionResult> ShowAsync(PetitionKey key, CancellationToken ct) => await LoadAsync(key, ct) ? Page() : NotFound();

    protected Task<IActionResult> SupplementAsync(PetitionKey key, string url, CancellationToken ct) => this.ActAsync(url, a => work.Supplement(a, key, Words, ct), () => LoadAsync(key, ct));

    protected Task<IActionResult> JudgeAsync(PetitionKey key, string url, bool good, CancellationToken ct) => this.ActAsync(url, a => work.Judge(a, key, good, ct), () => LoadAsync(key, ct));

    protected Task<IActionResult> ReopenAsync(PetitionKey key, string url, CancellationToken ct) => this.ActAsync(url, a => work.Reopen(a, key, Words, ct), () => LoadAsync(key, ct));

    private async Task<bool> LoadAsync(PetitionKey key, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await petitions.FindAsync(actor, key, ct) is not { } whole)
        {
            return false;
        }

        (Petition, IsSender, IsReceipt) = (whole.Petition, PetitionWork.IsSender(actor, whole.Petition, key.Key), key.Key is not null);
        return true;
    }
}
