using System.Collections.Immutable;
using LoTrinh.Platform.Data;

namespace LoTrinh.Platform.Documents;

/// <summary>What a clause is in its document.</summary>
public enum ClauseKind
{
    /// <summary>Part, chapter or section (phần, chương, mục).</summary>
    Section,

    /// <summary>Article (Điều).</summary>
    Article,

    /// <summary>Paragraph (khoản).</summary>
    Paragraph,

    /// <summary>Point (điểm).</summary>
    Point,

    /// <summary>A row of an annex.</summary>
    AnnexRow,

    /// <summary>An objective with a target.</summary>
    Objective,

    /// <summary>A group of tasks.</summary>
    TaskGroup,

    /// <summary>A numbered conclusion of a meeting.</summary>
    Conclusion,
}

/// <summary>A part of a document that can be pointed at: tasks and indicators rest on clauses.</summary>
public sealed class DocumentClause : IVersioned
{
    /// <summary>Most characters of its text.</summary>
    public const int TextMaxLength = 8000;

    private DocumentClause()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private init; } = Guid.CreateVersion7();

    /// <summary>The document.</summary>
    public Guid DocumentId { get; private init; }

    /// <summary>The clause it belongs to, if any.</summary>
    public Guid? ParentId { get; private init; }

    /// <summary>What it is.</summary>
    public ClauseKind Kind { get; private set; }

    /// <summary>How it is called in the document: <c>Điều 1</c>, <c>khoản 2</c>, <c>O4</c>.</summary>
    public string Label { get; private set; } = "";

    /// <summary>Its text.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Place among its siblings, from 1.</summary>
    public int Order { get; private init; }

    /// <summary>Day by which an objective is to be reached.</summary>
    public DateOnly? DueOn { get; private set; }

    /// <summary>What an objective is to reach, as the document says it.</summary>
    public string? Target { get; private set; }

    /// <summary>Where this text was read.</summary>
    public string? Source { get; private set; }

    /// <summary>How sure it is.</summary>
    public Confidence? Confidence { get; private set; }

    /// <summary>Whether the text has still to be compared with the original.</summary>
    public bool IsUnverified { get; private set; }

    /// <summary>Who compared it with the original.</summary>
    public string? VerifiedBy { get; private set; }

    /// <summary>The day it was compared.</summary>
    public DateOnly? VerifiedOn { get; private set; }

    /// <summary>Why no task follows from it; a clause with neither a task nor a reason has not been looked at.</summary>
    public string? NoTaskReason { get; private set; }

    /// <inheritdoc/>
    public int Version { get; set; } = 1;

    /// <summary>Adds a clause to a document.</summary>
    /// <param name="input">What is known.</param>
    /// <param name="documentId">The document.</param>
    /// <param name="order">Place among its siblings.</param>
    public static Result<DocumentClause> Add(ClauseInput input, Guid documentId, int order)
    {
        var clause = new DocumentClause { DocumentId = documentId, ParentId = input.ParentId, Order = order };
        return clause.Change(input);
    }

    /// <summary>Writes what is known over what was. A text that changes has to be compared with the original again if it had been.</summary>
    public Result<DocumentClause> Change(ClauseInput input)
    {
        ImmutableArray<Problem> problems = [.. input.Problems()];
        if (problems.Length > 0)
        {
            return problems;
        }

        var text = Words.Clean(input.Text)!;
        if (VerifiedOn is not null && text != Text)
        {
            (IsUnverified, VerifiedBy, VerifiedOn) = (true, null, null);
        }

        IsUnverified |= input.IsUnverified && VerifiedOn is null;
        (Kind, Label, Text, DueOn, Target) = (input.Kind!.Value, Words.Clean(input.Label)!, text, input.DueOn, Words.Clean(input.Target));
        (Source, Confidence) = (Words.Clean(input.Source), input.Confidence);
        return this;
    }

    /// <summary>Says that someone compared the text with the original.</summary>
    public Result<DocumentClause> Verify(string by, DateOnly today)
    {
        if (!IsUnverified)
        {
            return Problem.Conflict("documents.clause-verified");
        }

        (IsUnverified, VerifiedBy, VerifiedOn, Confidence) = (false, by, today, Documents.Confidence.High);
        return this;
    }

    /// <summary>Says that no task follows from it; without a reason takes that back.</summary>
    /// <param name="reason">Why none follows.</param>
    /// <param name="uses">How many tasks rest on it.</param>
    public Result<DocumentClause> MarkNoTask(string? reason, int uses)
    {
        var why = Words.Clean(reason);
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(uses == 0, Problem.Conflict("documents.clause-used", uses)),
            .. Problem.Unless(why is not null || NoTaskReason is not null, Problem.Invalid("documents.reason-missing", "NoTaskReason")),
            .. Words.AtMost(why, 500, "NoTaskReason"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        NoTaskReason = why;
        return this;
    }
}

/// <summary>What people fill in about a clause.</summary>
public sealed class ClauseInput
{
    /// <summary>The clause it belongs to; looked at when it is added.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>What it is.</summary>
    public ClauseKind? Kind { get; set; }

    /// <summary>How it is called.</summary>
    public string? Label { get; set; }

    /// <summary>Its text.</summary>
    public string? Text { get; set; }

    /// <summary>Day by which it is to be reached.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>What is to be reached.</summary>
    public string? Target { get; set; }

    /// <summary>Where it was read.</summary>
    public string? Source { get; set; }

    /// <summary>How sure it is.</summary>
    public Confidence? Confidence { get; set; }

    /// <summary>Whether it has still to be compared with the original.</summary>
    public bool IsUnverified { get; set; }

    /// <summary>Why a clause of a registered document is changed.</summary>
    public string? Reason { get; set; }

    /// <summary>The input that would write a clause as it is.</summary>
    public static ClauseInput Of(DocumentClause c) => new()
    {
        ParentId = c.ParentId, Kind = c.Kind, Label = c.Label, Text = c.Text, DueOn = c.DueOn, Target = c.Target, Source = c.Source,
        Confidence = c.Confidence, IsUnverified = c.IsUnverified,
    };

    internal IEnumerable<Problem> Problems() =>
    [
        .. Problem.Unless(Kind is { } kind && Enum.IsDefined(kind), Problem.Invalid("documents.clause-kind-missing", nameof(Kind))),
        .. Problem.Unless(Words.Clean(Label) is not null, Problem.Invalid("documents.clause-label-missing", nameof(Label))),
        .. Problem.Unless(Words.Clean(Text) is not null, Problem.Invalid("documents.clause-text-missing", nameof(Text))),
        .. Words.AtMost(Label, 80, nameof(Label)),
        .. Words.AtMost(Text, DocumentClause.TextMaxLength, nameof(Text)),
        .. Words.AtMost(Target, 300, nameof(Target)),
        .. Words.AtMost(Source, 500, nameof(Source)),
        .. Words.AtMost(Reason, 1000, nameof(Reason)),
    ];
}
