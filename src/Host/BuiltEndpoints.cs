using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace LoTrinh.Host;

/// <summary>
/// The product's addresses, built once and at once. The framework's own sources build every endpoint anew for each who asks
/// (the routes, the links, the description), half a second each time, and the first reader would wait for it.
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
