using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Publications;

/// <summary>The ministry's scoreboard for everyone: the current publication, or an older one by its code.</summary>
[AllowAnonymous]
internal sealed class SteeringResultsPage(PublicationReader reader, PublicationWords words) : PageModel
{
    /// <summary>Every publication that is or was public.</summary>
    public IReadOnlyList<PublicPublication> All { get; private set; } = [];

    /// <summary>The one that is shown; null while nothing was published.</summary>
    public PublicPublication? Shown { get; private set; }

    /// <summary>One of a later day that was withdrawn, where the current one is shown instead.</summary>
    public Publication? WithdrawnSince { get; private set; }

    public string Title(PublishedContent content) => words.Title(content);

    public async Task<IActionResult> OnGetAsync(string? code, CancellationToken ct)
    {
        All = await reader.AllAsync(ct);
        Shown = code is null ? All.FirstOrDefault(p => p.IsCurrent) : All.FirstOrDefault(p => p.Record.Code == code);
        WithdrawnSince = code is not null ? null : All.TakeWhile(p => p != Shown).FirstOrDefault(p => p.Content is null)?.Record;
        return code is not null && Shown is null ? NotFound() : Page();
    }
}
