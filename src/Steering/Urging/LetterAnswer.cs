using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Urging;

/// <summary>What a unit says of one task that the letter names.</summary>
/// <param name="TaskId">The task.</param>
/// <param name="Cause">Why it is late.</param>
/// <param name="ProposedOn">By when it will be done.</param>
internal sealed record TaskCause(Guid TaskId, string? Cause, DateOnly? ProposedOn);

/// <summary>What a unit answers to a letter of urging.</summary>
/// <param name="Text">The answer.</param>
/// <param name="Document">Number and symbol of the document that carries it; a file will do instead.</param>
/// <param name="Tasks">What it says of each task.</param>
internal sealed record AnswerDraft(string? Text, string? Document, IReadOnlyCollection<TaskCause> Tasks);

/// <summary>A unit's answer to a letter of urging: in all, and of each task why it is late and when it will be done.</summary>
internal sealed class LetterAnswer : UnitAnswer
{
    public const int CauseMaxLength = 1000;
    public const int DocumentMaxLength = 100;

    private readonly List<LetterAnswerTask> _tasks = [];

    private LetterAnswer()
    {
    }

    public Guid LetterId { get; private init; }

    /// <summary>Number and symbol of the document that carries the answer; null when a file does.</summary>
    public string? Document { get; private init; }

    public IReadOnlyList<LetterAnswerTask> Tasks => _tasks;

    /// <summary>Where a problem with what is said of a task stands: <c>Tasks[id].Cause</c>, <c>Tasks[id].ProposedOn</c>.</summary>
    internal static string FieldOf(Guid taskId, string part) => $"Tasks[{taskId}].{part}";

    /// <summary>Writes an answer.</summary>
    /// <param name="letterId">The letter.</param>
    /// <param name="named">The tasks that the letter names.</param>
    /// <param name="owed">Those of them that the unit still has to do: of each it says the cause and the day.</param>
    /// <param name="draft">What it says.</param>
    /// <param name="withFiles">Whether files carry the answer.</param>
    /// <param name="by">Who answers.</param>
    internal static Result<LetterAnswer> Write(
        Guid letterId, IReadOnlyCollection<Guid> named, IReadOnlyCollection<Guid> owed, AnswerDraft draft, bool withFiles, Doer by)
    {
        var tasks = draft.Tasks.Where(t => Words.Clean(t.Cause) is not null || t.ProposedOn is not null).ToList();
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(Words.Clean(draft.Text) is not null, Problem.Invalid("urging.answer.text-missing", "Text")),
            .. Words.AtMost(draft.Text, TextMaxLength, "Text"),
            .. Problem.Unless(withFiles || Words.Clean(draft.Document) is not null,
                Problem.Invalid("urging.answer.document-missing", "Document")),
            .. Words.AtMost(draft.Document, DocumentMaxLength, "Document"),
            .. Problem.Unless(tasks.All(t => named.Contains(t.TaskId)) && tasks.DistinctBy(t => t.TaskId).Count() == tasks.Count,
                Problem.Invalid("urging.answer.task", "Tasks")),
            .. tasks.SelectMany(t => Words.AtMost(t.Cause, CauseMaxLength, FieldOf(t.TaskId, nameof(t.Cause)))),
            .. owed.SelectMany(id => Missing(id, tasks.Find(t => t.TaskId == id), by.At.OfficeDay())),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var answer = new LetterAnswer
        {
            LetterId = letterId, Text = Words.Clean(draft.Text)!, Document = Words.Clean(draft.Document), Giver = by,
        };
        answer._tasks.AddRange(tasks.Select(t =>
            new LetterAnswerTask { AnswerId = answer.Id, TaskId = t.TaskId, Cause = Words.Clean(t.Cause), ProposedOn = t.ProposedOn }));
        return answer;
    }

    private static IEnumerable<Problem> Missing(Guid id, TaskCause? said, DateOnly today) =>
    [
        .. Problem.Unless(Words.Clean(said?.Cause) is not null,
            Problem.Invalid("urging.answer.cause-missing", FieldOf(id, nameof(said.Cause)))),
        .. Problem.Unless(said?.ProposedOn is not null,
            Problem.Invalid("urging.answer.proposed-missing", FieldOf(id, nameof(said.ProposedOn)))),
        .. Problem.Unless(said?.ProposedOn is not { } day || day >= today,
            Problem.Invalid("urging.answer.proposed-past", FieldOf(id, nameof(said.ProposedOn)))),
    ];
}

/// <summary>What an answer says of one task.</summary>
internal sealed class LetterAnswerTask
{
    public Guid AnswerId { get; init; }

    public Guid TaskId { get; init; }

    /// <summary>Why it is late.</summary>
    public string? Cause { get; init; }

    /// <summary>The day that the unit names for it; no extension, which is asked for on the task's own page.</summary>
    public DateOnly? ProposedOn { get; init; }
}

/// <summary>That a unit was reminded of an answer that it owes, once for each day by which it was asked.</summary>
internal sealed class LetterReminder
{
    public Guid LetterId { get; init; }

    public DateOnly AnswerBy { get; init; }

    public DateTime At { get; init; }

    /// <summary>How many people were told.</summary>
    public int People { get; init; }
}

internal sealed class LetterAnswerMapping
    : IEntityTypeConfiguration<LetterAnswer>, IEntityTypeConfiguration<LetterAnswerTask>, IEntityTypeConfiguration<LetterReminder>
{
    public void Configure(EntityTypeBuilder<LetterAnswer> builder)
    {
        builder.MapAnswer("steering_urging_answer", UrgingLetter.ExtraMaxLength);
        builder.Property(a => a.Document).HasMaxLength(LetterAnswer.DocumentMaxLength);
        builder.HasMany(a => a.Tasks).WithOne().HasForeignKey(t => t.AnswerId);
    }

    public void Configure(EntityTypeBuilder<LetterAnswerTask> builder)
    {
        builder.ToTable("steering_urging_answer_task").HasKey(t => new { t.AnswerId, t.TaskId });
        builder.Property(t => t.Cause).HasMaxLength(LetterAnswer.CauseMaxLength);
        builder.HasOne<SteeringTask>().WithMany().HasForeignKey(t => t.TaskId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<LetterReminder> builder)
    {
        builder.ToTable("steering_urging_letter_reminder").HasKey(r => new { r.LetterId, r.AnswerBy });
        builder.HasOne<UrgingLetter>().WithMany().HasForeignKey(r => r.LetterId).OnDelete(DeleteBehavior.Restrict);
    }
}
