using System.Globalization;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Reviews;

/// <summary>How reviews are shown: a colour always with its words.</summary>
internal sealed class ReviewWords(Texts texts)
{
    private static readonly string[] Roman = ["I", "II", "III", "IV"];

    /// <summary>Name of a review in the reader's language.</summary>
    public string Title(PeriodKind kind, int year, int number) =>
        texts[kind == PeriodKind.SixMonths ? $"review.title.SixMonths.{number}" : $"review.title.{kind}", number, year,
            Roman.ElementAtOrDefault(number - 1) ?? ""];

    public string Title(Review review) => Title(review.Kind, review.Year, review.Number);

    public static string Key(PeriodKind kind) => $"review.kind.{kind}";

    public static string Key(ReviewState state) => $"review.state.{state}";

    public static string Key(ReportState state) => $"review.report-state.{state}";

    public static string Key(Measure measure) => $"review.measure.{measure}";

    public static string Key(AdjustedField field) => $"review.field.{field}";

    public static string LevelKey(string level) => $"review.level.{level}";

    public static string Color(ReviewState state) => state switch
    {
        ReviewState.Open => "primary",
        ReviewState.Frozen => "info",
        ReviewState.Proposed => "warning",
        ReviewState.Approved => "success",
        _ => "neutral",
    };

    public static string Color(ReportState state) => state switch
    {
        ReportState.Submitted => "success",
        ReportState.Returned => "danger",
        _ => "warning",
    };

    public static string LevelColor(string? level) => level switch
    {
        "excellent" or "good" => "success",
        "done" => "warning",
        null => "neutral",
        _ => "danger",
    };

    /// <summary>A rate in percent, or a dash.</summary>
    public static string Percent(double? rate) =>
        rate is { } known ? known.ToString("0.0%", CultureInfo.CurrentCulture).Replace(" %", "%", StringComparison.Ordinal) : "–";

    /// <summary>A score with its decimal, or a dash.</summary>
    public static string Score(decimal? score) => score?.ToString("0.0", CultureInfo.CurrentCulture) ?? "–";

    /// <summary>The colour and key of a status.</summary>
    public static (string Color, string Key) Of(DueStatus status) => (StatusWords.Color(status), StatusWords.Key(status));
}
