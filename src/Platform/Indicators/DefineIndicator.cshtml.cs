using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Indicators;

/// <summary>Defines an indicator; from a clause it brings along what the clause says.</summary>
[Permits(PlatformPermissions.IndicatorsManage)]
internal sealed class DefineIndicatorPage(IndicatorWork work, DocumentQueries documents, AppDb db, IEnumerable<IIndicatorSource> sources,
    OrganisationDirectory organisation,
    Texts texts, TimeProvider clock) : IndicatorFormPage(work, sources, organisation, texts, clock)
{
    private readonly IndicatorWork _work = work;
    private readonly DateOnly _today = clock.Today();

    public async Task OnGetAsync([FromQuery(Name = "van-ban")] Guid? document, [FromQuery(Name = "dieu-khoan")] Guid? clause,
        CancellationToken ct)
    {
        StartsOn = _today;
        if (document is null || !await documents.Seen(await HttpContext.ActorAsync()).AnyAsync(d => d.Id == document, ct)
            || await db.Clauses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == clause && c.DocumentId == document, ct) is not { } from)
        {
            return;
        }

        (Document, Clause, Code, TargetText) = (document.ToString(), from.Label, from.Label, from.Target);
        (NameVi, ReadIn, Confidence) = (DocumentNumbers.Shorten(from.Text, Indicator.NameMaxLength), from.Source, from.Confidence);
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => SaveAsync((actor, draft) => _work.Define(actor, draft, ct), ct);
}
