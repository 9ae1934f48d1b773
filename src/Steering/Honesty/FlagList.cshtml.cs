using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;

namespace LoTrinh.Steering.Honesty;

/// <summary>The flags that the reader may see, with how many there are of each kind and what raises one.</summary>
[Permits(FlagPermissions.Read)]
internal sealed class FlagListPage(FlagQueries flags, HonestyRules rules, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    /// <summary>Tasks, and units, that a row names; the flag's own page names all.</summary>
    public const int MostTasks = 3;

    private Actor _actor = Actor.Nobody;

    public FlagFilter Filter { get; private set; } = new();

    public FlagListing Listing { get; private set; } = null!;

    public IReadOnlyList<FlagView> Rows { get; private set; } = [];

    public int Pages => (Listing.Flags.Count + FlagFilter.PageSize - 1) / FlagFilter.PageSize;

    public Thresholds Thresholds => flags.Thresholds;

    public IEnumerable<SelectListItem> Kinds =>
        [new(texts["steering.filter.all"], ""), .. Enum.GetValues<FlagKind>().Select(k => new SelectListItem(texts[FlagWords.Kind(k)], k.ToString()))];

    public IEnumerable<SelectListItem> Units => [new(texts["steering.filter.all"], ""), .. organisation.On(clock.Today())
        .Where(u => _actor.May(FlagPermissions.Read, u.Path)).Select(u => new SelectListItem(u.Name, u.Id.ToString()))];

    public IEnumerable<SelectListItem> Answers =>
        [new(texts["steering.filter.all"], ""), new(texts["flag.state.waiting"], "0"), new(texts["flag.state.answered"], "1")];

    /// <summary>What raises a flag, in words with the numbers of the rule set in force.</summary>
    public IEnumerable<string> Rules =>
    [
        texts["flag.rule.Stale", Thresholds.StaleWorkingDays],
        texts["flag.rule.Bulk", Thresholds.BulkTasks, Thresholds.BulkWorkingDays],
        texts["flag.rule.Jump", Thresholds.JumpPoints, Thresholds.JumpDays, Thresholds.HandInBelow],
        texts["flag.rule.SameText", Thresholds.SameTextLetters, Thresholds.SameReferenceLetters],
        texts["flag.rule.SameFile"],
        texts["flag.rule.MovedLate"],
        texts["flag.rule.Vague", string.Join(", ", rules.VagueVerbs)],
        texts["flag.rule.look-back", Thresholds.LookBackDays],
        texts["flag.rule.told"],
    ];

    public async Task OnGetAsync([FromQuery(Name = "loai")] FlagKind? kind, [FromQuery(Name = "donvi")] Guid? unit, [FromQuery(Name = "traloi")] string? answered,
        [FromQuery(Name = "trang")] int? page)
    {
        Filter = new(kind, unit, AnsweredOf(answered), Math.Clamp(page ?? 1, 1, 1_000_000));
        _actor = await HttpContext.ActorAsync();
        Listing = await flags.ListAsync(_actor, Filter);
        Rows = [.. Listing.Flags.Skip((Filter.Page - 1) * FlagFilter.PageSize).Take(FlagFilter.PageSize)];
    }

    public static bool? AnsweredOf(string? typed) => typed switch { "1" => true, "0" => false, _ => null };

    /// <summary>The units of a flag's tasks, as many as a row names.</summary>
    public string UnitNames(Flag flag)
    {
        var units = flag.Tasks.Select(t => t.UnitId).Distinct().ToList();
        return string.Join("; ", units.Take(MostTasks).Select(u => organisation.NameOf(u))) + (units.Count > MostTasks ? "…" : "");
    }

    public string QueryWith(string name, string value) => QueryHelpers.AddQueryString(Request.QueryString.Value ?? "", name, value);
}
