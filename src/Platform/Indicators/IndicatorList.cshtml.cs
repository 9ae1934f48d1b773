using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;

namespace LoTrinh.Platform.Indicators;

/// <summary>The indicators that the reader may see, those at risk first; also as a file.</summary>
[Permits(PlatformPermissions.IndicatorsRead)]
internal sealed class IndicatorListPage(IndicatorQueries indicators, OrganisationDirectory organisation, Texts texts,
    TimeProvider clock) : PageModel
{
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Query { get; set; }

    [BindProperty(Name = "nhom", SupportsGet = true)]
    public Prospect? State { get; set; }

    [BindProperty(Name = "nguon", SupportsGet = true)]
    public IndicatorKind? Kind { get; set; }

    [BindProperty(Name = "donvi", SupportsGet = true)]
    public Guid? UnitId { get; set; }

    [BindProperty(Name = "cho", SupportsGet = true)]
    public string? Pending { get; set; }

    [BindProperty(Name = "thoi", SupportsGet = true)]
    public string? Retired { get; set; }

    [BindProperty(Name = "trang", SupportsGet = true)]
    public int? PageNumber { get; set; }

    public IReadOnlyList<IndicatorRow> Rows { get; private set; } = [];

    /// <summary>How many stand how, before the list is narrowed to one standing.</summary>
    public IReadOnlyDictionary<Prospect, int> Counts { get; private set; } = new Dictionary<Prospect, int>();

    public int Count { get; private set; }

    public int Pages => (Count + IndicatorFilter.PageSize - 1) / IndicatorFilter.PageSize;

    public int At => Math.Clamp(PageNumber ?? 1, 1, Math.Max(1, Pages));

    public DateTime AsOf => clock.UtcNow();

    public bool MayManage { get; private set; }

    public bool MayVerify { get; private set; }

    public IEnumerable<SelectListItem> States =>
        [new(texts["indicator.all"], ""), .. Enum.GetValues<Prospect>().Select(s => new SelectListItem(texts[IndicatorWords.Key(s)],
            s.ToString()))];

    public IEnumerable<SelectListItem> Kinds =>
        [new(texts["indicator.all"], ""), .. Enum.GetValues<IndicatorKind>().Select(k => new SelectListItem(texts[$"indicator.kind.{k}"],
            k.ToString()))];

    public IEnumerable<SelectListItem> Units =>
        [new(texts["indicator.all"], ""), .. organisation.On(clock.Today()).Select(u => new SelectListItem(u.Name, u.Id.ToString()))];

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        var all = await indicators.ListAsync(actor, new(Query, null, Kind, UnitId, Pending == "1", Retired == "1"), ct);
        Counts = all.GroupBy(r => r.Standing.State).ToDictionary(g => g.Key, g => g.Count());
        IReadOnlyList<IndicatorRow> rows = [.. all.Where(r => State is null || r.Standing.State == State)];
        if (format is not null)
        {
            return await TableFile.Make("chi-tieu", Headers, rows.Select(Cells), format, clock.Today(), ct);
        }

        Count = rows.Count;
        Rows = [.. rows.Skip((At - 1) * IndicatorFilter.PageSize).Take(IndicatorFilter.PageSize)];
        (MayManage, MayVerify) = (actor.May(PlatformPermissions.IndicatorsManage), actor.May(PlatformPermissions.IndicatorsVerify));
        return Page();
    }

    public string UnitName(Guid id) => organisation.NameOf(id);

    public string QueryWith(string name, string value) => QueryHelpers.AddQueryString(Request.QueryString.Value ?? "", name, value);

    private string[] Headers =>
    [
        texts["indicator.code"], texts["indicator.name"], texts["indicator.owner"], texts["indicator.kind"], texts["indicator.unit"],
            texts["indicator.current"],
        texts["indicator.as-of"], texts["indicator.planned"], texts["indicator.target"], texts["indicator.target-on"],
            texts["indicator.target-text"],
        texts["indicator.standing"], texts["indicator.reason"], texts["indicator.forecast-at-target"], texts["indicator.bound.low"],
            texts["indicator.bound.high"],
        texts["indicator.reach"], texts["indicator.clause"], texts["indicator.read-at"],
    ];

    private object?[] Cells(IndicatorRow row)
    {
        var (i, s) = (row.Indicator, row.Standing);
        return
        [
            i.Code, i.Name, UnitName(i.OwnerUnitId), texts[$"indicator.kind.{i.Kind}"], i.Unit ?? "", s.Current?.Value, s.Current?.AsOf,
                s.Planned, s.Target?.Value, s.Target?.On,
            i.TargetText ?? "", texts[IndicatorWords.Key(s.State)], texts[$"indicator.why.{s.Why}"], s.AtTarget?.Middle, s.AtTarget?.Low,
                s.AtTarget?.High,
            s.ReachedOn ?? s.Reach?.On, $"{i.DocumentName} {i.ClauseLabel}".Trim(), AsOf.Show(),
        ];
    }
}
