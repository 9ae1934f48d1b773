using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Programmes;

/// <summary>Finds the sides of a comparison: a baseline by its identifier, today, or a day.</summary>
internal sealed class PlanSides(AppDb db, ProgrammeQueries programmes, IndicatorQueries indicators, Texts texts, TimeProvider clock)
{
    /// <summary>Stands for the plans of today.</summary>
    public const string Today = "nay";

    /// <summary>Stands for the plans of a day that is named beside it.</summary>
    public const string Day = "ngay";

    /// <summary>The side; null when there is no such baseline, the day has not come, or the element had no plan then.</summary>
    public async Task<PlanSide?> FindAsync(Programme programme, IReadOnlyList<ProgrammeBaseline> baselines, string? named, DateOnly? day,
        CancellationToken ct)
    {
        if (Guid.TryParse(named, out var id))
        {
            return baselines.FirstOrDefault(b => b.Id == id) is { } baseline && baseline.Tree.Under(programme.Id) is { } frozen
                ? new(ProgrammeTexts.Name(texts, baseline), frozen, baseline) : null;
        }

        var today = clock.Today();
        var on = named == Day ? day : today;
        return on <= today && await programmes.TreeAsync(programme.Id, on.Value, withIndicators: on == today, ct) is { } tree
            ? new(on == today ? texts["programme.today-is", today.Show()] : on.Show(), tree, null) : null;
    }

    /// <summary>What differs, but the targets of indicators that the actor may not see.</summary>
    public static IReadOnlyList<PlanChange> Changes(PlanSide before, PlanSide after, IReadOnlyDictionary<Guid, string> names) =>
        [.. PlanComparison.Of(before.Tree, after.Tree).Where(c => c.Part != PlanPart.Target || names.ContainsKey(c.NodeId))];

    /// <summary>Names of the elements that trees speak of, and of the indicators that the actor may see.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(Actor actor, IReadOnlyList<PlanTree> trees, CancellationToken ct)
    {
        var contents = trees.SelectMany(t => t.Nodes).Select(n => n.Content).ToList();
        var (elements, judged) = (contents.Select(c => c.ParentId).OfType<Guid>().ToHashSet(), contents.SelectMany(c => c.Objectives)
            .Select(o => o.IndicatorId).OfType<Guid>().ToHashSet());
        var names = await db.Programmes.Where(p => elements.Contains(p.Id)).Select(p => new { p.Id, p.Code, p.Name })
            .ToDictionaryAsync(p => p.Id, p => $"{p.Code} {p.Name}", ct);
        foreach (var indicator in judged.Count == 0 ? [] : await indicators.Seen(actor).Where(i => judged.Contains(i.Id)).ToListAsync(ct))
        {
            names[indicator.Id] = $"{indicator.Code} {indicator.Name}";
        }

        return names;
    }
}
