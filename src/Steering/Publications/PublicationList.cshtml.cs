using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Publications;

/// <summary>Every publication, the latest day first, whatever its state.</summary>
[Permits(PublicationPermissions.Read, everywhere: true)]
internal sealed class PublicationListPage(PublicationQueries publications) : PageModel
{
    public IReadOnlyList<PublicationRow> Rows { get; private set; } = [];

    public int Count { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => (Count + PublicationQueries.PageSize - 1) / PublicationQueries.PageSize;

    public bool MayPrepare { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "trang")] int? page, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        Number = Math.Max(1, page ?? 1);
        (Rows, Count) = await publications.ListAsync(actor, Number, ct);
        MayPrepare = actor.May(PublicationPermissions.Prepare, "/");
    }
}
