using LoTrinh.Host.Layout;
using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.SigningIn;

/// <summary>What waits for the reader alone; where nothing does, leads to where their work is, and who has none there to the front page.</summary>
[AllowAnonymous]
internal sealed class MyWorkPage(IEnumerable<IModule> modules, IEnumerable<IWhatWaits> waits) : PageModel
{
    public IReadOnlyList<WaitingMatter> Waiting { get; private set; } = [];

    /// <summary>Where the reader's work is.</summary>
    public string Work { get; private set; } = "/";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        Work = "~" + (Navigation.WorkOf(actor, modules)?.Url ?? "/");
        var found = new List<WaitingMatter>();
        foreach (var source in actor.IsSignedIn ? waits : [])
        {
            found.AddRange(await source.OfAsync(actor, ct));
        }

        Waiting = [.. found.OrderBy(w => w.DueOn ?? DateOnly.MaxValue)];
        return Waiting.Count > 0 ? Page() : LocalRedirect(Work);
    }
}
