using LoTrinh.Platform.Time;
using LoTrinh.Steering.Reviews;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Publications;

/// <summary>How publications are shown, in the reader's language.</summary>
internal sealed class PublicationWords(Texts texts, ReviewWords reviews)
{

    public static string Key(PublicationState state) => $"publication.state.{state}";

    public static string Key(PublishedLevel level) => $"publication.level.{level}";

    public static string Color(PublicationState state) => state switch
    {
        PublicationState.Published => "success",
        PublicationState.Proposed => "warning",
        PublicationState.Withdrawn => "danger",
        _ => "neutral",
    };

    /// <summary>What is published, by its source: the period, or the day.</summary>
    public string Title(PublishedContent content) => content.Source is { Kind: { } kind, Year: { } year, Number: { } number }
        ? texts["publication.of-review", reviews.Title(kind, year, number)] : texts["publication.of-day", content.AsOf.Show()];

    /// <summary>The name of two languages that the reader reads.</summary>
    public static string Of(string vi, string? en) => Languages.IsEnglish && !string.IsNullOrEmpty(en) ? en : vi;

    /// <summary>The language that <see cref="Of"/> gives.</summary>
    public static string LanguageOf(string? en) => Languages.IsEnglish && !string.IsNullOrEmpty(en) ? "en" : "vi";

    /// <summary>Whether a reader of English is shown Vietnamese, for want of an English text.</summary>
    public static bool IsVietnameseOnly(string? en) => Languages.IsEnglish && string.IsNullOrEmpty(en);

    /// <summary>A value with its unit; a dash for none.</summary>
    public static string Show(PublishedIndicator i, double? value) => value is not { } known ? "–"
        : i.UnitVi == "%" ? $"{Platform.Indicators.IndicatorWords.Number(known)}%"
        : $"{Platform.Indicators.IndicatorWords.Number(known)} {Of(i.UnitVi ?? "", i.UnitEn)}".TrimEnd();
}
