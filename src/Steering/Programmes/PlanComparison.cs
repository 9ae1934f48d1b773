namespace LoTrinh.Steering.Programmes;

/// <summary>What differs.</summary>
internal enum PlanPart
{
    Element,
    Name,
    Level,
    Parent,
    Lead,
    Accountable,
    Goal,
    Start,
    End,
    Phase,
    PhaseStart,
    PhaseEnd,
    Gate,
    Budget,
    BudgetAmount,
    Objective,
    ObjectiveIndicator,
    Target,
    Document,
}

/// <summary>One difference between two plans of the same element. A value is null where one side does not have it.</summary>
/// <param name="NodeId">The element.</param>
/// <param name="Code">Its code, in the later plan where it is in both.</param>
/// <param name="Name">Its name, likewise.</param>
/// <param name="Part">What differs.</param>
/// <param name="Subject">Which phase, line, objective or indicator.</param>
/// <param name="Before">What the first plan says: text, a day, an amount, a level or an identifier.</param>
/// <param name="After">What the second says.</param>
internal sealed record PlanChange(Guid NodeId, string Code, string Name, PlanPart Part, string? Subject, object? Before, object? After);

/// <summary>Compares two trees, whichever way they came to be: baselines, a day of the past, or today.</summary>
internal static class PlanComparison
{
    /// <summary>Everything that differs, element by element, in the order of codes. Nothing differs between a plan and itself; exchanging
    /// the two
    /// exchanges before and after.</summary>
    public static IReadOnlyList<PlanChange> Of(PlanTree before, PlanTree after)
    {
        var (olds, news) = (before.Nodes.ToDictionary(n => n.Id), after.Nodes.ToDictionary(n => n.Id));
        var changes = olds.Keys.Union(news.Keys).Select(id => (Old: olds.GetValueOrDefault(id), New: news.GetValueOrDefault(id)))
            .OrderBy(p => (p.New ?? p.Old)!.Content.Code, StringComparer.Ordinal).SelectMany(p => OfNode(p.Old, p.New));
        return [.. changes, .. Targets(before, after)];
    }

    private static IEnumerable<PlanChange> OfNode(PlanNode? before, PlanNode? after)
    {
        var shown = (after ?? before)!;
        PlanChange Change(PlanPart part, string? subject, object? old, object? now) =>
            new(shown.Id, shown.Content.Code, shown.Content.Name, part, subject, old, now);
        if (before?.Content is not { } a || after?.Content is not { } b)
        {
            return [Change(PlanPart.Element, null, before?.Content.Name, after?.Content.Name)];
        }

        (PlanPart, string?, object?, object?)[] own =
        [
            (PlanPart.Name, null, $"{a.Code} {a.Name}", $"{b.Code} {b.Name}"),
            (PlanPart.Level, null, a.Level, b.Level),
            (PlanPart.Parent, null, a.ParentId, b.ParentId),
            (PlanPart.Lead, null, a.LeadUnitId, b.LeadUnitId),
            (PlanPart.Accountable, null, a.Accountable, b.Accountable),
            (PlanPart.Goal, null, a.Goal, b.Goal),
            (PlanPart.Start, null, a.StartsOn, b.StartsOn),
            (PlanPart.End, null, a.EndsOn, b.EndsOn),
        ];
        return own.Concat(Phases(a, b)).Concat(Budget(a, b)).Concat(Objectives(a, b)).Concat(Documents(a, b))
            .Where(c => !Equals(c.Item3, c.Item4)).Select(c => Change(c.Item1, c.Item2, c.Item3, c.Item4));
    }

    private static IEnumerable<(PlanPart, string?, object?, object?)> Phases(PlanContent a, PlanContent b) =>
        Pairs(a.Phases, b.Phases, p => p.Key).SelectMany(p => p is not ({ } old, { } now)
            ? new (PlanPart, string?, object?, object?)[] { (PlanPart.Phase, (p.New ?? p.Old)!.Name, p.Old?.Name, p.New?.Name) }
            :
            [
                (PlanPart.Phase, now.Name, old.Name, now.Name),
                (PlanPart.PhaseStart, now.Name, old.From, now.From),
                (PlanPart.PhaseEnd, now.Name, old.To, now.To),
                (PlanPart.Gate, now.Name, old.Gate, now.Gate),
            ]);

    private static IEnumerable<(PlanPart, string?, object?, object?)> Budget(PlanContent a, PlanContent b) =>
        Pairs(a.Budget, b.Budget, l => l.Key).SelectMany(p => p is not ({ } old, { } now)
            ? new (PlanPart, string?, object?, object?)[] { (PlanPart.BudgetAmount, Line((p.New ?? p.Old)!), p.Old?.Amount, p.New?.Amount) }
            :
            [
                (PlanPart.Budget, Line(now), (old.Name, old.Source, old.Year), (now.Name, now.Source, now.Year)),
                (PlanPart.BudgetAmount, Line(now), old.Amount, now.Amount),
            ]);

    private static IEnumerable<(PlanPart, string?, object?, object?)> Objectives(PlanContent a, PlanContent b) =>
        Pairs(a.Objectives, b.Objectives, o => o.Key).SelectMany(p => new (PlanPart, string?, object?, object?)[]
        {
            (PlanPart.Objective, null, p.Old?.Text, p.New?.Text),
            (PlanPart.ObjectiveIndicator, (p.New ?? p.Old)!.Text, p.Old?.IndicatorId, p.New?.IndicatorId),
        });

    private static IEnumerable<(PlanPart, string?, object?, object?)> Documents(PlanContent a, PlanContent b)
    {
        var (olds, news) = (a.Documents.Select(d => d.Name).ToList(), b.Documents.Select(d => d.Name).ToList());
        return olds.Union(news).Select(name => (PlanPart.Document, (string?)null, (object?)(olds.Contains(name) ? name : null),
            (object?)(news.Contains(name) ? name : null)));
    }

    // Promised values are compared where both trees froze them.
    private static IEnumerable<PlanChange> Targets(PlanTree before, PlanTree after)
    {
        if (before.Indicators is not { } olds || after.Indicators is not { } news)
        {
            return [];
        }

        return Pairs(olds, news, i => i.Id).Where(p => p is { Old: not null, New: not null })
            .OrderBy(p => p.New!.Code, StringComparer.Ordinal)
            .SelectMany(p => Pairs(p.Old!.Targets, p.New!.Targets, t => t.On).Where(t => t.Old?.Value != t.New?.Value)
                .Select(t => new PlanChange(p.New.Id, p.New.Code, p.New.Name, PlanPart.Target,
                    Platform.Time.OfficeTime.Show((t.New ?? t.Old)!.On), t.Old?.Value, t.New?.Value)));
    }

    private static string Line(BudgetLine line) => $"{line.Name} ({line.Year})";

    // Rows of both sides by their key: those of the second first, in their order, then what is gone.
    private static IEnumerable<(T? Old, T? New)> Pairs<T, TKey>(IReadOnlyList<T> olds, IReadOnlyList<T> news, Func<T, TKey> key) where T
        : class where TKey : notnull
    {
        var known = news.Select(key).ToHashSet();
        return news.Select(n => (olds.FirstOrDefault(o => key(o).Equals(key(n))), (T?)n))
            .Concat(olds.Where(o => !known.Contains(key(o))).Select(o => ((T?)o, (T?)null)));
    }
}
