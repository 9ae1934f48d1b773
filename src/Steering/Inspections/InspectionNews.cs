using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Inspections;

/// <summary>Tells those who must act next; the news is saved with the change. Whoever did it is not told of it.</summary>
internal sealed class InspectionNews(Notify notify, Recipients recipients, Texts texts)
{
    /// <summary>Each inspected unit learns of the decision.</summary>
    public Task DecidedAsync(Actor actor, Inspection inspection, CancellationToken ct) => TellUnitsAsync(actor, inspection, "decided",
        () => texts["inspection.news.days", inspection.WorkFrom.Show(), inspection.WorkTo.Show()], ct);

    /// <summary>Each inspected unit learns that it will not come to pass.</summary>
    public Task CancelledAsync(Actor actor, Inspection inspection, CancellationToken ct) =>
        TellUnitsAsync(actor, inspection, "cancelled", () => inspection.CancelReason ?? "", ct);

    /// <summary>The unit at fault is asked to explain, by a day.</summary>
    public async Task FoundAsync(Actor actor, Inspection inspection, Finding finding, CancellationToken ct) => await TellAsync(actor, inspection,
        $"found:{finding.Id:N}", "found", await UnitAsync(finding.UnitId, ct), () => $"{texts["inspection.news.explain-by", finding.ExplainBy.Show()]}\n{finding.Nature}", ct);

    /// <summary>Who conducts inspections learns what the unit says.</summary>
    public async Task ExplainedAsync(Actor actor, Inspection inspection, Finding finding, CancellationToken ct) => await TellAsync(actor, inspection,
        $"explained:{finding.Id:N}:{finding.ExplainedAt?.Ticks}", "explained", await recipients.HoldingAsync(InspectionPermissions.Conduct, finding.UnitId, ct),
        () => $"{texts["inspection.finding", finding.Number]}: {finding.Explanation}", ct);

    /// <summary>The units learn the conclusion; who assigns tasks learns how many findings need a remedy.</summary>
    public async Task ConcludedAsync(Actor actor, Inspection inspection, CancellationToken ct)
    {
        await TellUnitsAsync(actor, inspection, "concluded", () => inspection.Conclusion ?? "", ct);
        var toMend = inspection.Findings.Where(f => f is { IsDropped: false, NeedsRemedy: true }).ToList();
        var office = new List<Recipient>();
        foreach (var unit in toMend.Select(f => f.UnitId).Distinct())
        {
            office.AddRange(await recipients.HoldingAsync(Permissions.Assign, unit, ct));
        }

        await TellAsync(actor, inspection, "to-mend", "to-mend", office, () => texts["inspection.news.remedies", toMend.Count], ct);
    }

    private async Task TellUnitsAsync(Actor actor, Inspection inspection, string what, Func<string> body, CancellationToken ct)
    {
        var people = new List<Recipient>();
        foreach (var unit in inspection.Units)
        {
            people.AddRange(await UnitAsync(unit.UnitId, ct));
        }

        await TellAsync(actor, inspection, what, what, people, body, ct);
    }

    private async Task<IReadOnlyList<Recipient>> UnitAsync(Guid unitId, CancellationToken ct) =>
        [.. await recipients.HoldingAsync(InspectionPermissions.Explain, unitId, ct), .. await recipients.HoldingAsync(UrgingPermissions.Head, unitId, ct)];

    private Task TellAsync(Actor actor, Inspection inspection, string key, string what, IReadOnlyCollection<Recipient> to, Func<string> body, CancellationToken ct) =>
        notify.AddAsync([.. to.Where(r => r.AccountId != actor.AccountId)], new($"steering.inspection-{what}", $"inspection:{inspection.Id:N}:{key}",
            $"/chi-dao/kiem-tra/{inspection.Id}", _ => (texts[$"inspection.news.{what}", inspection.Code, inspection.Subject], body())), ct);
}
