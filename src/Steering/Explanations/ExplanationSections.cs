using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Explanations;

/// <summary>What stands on the page of a task or an indicator: its requests, and where to ask for one.</summary>
internal sealed record ExplanationSection(IReadOnlyList<ExplanationRow> Rows, DateOnly Today, string? AskUrl);

/// <summary>On a task's page: the explanations that were asked for.</summary>
internal sealed class TaskExplanationSection(ExplanationQueries explanations, OrganisationDirectory organisation, TimeProvider clock)
    : ITaskSection
{
    public string Partial => "/Explanations/_Explanations.cshtml";

    public async Task<object?> ReadAsync(Actor actor, SteeringTask task, CancellationToken ct)
    {
        var rows = await explanations.AboutAsync(actor, task.Id, null, ct);
        var may = task.State is not (TaskState.Draft or TaskState.Cancelled) && organisation.Find(task.LeadUnitId) is { } unit
            && actor.May(ExplanationPermissions.Ask, unit.Path);
        return rows.Count > 0 || may
            ? new ExplanationSection(rows, clock.Today(), may ? $"~/chi-dao/giai-trinh/yeu-cau?nhiemvu={task.Id}" : null) : null;
    }
}

/// <summary>The same on an indicator's page.</summary>
internal sealed class IndicatorExplanationSection(ExplanationQueries explanations, OrganisationDirectory organisation, TimeProvider clock)
    : IIndicatorSection
{
    public string Partial => "/Explanations/_Explanations.cshtml";

    public async Task<object?> ReadAsync(Actor actor, Indicator indicator, CancellationToken ct)
    {
        var rows = await explanations.AboutAsync(actor, null, indicator.Id, ct);
        var may = organisation.Find(indicator.OwnerUnitId) is { } unit && actor.May(ExplanationPermissions.Ask, unit.Path);
        return rows.Count > 0 || may
            ? new ExplanationSection(rows, clock.Today(), may ? $"~/chi-dao/giai-trinh/yeu-cau?chitieu={indicator.Id}" : null) : null;
    }
}
