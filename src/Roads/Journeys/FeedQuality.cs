using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Roads.Journeys;

/// <summary>How well a provider sent on one day, over all its vehicles: what only whole tracks show.</summary>
internal sealed class FeedQuality
{
    /// <summary>Account of the provider.</summary>
    public required Guid ProviderId { get; init; }

    /// <summary>The office's day on which the vehicles drove.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Vehicles that were heard.</summary>
    public int Vehicles { get; private set; }

    /// <summary>Times in which a vehicle should have been heard and was not.</summary>
    public int Silences { get; private set; }

    /// <summary>Of these, those in which it drove on unheard.</summary>
    public int SilencesWhileMoving { get; private set; }

    /// <summary>Steps whose way was held against the speeds said.</summary>
    public int Steps { get; private set; }

    /// <summary>Of these, those that contradict the speeds.</summary>
    public int Contradictions { get; private set; }

    /// <summary>Vehicles whose speed is an average.</summary>
    public int AverageSpeeds { get; private set; }

    /// <summary>Sensors (engine and door, each for itself) that could be judged.</summary>
    public int SensorsJudged { get; private set; }

    /// <summary>Of these, those that said the same all day though they should not have.</summary>
    public int SensorsConstant { get; private set; }

    /// <summary>When it was counted, UTC.</summary>
    public DateTime AssessedAt { get; private set; }

    /// <summary>Counts the vehicles anew.</summary>
    public void Count(IReadOnlyCollection<TrackFindings> tracks, DateTime at)
    {
        var sensors = tracks.SelectMany(t => new[] { t.Ignition, t.Door }).ToList();
        (Vehicles, Silences, SilencesWhileMoving) = (tracks.Count, tracks.Sum(t => t.Silences.Count), tracks.Sum(t => t.Silences.Count(s => s.WhileMoving)));
        (Steps, Contradictions, AverageSpeeds) = (tracks.Sum(t => t.Steps), tracks.Sum(t => t.Contradictions), tracks.Count(t => t.SpeedIsAverage));
        (SensorsConstant, AssessedAt) = (sensors.Count(s => s == Sensor.Constant), at);
        SensorsJudged = SensorsConstant + sensors.Count(s => s == Sensor.Alive);
    }
}

internal sealed class FeedQualityMapping : IEntityTypeConfiguration<FeedQuality>
{
    public void Configure(EntityTypeBuilder<FeedQuality> quality) => quality.ToTable("roads_feed_quality").HasKey(q => new { q.ProviderId, q.Day });
}
