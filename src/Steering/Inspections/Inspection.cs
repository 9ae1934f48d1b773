using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;

namespace LoTrinh.Steering.Inspections;

/// <summary>Where an inspection is in its work.</summary>
internal enum InspectionState
{
    Planned,
    Decided,
    UnderWay,
    Concluded,
    Closed,
    Cancelled,
}

/// <summary>An inspection (kiểm tra) of units: from a plan's entry to the last remedy that was verified. Every change goes through a verb.</summary>
/// <remarks>Source: Decision 42/2014/QĐ-TTg: inspections by decision and team, regular or unannounced; a conclusion states nature, degree, cause, responsibility.</remarks>
internal sealed class Inspection : IVersioned
{
    public const int SubjectMaxLength = 300;
    public const int TextMaxLength = 4000;

    private readonly List<InspectedUnit> _units = [];
    private readonly List<TeamMember> _team = [];
    private readonly List<ChecklistItem> _items = [];
    private readonly List<Finding> _findings = [];

    private Inspection()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Code { get; private init; } = "";

    /// <summary>Year of the plan that it stands in.</summary>
    public int Year { get; private set; }

    /// <summary>Quarter of the plan, 1–4; null where the plan names the year alone.</summary>
    public int? Quarter { get; private set; }

    public string Subject { get; private set; } = "";

    public string SearchText { get; private set; } = "";

    public string? Scope { get; private set; }

    /// <summary>First day of the period that is looked at, not of the work on the spot.</summary>
    public DateOnly PeriodFrom { get; private set; }

    public DateOnly PeriodTo { get; private set; }

    /// <summary>First day on the spot.</summary>
    public DateOnly WorkFrom { get; private set; }

    public DateOnly WorkTo { get; private set; }

    /// <summary>Key of the checklist that its items were copied from.</summary>
    public string Template { get; private set; } = "";

    public InspectionState State { get; private set; }

    public Guid? DecisionId { get; private set; }

    public string? DecisionNumber { get; private set; }

    public DateOnly? DecidedOn { get; private set; }

    public DateOnly? StartedOn { get; private set; }

    public DateOnly? ConcludedOn { get; private set; }

    public string? Conclusion { get; private set; }

    public Guid? ConclusionId { get; private set; }

    public string? ConclusionNumber { get; private set; }

    public DateOnly? ClosedOn { get; private set; }

    public string? CancelReason { get; private set; }

    public bool IsDemonstration { get; private init; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<InspectedUnit> Units => _units;

    public IReadOnlyList<TeamMember> Team => _team;

    public IReadOnlyList<ChecklistItem> Items => _items;

    public IReadOnlyList<Finding> Findings => _findings;

    public bool IsMendable => State is InspectionState.Planned or InspectionState.Decided;

    /// <summary>Plans an inspection, with the items of its checklist copied in.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="draft">What is planned; its problems are known to be none.</param>
    /// <param name="checklist">The checklist of today.</param>
    public static Result<Inspection> Plan(string code, InspectionDraft draft, Checklist? checklist)
    {
        ImmutableArray<Problem> problems = [.. draft.Problems(checklist)];
        if (problems.Length > 0)
        {
            return problems;
        }

        var inspection = new Inspection { Code = code, IsDemonstration = draft.IsDemonstration };
        inspection.Write(draft, checklist!);
        return inspection;
    }

    /// <summary>Writes it anew, until it starts. A decided one keeps a team that has a head.</summary>
    public Result<Inspection> Mend(InspectionDraft draft, Checklist? checklist)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(IsMendable, Problem.Conflict("inspection.not-mendable")),
            .. Problem.Unless(State != InspectionState.Decided || draft.Team.Any(m => m.IsHead), Problem.Invalid("inspection.head-missing", "HeadId")),
            .. draft.Problems(checklist),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        Write(draft, checklist!);
        return this;
    }

