using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Opinions;

/// <summary>Asks again, about a new version.</summary>
[Permits(OpinionPermissions.Organise)]
internal sealed class NextOpinionPage(OpinionWork work, OpinionQueries opinions, OpinionScope scope, OpinionRules rules,
    DeadlineEngine deadlines, TimeProvider clock)
    : OpinionFormPage(rules, deadlines, clock)
{
    [BindProperty]
    public string? Change { get; set; }

    public OpinionRound Previous { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Question = Previous.Question;
        Begin(Previous.Rule.Id);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => !await LoadAsync(id, ct) ? NotFound()
        : await SaveAsync(a => work.OpenNext(a, id, Input(null, Change), ct), () => Task.CompletedTask);

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await opinions.FindAsync(actor, id, ct) is not { State: OpinionState.Closed } round || !scope.MayOrganise(actor, round))
        {
            return false;
        }

        Previous = round;
        return true;
    }
}
