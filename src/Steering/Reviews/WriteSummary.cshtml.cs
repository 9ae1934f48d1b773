using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Reviews;

/// <summary>The words of the consolidated report, by its sections, beside what the units wrote.</summary>
[Permits(ReviewPermissions.Organise)]
internal sealed class WriteSummaryPage(ReviewWork work, ReviewQueries reviews, ReviewScope scope, ReviewWords words,
    DirectionPrefill prefill, OrganisationDirectory organisation)
    : PageModel, IRemembersVersion
{
    public Review Review { get; private set; } = null!;

    public string Title => words.Title(Review);

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Situation { get; set; }

    [BindProperty]
    public string? Direction { get; set; }

    [BindProperty]
    public string? Results { get; set; }

    [BindProperty]
    public string? Shortcomings { get; set; }

    [BindProperty]
    public string? Lessons { get; set; }

    [BindProperty]
    public string? NextSteps { get; set; }

    [BindProperty]
    public string? Recommendations { get; set; }

    public IEnumerable<UnitReport> Sent => Review.Reports.Where(r => r.State == ReportState.Submitted)
        .OrderBy(r => organisation.Find(r.UnitId)?.Order);

    public IEnumerable<UnitReport> Missing => Review.Reports.Where(r => r.State != ReportState.Submitted)
        .OrderBy(r => organisation.Find(r.UnitId)?.Order);

    public string UnitName(Guid id) => organisation.NameOf(id);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        (Situation, Results, Shortcomings) = (Review.Situation, Review.Results, Review.Shortcomings);
        Direction = Review.Summary.IsBlank ? await prefill.ReadAsync(await HttpContext.ActorAsync(), Review, ct) : Review.Direction;
        (Lessons, NextSteps, Recommendations) = (Review.Lessons, Review.NextSteps, Review.Recommendations);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => this.ActAsync($"~/chi-dao/so-ket/{id}",
        a => work.Write(a, id, Version, new(Situation, Direction, Results, Shortcomings, Lessons, NextSteps, Recommendations), ct), () =>
            LoadAsync(id, ct));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await reviews.FindAsync(actor, id, ct) is not { MayBeWritten: true } review || !scope.MayOrganise(actor, review.UnitId))
        {
            return false;
        }

        (Review, Version) = (review, Version ?? review.Version);
        return true;
    }
}
