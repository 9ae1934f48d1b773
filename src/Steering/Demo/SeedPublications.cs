using LoTrinh.Steering.Publications;
using LoTrinh.Steering.Reviews;

namespace LoTrinh.Steering.Demo;

/// <summary>The file <c>seed/publication-demonstration.yaml</c>.</summary>
internal sealed class SeedPublications
{
    public List<SeedPublication> Publications { get; set; } = [];
}

internal sealed class SeedPublication
{
    /// <summary>The review it is made from; null when it is a day.</summary>
    public PeriodKind? Kind { get; set; }

    public int Year { get; set; }

    public int Number { get; set; }

    public DateOnly? Day { get; set; }

    public PublishedLevel Level { get; set; }

    public List<string> Indicators { get; set; } = [];

    public List<string> Tasks { get; set; } = [];

    public string? Commentary { get; set; }

    public string? CommentaryEn { get; set; }

    public string Answerable { get; set; } = "";

    public string? AnswerableEn { get; set; }

    public DateOnly Prepared { get; set; }

    /// <summary>When another person published it; null while it waits.</summary>
    public DateOnly? Published { get; set; }
}
