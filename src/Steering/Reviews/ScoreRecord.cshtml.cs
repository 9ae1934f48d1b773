using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Reviews;

/// <summary>A unit's score and everything that it is made of, down to the tasks.</summary>
[Permits(Permissions.Read)]
internal sealed class ScoreRecordPage(ReviewQueries reviews, ReviewReader reader, ReviewScope scope, ReviewWords words,
    OrganisationDirectory organisation) : PageModel
{
    public Review Review { get; private set; } = null!;

    public ReviewReading Reading { get; private set; } = null!;

    public UnitInfo Unit { get; private set; } = null!;

    public UnitResult Result { get; private set; } = null!;

    /// <summary>The score before adjustment.</summary>
    public UnitResult? Frozen { get; private set; }

    public UnitResult? Former { get; private set; }

    public int? Moved { get; private set; }

    public int Ranked => Reading.After.Units.Count(u => u.Rank is not null);

    public string Title => words.Title(Review);

    public IEnumerable<(SnapshotTask Task, bool Meets)> Measured(Measure measure) =>
        CalculationOne.Measured(Reading.Adjusted, measure, Reading.Adjusted.Tasks.Where(t => t.Unit == Unit.Key)).OrderBy(m => m.Meets)
            .ThenBy(m => m.Task.Code, StringComparer.Ordinal);

    /// <summary>Points that a criterion brought, of 100 over those that count.</summary>
    public decimal? Points(CriterionScore part) => part.Of == 0 ? null
        : Math.Round(100m * part.Weight * part.Part / part.Of / Result.Parts.Where(p => p.Of > 0).Sum(p => p.Weight), 1,
            MidpointRounding.AwayFromZero);

    /// <summary>Points that it could have brought.</summary>
    public decimal? Most(CriterionScore part) => part.Of == 0 ? null
        : Math.Round(100m * part.Weight / Result.Parts.Where(p => p.Of > 0).Sum(p => p.Weight), 1, MidpointRounding.AwayFromZero);

    public string? BasisOf(Measure measure) => Reading.Adjusted.Rubric.Criteria.FirstOrDefault(c => c.Measure == measure)?.Basis;

    public async Task<IActionResult> OnGetAsync(Guid id, string unitKey, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (organisation.Find(unitKey) is not { } unit || await reviews.FindAsync(actor, id, ct) is not { } review
            || !scope.MaySeeOf(actor, unit.Id)
            || await reader.ReadAsync(id) is not { } reading || reading.After.Of(unit.Key) is not { } result)
        {
            return NotFound();
        }

        (Review, Reading, Unit, Result, Frozen) = (review, reading, unit, result, reading.Result.Of(unit.Key));
        var before = (await reader.BeforeAsync(review, ct))?.Reading.After;
        (Former, Moved) = (before?.Of(unit.Key), RankChange.Of(result, before));
        return Page();
    }
}
