namespace LoTrinh.PublicServices.Quality;

/// <summary>Days over which something is counted, both included.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="AsOf">The day as of which what is not finished is judged: the last one, or today while the period goes on.</param>
internal sealed record CountedDays(DateOnly From, DateOnly To, DateOnly AsOf)
{
    /// <summary>Longest span.</summary>
    public const int Most = 366;

    public static CountedDays Of(DateOnly from, DateOnly to, DateOnly today) => new(from, to, to < today ? to : today);
}

/// <summary>What was counted for a component.</summary>
/// <param name="Numerator">How many count.</param>
/// <param name="Denominator">Of how many.</param>
/// <param name="Factor">What the share is multiplied with; null for one.</param>
internal sealed record IndexCount(int Numerator, int Denominator, double? Factor = null)
{
    /// <summary>Nothing that the ministry could be measured by.</summary>
    public static readonly IndexCount None = new(0, 0);

    /// <summary>The share; null where there was nothing to take a share of.</summary>
    public double? Share => Denominator == 0 ? null : (double)Numerator / Denominator * (Factor ?? 1);
}

/// <summary>A component with what it was counted from.</summary>
internal sealed record IndexLine(IndexComponent Component, IndexCount Count)
{
    /// <summary>Points; null where nothing could be measured.</summary>
    public double? Points => Component.PointsOf(Count.Share);

    /// <summary>How many lost it.</summary>
    public int Lost => Count.Denominator - Count.Numerator;
}

/// <summary>The index over a span of days.</summary>
/// <param name="Days">The span.</param>
/// <param name="Lines">Every component, in the order of the index.</param>
/// <param name="CountedAt">When it was counted (UTC).</param>
internal sealed record ServiceIndex(CountedDays Days, IReadOnlyList<IndexLine> Lines, DateTime CountedAt)
{
    /// <summary>Points of what could be measured.</summary>
    public double Points => Math.Round(Lines.Sum(l => l.Points ?? 0), 2);

    /// <summary>Most points of what could be measured; what could not is neither won nor lost.</summary>
    public double Measurable => Lines.Where(l => l.Points is not null).Sum(l => l.Component.Max);
}

/// <summary>Something that lost a component its points.</summary>
/// <param name="Code">Code of the dossier, the procedure or the petition.</param>
/// <param name="Name">What it is.</param>
/// <param name="Url">The page of it that the reader may open; null where there is none.</param>
/// <param name="Unit">The unit that answers for it, if one does.</param>
internal sealed record LostItem(string Code, string Name, string? Url, string? Unit);
