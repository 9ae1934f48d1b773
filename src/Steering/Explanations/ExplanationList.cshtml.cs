using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Explanations;

/// <summary>The requests for explanation that the reader may see, narrowed by what stands in the address.</summary>
[Permits(Permissions.Read)]
internal sealed class ExplanationListPage(ExplanationQueries explanations, OrganisationDirectory organisation, Texts texts,
    TimeProvider clock) : PageModel
{
    private Actor _actor = Actor.Nobody;

    public ExplanationFilter Filter { get; private set; } = new();

    public IReadOnlyList<ExplanationRow> Rows { get; private set; } = [];

    public int Count { get; private set; }

    public int Pages => (Count + ExplanationFilter.PageSize - 1) / ExplanationFilter.PageSize;

    public DateOnly Today => clock.Today();

    public IEnumerable<SelectListItem> States =>
        [new(texts["steering.filter.all"], ""), .. Enum.GetValues<AnswerState>()
            .Select(s => new SelectListItem(texts[AnswerRule.Key(s)], s.ToString()))];

    public IEnumerable<SelectListItem> Units => [new(texts["steering.filter.all"], ""), .. organisation.On(clock.Today())
        .Where(u => _actor.May(Permissions.Read, u.Path)).Select(u => new SelectListItem(u.Name, u.Id.ToString()))];

    public IEnumerable<SelectListItem> Subjects => [new(texts["steering.filter.all"], ""),
        new(texts["explanation.about.tasks"], ExplanationFilter.Tasks), new(texts["explanation.about.indicators"],
            ExplanationFilter.Indicators)];

    /// <summary>Whether the reader may ask some unit.</summary>
    public bool MayAsk => _actor.May(ExplanationPermissions.Ask);

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "trangthai")] AnswerState? state, [FromQuery(Name = "donvi")] Guid? unit,
        [FromQuery(Name = "ve")] string? about,
        [FromQuery] string? q, [FromQuery(Name = "trang")] int? page, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        Filter = new(state, unit, about, Math.Clamp(page ?? 1, 1, 1_000_000), q);
        if (!Filter.IsAboutKnown)
        {
            return this.Stay([Problem.Invalid("explanation.about", "ve", texts["explanation.about.both"])]);
        }

        (Rows, Count) = await explanations.ListAsync(_actor, Filter, ct);
        return Page();
    }

    public string UnitName(Guid id) => organisation.NameOf(id);
}
