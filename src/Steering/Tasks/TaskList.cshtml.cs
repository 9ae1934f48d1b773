using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;

namespace LoTrinh.Steering.Tasks;

/// <summary>The tasks that the reader may see, narrowed by what stands in the address.</summary>
[Permits(Permissions.Read)]
internal sealed class TaskListPage(TaskQueries tasks, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel
{
    public TaskFilter Filter { get; private set; } = new();

    public TaskListing List { get; private set; } = new([], 0, default);

    public int Pages => (List.Count + TaskFilter.PageSize - 1) / TaskFilter.PageSize;

    /// <summary>Whether the reader asked for less than everything; the filters are open then on a narrow screen too.</summary>
    public bool IsNarrowed => Filter with { Page = 1, Sort = null } != new TaskFilter();

    /// <summary>Whether units have ended whose tasks the reader may give to others.</summary>
    public bool MayHandOver { get; private set; }

    public IEnumerable<SelectListItem> Statuses =>
        [new(texts["steering.filter.all"], ""), .. Enum.GetValues<DueStatus>().Select(s => new SelectListItem(texts[StatusWords.Key(s)], s.ToString()))];

    public IEnumerable<SelectListItem> Units =>
        [new(texts["steering.filter.all"], ""), .. organisation.On(clock.Today()).Select(u => new SelectListItem(u.Name, u.Id.ToString()))];

    public IEnumerable<SelectListItem> States =>
        [new(texts["steering.filter.all"], ""), .. Enum.GetValues<TaskState>().Select(s => new SelectListItem(texts[$"steering.state.{s}"], s.ToString()))];

    public IEnumerable<SelectListItem> Sorts =>
        [new(texts["steering.sort.due"], ""), new(texts["steering.sort.-due"], "-due"), new(texts["steering.sort.code"], "code"), new(texts["steering.sort.title"], "title")];

    public async Task OnGetAsync(
        [FromQuery(Name = "trangthai")] DueStatus? status, [FromQuery(Name = "donvi")] Guid? unit, [FromQuery(Name = "buoc")] TaskState? state,
        [FromQuery(Name = "sapxep")] string? sort, [FromQuery(Name = "trang")] int? page, [FromQuery(Name = "quatu")] int? from,
        [FromQuery(Name = "quaden")] int? to, [FromQuery(Name = "tinh")] string? counted,
        [FromQuery(Name = "xong")] string? done, [FromQuery(Name = "sao")] bool? starred, [FromQuery(Name = "duoi")] string? below, [FromQuery(Name = "tutren")] string? above, string? q)
    {
        Filter = new(q, status, unit, state, sort, Math.Max(1, page ?? 1), from, to, Done: done == "1", Counted: counted == "1", Starred: starred == true, Below: below == "1", FromAbove: above == "1");
        var (actor, today) = (await HttpContext.ActorAsync(), clock.Today());
        List = await tasks.ListAsync(actor, Filter);
        if (Filter.Page > 1 && Filter.Page > Pages)
        {
            Filter = Filter with { Page = Math.Max(1, Pages) };
            List = await tasks.ListAsync(actor, Filter);
        }

        MayHandOver = actor.May(Permissions.Assign) && organisation.All.Values.Any(u => u.ValidTo < today && actor.May(Permissions.Assign, u.Path));
    }

    public string UnitName(Guid id) => organisation.NameOf(id);

    public string QueryWith(string name, string value) => QueryHelpers.AddQueryString(Request.QueryString.Value ?? "", name, value);
}

/// <summary>How a status is shown: always a colour with its words.</summary>
internal static class StatusWords
{
    public static string Key(DueStatus status) => $"steering.status.{status}";

    public static string Color(DueStatus status) => status switch
    {
        DueStatus.DoneOnTime => "success",
        DueStatus.DoneLate => "warning",
        DueStatus.Overdue => "danger",
        DueStatus.DueSoon => "warning",
        DueStatus.InTime => "primary",
        _ => "neutral",
    };
}
