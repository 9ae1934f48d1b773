using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Ui.TagHelpers;

/// <summary>A field as it stands on the page.</summary>
/// <param name="Key">Name under which its problems stand.</param>
/// <param name="Id">Id of its input.</param>
/// <param name="Label">What it asks for.</param>
/// <param name="Section">Part of the form, where two fields have one label.</param>
/// <param name="Property">The property that it shows; null without one.</param>
/// <param name="Values">What it shows.</param>
/// <param name="Items">Its choices.</param>
internal sealed record ShownField(
    string Key, string Id, string Label, string? Section, string? Property, IReadOnlyList<string> Values, IReadOnlyList<SelectListItem> Items);

/// <summary>The fields of the page in the order in which they stand; the summary above them is written last and reads it.</summary>
internal static class ShownFields
{
    private static readonly object Key = new();

    public static List<ShownField> Of(ViewContext view)
    {
        if (view.HttpContext.Items[Key] is not List<ShownField> fields)
        {
            view.HttpContext.Items[Key] = fields = [];
        }

        return fields;
    }
}
