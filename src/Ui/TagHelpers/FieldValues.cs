using System.Collections;
using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>Id of the input of a field, the same beside the field and in the summary that links to it.</summary>
internal static class FieldId
{
    public static string Of(string name) => TagBuilder.CreateSanitizedId(name, "_");
}

/// <summary>What an input shows: what was typed if anything was, else the property's value as people write it.</summary>
internal static class FieldValues
{
    public static IReadOnlyList<string> Of(ModelStateEntry? state, object? model) => state?.RawValue switch
    {
        string[] several => several,
        string one => [one],
        _ => state?.AttemptedValue is { } typed ? [typed] : OfModel(model),
    };

    private static IReadOnlyList<string> OfModel(object? model) => model switch
    {
        null => [],
        string text => [text],
        IEnumerable several => [.. several.Cast<object?>().Select(Written)],
        _ => [Written(model)],
    };

    /// <summary>A value as people write it into a field.</summary>
    public static string Written(object? value) => value switch
    {
        null => "",
        DateOnly day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        decimal number => number.ToString("0.############", CultureInfo.CurrentCulture),
        IFormattable other => other.ToString(null, CultureInfo.CurrentCulture),
        _ => value.ToString() ?? "",
    };
}
