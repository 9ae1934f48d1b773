using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>The petitions that the desk sorts and that units answer, the one that waits longest on top.</summary>
[Permits(PetitionPermissions.Answer)]
internal sealed class PetitionDeskPage(PetitionQueries petitions) : PageModel
{
    public IReadOnlyList<PetitionRow> Rows { get; private set; } = [];

    public int Count { get; private set; }

    public bool Ended { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => Math.Max(1, (Count + PetitionQueries.PageSize - 1) / PetitionQueries.PageSize);

    public async Task OnGetAsync([FromQuery(Name = "xong")] string? ended, [FromQuery(Name = "trang")] int? number, CancellationToken ct)
    {
        (Ended, Number) = (ended == "1", Math.Clamp(number ?? 1, 1, 1_000_000));
        (Rows, Count) = await petitions.WorkAsync(await HttpContext.ActorAsync(), Ended, Number, ct);
    }
}
