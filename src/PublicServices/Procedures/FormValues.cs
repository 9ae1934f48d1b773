using System.Globalization;
using System.Text.Json;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>What was filled in: for each field its values, as typed. A field of a row is called <c>rows.2.field</c>, counted from 0.</summary>
internal sealed record FormValues(IReadOnlyDictionary<string, string[]> Values)
{
    /// <summary>Most characters of one value that are kept.</summary>
    public const int LongestValue = 10_000;

    /// <summary>Most rows of a group.</summary>
    public const int MostRows = 200;

    private const int MostValues = 50;

    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly FormValues Empty = new(new Dictionary<string, string[]>());

    public string[] All(string key) => Values.TryGetValue(key, out var values) ? values : [];

    public string One(string key) => All(key).FirstOrDefault() ?? "";

    public string ToJson() => JsonSerializer.Serialize(Values, Json);

    public static FormValues FromJson(string json) => new(JsonSerializer.Deserialize<Dictionary<string, string[]>>(json, Json)!);

    /// <summary>Name of a field in a row.</summary>
    public static string InRow(string rows, int row, string field) => string.Create(CultureInfo.InvariantCulture, $"{rows}.{row}.{field}");

    /// <summary>How many rows there are.</summary>
    public int Count(FormGroup group) => One(group.Rows!) is var said && int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
        ? Math.Clamp(count, 0, group.MostRows) : 0;

    /// <summary>Keeps what belongs to the form, without blanks around it, each value cut where storing must end; nothing else is changed.</summary>
    /// <param name="procedure">Whose form it is.</param>
    /// <param name="typed">The values of a field as sent; of rows it answers how many there are.</param>
    public static FormValues Of(Procedure procedure, Func<string, IEnumerable<string?>> typed)
    {
        var values = new Dictionary<string, string[]>();
        void Keep(string key)
        {
            var kept = typed(key).Take(MostValues).Select(v => (v ?? "").Trim()).Select(v => v.Length <= LongestValue ? v : v[..LongestValue]).Where(v => v.Length > 0).ToArray();
            if (kept.Length > 0)
            {
                values[key] = kept;
            }
        }

        foreach (var group in procedure.Groups)
        {
            if (group.Rows is { } rows)
            {
                Keep(rows);
                var count = Math.Max(group.Fewest, new FormValues(values).Count(group));
                values[rows] = [count.ToString(CultureInfo.InvariantCulture)];
                Enumerable.Range(0, count).SelectMany(row => Typed(group).Select(f => InRow(rows, row, f.Key))).ToList().ForEach(Keep);
            }
            else
            {
                Typed(group).Select(f => f.Key).ToList().ForEach(Keep);
            }
        }

        return new(values);
    }

    /// <summary>Adds an empty row at the end, as long as there may be one more.</summary>
    public FormValues WithRow(FormGroup group) => Rearranged(group, [.. Rows(group), -1]);

    /// <summary>Adds a row that says the same as another, below it.</summary>
    public FormValues WithCopy(FormGroup group, int row) => Rearranged(group, [.. Rows(group).SelectMany(r => r == row ? new[] { r, r } : [r])]);

    /// <summary>Leaves a row out.</summary>
    public FormValues WithoutRow(FormGroup group, int row) => Rearranged(group, [.. Rows(group).Where(r => r != row)]);

    // Each row of the new order is one of the old, or a new one where it is -1.
    private FormValues Rearranged(FormGroup group, IReadOnlyList<int> order)
    {
        var kept = order.Take(group.MostRows).ToList();
        var values = Values.Where(v => !v.Key.StartsWith(group.Rows + ".", StringComparison.Ordinal)).ToDictionary(v => v.Key, v => v.Value);
        values[group.Rows!] = [kept.Count.ToString(CultureInfo.InvariantCulture)];
        foreach (var (old, row) in kept.Select((old, row) => (old, row)).Where(x => x.old >= 0))
        {
            foreach (var field in group.Fields.Where(f => All(InRow(group.Rows!, old, f.Key)).Length > 0))
            {
                values[InRow(group.Rows!, row, field.Key)] = All(InRow(group.Rows!, old, field.Key));
            }
        }

        return new(values);
    }

    private IEnumerable<int> Rows(FormGroup group) => Enumerable.Range(0, Count(group));

    private static IEnumerable<FormField> Typed(FormGroup group) => group.Fields.Where(f => f.Type != "computed");
}
