using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Reviews;

/// <summary>Writes a correction beside the frozen figures.</summary>
[Permits(ReviewPermissions.Organise)]
internal sealed class AdjustReviewPage(FigureWork work, ReviewQueries reviews, ReviewReader reader, ReviewScope scope, ReviewWords words,
    OrganisationDirectory organisation,
    Texts texts) : PageModel, IRemembersVersion
{
    public Review Review { get; private set; } = null!;

    public ReviewReading Reading { get; private set; } = null!;

    public string Title => words.Title(Review);

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty(Name = "nv", SupportsGet = true)]
    public string? TaskCode { get; set; }

    [BindProperty]
    public AdjustedField? Field { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public string? Lead { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    public IEnumerable<SelectListItem> Fields => Enum.GetValues<AdjustedField>()
        .Select(f => new SelectListItem(texts[$"review.adjust.{f}"], f.ToString()));

    public IEnumerable<SelectListItem> Units => [new("–", ""), .. organisation.Under(organisation.Find(Review.UnitId)!.Path)
        .Where(u => u.ExistsOn(Review.To)).OrderBy(u => u.Path.Count(c => c == '/')).ThenBy(u => u.Order)
            .Select(u => new SelectListItem(u.Name, u.Key))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => this.ActAsync($"~/chi-dao/so-ket/{id}#dieu-chinh",
        a => work.Adjust(a, id, Version, new(TaskCode, Field, Day, organisation.Find(Lead), Reason, Document), ct), () =>
            LoadAsync(id, ct));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await reviews.FindAsync(actor, id, ct) is not { } review || !scope.MayOrganise(actor, review.UnitId)
            || await reader.ReadAsync(id) is not { } reading)
        {
            return false;
        }

        (Review, Reading, Version) = (review, reading, Version ?? review.Version);
        return true;
    }
}
