using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Time;

namespace LoTrinh.PublicServices.Quality;

/// <summary>Points of the index of Decision 766/QĐ-TTg, of those that could be measured.</summary>
internal sealed class IndexPoints(IndexQueries index, TimeProvider clock) : IIndicatorSource
{
    public string Key => "services.index-766";

    public async Task<Measurement?> MeasureAsync(DateOnly from, DateOnly asOf, CancellationToken ct)
    {
        var counted = await index.OfAsync(CountedDays.Of(from, asOf, clock.Today()), ct);
        return new(counted.Measurable == 0 ? null : 100 * counted.Points / counted.Measurable, counted.Points, counted.Measurable, QualityLinks.Index(from, asOf));
    }
}

/// <summary>A share that is a component of the index.</summary>
internal abstract class ComponentShare(IndexQueries index, TimeProvider clock, string key, string component) : IIndicatorSource
{
    public string Key => key;

    public async Task<Measurement?> MeasureAsync(DateOnly from, DateOnly asOf, CancellationToken ct)
    {
        var counted = await index.OfAsync(CountedDays.Of(from, asOf, clock.Today()), ct);
        return counted.Lines.FirstOrDefault(l => l.Component.Key == component) is { } line ? Measurement.Share(line.Count.Numerator, line.Count.Denominator, QualityLinks.Index(from, asOf)) : null;
    }
}

/// <summary>Of the dossiers that were being solved, the share that is on time by the national score.</summary>
internal sealed class ScoredOnTime(IndexQueries index, TimeProvider clock) : ComponentShare(index, clock, "services.scored-on-time", "2.1");

/// <summary>Of the dossiers that were being solved, the share that is neither late nor disliked.</summary>
internal sealed class ApplicantsSatisfied(IndexQueries index, TimeProvider clock) : ComponentShare(index, clock, "services.applicants-satisfied", "5.4");

/// <summary>Of the petitions, the share that was late at no step.</summary>
internal sealed class PetitionsOnTime(IndexQueries index, TimeProvider clock) : ComponentShare(index, clock, "services.petitions-on-time", "5.2");

/// <summary>Addresses of the pages.</summary>
internal static class QualityLinks
{
    public static string Index(DateOnly from, DateOnly to) => $"/dich-vu-cong/chi-so?tu={from:yyyy-MM-dd}&den={to:yyyy-MM-dd}";
}
