using System.Security.Cryptography;
using System.Text;
using LoTrinh.Platform.Identity;

namespace LoTrinh.Platform.Search;

/// <summary>Who may find a thing: the same people who may open it. Kept as words of the index, so that nothing is fetched only to be hidden.</summary>
public sealed class SearchAudience
{
    private const string Anywhere = "*";

    private SearchAudience(params IEnumerable<string> facets) => Facets = [.. facets.Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Everyone, signed in or not.</summary>
    public static SearchAudience Everyone { get; } = new("vpublic");

    internal IReadOnlyList<string> Facets { get; }

    /// <summary>Those who hold the permission for at least one unit.</summary>
    public static SearchAudience Holders(string permission) => new(Facet(permission, Anywhere));

    /// <summary>Those who hold the permission for one of these units, or for a unit above it.</summary>
    /// <param name="permission">The permission that opening the thing asks for.</param>
    /// <param name="unitPaths">Paths of units, such as <c>/mot/drvn/</c>.</param>
    public static SearchAudience HoldersFor(string permission, params IEnumerable<string> unitPaths) =>
        new(unitPaths.Append("/").SelectMany(WithAbove).Select(path => Facet(permission, path)));

    /// <summary>The words of which an entry must have one, for the actor to find it.</summary>
    public static IReadOnlyList<string> SeenBy(Actor actor) =>
        [.. Everyone.Facets, .. actor.Grants.SelectMany(g => new[] { Facet(g.Permission, Anywhere), Facet(g.Permission, g.UnitPath) }).Distinct()];

    private static IEnumerable<string> WithAbove(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 2) + 1)
        {
            yield return path[..end];
            if (end == 1)
            {
                yield break;
            }
        }
    }

    // One word of letters and figures, whatever the permission and the path are made of.
    private static string Facet(string permission, string path) =>
        "v" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{permission}@{path}"))[..10]);
}
