using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>How the fields of a procedure are asked: their choices, hints and computed values, with what is filled in by now.</summary>
internal sealed class FormAsking(Procedure procedure, FormValues values, Texts texts, DateOnly today)
{
    /// <summary>Whose form it is.</summary>
    public Procedure Procedure => procedure;

    /// <summary>What is filled in.</summary>
    public FormValues Values => values;

    public IEnumerable<SelectListItem> ChoicesOf(FormField field, string name)
    {
        var choices = field.Choices.Select(c => new SelectListItem(c.Name, c.Key, values.All(name).Contains(c.Key)));
        return field.Type == "select" ? choices.Prepend(new("", "")) : choices;
    }

    /// <summary>How a field is asked: what the page's own fields do not know is text with a hint.</summary>
    public static string InputOf(FormField field) => field.Type is "number" or "plate" ? "text" : field.Type;

    /// <summary>What there is to say of a field before it is filled in: an example, its limits, and when it is asked.</summary>
    public string? HintOf(FormField field)
    {
        string?[] said =
        [
            field.Type == "plate" ? texts["services.form.sample", "29B-123.45"] : field.Sample is null ? null : texts["services.form.sample", field.Sample],
            field.Type == "number" ? LimitsOf(field) : field.Type == "date" ? texts["ui.field.date"] : null,
            field.When is { } when ? texts["services.form.only-when", ConditionOf(when)] : null,
        ];
        return said.OfType<string>().ToList() is { Count: > 0 } parts ? string.Join(". ", parts) : null;
    }

    /// <summary>When something is asked, in words.</summary>
    public string ConditionOf(FormCondition condition)
    {
        var field = procedure.Fields.First(f => f.Key == condition.Field);
        return condition.Any.Count == 0 ? field.Name : string.Join(", ", field.Choices.Where(c => condition.Any.Contains(c.Key)).Select(c => c.Name));
    }

    /// <summary>A computed value as people read it; a dash until what it needs is filled in.</summary>
    public string Computed(FormField field, int? row) =>
        FormRules.Computed(procedure, field, row, values, today) is { } value ? $"{FormNumber.Show(value)} {field.Unit}".TrimEnd() : "–";

    private string? LimitsOf(FormField field)
    {
        var range = (field.Least, field.Most) switch
        {
            ({ } least, { } most) => texts["services.form.between", FormNumber.Show(least), FormNumber.Show(most)],
            ({ } least, null) => texts["services.form.at-least", FormNumber.Show(least)],
            (null, { } most) => texts["services.form.at-most", FormNumber.Show(most)],
            _ => null,
        };
        var decimals = field.Decimals > 0 ? texts["services.form.decimals", field.Decimals] : null;
        var parts = new[] { field.Unit is null ? null : texts["services.form.unit", field.Unit], range, decimals }.OfType<string>().ToList();
        return parts.Count == 0 ? null : string.Join(", ", parts);
    }

    /// <summary>The form with a row more or less, as a button asked: "add:rows", "copy:rows:2", "remove:rows:2".</summary>
    /// <param name="procedure">Whose form it is.</param>
    /// <param name="values">What was filled in.</param>
    /// <param name="act">What the button says.</param>
    /// <param name="at">Where the page goes on; null when the button asked for something else.</param>
    public static FormValues Rearranged(Procedure procedure, FormValues values, string? act, out string? at)
    {
        at = null;
        if (act?.Split(':') is not [var verb, var rows, ..] parts || procedure.Groups.Find(g => g.Rows == rows) is not { } group)
        {
            return values;
        }

        var row = parts.Length > 2 && int.TryParse(parts[2], out var said) ? said : 0;
        at = $"nhom-{rows}";
        return verb switch { "add" => values.WithRow(group), "copy" => values.WithCopy(group, row), "remove" => values.WithoutRow(group, row), _ => values };
    }
}

/// <summary>A field as the form asks it.</summary>
/// <param name="Form">The form.</param>
/// <param name="Group">The group it belongs to.</param>
/// <param name="Field">The field.</param>
/// <param name="Row">The row it stands in, from 0; null when it stands once.</param>
internal sealed record AskedField(FormAsking Form, FormGroup Group, FormField Field, int? Row)
{
    public string Name => Row is { } row ? FormValues.InRow(Group.Rows!, row, Field.Key) : Field.Key;

    public string Label => Field.Name;

    public string Section => Row is { } row ? $"{Group.Name} · {row + 1}" : Group.Name;
}
