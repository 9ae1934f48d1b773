using LoTrinh.Platform.Identity;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>A part of a dossier's page from another capability. Registered scoped.</summary>
internal interface IDossierSection
{
    /// <summary>The partial page that shows the part.</summary>
    string Partial { get; }

    /// <summary>What it shows; null when there is nothing to show to the reader.</summary>
    Task<object?> ReadAsync(Actor actor, WholeDossier whole, CancellationToken ct);
}

/// <summary>Reads the parts of a dossier's page.</summary>
internal static class DossierSections
{
    /// <summary>Those that have something to show, in the order in which they are registered.</summary>
    public static async Task<IReadOnlyList<(string Partial, object Model)>> OfAsync(this IEnumerable<IDossierSection> sections, Actor actor, WholeDossier whole, CancellationToken ct)
    {
        var shown = new List<(string, object)>();
        foreach (var section in sections)
        {
            if (await section.ReadAsync(actor, whole, ct) is { } model)
            {
                shown.Add((section.Partial, model));
            }
        }

        return shown;
    }
}
