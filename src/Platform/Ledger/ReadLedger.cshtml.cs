using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

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

/// <summary>Who did what to which record, newest first.</summary>
[Permits(PlatformPermissions.LedgerRead, everywhere: true)]
internal sealed class ReadLedgerPage(LedgerReader reader, Texts texts) : PageModel
{
    private const string KindKey = "ledger.subject.";

    // A change of a few fields is read at once; a new record is opened when it is wanted.
    private const int MostAtOnce = 3;

    public LedgerFilter Filter { get; private set; } = new(null, null, null, null, null);

    public LedgerView View { get; private set; } = new([], 0, 1);

    /// <summary>Kinds that have a name.</summary>
    public IEnumerable<SelectListItem> Kinds =>
        [new(texts["ledger.all"], ""), .. texts.Keys("vi").Where(k => k.StartsWith(KindKey, StringComparison.Ordinal)).Select(k => new SelectListItem(texts[k], k[KindKey.Length..]))
            .OrderBy(k => k.Text, StringComparer.CurrentCulture)];

    /// <summary>Whether the fields of an entry are shown without being asked for.</summary>
    public static bool IsShort(LedgerLine line) => line.Changes.Count <= MostAtOnce;

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "trang")] int? page, [FromQuery(Name = "nguoi")] string? actor, [FromQuery(Name = "loai")] string? kind,
        [FromQuery(Name = "tu")] DateOnly? from, [FromQuery(Name = "den")] DateOnly? to, [FromQuery(Name = "ve")] Guid? subject, CancellationToken ct)
    {
        Filter = new(actor, kind, from, to, subject);
        if (!(await reader.ReadAsync(await HttpContext.ActorAsync(), Filter, page ?? 1, ct)).TryGet(out var view))
        {
            return Forbid();
        }

        View = view;
        return Page();
    }
}
