using System.Globalization;

namespace LoTrinh.Platform.Indicators;

/// <summary>How standings and values are shown: always a colour with its words, always a number with its unit.</summary>
public static class IndicatorWords
{
    /// <summary>Text key of a standing.</summary>
    public static string Key(Prospect state) => $"indicator.standing.{state}";

    /// <summary>Text key of a value's state.</summary>
    public static string Key(ValueState state) => $"indicator.state.{state}";

    /// <summary>Colour of a standing.</summary>
    public static string Color(Prospect state) => state switch
    {
        Prospect.AtRisk => "danger",
        Prospect.Developing => "warning",
        Prospect.Expected => "success",
        _ => "neutral",
    };

    /// <summary>Colour of a value's state.</summary>
    public static string Color(ValueState state) => state switch
    {
        ValueState.Measured or ValueState.Verified => "success",
        ValueState.Reported => "warning",
        _ => "danger",
    };

    /// <summary>A number as the reader writes it, with two digits after the comma at most.</summary>
    public static string Number(double value) => value.ToString("#,##0.##", CultureInfo.CurrentCulture);

    /// <summary>The value with its unit: 61,5% or 1.204 hồ sơ; a dash for none.</summary>
    public static string Show(this Indicator indicator, double? value) => value is not { } known ? "–"
        : indicator.IsShare ? $"{Number(known)}%" : $"{Number(known)} {indicator.Unit}";

    /// <summary>The lower end of a range whose upper end says the unit.</summary>
    public static string ShowLower(this Indicator indicator, double value) => indicator.IsShare ? indicator.Show(value) : Number(value);
}