    /// <summary>Decides it: the team is named, the units are told. The decision's document may come later, but before it starts.</summary>
    public Result<Inspection> Decide(Guid? documentId, string? documentNumber, DateOnly today)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == InspectionState.Planned, Problem.Conflict("inspection.not-planned")),
            .. Problem.Unless(_team.Exists(m => m.IsHead), Problem.Invalid("inspection.head-missing", "Decision")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, DecidedOn, DecisionId, DecisionNumber) = (InspectionState.Decided, today, documentId, documentNumber);
        return this;
    }

    /// <summary>Begins the work on the spot. Only now must the decision be a document of the register.</summary>
    public Result<Inspection> Start(Guid? documentId, string? documentNumber, DateOnly today)
    {
        var decision = documentId ?? DecisionId;
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == InspectionState.Decided, Problem.Conflict("inspection.not-decided")),
            .. Problem.Unless(decision is not null, Problem.Invalid("inspection.decision-missing", "Decision")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, StartedOn, DecisionId, DecisionNumber) = (InspectionState.UnderWay, today, decision, documentId is null ? DecisionNumber : documentNumber);
        return this;
    }

    /// <summary>Answers an item of the checklist; "no" and "partly" say what is lacking.</summary>
    public Result<Inspection> Answer(Guid itemId, ItemAnswer? answer, string? note, string by, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == InspectionState.UnderWay, Problem.Conflict("inspection.not-under-way")),
            .. Problem.Unless(_items.Exists(i => i.Id == itemId), Problem.NotFound("inspection.item-unknown")),
            .. Problem.Unless(answer is not null, Problem.Invalid("inspection.answer-missing", "Answer")),
            .. Problem.Unless(answer is not (ItemAnswer.No or ItemAnswer.Partly) || Words.Clean(note) is not null, Problem.Invalid("inspection.note-missing", "Note")),
            .. Words.AtMost(note, TextMaxLength, "Note"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var item = _items.Single(i => i.Id == itemId);
        (item.Answer, item.Note, item.AnsweredBy, item.AnsweredAt) = (answer, Words.Clean(note), by, at);
        return this;
    }

    /// <summary>Notes what was found. The unit it concerns has until a day to explain.</summary>
    public Result<Inspection> Find(FindingDraft draft, DateOnly today, string by, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == InspectionState.UnderWay, Problem.Conflict("inspection.not-under-way")),
            .. Problem.Unless(_units.Exists(u => u.UnitId == draft.UnitId), Problem.Invalid("inspection.finding-unit", nameof(draft.UnitId))),
            .. Problem.Unless(draft.ItemId is null || _items.Exists(i => i.Id == draft.ItemId), Problem.Invalid("inspection.finding-item", nameof(draft.ItemId))),
            .. draft.Problems(today),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        _findings.Add(Finding.Of(draft, _findings.Count + 1, by, at));
        return this;
    }

    /// <summary>The unit's explanation of a finding. It may be written anew until the conclusion.</summary>
    public Result<Inspection> Explain(Guid findingId, string? text, string by, DateTime at)
    {
        ImmutableArray<Problem> problems =
        [
            .. Standing(findingId),
            .. Problem.Unless(Words.Clean(text) is not null, Problem.Invalid("inspection.explanation-missing", "Explanation")),
            .. Words.AtMost(text, TextMaxLength, "Explanation"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var finding = _findings.Single(f => f.Id == findingId);
        (finding.Explanation, finding.ExplainedBy, finding.ExplainedAt) = (Words.Clean(text), by, at);
        return this;
    }

    /// <summary>Takes a finding back, for example because the explanation clears it up. It stays on record with the reason.</summary>
    public Result<Inspection> Drop(Guid findingId, string? reason)
    {
        ImmutableArray<Problem> problems =
        [
            .. Standing(findingId),
            .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("inspection.reason-missing", "DropReason")),
            .. Words.AtMost(reason, TextMaxLength, "DropReason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        _findings.Single(f => f.Id == findingId).DropReason = Words.Clean(reason);
        return this;
    }

    /// <summary>Concludes. Every item is answered, and every unit has explained or let its day pass.</summary>
    public Result<Inspection> Conclude(string? conclusion, Guid? documentId, string? documentNumber, DateOnly today)
    {
        var (unanswered, unexplained) = (_items.Count(i => i.Answer is null), _findings.Count(f => !f.IsDropped && f.Awaits(today)));
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == InspectionState.UnderWay, Problem.Conflict("inspection.not-under-way")),
            .. Problem.Unless(unanswered == 0, Problem.Conflict("inspection.items-open", unanswered)),
            .. Problem.Unless(unexplained == 0, Problem.Conflict("inspection.explanations-open", unexplained)),
            .. Problem.Unless(Words.Clean(conclusion) is not null, Problem.Invalid("inspection.conclusion-missing", "Conclusion")),
            .. Words.AtMost(conclusion, TextMaxLength, "Conclusion"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, ConcludedOn, Conclusion) = (InspectionState.Concluded, today, Words.Clean(conclusion));
        (ConclusionId, ConclusionNumber) = (documentId, documentNumber);
        return this;
    }

    /// <summary>Links a task that is to mend a finding; the unit at fault leads it.</summary>
    public Result<Inspection> Remedy(Guid findingId, Guid taskId)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == InspectionState.Concluded, Problem.Conflict("inspection.not-concluded")),
            .. Problem.Unless(_findings.Exists(f => f.Id == findingId && f is { IsDropped: false, NeedsRemedy: true }), Problem.Conflict("inspection.no-remedy-needed")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        _findings.Single(f => f.Id == findingId).Add(taskId);
        return this;
    }

    /// <summary>Closes it: each finding that needs a remedy has one that was verified, and none is still open.</summary>
    /// <param name="remedies">How the remedy tasks stand.</param>
    /// <param name="today">The day.</param>
    public Result<Inspection> Close(RemedyStanding remedies, DateOnly today)
    {
        var lacking = _findings.Where(f => f is { IsDropped: false, NeedsRemedy: true } && !f.Remedies.Any(r => remedies.Verified.Contains(r.TaskId))).ToList();
        var open = _findings.SelectMany(f => f.Remedies).Count(r => remedies.Open.Contains(r.TaskId));
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State == InspectionState.Concluded, Problem.Conflict("inspection.not-concluded")),
            .. Problem.Unless(open == 0, Problem.Conflict("inspection.remedies-open", open)),
            .. Problem.Unless(open > 0 || lacking.Count == 0, Problem.Conflict("inspection.remedies-lacking", string.Join(", ", lacking.Select(f => f.Number)))),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, ClosedOn) = (InspectionState.Closed, today);
        return this;
    }

    /// <summary>Ends it before it has come to a conclusion.</summary>
    public Result<Inspection> Cancel(string? reason)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(State is InspectionState.Planned or InspectionState.Decided or InspectionState.UnderWay, Problem.Conflict("inspection.not-cancellable")),
            .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("inspection.reason-missing", "CancelReason")),
            .. Words.AtMost(reason, TextMaxLength, "CancelReason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (State, CancelReason) = (InspectionState.Cancelled, Words.Clean(reason));
        return this;
    }

    private IEnumerable<Problem> Standing(Guid findingId) =>
    [
        .. Problem.Unless(State == InspectionState.UnderWay, Problem.Conflict("inspection.not-under-way")),
        .. Problem.Unless(_findings.Exists(f => f.Id == findingId), Problem.NotFound("inspection.finding-unknown")),
        .. Problem.Unless(!_findings.Exists(f => f.Id == findingId && f.IsDropped), Problem.Conflict("inspection.finding-dropped")),
    ];

    private void Write(InspectionDraft draft, Checklist checklist)
    {
        (Year, Quarter, Subject, Scope) = (draft.Year!.Value, draft.Quarter, Words.Clean(draft.Subject)!, Words.Clean(draft.Scope));
        SearchText = $" {Platform.Search.Folding.Fold($"{Code} {Subject}")} ";
        (PeriodFrom, PeriodTo, WorkFrom, WorkTo) = (draft.PeriodFrom!.Value, draft.PeriodTo!.Value, draft.WorkFrom!.Value, draft.WorkTo!.Value);
        var units = draft.UnitIds.ToHashSet();
        _units.RemoveAll(u => !units.Remove(u.UnitId));
        _units.AddRange(units.Select(u => new InspectedUnit { UnitId = u }));
        _team.Clear();
        _team.AddRange(draft.Team);
        if (Template != checklist.Key)
        {
            Template = checklist.Key;
            _items.Clear();
            _items.AddRange(checklist.Items.Select((item, place) => new ChecklistItem { Place = place + 1, Text = item.Text, Basis = item.Basis }));
        }
    }
}
