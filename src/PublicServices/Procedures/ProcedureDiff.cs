using System.Text.Json;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>One thing that two records say otherwise.</summary>
/// <param name="Place">Where, as the YAML names it; what stands in a list is named by its key.</param>
/// <param name="Before">What the earlier says; null when it says nothing of it.</param>
/// <param name="After">What the later says.</param>
internal sealed record ProcedureChange(string Place, string? Before, string? After);

/// <summary>Says what differs between two records of a procedure.</summary>
internal static class ProcedureDiff
{
    private static readonly string[] Names = ["key", "rows", "code", "number", "field", "name_vi"];

    /// <summary>The differences, in the order of the record; what only moved within its list is none.</summary>
    public static IReadOnlyList<ProcedureChange> Between(Procedure before, Procedure after)
    {
        var (old, now) = (Said(before), Said(after));
        return [.. old.Keys.Union(now.Keys).Select(place => new ProcedureChange(place, old.GetValueOrDefault(place), now.GetValueOrDefault(place))).Where(c => c.Before != c.After)];
    }

    // The channel that is left out is any.
    private static string TimeName(JsonElement time) => string.Join(' ',
        time.TryGetProperty("channel", out var channel) ? channel.ToString() : ProcedureTime.AnyChannel, time.TryGetProperty("case", out var of) ? of.ToString() : "").TrimEnd();

    private static Dictionary<string, string> Said(Procedure procedure)
    {
        var said = new Dictionary<string, string>();
        using var document = JsonDocument.Parse(ProcedureText.ToJson(procedure));
        Collect(document.RootElement, "", said);
        return said;
    }

    private static void Collect(JsonElement element, string place, Dictionary<string, string> said)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    Collect(property.Value, place.Length == 0 ? property.Name : $"{place}.{property.Name}", said);
                }

                break;
            case JsonValueKind.Array when element.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Object):
                foreach (var (part, name) in Named(element))
                {
                    Collect(part, $"{place}[{name}]", said);
                }

                break;
            case JsonValueKind.Array:
                said[place] = string.Join(", ", element.EnumerateArray());
                break;
            default:
                said[place] = element.ToString();
                break;
        }
    }

    // By its key where it has one; times have none and are told apart by channel and case; two of one name by their order.
    private static IEnumerable<(JsonElement Part, string Name)> Named(JsonElement list) => list.EnumerateArray()
        .Select(e => (Part: e, Name: Names.Select(n => e.TryGetProperty(n, out var named) ? named.ToString() : null).FirstOrDefault(n => n is not null)
            ?? TimeName(e)))
        .GroupBy(x => x.Name).SelectMany(g => g.Select((x, i) => (x.Part, i == 0 ? g.Key : $"{g.Key} {i + 1}")));
}
