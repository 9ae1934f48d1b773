using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>What people have said of procedures and officers, with the answers; and where one says it.</summary>
[AllowAnonymous]
internal sealed class PetitionsPage(PetitionQueries petitions) : PageModel
{
    public IReadOnlyList<PublishedPetition> Rows { get; private set; } = [];

    public IReadOnlyList<PetitionRow> Own { get; private set; } = [];

    public int Count { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => Math.Max(1, (Count + PetitionQueries.PageSize - 1) / PetitionQueries.PageSize);

    public async Task OnGetAsync([FromQuery(Name = "trang")] int? number, CancellationToken ct)
    {
        Number = Math.Clamp(number ?? 1, 1, 1_000_000);
        (Rows, Count) = await petitions.PublishedAsync(Number, ct);
        Own = await petitions.OwnAsync(await HttpContext.ActorAsync(), ct);
    }
}
