using System.Text.RegularExpressions;
using LoTrinh.Tests.Harness;
using Xunit;

namespace LoTrinh.Tests;

/// <summary>Capabilities, which are the folders of a module, stand on each other in one direction: what stands in a circle can only be changed as a whole.</summary>
public sealed partial class CycleTests
{
    // Dependencies that close a circle today, each with the reason why it is there. This list only gets shorter.
    private static readonly (string Module, string From, string To, string Why)[] Known =
    [
        ("Platform", "Data", "Identity", "the one context is the one that Identity's store wants, with its accounts"),
        ("Platform", "Data", "Ledger", "each save chains the ledger entries that belong to it"),
        ("Platform", "Identity", "Search", "names and passwords are folded by the rules of the search"),
        ("Steering", "Tasks", "Honesty", "the six respects ask which verbs are vague, which stands with the rules of the flags"),
        ("Steering", "Committees", "Meetings", "a committee's page and papers show its meetings and take their symbol"),
        ("PublicServices", "Procedures", "Dossiers", "the page of a procedure leads to one's own drafts"),
        ("Portal", "Articles", "Comments", "the page of an article shows its comments"),
        ("Roads", "Vehicles", "Journeys", "the page of a vehicle shows its journey"),
        ("Steering", "Honesty", "Reviews", "cut-off days are those of the reporting periods, which stand with the reviews"),
    ];

    public static TheoryData<string> ModuleNames => ["Platform", "Ui", "Host", "Steering", "PublicServices", "Portal", "Roads"];

    [Fact]
    public void Every_module_is_looked_at() =>
        Assert.Equal(Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(Path.GetFileNameWithoutExtension).Order(), ModuleNames.Select(d => d.Data).Order());

    [Theory, MemberData(nameof(ModuleNames))]
    public void No_capability_stands_on_one_that_stands_on_it(string module)
    {
        var uses = UsesOf(module);
        foreach (var (_, from, to, _) in Known.Where(k => k.Module == module))
        {
            uses[from].Remove(to);
        }

        // Whoever uses nobody that is left is no part of a circle; what remains in the end is one.
        while (uses.FirstOrDefault(u => u.Value.Count == 0).Key is { } free)
        {
            uses.Remove(free);
            foreach (var others in uses.Values)
            {
                others.Remove(free);
            }
        }

        Assert.Empty(uses.Select(u => $"{u.Key} uses {string.Join(", ", u.Value)}"));
    }

    [Fact]
    public void What_is_known_is_still_there() =>
        Assert.Empty(Known.Where(k => !UsesOf(k.Module)[k.From].Contains(k.To)).Select(k => $"{k.From} no longer uses {k.To}: take it off the list"));

    // Read from the sources: what stands in another folder must be named by its namespace, since unused usings do not compile.
    private static Dictionary<string, HashSet<string>> UsesOf(string module)
    {
        var root = Path.Combine(Repository.Root, "src", module);
        var folders = Directory.GetDirectories(root).Select(d => Path.GetFileName(d)!).Where(n => n is not ("bin" or "obj" or "wwwroot")).ToList();
        return folders.ToDictionary(f => f, f => SourcesIn(Path.Combine(root, f)).SelectMany(text => NamedIn(text, module)).Where(n => n != f && folders.Contains(n)).ToHashSet());
    }

    private static IEnumerable<string> SourcesIn(string folder) => Directory.EnumerateFiles(folder, "*.cs*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal)).Select(File.ReadAllText);

    private static IEnumerable<string> NamedIn(string text, string module) =>
        Qualified().Matches(text).Where(m => m.Groups["module"].Value == module).Select(m => m.Groups["folder"].Value)
            .Concat(text.Contains("@page", StringComparison.Ordinal) ? [] : Relative().Matches(text).Select(m => m.Groups["folder"].Value));

    [GeneratedRegex(@"\bLoTrinh\.(?<module>\w+)\.(?<folder>\w+)")]
    private static partial Regex Qualified();

    // Within a module's namespace a folder's name alone is enough: Tasks.SteeringTask.
    [GeneratedRegex(@"(?<![\w.""/~@])(?<folder>[A-Z]\w+)\.[A-Z]\w+")]
    private static partial Regex Relative();
}
