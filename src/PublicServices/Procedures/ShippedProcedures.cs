using LoTrinh.Platform.Data;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>A span of days of a procedure that ships with the product.</summary>
/// <param name="Procedure">All that holds in it.</param>
/// <param name="From">First day.</param>
/// <param name="Recorded">Day on which it was put down.</param>
internal sealed record ShippedProcedure(Procedure Procedure, DateOnly From, DateOnly Recorded);

/// <summary>Reads the files <c>seed/procedures/*.yaml</c>: one procedure each, with what changed in it later.</summary>
internal static class ShippedProcedures
{
    private const string Folder = "procedures/";

    /// <summary>The names of the files.</summary>
    public static IReadOnlyList<string> Files => SeedFile.Names(Folder);

    private static readonly Lazy<IReadOnlyList<ShippedProcedure>> Known = new(() => [.. Files.SelectMany(f => Read(f, SeedFile.Text(f)))]);

    private static readonly Lazy<string> Hash = new(() => ProcedureText.Sha256Of(string.Concat(Files.Select(SeedFile.Text))));

    /// <summary>Every record that ships, by code and day.</summary>
    public static IReadOnlyList<ShippedProcedure> All => Known.Value;

    /// <summary>SHA-256 of all files, lower hex: another when any of them says something else.</summary>
    public static string Sha256 => Hash.Value;

    /// <summary>The records of a file: its top is the first; each change names the day from which it holds and says again only what is otherwise.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read; the message names file and line.</exception>
    public static IReadOnlyList<ShippedProcedure> Read(string file, string text)
    {
        var whole = ProcedureText.Reader().Deserialize<Dictionary<string, object>>(text);
        var records = new List<ShippedProcedure>();
        var said = new Dictionary<string, object>(whole);
        foreach (var change in new[] { whole }.Concat(Changes(whole)))
        {
            foreach (var (key, value) in change)
            {
                said[key] = value;
            }

            records.Add(Record(file, said));
        }

        return records;
    }

    private static IEnumerable<Dictionary<string, object>> Changes(Dictionary<string, object> whole) => whole.TryGetValue("changes", out var changes)
        ? ((List<object>)changes).Cast<Dictionary<object, object>>().Select(c => c.ToDictionary(p => (string)p.Key, p => p.Value)) : [];

    private static ShippedProcedure Record(string file, Dictionary<string, object> said)
    {
        var content = said.Where(p => p.Key is not ("from" or "recorded" or "changes")).ToDictionary(p => p.Key, p => p.Value);
        var yaml = new YamlDotNet.Serialization.SerializerBuilder().WithQuotingNecessaryStrings().Build().Serialize(content);
        var read = ProcedureText.FromYaml(yaml, null);
        return read.TryGet(out var procedure) ? new(procedure, Day(file, said, "from"), Day(file, said, "recorded"))
            : throw new InvalidOperationException($"{file}: {string.Join(", ", read.Problems.Select(p => string.Join(' ', p.Args)))}");
    }

    private static DateOnly Day(string file, Dictionary<string, object> said, string key) =>
        said.TryGetValue(key, out var day) && DateOnly.TryParseExact(day.ToString(), "yyyy-MM-dd", out var known) ? known
            : throw new InvalidOperationException($"{file}: {key} is no day.");
}
