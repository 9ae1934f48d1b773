using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Ledger;

/// <summary>What of the ledger is asked for; what is left out narrows nothing.</summary>
/// <param name="Actor">Part of the name of who did it.</param>
/// <param name="Kind">Kind of the thing.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Subject">One thing.</param>
internal sealed record LedgerFilter(string? Actor, string? Kind, DateOnly? From, DateOnly? To, Guid? Subject)
{
    /// <summary>Narrows entries to what is asked for.</summary>
    public IQueryable<LedgerEntry> Narrow(IQueryable<LedgerEntry> entries)
    {
        if (Words.Clean(Actor)?.ToLowerInvariant() is { } name)
        {
#pragma warning disable CA1304, CA1311, CA1862 // The database lowers and compares; it takes no culture.
            entries = entries.Where(e => e.ActorName.ToLower().Contains(name));
#pragma warning restore CA1304, CA1311, CA1862
        }

        if (Words.Clean(Kind) is { } kind)
        {
            entries = entries.Where(e => e.SubjectType == kind);
        }

        if (From?.StartUtc() is { } start)
        {
            entries = entries.Where(e => e.At >= start);
        }

        if (To is { } last && last < DateOnly.MaxValue && last.AddDays(1).StartUtc() is var end)
        {
            entries = entries.Where(e => e.At < end);
        }

        return Subject is { } subject ? entries.Where(e => e.SubjectId == subject) : entries;
    }
}

/// <summary>Who did what, newest first.</summary>
[Permits(PlatformPermissions.LedgerRead, everywhere: true)]
internal sealed class ReadLedgerPage(AppDb db, Texts texts) : PageModel
{
    private const int PageSize = 50;
    private const string KindKey = "ledger.subject.";

    public LedgerFilter Filter { get; private set; } = new(null, null, null, null, null);

    public int Count { get; private set; }

    public int Number { get; private set; }

    public int Pages => (Count + PageSize - 1) / PageSize;

    public IReadOnlyList<LedgerEntry> Entries { get; private set; } = [];

    /// <summary>Kinds that have a name.</summary>
    public IEnumerable<SelectListItem> Kinds =>
        [new(texts["ledger.all"], ""), .. texts.Keys("vi").Where(k => k.StartsWith(KindKey, StringComparison.Ordinal)).Select(k => new SelectListItem(texts[k], k[KindKey.Length..]))
            .OrderBy(k => k.Text, StringComparer.CurrentCulture)];

    public async Task OnGetAsync([FromQuery(Name = "trang")] int? page, [FromQuery(Name = "nguoi")] string? actor, [FromQuery(Name = "loai")] string? kind,
        [FromQuery(Name = "tu")] DateOnly? from, [FromQuery(Name = "den")] DateOnly? to, [FromQuery(Name = "ve")] Guid? subject, CancellationToken ct)
    {
        Filter = new(actor, kind, from, to, subject);
        var entries = Filter.Narrow(db.Ledger.AsNoTracking());
        Count = await entries.CountAsync(ct);
        Number = Math.Clamp(page ?? 1, 1, Math.Max(1, Pages));
        Entries = await entries.OrderByDescending(e => e.Seq).Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync(ct);
    }
}
