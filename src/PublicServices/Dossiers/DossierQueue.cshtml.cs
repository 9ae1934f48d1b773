using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>The desk's open dossiers, the one due first on top.</summary>
[Permits(Permissions.Process)]
internal sealed class DossierQueuePage(DossierQueries dossiers, ProcedureCatalogue catalogue, DeadlineEngine deadlines, TimeProvider clock, Texts texts) : PageModel
{
    public IReadOnlyList<DossierRow> Rows { get; private set; } = [];

    public int Count { get; private set; }

    public int Number { get; private set; }

    public int Pages => (Count + DossierQueries.PageSize - 1) / DossierQueries.PageSize;

    public DateOnly Today => clock.Today();

    public DateTime AsOf => clock.UtcNow();

    /// <summary>What was looked for; null for the open ones.</summary>
    public string? Query { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "trang")] int? number, [FromQuery(Name = "q")] string? query, CancellationToken ct)
    {
        if (!dossiers.MayProcess(await HttpContext.ActorAsync()))
        {
            return Forbid();
        }

        (Number, Query) = (Math.Max(1, number ?? 1), string.IsNullOrWhiteSpace(query) ? null : query.Trim());
        (Rows, Count) = Query is null ? await dossiers.QueueAsync(Number, ct) : (await dossiers.SearchAsync(Query, ct), 0);
        return Page();
    }

    /// <summary>Working days that are left to the day the result is owed; null while the clock stands.</summary>
    public int? DaysLeft(DossierRow row) => Dossier.Awaits(row.Status) || row.DueOn is not { } due ? null
        : deadlines.WorkingDaysBetween(Today, due);

    /// <summary>For how many working days the result has been owed; on the first days off after it, for none yet.</summary>
    public string LateBy(DossierRow row) =>
        row.DueOn is { } due && deadlines.WorkingDaysBetween(due, Today) is var days and > 0 ? texts["services.late-by", days] : texts["services.late"];

    public string NameOf(DossierRow row) => catalogue.Of(row.ProcedureCode, null).Name;
}
