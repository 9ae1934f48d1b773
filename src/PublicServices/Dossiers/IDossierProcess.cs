using LoTrinh.Platform.Identity;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Who acts next on a dossier, and by when.</summary>
/// <param name="Who">Units, as the reader knows them.</param>
/// <param name="By">By when (UTC); null where there is no such time.</param>
internal sealed record NextAct(IReadOnlyList<string> Who, DateTime? By);

/// <summary>What the process knows of a dossier.</summary>
internal interface IDossierProcess
{
    /// <summary>Whether a unit that the actor works for has, or had, the dossier at one of its steps.</summary>
    Task<bool> TakesPartAsync(Actor actor, Guid dossierId, CancellationToken ct);

    /// <summary>Who has it now; null while nobody has it at a step.</summary>
    Task<NextAct?> NextAsync(Guid dossierId, CancellationToken ct);
}
