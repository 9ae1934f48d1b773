using System.Globalization;
using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Urging;

/// <summary>A letter of urging to one unit: which of its tasks, and by when it is to answer. All that is overdue is chosen to begin with.</summary>
[Permits(UrgingPermissions.Write)]
internal sealed class PrepareLetterPage(UrgingWork work, UrgingQueries urging, UrgingRules rules, DeadlineEngine deadlines, OrganisationDirectory organisation, Texts texts,
    TimeProvider clock) : PageModel
{
    private IReadOnlyList<Candidate> _candidates = [];

    public UnitInfo Unit { get; private set; } = null!;

    [BindProperty]
    public List<Guid>? TaskIds { get; set; }

    [BindProperty]
    public DateOnly? AnswerBy { get; set; }

    [BindProperty]
    public string? Form { get; set; }

    [BindProperty]
    public string? Level { get; set; }

    [BindProperty]
    public string? Extra { get; set; }

    /// <summary>The level that the ladder gives the latest of the unit's tasks.</summary>
    public UrgingLevel Proposed => rules.LevelOf(_candidates.Select(c => c.DaysLate).DefaultIfEmpty().Max());

    public int WorstDaysLate => _candidates.Select(c => c.DaysLate).DefaultIfEmpty().Max();

    public IEnumerable<SelectListItem> Levels => [.. rules.LetterLevels.Select(l => new SelectListItem(
        texts["urging.level-choice", l.Level, l.Shown, FormName(l.Form)], l.Level.ToString(CultureInfo.InvariantCulture)))];

    public List<SelectListItem> Choices => [.. _candidates.Select(c => new SelectListItem(
        texts["urging.candidate", c.Code, c.Title, c.DueOn.Show(), Standing(c), c.TimesUrged], c.Id.ToString()))];

    /// <summary>Who may sign; the first choice leaves it to the level.</summary>
    public IEnumerable<SelectListItem> Forms => [new(texts["urging.form-of-level"], ""), .. rules.Forms.Select(f => new SelectListItem(f.Shown, f.Key))];

    public async Task<IActionResult> OnGetAsync(string unitKey, [FromQuery(Name = "nv")] Guid[]? chosen, CancellationToken ct)
    {
        if (!await LoadAsync(unitKey, ct))
        {
            return NotFound();
        }

        TaskIds = chosen is { Length: > 0 } ? [.. chosen] : [.. _candidates.Where(c => c.IsOverdue).Select(c => c.Id)];
        (AnswerBy, Form) = (deadlines.AddWorkingDaysOrDays(clock.Today(), rules.AnswerWorkingDays), "");
        Level = Proposed.Level.ToString(CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string unitKey, CancellationToken ct)
    {
        if (!await LoadAsync(unitKey, ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Stay([]);
        }

        var result = await work.Prepare(await HttpContext.ActorAsync(),
            new(Unit.Id, TaskIds ?? [], AnswerBy, Form, Extra, string.IsNullOrEmpty(Level) ? null : int.TryParse(Level, CultureInfo.InvariantCulture, out var level) ? level : -1), ct);
        return result.TryGet(out var letter) ? this.Done($"~/chi-dao/don-doc/cong-van/{letter.Id}") : this.Stay(result.Problems);
    }

    private async Task<bool> LoadAsync(string unitKey, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (organisation.Find(unitKey) is not { } unit || actor.Lacks(UrgingPermissions.Write, unit.Path) is not null)
        {
            return false;
        }

        (Unit, _candidates) = (unit, await urging.CandidatesAsync(actor, unit.Id, ct));
        return true;
    }

    private string FormName(string? key) => rules.Forms.FirstOrDefault(f => f.Key == key)?.Shown ?? "–";

    private string Standing(Candidate task) => task.DaysLate > 0 ? texts["urging.standing.late", task.DaysLate]
        : task.DaysLate == 0 ? texts["urging.standing.today"] : texts["urging.standing.soon", -task.DaysLate];
}
