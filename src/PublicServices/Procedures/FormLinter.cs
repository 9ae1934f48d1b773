using System.Text.RegularExpressions;
using static LoTrinh.PublicServices.Procedures.LintFinding;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Finds what is wrong in the form of a procedure before an applicant does.</summary>
internal static partial class FormLinter
{
    private static readonly string[] Prefills = ["name", "phone", "email", "identity", "business", "tax", "last"];

    public static IEnumerable<LintFinding> Lint(Procedure p) =>
    [
        .. p.Fields.Select(f => f.Key).Concat(p.Groups.Select(g => g.Rows).OfType<string>()).GroupBy(k => k).Where(g => g.Count() > 1)
            .Select(g => Error("twice", "groups", g.Key)),
        .. p.Groups.SelectMany(g => Group(p, g)),
        .. p.Rules.SelectMany(r => Rule(p, r)),
    ];

    public static bool IsKey(string key) => KeyShape().IsMatch(key);

    /// <summary>A condition names a field with choices and some of its choices.</summary>
    public static IEnumerable<LintFinding> Condition(Procedure p, FormCondition? condition, string place)
    {
        if (condition is null)
        {
            yield break;
        }

        if (p.Groups.Where(g => g.Rows is null).SelectMany(g => g.Fields).FirstOrDefault(f => f.Key == condition.Field) is not { } field)
        {
            yield return Error("unknown-field", place, condition.Field);
            yield break;
        }

        foreach (var unknown in condition.Any.Where(a => field.HasChoices && field.Choices.TrueForAll(c => c.Key != a)))
        {
            yield return Error("unknown-key", place, unknown, string.Join(", ", field.Choices.Select(c => c.Key)));
        }
    }

    private static IEnumerable<LintFinding> Group(Procedure p, FormGroup group)
    {
        var place = $"groups.{group.Rows ?? group.NameVi}";
        if (group.NameVi.Length == 0 || group.NameEn.Length == 0)
        {
            yield return Warning("missing", place + ".name");
        }

        if (group.Rows is { } rows && (!IsKey(rows) || group.MostRows < 1 || group.MostRows > FormValues.MostRows || group.Fewest > group.MostRows || group.Fewest < 0))
        {
            yield return Error("bad-rows", place, group.Fewest, group.MostRows, FormValues.MostRows);
        }

        foreach (var finding in Condition(p, group.When, place).Concat(group.Fields.SelectMany(f => Field(p, group, f))))
        {
            yield return finding;
        }
    }

    private static IEnumerable<LintFinding> Field(Procedure p, FormGroup group, FormField field)
    {
        var place = $"groups.{group.Rows ?? group.NameVi}.{field.Key}";
        if (!IsKey(field.Key))
        {
            yield return Error("bad-key", place, field.Key);
        }

        if (field.NameVi.Length == 0 || field.NameEn.Length == 0)
        {
            yield return Warning("missing", place + ".name");
        }

        if (!FormField.Types.Contains(field.Type))
        {
            yield return Error("unknown-key", place, field.Type, string.Join(", ", FormField.Types));
        }

        if (field.HasChoices == (field.Choices.Count == 0) || field.Choices.GroupBy(c => c.Key).Any(g => g.Count() > 1))
        {
            yield return Error("bad-choices", place);
        }

        if (field.Prefill is { } from && !Prefills.Contains(from))
        {
            yield return Error("unknown-key", place, from, string.Join(", ", Prefills));
        }

        if (field.Type == "computed" ? FormFormula.Wrong(field.Formula, Names(p, group.Rows)) is { } wrong : (wrong = null) is not null)
        {
            yield return Error("bad-formula", place, wrong!);
        }

        foreach (var finding in Shape(field, place).Concat(Condition(p, field.When, place)).Concat(Condition(p, field.RequiredWhen, place)))
        {
            yield return finding;
        }
    }

    // A pattern that is none, or that its own sample does not have, refuses everyone.
    private static IEnumerable<LintFinding> Shape(FormField field, string place)
    {
        if (field.Least > field.Most || field.Max is < 1 or > FormValues.LongestValue || field.Decimals is < 0 or > 6)
        {
            yield return Error("bad-limits", place);
        }

        if (field.Pattern is not { } pattern)
        {
            yield break;
        }

        var wrong = false;
        try
        {
            wrong = field.Sample is null || !Regex.IsMatch(field.Sample, pattern, RegexOptions.CultureInvariant, FormCheck.PatternTime);
        }
        catch (Exception e) when (e is RegexParseException or RegexMatchTimeoutException)
        {
            wrong = true;
        }

        if (wrong)
        {
            yield return Error("bad-pattern", place, pattern, field.Sample ?? "–");
        }
    }

    private static IEnumerable<LintFinding> Rule(Procedure p, FormRule rule)
    {
        var place = $"rules.{rule.Field}";
        if (p.Fields.All(f => f.Key != rule.Field) && p.Groups.All(g => g.Rows != rule.Field))
        {
            yield return Error("unknown-field", place, rule.Field);
        }

        if (rule.Rows is not null && p.Groups.All(g => g.Rows != rule.Rows))
        {
            yield return Error("unknown-field", place, rule.Rows);
        }

        if (FormFormula.Wrong(rule.Must, Names(p, rule.Rows)) is { } wrong)
        {
            yield return Error("bad-formula", place, wrong);
        }

        if (rule.SaysVi.Length == 0 || rule.SaysEn.Length == 0)
        {
            yield return Error("missing", place + ".says");
        }
    }

    // What a formula may name: fields that stand once, the fields of its own row, and those of all rows as rows.field.
    private static HashSet<string> Names(Procedure p, string? rows) =>
    [
        .. p.Groups.Where(g => g.Rows is null || g.Rows == rows).SelectMany(g => g.Fields).Select(f => f.Key),
        .. p.Groups.Where(g => g.Rows is not null).SelectMany(g => g.Fields.Select(f => $"{g.Rows}.{f.Key}").Append(g.Rows!)),
    ];

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9-]{0,39}\z", RegexOptions.CultureInvariant)]
    private static partial Regex KeyShape();
}
