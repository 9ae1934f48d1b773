using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Urging;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Explanations;

/// <summary>Asks the unit behind one task or one indicator to explain.</summary>
[Permits(ExplanationPermissions.Ask)]
internal sealed class AskExplanationPage(ExplanationWork work, UrgingRules rules, DeadlineEngine deadlines, TimeProvider clock) : PageModel
{
    public ExplanationSubject Subject { get; private set; } = null!;

    [BindProperty(Name = "nhiemvu", SupportsGet = true)]
    public Guid? TaskId { get; set; }

    [BindProperty(Name = "chitieu", SupportsGet = true)]
    public Guid? IndicatorId { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public DateOnly? AnswerBy { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        AnswerBy = deadlines.AddWorkingDaysOrDays(clock.Today(), rules.ExplanationWorkingDays);
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        this.ActAsync(r => $"~/chi-dao/giai-trinh/{r.Id}", a => work.Ask(a, new(TaskId, IndicatorId, Question, AnswerBy), ct), () =>
            LoadAsync(ct));

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await work.SubjectAsync(actor, TaskId, IndicatorId, ct) is not { } subject
            || actor.Lacks(ExplanationPermissions.Ask, subject.Unit.Path) is not null)
        {
            return false;
        }

        Subject = subject;
        return true;
    }
}
