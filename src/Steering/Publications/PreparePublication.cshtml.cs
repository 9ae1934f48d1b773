using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Reviews;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Publications;

/// <summary>Prepares figures for everyone.</summary>
[Permits(PublicationPermissions.Prepare, everywhere: true)]
internal sealed class PreparePublicationPage(PublicationWork work, PublicationQueries publications, AppDb db, ReviewWords reviews,
    Texts texts, TimeProvider clock) : PublicationFormPage(publications, db, reviews, texts, clock)
{
    public Task OnGetAsync(CancellationToken ct) => BeginAsync(ct);

    public Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        this.ActAsync(p => $"~/chi-dao/cong-bo/{p.Id}", actor => work.Prepare(actor, Draft, ct), () => LoadAsync(ct));
}
