using LoTrinh.Platform.Identity;

namespace LoTrinh.Platform.Indicators;

/// <summary>A part of an indicator's page that a module adds, such as the explanations that were asked for. Registered scoped.</summary>
public interface IIndicatorSection
{
    /// <summary>The partial page that shows the part.</summary>
    string Partial { get; }

    /// <summary>What it shows; null when there is nothing to show.</summary>
    Task<object?> ReadAsync(Actor actor, Indicator indicator, CancellationToken ct);
}
