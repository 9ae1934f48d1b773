using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Programmes;

/// <summary>The tree as a file: a row for each element that the filter takes.</summary>
[Permits(Permissions.Read)]
internal sealed class ExportProgrammesPage(ProgrammeQueries programmes, ProgrammeRules rules, OrganisationDirectory organisation,
    Texts texts, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "cap")] ProgrammeLevel? level, [FromQuery(Name = "donvi")] Guid? unit,
        [FromQuery(Name = "trangthai")] ProgrammeState? state, string? q, [FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        string[] headers =
        [
            texts["programme.code"], texts["programme.name"], texts["programme.level"], texts["programme.lead"],
                texts["programme.accountable"], texts["programme.starts"],
            texts["programme.ends"], texts["programme.state"], texts["programme.tasks"], texts["programme.tasks-finished"],
                texts["programme.tasks-overdue"],
            texts["programme.confidence.Unit"], texts["programme.confidence.Reviewer"],
        ];
        var set = rules.On(clock.Today());
        var rows = (await programmes.ListAsync(await HttpContext.ActorAsync(), new(q, level, unit, state), ct)).Where(r => r.Matches)
            .Select(r => new object?[]
        {
            r.Programme.Code, r.Programme.Name, texts[ProgrammeWords.Key(r.Programme.Level)], organisation.NameOf(r.Programme.LeadUnitId),
                r.Programme.Accountable,
            r.Programme.StartsOn, r.Programme.EndsOn, texts[ProgrammeWords.Key(r.Programme.State)], r.Tasks.Total, r.Tasks.Finished,
                r.Tasks.Overdue,
            set.Find(r.Confidence.Unit?.Level)?.Name, set.Find(r.Confidence.Reviewer?.Level)?.Name,
        });
        return await TableFile.Make("chuong-trinh-de-an", headers, rows, format, clock.Today(), ct);
    }
}
