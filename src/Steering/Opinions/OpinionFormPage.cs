using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Time;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Opinions;

/// <summary>The form that says what is asked: shared by the first round and those about later versions.</summary>
internal abstract class OpinionFormPage(OpinionRules rules, DeadlineEngine deadlines, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public DateOnly? DueOn { get; set; }

    [BindProperty]
    public string? RuleId { get; set; }

    /// <summary>The version that is asked about.</summary>
    [BindProperty]
    public IFormFile? Subject { get; set; }

    /// <summary>Papers beside it.</summary>
    [BindProperty]
    public List<IFormFile>? Papers { get; set; }

    public IEnumerable<OpinionRule> RulesOfToday => rules.On(clock.Today());

    public IEnumerable<SelectListItem> RuleChoices => RulesOfToday.Select(r => new SelectListItem(r.NameShown, r.Id));

    protected OpinionRules Rules => rules;

    protected DateOnly Today => clock.Today();

    /// <summary>Proposes what is usual.</summary>
    protected void Begin(string? rule = null)
    {
        DueOn = deadlines.AddWorkingDaysOrDays(Today, rules.UsualWorkingDays);
        RuleId = RulesOfToday.FirstOrDefault(r => r.Id == rule)?.Id ?? RulesOfToday.FirstOrDefault()?.Id;
    }

    protected OpinionInput Input(string? title, string? change) =>
        new(title, Question, DueOn, RuleId, change, SentFile.Of(Subject is null ? [] : [Subject]), SentFile.Of(Papers));

    /// <summary>Acts on what was typed, or shows the form again with everything in it.</summary>
    protected Task<IActionResult> SaveAsync(Func<Actor, Task<Result<OpinionRound>>> act, Func<Task> load) =>
        this.ActAsync(round => $"~/chi-dao/y-kien/{round.Id}", act, async () =>
        {
            await load();
            return true;
        });
}
