using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;

namespace LoTrinh.Steering.Inspections;

/// <summary>The inspections that the reader may see, and the remedies that are still open.</summary>
[Permits(Permissions.Read)]
internal sealed class InspectionListPage(InspectionQueries inspections, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    public InspectionFilter Filter { get; private set; } = new();

    public IReadOnlyList<InspectionRow> Rows { get; private set; } = [];

    public IReadOnlyList<RemedyRow> OpenRemedies { get; private set; } = [];

    public InspectionCounts Counts { get; private set; } = new(0, 0, 0, 0, 0);

    public int Count { get; private set; }

    public int Pages => (Count + InspectionFilter.PageSize - 1) / InspectionFilter.PageSize;

    public DateTime AsOf => clock.UtcNow();

    public bool MayManage { get; private set; }

    public IEnumerable<SelectListItem> States =>
        [new(texts["steering.filter.all"], ""), .. Enum.GetValues<InspectionState>().Select(s => new SelectListItem(texts[InspectionWords.Key(s)], s.ToString()))];

    public IEnumerable<SelectListItem> Units =>
        [new(texts["steering.filter.all"], ""), .. organisation.On(clock.Today()).Select(u => new SelectListItem(u.Name, u.Id.ToString()))];

    public async Task OnGetAsync([FromQuery(Name = "trangthai")] InspectionState? state, [FromQuery(Name = "nam")] int? year, [FromQuery(Name = "donvi")] Guid? unit,
        [FromQuery(Name = "trang")] int? page, string? q, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        Filter = new(q, state, year, unit, Math.Max(1, page ?? 1));
        (Rows, Count) = await inspections.ListAsync(actor, Filter, ct);
        var remedies = await inspections.RemediesAsync(actor, null, ct);
        Counts = await inspections.CountsAsync(actor, remedies, ct);
        OpenRemedies = [.. remedies.Where(r => r.IsOpen)];
        MayManage = actor.May(InspectionPermissions.Manage);
    }

    public string UnitName(Guid id) => organisation.NameOf(id);

    public string QueryWith(string name, string value) => QueryHelpers.AddQueryString(Request.QueryString.Value ?? "", name, value);
}
