using LoTrinh.Platform.Data;

namespace LoTrinh.Steering.Programmes;

/// <summary>An indicator as it was when the plan was frozen: what was promised.</summary>
internal sealed record FrozenIndicator(Guid Id, string Code, string Name, string? Unit, double? Baseline,
    IReadOnlyList<FrozenTarget> Targets);

/// <summary>A value that an indicator is to reach by a day.</summary>
internal sealed record FrozenTarget(DateOnly On, double Value);

/// <summary>One element of a frozen tree.</summary>
internal sealed record PlanNode(Guid Id, int PlanNumber, PlanContent Content);

/// <summary>The plans of an element and of everything below it, as of one day. Nodes stand in the order of their identifiers, so that the
/// same plans are
/// the same text.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="RootId">The element at the top.</param>
/// <param name="Nodes">It, and what is below it.</param>
/// <param name="Indicators">The indicators that objectives are judged by; null where the day lies in the past, since indicators keep no
/// plan of their own
/// by day.</param>
internal sealed record PlanTree(DateOnly AsOf, Guid RootId, IReadOnlyList<PlanNode> Nodes, IReadOnlyList<FrozenIndicator>? Indicators)
{
    /// <summary>The tree that versions make on a day: the version of each that held, and of these what hangs below the root.</summary>
    /// <returns>Null when the root had no plan yet.</returns>
    public static PlanTree? On(DateOnly day, Guid rootId, IEnumerable<PlanVersion> versions,
        IReadOnlyList<FrozenIndicator>? indicators = null)
    {
        var holding = versions.GroupBy(v => v.ProgrammeId).Select(g => PlanVersion.On(g, day)).OfType<PlanVersion>()
            .ToDictionary(v => v.ProgrammeId, v => new PlanNode(v.ProgrammeId, v.Number, v.Content));
        if (!holding.TryGetValue(rootId, out var root))
        {
            return null;
        }

        return new(day, rootId, [.. Below(root, holding.Values).OrderBy(n => n.Id)], indicators);
    }

    /// <summary>The part of it from an element down; null when it does not have that element.</summary>
    public PlanTree? Under(Guid id)
    {
        if (Nodes.FirstOrDefault(n => n.Id == id) is not { } top)
        {
            return null;
        }

        var kept = Below(top, Nodes).OrderBy(n => n.Id).ToList();
        var judged = kept.SelectMany(n => n.Content.Objectives).Select(o => o.IndicatorId).ToHashSet();
        return new(AsOf, id, kept, Indicators?.Where(i => judged.Contains(i.Id)).ToList());
    }

    // Each once: versions that hold from different days can, on a day of the past, say of two elements that each hangs below the other.
    private static List<PlanNode> Below(PlanNode top, IEnumerable<PlanNode> all)
    {
        var (below, seen, found) = (all.ToLookup(n => n.Content.ParentId), new HashSet<Guid> { top.Id }, new List<PlanNode> { top });
        for (var next = 0; next < found.Count; next++)
        {
            found.AddRange(below[found[next].Id].Where(n => seen.Add(n.Id)));
        }

        return found;
    }

    /// <summary>Its elements as people read them: each below what it hangs from, the earlier first, with their depth.</summary>
    public IReadOnlyList<(PlanNode Node, int Depth)> InOrder()
    {
        var (below, seen) = (Nodes.ToLookup(n => n.Content.ParentId), new HashSet<Guid> { RootId });
        return [.. Walk(Nodes.Single(n => n.Id == RootId), 0)];

        IEnumerable<(PlanNode Node, int Depth)> Walk(PlanNode node, int depth) => below[node.Id].Where(n => seen.Add(n.Id))
            .OrderBy(n => n.Content.StartsOn).ThenBy(n => n.Content.Code, StringComparer.Ordinal).ToList()
                .SelectMany(n => Walk(n, depth + 1)).Prepend((node, depth));
    }

    public string ToJson() => CanonicalJson.Write(this);

    public static PlanTree Parse(string json) => CanonicalJson.Read<PlanTree>(json);
}

/// <summary>A frozen tree, kept for ever: what was promised when.</summary>
internal sealed class ProgrammeBaseline
{
    private PlanTree? _tree;

    private ProgrammeBaseline()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The element at the top of what was frozen.</summary>
    public Guid ProgrammeId { get; private init; }

    /// <summary>Which baseline of that element, from 1.</summary>
    public int Number { get; private init; }

    public string Name { get; private init; } = "";

    public DateOnly FrozenOn { get; private init; }

    public DateTime At { get; private init; }

    public string By { get; private init; } = "";

    /// <summary>The tree as canonical JSON.</summary>
    public string Json { get; private init; } = "";

    /// <summary>SHA-256 of <see cref="Json"/>, taken when it was frozen.</summary>
    public string Hash { get; private init; } = "";

    public PlanTree Tree => _tree ??= PlanTree.Parse(Json);

    /// <summary>Whether the text is still what was frozen.</summary>
    public bool IsSound => CanonicalJson.HashOf(Json) == Hash;

    public static ProgrammeBaseline Freeze(PlanTree tree, int number, string name, string by, DateTime at)
    {
        var json = tree.ToJson();
        return new()
        {
            ProgrammeId = tree.RootId, Number = number, Name = name, FrozenOn = tree.AsOf, Json = json, Hash = CanonicalJson.HashOf(json),
            By = by, At = at,
        };
    }
}
