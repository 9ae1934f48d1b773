using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Committees;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Opinions;

/// <summary>Asks the members of a committee about a version of a document.</summary>
[Permits(OpinionPermissions.Organise)]
internal sealed class OpenOpinionPage(OpinionWork work, OpinionScope scope, CommitteeQueries committees, OpinionRules rules,
    DeadlineEngine deadlines, TimeProvider clock,
    Texts texts) : OpinionFormPage(rules, deadlines, clock)
{
    [BindProperty]
    public Guid? CommitteeId { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    public IReadOnlyList<SelectListItem> Committees { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        CommitteeId = Committees.Count > 0 && Guid.TryParse(Committees[0].Value, out var first) ? first : null;
        Begin();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        SaveAsync(a => work.Open(a, CommitteeId, Input(Title, null), ct), () => LoadAsync(ct));

    private async Task LoadAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        Committees = [.. (await committees.ListAsync(actor, Today, ct)).Where(c => scope.MayOrganise(actor, c.Unit.Id,
            c.Shown.StandingUnitId ?? c.Unit.Id))
            .Select(c => new SelectListItem(texts["opinion.committee-n", c.Name, c.Shown.Seats.Count(s => !s.IsOfGroup)],
                c.Id.ToString()))];
    }
}
