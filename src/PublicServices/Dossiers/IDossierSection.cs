using LoTrinh.Platform.Identity;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>A part on the pages of a dossier, the applicant's and the officers', from another capability.</summary>
internal interface IDossierSection
{
    /// <summary>The partial page that shows the part.</summary>
    string Partial { get; }

    /// <summary>What it shows to someone who may see the dossier; null when there is nothing to show.</summary>
    Task<object?> ReadAsync(Actor actor, Dossier dossier, CancellationToken ct);
}

/// <summary>Reads all parts.</summary>
internal static class DossierSections
{
    public static async Task<IReadOnlyList<(string Partial, object Model)>> OfAsync(this IEnumerable<IDossierSection> sections, Actor actor, Dossier dossier, CancellationToken ct)
    {
        var shown = new List<(string, object)>();
        foreach (var section in sections)
        {
            if (await section.ReadAsync(actor, dossier, ct) is { } model)
            {
                shown.Add((section.Partial, model));
            }
        }

        return shown;
    }
}
