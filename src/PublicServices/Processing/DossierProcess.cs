using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Processing;

/// <inheritdoc cref="IDossierProcess"/>
internal sealed class DossierProcess(AppDb db, OrganisationDirectory organisation) : IDossierProcess
{
    public async Task<bool> TakesPartAsync(Actor actor, Guid dossierId, CancellationToken ct)
    {
        var units = UnitsOf(actor);
        return units.Count > 0 && await db.DossierTasks.AnyAsync(t => t.DossierId == dossierId && units.Contains(t.UnitId), ct);
    }

    public async Task<NextAct?> NextAsync(Guid dossierId, CancellationToken ct)
    {
        var open = await db.DossierTasks.Where(t => t.DossierId == dossierId && t.ClosedAt == null).OrderBy(t => t.DueAt).Select(t => new { t.UnitId, t.DueAt }).ToListAsync(ct);
        return open.Count == 0 ? null : new([.. open.Select(t => organisation.NameOf(t.UnitId)).Distinct()], open[0].DueAt);
    }

    /// <summary>The units for which the actor handles dossiers or agrees to them.</summary>
    public IReadOnlyList<Guid> UnitsOf(Actor actor) =>
        [.. actor.ScopesOf(Permissions.Handle).Concat(actor.ScopesOf(Permissions.Approve)).Distinct().SelectMany(organisation.Under).Select(u => u.Id).Distinct()];
}
