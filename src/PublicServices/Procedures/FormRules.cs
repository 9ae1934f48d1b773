using LoTrinh.Platform;
using LoTrinh.Platform.Time;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>What a form computes, and its rules over several fields.</summary>
internal static class FormRules
{
    /// <summary>The value of a computed field; null when what it needs is not filled in.</summary>
    /// <param name="p">Whose form it is.</param>
    /// <param name="field">The field.</param>
    /// <param name="row">The row it stands in; null when it stands once.</param>
    /// <param name="values">What was filled in.</param>
    /// <param name="today">The office's day.</param>
    public static decimal? Computed(Procedure p, FormField field, int? row, FormValues values, DateOnly today) =>
        FormFormula.Value(field.Formula!, Named(p, p.Groups.Find(g => g.Fields.Contains(field))?.Rows, row, values, today), today) is { } value and not string and not bool
            ? Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>Where a rule is broken.</summary>
    public static IEnumerable<Problem> Broken(Procedure p, FormRule rule, FormValues values, DateOnly today)
    {
        var says = rule.Says;
        if (rule.Rows is null)
        {
            return IsBroken(null) ? [Problem.Invalid("services.rule", rule.Field, says)] : [];
        }

        var group = p.Groups.Find(g => g.Rows == rule.Rows)!;
        return Enumerable.Range(0, values.Count(group)).Where(row => IsBroken(row))
            .Select(row => Problem.Invalid("services.rule-in-row", FormValues.InRow(rule.Rows, row, rule.Field), row + 1, says));

        bool IsBroken(int? row) => FormFormula.Value(rule.Must, Named(p, rule.Rows, row, values, today), today) is false;
    }

    private static Func<string, object?> Named(Procedure p, string? rows, int? row, FormValues values, DateOnly today) => name =>
    {
        if (name.Split('.') is [var group, var key])
        {
            return p.Groups.Find(g => g.Rows == group) is { } many && many.Fields.Find(f => f.Key == key) is { } each
                ? Enumerable.Range(0, values.Count(many)).Select(r => Typed(p, each, group, r, values, today)).OfType<decimal>().ToArray() : null;
        }

        if (p.Groups.Find(g => g.Rows == name) is { } counted)
        {
            return Enumerable.Repeat(1m, values.Count(counted)).ToArray();
        }

        var own = p.Groups.Where(g => g.Rows is null || g.Rows == rows).Select(g => (g.Rows, Field: g.Fields.Find(f => f.Key == name))).FirstOrDefault(x => x.Field is not null);
        return own.Field is { } field ? Typed(p, field, own.Rows, own.Rows is null ? null : row, values, today) : null;
    };

    private static object? Typed(Procedure p, FormField field, string? rows, int? row, FormValues values, DateOnly today)
    {
        var typed = values.One(rows is null ? field.Key : FormValues.InRow(rows, row ?? 0, field.Key));
        return field.Type switch
        {
            "computed" => Computed(p, field, row, values, today),
            "number" => FormNumber.Read(typed),
            "date" => TypedDay.Read(typed).TryGet(out var day) ? day : null,
            _ => typed.Length == 0 ? null : typed,
        };
    }
}
