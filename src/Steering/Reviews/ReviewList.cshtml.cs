using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Reviews;

/// <summary>The reviews that the reader may see, the latest period first, and what waits for them.</summary>
[Permits(Permissions.Read)]
internal sealed class ReviewListPage(ReviewQueries reviews, CommitteeQueries committees, OrganisationDirectory organisation, ReviewWords words, Texts texts,
    TimeProvider clock) : PageModel
{
    public ReviewFilter Filter { get; private set; } = new();

    public IReadOnlyList<ReviewRow> Rows { get; private set; } = [];

    public IReadOnlyList<WaitingReport> Waiting { get; private set; } = [];

    public int Count { get; private set; }

    public int Pages => (Count + ReviewFilter.PageSize - 1) / ReviewFilter.PageSize;

    public DateTime AsOf => clock.UtcNow();

    public DateOnly Today => clock.Today();

    public bool MayOrganise { get; private set; }

    public IEnumerable<SelectListItem> Kinds =>
        [new(texts["steering.filter.all"], ""), .. Enum.GetValues<PeriodKind>()
            .Select(k => new SelectListItem(texts[ReviewWords.Key(k)], k.ToString()))];

    public IEnumerable<SelectListItem> States =>
        [new(texts["steering.filter.all"], ""), .. Enum.GetValues<ReviewState>()
            .Select(s => new SelectListItem(texts[ReviewWords.Key(s)], s.ToString()))];

    public IReadOnlyList<SelectListItem> Committees { get; private set; } = [];

    public async Task OnGetAsync([FromQuery(Name = "ky")] PeriodKind? kind, [FromQuery(Name = "trangthai")] ReviewState? state,
        [FromQuery(Name = "nam")] int? year, [FromQuery(Name = "ban")] Guid? committee,
        [FromQuery(Name = "trang")] int? page, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        Filter = new(kind, state, year, Math.Max(1, page ?? 1), committee);
        (Rows, Count) = await reviews.ListAsync(actor, Filter, ct);
        Waiting = await reviews.WaitingAsync(actor, ct);
        MayOrganise = actor.May(ReviewPermissions.Organise);
        Committees = [new(texts["steering.filter.all"], ""), .. (await committees.NamesAsync(ct)).Select(c => new SelectListItem(c.Name, c.Id.ToString()))];
    }

    public string UnitName(Guid id) => organisation.NameOf(id);

    public string? UnitKey(Guid id) => organisation.Find(id)?.Key;

    public string Title(PeriodKind kind, int year, int number) => words.Title(kind, year, number);
}
