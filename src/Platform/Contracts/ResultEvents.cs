namespace LoTrinh.Platform.Contracts;

/// <summary>Steering results as programs outside are told of them.</summary>
/// <param name="Code">Code of the publication.</param>
/// <param name="AsOf">The last day that counts.</param>
/// <param name="Url">Where everyone reads it, from the root of the API.</param>
public sealed record ResultsOutside(string Code, DateOnly AsOf, string Url);

/// <summary>Steering results were published.</summary>
/// <param name="Code">Code of the publication.</param>
/// <param name="AsOf">The last day that counts.</param>
[OfferedOutside("steering.results.published", 1, typeof(ResultsOutside))]
public sealed record ResultsPublished(string Code, DateOnly AsOf) : IOfferedOutside
{
    /// <inheritdoc/>
    public object FactsOutside() => new ResultsOutside(Code, AsOf, $"/api/v1/public/steering/results/{Code}");
}

/// <summary>Published steering results were withdrawn.</summary>
/// <param name="Code">Code of the publication.</param>
/// <param name="AsOf">The last day that counted.</param>
[OfferedOutside("steering.results.withdrawn", 1, typeof(ResultsOutside))]
public sealed record ResultsWithdrawn(string Code, DateOnly AsOf) : IOfferedOutside
{
    /// <inheritdoc/>
    public object FactsOutside() => new ResultsOutside(Code, AsOf, $"/api/v1/public/steering/results/{Code}");
}
