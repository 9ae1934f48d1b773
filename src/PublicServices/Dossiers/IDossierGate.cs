using LoTrinh.Platform;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Something that may keep a dossier from going on, such as a fee that has to be paid before.</summary>
internal interface IDossierGate
{
    /// <summary>Why the dossier may not go on to a state yet; null when it may.</summary>
    Task<Problem?> RefusesAsync(Dossier dossier, DossierStatus to, CancellationToken ct);
}

/// <summary>Asks all gates.</summary>
internal static class DossierGates
{
    public static async Task<Problem?> FirstAsync(this IEnumerable<IDossierGate> gates, Dossier dossier, DossierStatus to, CancellationToken ct)
    {
        foreach (var gate in gates)
        {
            if (await gate.RefusesAsync(dossier, to, ct) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
