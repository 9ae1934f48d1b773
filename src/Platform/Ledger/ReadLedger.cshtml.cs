using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Ledger;

/// <summary>Who did what, newest first.</summary>
[Permits(PlatformPermissions.LedgerRead, everywhere: true)]
internal sealed class ReadLedgerPage(AppDb db) : PageModel
{
    private const int PageSize = 50;

    public int Count { get; private set; }

    public int Number { get; private set; }

    public int Pages => (Count + PageSize - 1) / PageSize;

    public IReadOnlyList<LedgerEntry> Entries { get; private set; } = [];

    public async Task OnGetAsync([FromQuery(Name = "trang")] int? page, CancellationToken ct)
    {
        Count = await db.Ledger.CountAsync(ct);
        Number = Math.Clamp(page ?? 1, 1, Math.Max(1, Pages));
        Entries = await db.Ledger.AsNoTracking().OrderByDescending(e => e.Seq).Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync(ct);
    }
}
