using LoTrinh.Platform;

namespace LoTrinh.Steering.Inspections;

/// <summary>A unit that is inspected.</summary>
internal sealed class InspectedUnit
{
    public Guid InspectionId { get; init; }

    public Guid UnitId { get; init; }
}

/// <summary>Someone of the team: an account, or a position of a unit that has none.</summary>
internal sealed class TeamMember
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid InspectionId { get; init; }

    public bool IsHead { get; init; }

    public Guid? AccountId { get; init; }

    /// <summary>The account's name, or the position.</summary>
    public required string Name { get; init; }

    public Guid? UnitId { get; init; }
}

/// <summary>What was found of an item.</summary>
internal enum ItemAnswer
{
    Yes,
    No,
    Partly,
    NotApplicable,
}

/// <summary>An item of the checklist as it was when the inspection was planned.</summary>
internal sealed class ChecklistItem
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid InspectionId { get; init; }

    public int Place { get; init; }

    public required string Text { get; init; }

    public required string Basis { get; init; }

    public ItemAnswer? Answer { get; set; }

    public string? Note { get; set; }

    public string? AnsweredBy { get; set; }

    public DateTime? AnsweredAt { get; set; }
}

/// <summary>How grave a finding is (mức độ).</summary>
internal enum FindingDegree
{
    Slight,
    Serious,
    Grave,
}

/// <summary>Whether a cause lies with those who acted (chủ quan) or outside them (khách quan).</summary>
internal enum CauseKind
{
    Subjective,
    Objective,
}

/// <summary>A finding: nature, degree, cause, responsibility; what the unit says of it; the tasks that mend it.</summary>
internal sealed class Finding
{
    private readonly List<FindingRemedy> _remedies = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid InspectionId { get; init; }

    /// <summary>Its place in the inspection, from 1.</summary>
    public int Number { get; init; }

    public required string Nature { get; init; }

    public FindingDegree Degree { get; init; }

    public required string Cause { get; init; }

    public CauseKind CauseKind { get; init; }

    /// <summary>The unit that answers for it.</summary>
    public Guid UnitId { get; init; }

    /// <summary>The position that answers for it.</summary>
    public required string Responsible { get; init; }

    public Guid? ItemId { get; init; }

    public Guid? TaskId { get; init; }

    public bool NeedsRemedy { get; init; }

    /// <summary>The last day for the unit's explanation.</summary>
    public DateOnly ExplainBy { get; init; }

    public required string By { get; init; }

    public DateTime At { get; init; }

    public string? Explanation { get; set; }

    public string? ExplainedBy { get; set; }

    public DateTime? ExplainedAt { get; set; }

    public string? DropReason { get; set; }

    public bool IsDropped => DropReason is not null;

    public IReadOnlyList<FindingRemedy> Remedies => _remedies;

    public static Finding Of(FindingDraft draft, int number, string by, DateTime at) => new()
    {
        Number = number, Nature = Words.Clean(draft.Nature)!, Degree = draft.Degree!.Value, Cause = Words.Clean(draft.Cause)!, CauseKind = draft.CauseKind!.Value,
        UnitId = draft.UnitId!.Value, Responsible = Words.Clean(draft.Responsible)!, ItemId = draft.ItemId, TaskId = draft.TaskId, NeedsRemedy = draft.NeedsRemedy,
        ExplainBy = draft.ExplainBy!.Value, By = by, At = at,
    };

    /// <summary>Whether the unit has yet to explain, and still may.</summary>
    public bool Awaits(DateOnly today) => Explanation is null && today <= ExplainBy;

    public void Add(Guid taskId) => _remedies.Add(new() { TaskId = taskId });
}

/// <summary>A task that mends a finding.</summary>
internal sealed class FindingRemedy
{
    public Guid FindingId { get; init; }

    public Guid TaskId { get; init; }
}

/// <summary>Remedy tasks that are still to be done, and those whose product was verified.</summary>
internal sealed record RemedyStanding(IReadOnlySet<Guid> Open, IReadOnlySet<Guid> Verified);
