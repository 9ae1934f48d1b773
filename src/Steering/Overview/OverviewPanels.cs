using System.Globalization;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Steering.Committees;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Overview;

/// <summary>A goal on the overview: how far it is, and where the plan wants it today. Numbers are in the goal's unit.</summary>
/// <param name="Id">The indicator.</param>
/// <param name="Name">What it counts.</param>
/// <param name="Shown">The value and the target, in words.</param>
/// <param name="Value">The last value that counts.</param>
/// <param name="Of">The length of the whole bar.</param>
/// <param name="Mark">What the plan wants; null where there is none.</param>
/// <param name="Color">Colour of its standing.</param>
/// <param name="IsMeasured">Whether the platform counts it; else a unit reports it.</param>
/// <param name="AsOf">The day of the value.</param>
/// <param name="DueOn">The day of the target.</param>
internal sealed record Goal(Guid Id, string Name, string Shown, double Value, double Of, double? Mark, string Color, bool IsMeasured,
    DateOnly AsOf, DateOnly DueOn);

/// <summary>A unit that was ordered to set up its committee.</summary>
internal sealed record OrderedCommittee(string Unit, OrderStanding Standing, DateOnly? ConstitutedOn, Guid? CommitteeId, int DaysLate);

/// <summary>How the orders to set up committees stand together: those that still owe one first, then the newest.</summary>
internal sealed record OrderSum(int Done, int Of, IReadOnlyList<OrderedCommittee> Units);

/// <summary>The panels of the overview that do not count tasks: goals, and the units' committees.</summary>
internal sealed class OverviewPanels(TaskQueries tasks, IndicatorQueries indicators, OrderWork orders)
{
    private const int Most = 5;

    /// <summary>Goals with a number and a target, those at risk first.</summary>
    public Task<IReadOnlyList<Goal>> GoalsAsync(Actor actor) => tasks.KeptAsync(actor,
        $"{string.Join(',', actor.ScopesOf(PlatformPermissions.IndicatorsRead))}|{CultureInfo.CurrentUICulture}", async () =>
            Goals(await indicators.ListAsync(actor, new(), default)),
        typeof(Indicator), typeof(IndicatorPoint), typeof(IndicatorValue));

    /// <summary>The orders; null when none was given. Of a unit that was ordered twice the newest order counts.</summary>
    public Task<OrderSum?> OrderAsync(Actor actor) => tasks.KeptAsync(actor, $"orders|{CultureInfo.CurrentUICulture}", async () =>
        {
            var units = (await orders.ReadAsync(actor, tasks.Today, default)).SelectMany(o => o.Units).DistinctBy(u => u.Unit.Id).ToList();
            return units.Count == 0 ? null : new OrderSum(units.Count(u => u.ConstitutedOn is not null), units.Count,
                [.. units.OrderBy(u => u.ConstitutedOn is not null).ThenByDescending(u => u.DaysLate)
                    .ThenByDescending(u => u.ConstitutedOn).Take(Most)
                    .Select(u => new OrderedCommittee(u.Unit.Name, u.Standing, u.ConstitutedOn, u.CommitteeId, u.DaysLate))]);
        },
        typeof(CommitteeOrder), typeof(Committee), typeof(CommitteeVersion));

    // More is not always better: where less is, a bar towards the target would say the opposite.
    private static IReadOnlyList<Goal> Goals(IReadOnlyList<IndicatorRow> rows) =>
    [
        .. rows.Where(r => r.Indicator.Direction == IndicatorDirection.Up
            && r.Standing is { Current: { Value: not null }, Target.Value: > 0 }).Take(Most).Select(r =>
        {
            var (value, target) = (r.Standing.Current!.Value!.Value, r.Standing.Target!);
            return new Goal(r.Indicator.Id, r.Indicator.Name, $"{IndicatorWords.Number(value)} / {r.Indicator.Show(target.Value)}", value,
                r.Indicator.IsShare ? 100 : Math.Max(target.Value, value), r.Standing.Planned
                    ?? (r.Indicator.IsShare ? target.Value : null),
                IndicatorWords.Color(r.Standing.State), r.Indicator.Kind == IndicatorKind.Measured, r.Standing.Current.AsOf, target.On);
        }),
    ];
}
