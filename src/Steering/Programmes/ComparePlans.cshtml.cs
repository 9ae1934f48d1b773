using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Programmes;

/// <summary>One side of a comparison: what it is called, and the plans.</summary>
internal sealed record PlanSide(string Name, PlanTree Tree, ProgrammeBaseline? Baseline);

/// <summary>What differs between two baselines, between one and today, or between any two days.</summary>
[Permits(Permissions.Read)]
internal sealed class ComparePlansPage(ProgrammeQueries programmes, PlanSides sides, OrganisationDirectory organisation, Texts texts,
    TimeProvider clock) : PageModel
{
    private IReadOnlyDictionary<Guid, string> _names = new Dictionary<Guid, string>();

    public Programme Programme { get; private set; } = null!;

    public IReadOnlyList<ProgrammeBaseline> Baselines { get; private set; } = [];

    /// <summary>A baseline or a day; null when the element had no plan then.</summary>
    public PlanSide? Before { get; private set; }

    public PlanSide? After { get; private set; }

    public string? From { get; private set; }

    public string? To { get; private set; }

    /// <summary>What differs; null where there is nothing to compare.</summary>
    public IReadOnlyList<PlanChange>? Changes { get; private set; }

    public IEnumerable<SelectListItem> Choices =>
        [new(texts["programme.today"], PlanSides.Today), .. Baselines.Select(b =>
            new SelectListItem(ProgrammeTexts.Name(texts, b), b.Id.ToString())), new(texts["programme.a-day"], PlanSides.Day)];

    [BindProperty(Name = "tu-ngay", SupportsGet = true)]
    public DateOnly? FromDay { get; set; }

    [BindProperty(Name = "den-ngay", SupportsGet = true)]
    public DateOnly? ToDay { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "tu")] string? from, [FromQuery(Name = "den")] string? to,
        CancellationToken ct)
    {
        if (await programmes.FindAsync(await HttpContext.ActorAsync(), id, ct) is not { } programme)
        {
            return NotFound();
        }

        var (above, _) = await programmes.AroundAsync(programme, ct);
        (Programme, Baselines) = (programme, await programmes.BaselinesAsync(programme, above, ct));
        (From, To) = (from ?? (FromDay is null ? Baselines is [var newest, ..] ? newest.Id.ToString() : PlanSides.Day : PlanSides.Day), to
            ?? (ToDay is null ? PlanSides.Today : PlanSides.Day));
        FromDay ??= From == PlanSides.Day ? programme.StartsOn < clock.Today() ? programme.StartsOn : clock.Today() : null;
        Before = await sides.FindAsync(programme, Baselines, From, FromDay, ct);
        After = await sides.FindAsync(programme, Baselines, To, ToDay, ct);
        if (Before is not null && After is not null)
        {
            _names = await sides.NamesAsync(await HttpContext.ActorAsync(), [Before.Tree, After.Tree], ct);
            Changes = PlanSides.Changes(Before, After, _names);
        }

        return Page();
    }

    public string Show(PlanPart part, object? value) => ProgrammeTexts.Show(texts, organisation, _names, part, value);

    /// <summary>How far a day moved, in days of the calendar.</summary>
    public static int? Days(PlanChange change) => change is { Before: DateOnly a, After: DateOnly b } ? b.DayNumber - a.DayNumber : null;
}
