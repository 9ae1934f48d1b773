using System.Globalization;
using NCalc;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>
/// What is computed from the fields of a form, and what must be true of them, as an expression: numbers, days and words by the key of
/// their field, those of all rows as <c>[rows.field]</c>; <c>sum</c>, <c>count</c>, <c>zero</c> (0 where nothing is filled in),
/// <c>days</c> (from one day to another) and <c>year</c>.
/// </summary>
internal static class FormFormula
{
    private static readonly Dictionary<string, int> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sum"] = 1, ["count"] = 1, ["zero"] = 1, ["days"] = 2, ["year"] = 1, ["abs"] = 1, ["min"] = 2, ["max"] = 2, ["round"] = 2, ["if"] = 3, ["in"] = -1,
    };

    /// <summary>What keeps a text from being a formula over some names, as its parser says it; null when nothing does.</summary>
    public static string? Wrong(string? formula, IReadOnlySet<string> names)
    {
        if (string.IsNullOrWhiteSpace(formula))
        {
            return "∅";
        }

        try
        {
            var expression = Parse(formula);
            return expression.HasErrors() ? expression.Error?.Message ?? formula
                : expression.GetParameterNames().Find(n => n != Today && !names.Contains(n)) is { } unknown ? unknown
                : expression.GetFunctionNames().Find(f => !Functions.ContainsKey(f));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.Message;
        }
    }

    /// <summary>The value of a formula; null when something that it needs is not filled in, or no number comes of it.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="named">The value of a name: a decimal, a day, words, or many of them for rows; null when nothing is filled in.</param>
    /// <param name="today">The office's day, named <c>today</c>.</param>
    public static object? Value(string formula, Func<string, object?> named, DateOnly today)
    {
        var expression = Parse(formula);
        expression.EvaluateParameter += (name, args) => args.Result = name == Today ? (decimal)today.DayNumber : named(name) switch
        {
            DateOnly day => (decimal)day.DayNumber,
            null => throw new NothingFilledInException(),
            var value => value,
        };
        expression.Functions["zero"] = a => Or(() => a.Evaluate(0), 0m);
        expression.Functions["sum"] = a => Or(() => Many(a.Evaluate(0)).Sum(), 0m);
        expression.Functions["count"] = a => Or(() => (decimal)Many(a.Evaluate(0)).Count(), 0m);
        expression.Functions["days"] = a => Number(a.Evaluate(1)) - Number(a.Evaluate(0));
        expression.Functions["year"] = a => (decimal)DateOnly.FromDayNumber((int)Number(a.Evaluate(0))).Year;
        try
        {
            return expression.Evaluate();
        }
        catch (Exception e) when (e is NothingFilledInException or ArithmeticException or FormatException or InvalidCastException or ArgumentException)
        {
            // What is typed is no number yet; its own field says so.
            return null;
        }
    }

    private const string Today = "today";

    private static Expression Parse(string formula) => new(formula, ExpressionOptions.DecimalAsDefault | ExpressionOptions.IgnoreCaseAtBuiltInFunctions) { CultureInfo = CultureInfo.InvariantCulture };

    private static object? Or(Func<object?> value, object otherwise)
    {
        try
        {
            return value();
        }
        catch (NothingFilledInException)
        {
            return otherwise;
        }
    }

    private static IEnumerable<decimal> Many(object? value) => value is IEnumerable<decimal> many ? many : [Number(value)];

    private static decimal Number(object? value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);

#pragma warning disable CA1064, CA1032 // It never leaves this class.
    private sealed class NothingFilledInException : Exception;
#pragma warning restore CA1064, CA1032
}
