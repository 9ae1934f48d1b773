using System.Text.RegularExpressions;
using LoTrinh.Platform;
using LoTrinh.Platform.Time;
using LoTrinh.Platform.Vehicles;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Says what keeps a form from being submitted. A draft may hold anything.</summary>
internal static class FormCheck
{
    /// <summary>How long a pattern may take.</summary>
    public static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(200);

    /// <param name="procedure">Whose form it is.</param>
    /// <param name="values">What was filled in.</param>
    /// <param name="documents">Keys of the documents that have a file.</param>
    /// <param name="today">The office's day.</param>
    public static IReadOnlyList<Problem> Problems(Procedure procedure, FormValues values, IReadOnlySet<string> documents, DateOnly today) =>
    [
        .. procedure.Groups.Where(g => g.When?.Holds(values) != false).SelectMany(g => Group(g, values, today)),
        .. procedure.Rules.SelectMany(r => FormRules.Broken(procedure, r, values, today)),
        .. procedure.Documents.Where(d => d.IsNeeded(values) && !documents.Contains(d.Key))
            .Select(d => Problem.Invalid("services.document-missing", FileField(d.Key), d.Name)),
    ];

    /// <summary>Name of the form's input for the files of a document.</summary>
    public static string FileField(string document) => $"file-{document}";

    /// <summary>Name of the form's input that chooses a paper which the applicant has here already.</summary>
    public static string ReuseField(string document) => $"reuse-{document}";

    private static IEnumerable<Problem> Group(FormGroup group, FormValues values, DateOnly today)
    {
        if (group.Rows is not { } rows)
        {
            return group.Fields.Where(f => f.IsAsked(values)).Select(f => Check(f, f.Key, f.Name, values, today)).OfType<Problem>();
        }

        var count = values.Count(group);
        return
        [
            .. Problem.Unless(count >= group.Fewest, Problem.Invalid("services.too-few-rows", rows, group.Name, group.Fewest)),
            .. Enumerable.Range(0, count).SelectMany(row => group.Fields.Where(f => f.IsAsked(values))
                .Select(f => Check(f, FormValues.InRow(rows, row, f.Key), RowLabel(f, row), values, today))).OfType<Problem>(),
            .. group.Fields.Where(f => f.Unique).SelectMany(f => Twice(group, f, values, count)),
        ];
    }

    // Beside the second of them: the first was there before it.
    private static IEnumerable<Problem> Twice(FormGroup group, FormField field, FormValues values, int count) => Enumerable.Range(0, count)
        .Select(row => (Row: row, Value: Normal(field, values.One(FormValues.InRow(group.Rows!, row, field.Key))))).Where(x => x.Value.Length > 0)
        .GroupBy(x => x.Value, StringComparer.OrdinalIgnoreCase).SelectMany(g => g.Skip(1).Select(x => Problem.Invalid("services.twice",
            FormValues.InRow(group.Rows!, x.Row, field.Key), RowLabel(field, x.Row), values.One(FormValues.InRow(group.Rows!, x.Row, field.Key)), g.First().Row + 1)));

    private static string Normal(FormField field, string value) => field.Type == "plate" ? Plate.Canonical(value) ?? value : value;

    private static string RowLabel(FormField field, int row) => $"{row + 1}. {field.Name}";

    private static Problem? Check(FormField field, string name, string label, FormValues values, DateOnly today)
    {
        if (field.Type == "computed")
        {
            return null;
        }

        var all = values.All(name);
        if (all.Length == 0)
        {
            return field.IsRequired(values)
                ? Problem.Invalid(field.Type switch { "checkbox" => "services.not-promised", "checkboxes" => "services.nothing-chosen", _ => "services.field-missing" }, name, label)
                : null;
        }

        return field.Type switch
        {
            "checkboxes" or "select" or "radio" => all.All(v => field.Choices.Exists(c => c.Key == v)) ? null : Problem.Invalid("services.unknown-choice", name, label),
            "checkbox" => all[0] == "true" ? null : Problem.Invalid("services.not-promised", name, label),
            "date" => CheckDay(field, name, label, all[0], today),
            "number" => CheckNumber(field, name, label, all[0]),
            "plate" => Plate.IsVietnamese(Plate.Canonical(all[0])) ? null : Problem.Invalid("services.bad-shape", name, label, "29B-123.45"),
            _ => CheckText(field, name, label, all[0]),
        };
    }

    private static Problem? CheckDay(FormField field, string name, string label, string typed, DateOnly today) =>
        TypedDay.Read(typed, name) is var read && !read.TryGet(out var day) ? read.Problems[0]
            : field.NotAfterToday && day > today ? Problem.Invalid("services.day-in-future", name, label) : null;

    private static Problem? CheckNumber(FormField field, string name, string label, string typed) =>
        FormNumber.Read(typed) is not { } number ? Problem.Invalid("services.not-a-number", name, label)
            : FormNumber.Decimals(typed) > field.Decimals
                ? Problem.Invalid(field.Decimals == 0 ? "services.not-whole" : "services.too-many-decimals", name, label, field.Decimals)
            : number < field.Least ? Problem.Invalid("services.too-small", name, label, FormNumber.Show(field.Least.Value))
            : number > field.Most ? Problem.Invalid("services.too-large", name, label, FormNumber.Show(field.Most.Value)) : null;

    private static Problem? CheckText(FormField field, string name, string label, string typed) =>
        typed.Length > field.Max ? Problem.Invalid("services.too-long", name, label, field.Max, typed.Length)
            : typed.Any(c => char.IsControl(c) && c is not '\n' and not '\r' and not '\t') ? Problem.Invalid("services.bad-letters", name, label)
            : field.Pattern is { } pattern && !Matches(typed, pattern) ? Problem.Invalid("services.bad-shape", name, label, field.Sample ?? "") : null;

    // What a pattern needs too long for does not have its shape.
    private static bool Matches(string typed, string pattern)
    {
        try
        {
            return Regex.IsMatch(typed, pattern, RegexOptions.CultureInvariant, PatternTime);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
