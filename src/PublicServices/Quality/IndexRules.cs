using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;

namespace LoTrinh.PublicServices.Quality;

/// <summary>A group of the index.</summary>
internal sealed class IndexGroup : Keyed
{
    /// <summary>Points of its components together.</summary>
    public double Max { get; set; }
}

/// <summary>A component of the index, with the formula of its time.</summary>
internal sealed class IndexComponent : Keyed
{
    /// <summary>Version of the formula, such as <c>2.1-2022</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>Key of its group.</summary>
    public string Group { get; set; } = "";

    /// <summary>Most points.</summary>
    public double Max { get; set; }

    /// <summary>The share, in per cent, from which on all points are given; null where they are in proportion throughout.</summary>
    public double? Threshold { get; set; }

    /// <summary>Working days that the formula names; 0 where it names none.</summary>
    public int Days { get; set; }

    public string FormulaVi { get; set; } = "";

    public string FormulaEn { get; set; } = "";

    public DateOnly From { get; set; }

    public DateOnly To { get; set; } = DateOnly.MaxValue;

    /// <summary>high, medium or low.</summary>
    public string Confidence { get; set; } = "";

    /// <summary>How it is counted, in the reader's language.</summary>
    public string Formula => Languages.IsEnglish ? FormulaEn : FormulaVi;

    /// <summary>Points of a share of one.</summary>
    /// <returns>Rounded to two decimals; null where there was nothing to take a share of.</returns>
    public double? PointsOf(double? share) => share is not { } ratio ? null
        : Math.Round(Math.Clamp(Threshold is { } full ? ratio / (full / 100) : ratio, 0, 1) * Max, 2, MidpointRounding.AwayFromZero);
}

/// <summary>The index of Decision 766/QĐ-TTg as it was counted on a day, from <c>seed/service-index.yaml</c>.</summary>
internal static class IndexRules
{
    private static readonly Lazy<IndexFile> Read = new(() => SeedFile.Read<IndexFile>("service-index.yaml"));

    public static string Source => Read.Value.Source;

    public static IReadOnlyList<IndexGroup> Groups => Read.Value.Groups;

    /// <summary>Every component there ever was.</summary>
    public static IReadOnlyList<IndexComponent> All => Read.Value.Components;

    /// <summary>The first day for which there is an index; before it, the first formulas are shown as a trial.</summary>
    public static DateOnly Since => All.Min(c => c.From);

    /// <summary>The components with the formulas in force on a day; before there was an index, those of its first day.</summary>
    public static IReadOnlyList<IndexComponent> On(DateOnly day)
    {
        var on = day < Since ? Since : day;
        return [.. All.Where(c => c.From <= on && on <= c.To)];
    }

    internal sealed class IndexFile
    {
        public string Source { get; set; } = "";

        public List<IndexGroup> Groups { get; set; } = [];

        public List<IndexComponent> Components { get; set; } = [];
    }
}
