using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Opinions;

/// <summary>The opinion rounds that the reader may see, the latest first.</summary>
[Permits(Permissions.Read)]
internal sealed class OpinionListPage(OpinionQueries opinions, OpinionScope scope, CommitteeQueries committees, Texts texts,
    TimeProvider clock) : PageModel
{
    public OpinionFilter Filter { get; private set; } = new();

    public IReadOnlyList<OpinionRow> Rows { get; private set; } = [];

    public OpinionCounts Counts { get; private set; } = new(0, 0, 0, 0);

    public int Count { get; private set; }

    public int Pages => (Count + OpinionFilter.PageSize - 1) / OpinionFilter.PageSize;

    public DateTime AsOf => clock.UtcNow();

    public DateOnly Today => clock.Today();

    public bool MayOrganise { get; private set; }

    public IReadOnlyList<WaitingBallot> Waiting { get; private set; } = [];

    public IEnumerable<SelectListItem> States =>
        [new(texts["steering.filter.all"], ""), .. Enum.GetValues<OpinionState>()
            .Select(s => new SelectListItem(texts[OpinionWords.Key(s)], s.ToString()))];

    public IReadOnlyList<SelectListItem> Committees { get; private set; } = [];

    public async Task OnGetAsync([FromQuery(Name = "trangthai")] OpinionState? state, [FromQuery(Name = "nam")] int? year,
        [FromQuery(Name = "ban")] Guid? committee,
        [FromQuery(Name = "cuatoi")] string? mine, [FromQuery(Name = "quahan")] string? overdue,
            [FromQuery(Name = "chuatiepthu")] string? unreceived,
        [FromQuery(Name = "trang")] int? page, string? q, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        Filter = new(q, state, year, committee, mine == "1", overdue == "1", unreceived == "1", Math.Max(1, page ?? 1));
        (Rows, Count) = await opinions.ListAsync(actor, Filter, ct);
        Counts = await opinions.CountsAsync(actor, ct);
        Waiting = await opinions.WaitingAsync(actor, ct);
        var known = await committees.ListAsync(actor, Today, ct);
        MayOrganise = known.Any(c => scope.MayOrganise(actor, c.Unit.Id, c.Shown.StandingUnitId ?? c.Unit.Id));
        Committees = [new(texts["steering.filter.all"], ""), .. known.Select(c => new SelectListItem(c.Name, c.Id.ToString()))];
    }
}
