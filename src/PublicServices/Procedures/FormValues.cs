using System.Text.Json;
using System.Text.RegularExpressions;
using LoTrinh.Platform;
using LoTrinh.Platform.Time;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>What was filled in: for each field its values, as typed.</summary>
internal sealed record FormValues(IReadOnlyDictionary<string, string[]> Values)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly FormValues Empty = new(new Dictionary<string, string[]>());

    public string[] All(string key) => Values.TryGetValue(key, out var values) ? values : [];

    public string One(string key) => All(key).FirstOrDefault() ?? "";

    public string ToJson() => JsonSerializer.Serialize(Values, Json);

    public static FormValues FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string[]>>(json, Json)!);

    /// <summary>Keeps what belongs to the form, without blanks around it, each value cut where storing must end; nothing else is changed.</summary>
    public static FormValues Of(Procedure procedure, Func<string, IEnumerable<string?>> typed) => new(procedure.Fields
        .Select(f => (f.Key, Values: typed(f.Key).Take(50).Select(v => (v ?? "").Trim()).Select(v => v.Length <= 10_000 ? v : v[..10_000]).Where(v => v.Length > 0).ToArray()))
        .Where(f => f.Values.Length > 0).ToDictionary(f => f.Key, f => f.Values));
}

/// <summary>Says what keeps a form from being submitted. A draft may hold anything.</summary>
internal static class FormCheck
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromMilliseconds(200);

    /// <param name="procedure">Whose form it is.</param>
    /// <param name="values">What was filled in.</param>
    /// <param name="documents">Keys of the documents that have a file.</param>
    /// <param name="today">The office's day.</param>
    public static IReadOnlyList<Problem> Problems(Procedure procedure, FormValues values, IReadOnlySet<string> documents, DateOnly today) =>
    [
        .. procedure.Fields.Select(f => Check(f, values, today)).OfType<Problem>(),
        .. procedure.Documents.Where(d => d.IsNeeded(values) && !documents.Contains(d.Key))
            .Select(d => Problem.Invalid("services.document-missing", FileField(d.Key), d.Name)),
    ];

    /// <summary>Name of the form's input for the files of a document.</summary>
    public static string FileField(string document) => $"file-{document}";

    private static Problem? Check(FormField field, FormValues values, DateOnly today)
    {
        var all = values.All(field.Key);
        if (all.Length == 0)
        {
            return field.IsRequired(values)
                ? Problem.Invalid(field.Type switch { "checkbox" => "services.not-promised", "checkboxes" => "services.nothing-chosen", _ => "services.field-missing" }, field.Key, field.Label)
                : null;
        }

        return field.Type switch
        {
            "checkboxes" or "select" or "radio" => all.All(v => field.Choices.Exists(c => c.Key == v)) ? null : Problem.Invalid("services.unknown-choice", field.Key, field.Label),
            "checkbox" => all[0] == "true" ? null : Problem.Invalid("services.not-promised", field.Key, field.Label),
            "date" => CheckDay(field, all[0], today),
            _ => CheckText(field, all[0]),
        };
    }

    private static Problem? CheckDay(FormField field, string typed, DateOnly today) => TypedDay.Read(typed, field.Key) is var read && !read.TryGet(out var day) ? read.Problems[0]
        : field.NotAfterToday && day > today ? Problem.Invalid("services.day-in-future", field.Key, field.Label) : null;

    private static Problem? CheckText(FormField field, string typed) =>
        typed.Length > field.Max ? Problem.Invalid("services.too-long", field.Key, field.Label, field.Max, typed.Length)
            : typed.Any(c => char.IsControl(c) && c is not '\n' and not '\r' and not '\t') ? Problem.Invalid("services.bad-letters", field.Key, field.Label)
            : field.Pattern is { } pattern && !Regex.IsMatch(typed, pattern, RegexOptions.CultureInvariant, PatternTime)
                ? Problem.Invalid("services.bad-shape", field.Key, field.Label, field.Sample ?? "") : null;
}
