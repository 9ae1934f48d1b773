using System.Collections.Immutable;
using LoTrinh.Platform;
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
/// <param name="Tasks">What it says of single tasks, as far as it does.</param>
internal sealed record AnswerDraft(string? Text, string? Document, IReadOnlyCollection<TaskCause> Tasks);

/// <summary>Who acts, and when, UTC.</summary>
internal sealed record Doer(Guid AccountId, string Name, DateTime At);

/// <summary>A unit's answer to a letter of urging, and what the standing office decided about it. It stays, whatever is decided.</summary>
internal sealed class LetterAnswer
{
    public const int TextMaxLength = 4000;
    public const int CauseMaxLength = 1000;
    public const int DocumentMaxLength = 100;

    private readonly List<LetterAnswerTask> _tasks = [];

    private LetterAnswer()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid LetterId { get; private init; }

    public string Text { get; private init; } = "";

    /// <summary>Number and symbol of the document that carries the answer; null when a file does.</summary>
    public string? Document { get; private init; }

    public string By { get; private init; } = "";

    public Guid ById { get; private init; }

    public DateTime At { get; private init; }

    /// <summary>Whether it is enough; null until it is decided.</summary>
    public bool? Accepted { get; private set; }

    /// <summary>Why it was sent back, or a note with the acceptance.</summary>
    public string? Reason { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public IReadOnlyList<LetterAnswerTask> Tasks => _tasks;

    internal static Result<LetterAnswer> Write(Guid letterId, IReadOnlyCollection<Guid> named, AnswerDraft draft, bool withFiles, Doer by)
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
            .. tasks.SelectMany(t => Words.AtMost(t.Cause, CauseMaxLength, "Tasks")),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var answer = new LetterAnswer
        {
            LetterId = letterId, Text = Words.Clean(draft.Text)!, Document = Words.Clean(draft.Document), By = by.Name, ById = by.AccountId, At = by.At,
        };
        answer._tasks.AddRange(tasks.Select(t =>
            new LetterAnswerTask { AnswerId = answer.Id, TaskId = t.TaskId, Cause = Words.Clean(t.Cause), ProposedOn = t.ProposedOn }));
        return answer;
    }

    internal void Decide(bool accepted, string? reason, Doer by) =>
        (Accepted, Reason, DecidedBy, DecidedAt) = (accepted, Words.Clean(reason), by.Name, by.At);
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
        builder.ToTable("steering_urging_answer").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever(); // a part that is added with its key is new
        builder.Property(a => a.Text).HasMaxLength(LetterAnswer.TextMaxLength);
        builder.Property(a => a.Document).HasMaxLength(LetterAnswer.DocumentMaxLength);
        builder.Property(a => a.By).HasMaxLength(200);
        builder.Property(a => a.Reason).HasMaxLength(UrgingLetter.ExtraMaxLength);
        builder.Property(a => a.DecidedBy).HasMaxLength(200);
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
