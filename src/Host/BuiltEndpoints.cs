using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace LoTrinh.Host;

/// <summary>
/// The product's addresses, built at once and once. The framework would build them when the first reader asks, and again for the links
/// and for the description; here it is done while the database is made ready.
/// </summary>
internal sealed class BuiltEndpoints(IEnumerable<EndpointDataSource> sources) : EndpointDataSource
{
    public override IReadOnlyList<Endpoint> Endpoints { get; } = [.. sources.SelectMany(s => s.Endpoints)];

    public override IChangeToken GetChangeToken() => NullChangeToken.Singleton;

    /// <summary>Puts the endpoints that are mapped so far in the place of their sources; what is mapped later stays beside them.</summary>
    public static void KeepOf(IEndpointRouteBuilder routes)
    {
        var built = new BuiltEndpoints(routes.DataSources);
        routes.DataSources.Clear();
        routes.DataSources.Add(built);
    }
}
