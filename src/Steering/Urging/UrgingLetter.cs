using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Search;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Urging;

/// <summary>A letter of urging (công văn đôn đốc) to one unit. What it says never changes; when it is sent, its number and day are noted.</summary>
internal sealed partial class UrgingLetter : IVersioned
{
    public const int ExtraMaxLength = 1000;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly List<UrgingLetterTask> _tasks = [];
    private readonly List<LetterAnswer> _answers = [];

    private UrgingLetter()
    {
    }

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public Guid UnitId { get; private init; }

    /// <summary>The day it was prepared.</summary>
    public DateOnly PreparedOn { get; private init; }

    public DateTime PreparedAt { get; private init; }

    public string PreparedBy { get; private init; } = "";

    /// <summary>The day by which the unit is to answer now; a later one once its answer was sent back. The letter itself says the first.</summary>
    public DateOnly AnswerBy { get; private set; }

    /// <summary>What was last done about the answer; nothing is owed before the letter was sent.</summary>
    public AnswerStep Step { get; private set; }

    public string Symbol { get; private init; } = "";

    /// <summary>The letter as written: an <see cref="OfficialLetter"/> as JSON.</summary>
    public string Content { get; private set; } = "";

    /// <summary>Number given by the clerk; null until it is sent.</summary>
    public string? Number { get; private set; }

    public DateOnly? IssuedOn { get; private set; }

    /// <summary>Year of the number, which begins anew each year.</summary>
    public int? NumberYear { get; private set; }

    public int Version { get; set; } = 1;

    public IReadOnlyList<UrgingLetterTask> Tasks => _tasks;

    public IReadOnlyList<LetterAnswer> Answers => _answers;

    /// <summary>The answer given last; null while there is none.</summary>
    public LetterAnswer? LatestAnswer => _answers.MaxBy(a => a.At);

    public OfficialLetter Written => JsonSerializer.Deserialize<OfficialLetter>(Content, Json)!;

    /// <summary>Number and symbol, or a note of the day while there is no number.</summary>
    public string? FullNumber => Number is null ? null : $"{Number}/{Symbol}";

    /// <summary>The level of urging; null for letters from before levels were noted.</summary>
    public int? Level { get; private init; }

    public static UrgingLetter Prepare(Guid unitId, int level, IEnumerable<Guid> taskIds, DateOnly answerBy, OfficialLetter letter, string by, DateTime at)
    {
        var prepared = new UrgingLetter
        {
            UnitId = unitId, Level = level, PreparedOn = letter.On, PreparedAt = at, PreparedBy = by, AnswerBy = answerBy, Symbol = letter.Symbol,
            Content = JsonSerializer.Serialize(letter, Json),
        };
        prepared._tasks.AddRange(taskIds.Select(id => new UrgingLetterTask { TaskId = id }));
        return prepared;
    }

    /// <summary>Notes that the letter went out, under which number, with or without its symbol, and on which day.</summary>
    public Result<UrgingLetter> Issue(string? number, DateOnly? on, DateOnly today)
    {
        var read = ReadNumber(number);
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(Number is null, Problem.Conflict("urging.issued")),
            .. read.Problems,
            .. Problem.Unless(on >= PreparedOn && on <= today, Problem.Invalid("urging.issued-on", "IssuedOn", Platform.Time.OfficeTime.Show(PreparedOn))),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        (Number, IssuedOn, NumberYear) = (read.Value, on, on!.Value.Year);
        Content = JsonSerializer.Serialize(Written with { Number = Number, On = on.Value }, Json);
        return this;
    }

    /// <summary>The unit answers; tasks and answers must be loaded.</summary>
    /// <param name="draft">What it says.</param>
    /// <param name="owed">Tasks of the letter that the unit still has to do.</param>
    /// <param name="withFiles">Whether files carry the answer.</param>
    /// <param name="by">Who answers.</param>
    public Result<LetterAnswer> Answer(AnswerDraft draft, IReadOnlyCollection<Guid> owed, bool withFiles, Doer by)
    {
        if (Number is null || !AnswerRule.IsOwed(Step))
        {
            return Problem.Conflict("urging.answer.not-owed");
        }

        var written = LetterAnswer.Write(Id, [.. _tasks.Select(t => t.TaskId)], owed, draft, withFiles, by);
        if (written.TryGet(out var answer))
        {
            _answers.Add(answer);
            Step = AnswerStep.Answered;
        }

        return written;
    }

    /// <summary>The standing office takes the answer as enough.</summary>
    public Result<UrgingLetter> AcceptAnswer(string? note, Doer by)
    {
        ImmutableArray<Problem> problems =
            [.. Problem.Unless(Step == AnswerStep.Answered, Problem.Conflict("urging.answer.not-answered")), .. Words.AtMost(note, ExtraMaxLength, "Reason")];
        if (problems.Length > 0)
        {
            return problems;
        }

        LatestAnswer!.Decide(true, note, by);
        Step = AnswerStep.Accepted;
        return this;
    }

    /// <summary>The standing office sends the answer back, with a reason and a new day.</summary>
    public Result<UrgingLetter> SendAnswerBack(string? reason, DateOnly? answerBy, DateOnly today, WorkingCalendar calendar, Doer by)
    {
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(Step == AnswerStep.Answered, Problem.Conflict("urging.answer.not-answered")),
            .. Problem.Unless(Words.Clean(reason) is not null, Problem.Invalid("urging.answer.reason-missing", "Reason")),
            .. Words.AtMost(reason, ExtraMaxLength, "Reason"),
            .. AnswerRule.Day(answerBy, today, calendar, "NewAnswerBy"),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        LatestAnswer!.Decide(false, reason, by);
        (Step, AnswerBy) = (AnswerStep.AskedAgain, answerBy!.Value);
        return this;
    }

    // The clerk's book says 125, the paper says 125/BGTVT-TTCNTT; what is typed with another letter's symbol is another letter's number.
    private Result<string> ReadNumber(string? typed)
    {
        string[] parts = (Words.Clean(typed) ?? "").Split('/', 2, StringSplitOptions.TrimEntries);
        return !NumberForm().IsMatch(parts[0]) || parts is [_, ""] ? Problem.Invalid("urging.number", "Number")
            : parts is [_, var symbol] && Folding.Fold(symbol) != Folding.Fold(Symbol)
                ? Problem.Invalid("urging.number-symbol", "Number", symbol, Symbol) : parts[0];
    }

    [GeneratedRegex("^[1-9][0-9]{0,5}$")]
    private static partial Regex NumberForm();
}

/// <summary>A task that a letter names.</summary>
internal sealed class UrgingLetterTask
{
    public Guid LetterId { get; init; }

    public Guid TaskId { get; init; }
}

internal sealed class UrgingLetterMapping : IEntityTypeConfiguration<UrgingLetter>, IEntityTypeConfiguration<UrgingLetterTask>
{
    public void Configure(EntityTypeBuilder<UrgingLetter> builder)
    {
        builder.ToTable("steering_urging_letter").HasKey(l => l.Id);
        builder.Property(l => l.PreparedBy).HasMaxLength(200);
        builder.Property(l => l.Symbol).HasMaxLength(60);
        builder.Property(l => l.Number).HasMaxLength(10);
        builder.HasIndex(l => new { l.Symbol, l.NumberYear, l.Number }).IsUnique();
        builder.HasIndex(l => new { l.UnitId, l.PreparedAt }); // a unit's letters
        builder.Property(l => l.Step).HasConversion<string>().HasMaxLength(20).HasDefaultValue(AnswerStep.Waiting);
        builder.HasIndex(l => new { l.UnitId, l.Step }); // the answers that a unit owes
        builder.HasMany(l => l.Tasks).WithOne().HasForeignKey(t => t.LetterId);
        builder.HasMany(l => l.Answers).WithOne().HasForeignKey(a => a.LetterId);
        builder.Ignore(l => l.Written).Ignore(l => l.FullNumber).Ignore(l => l.LatestAnswer);
    }

    public void Configure(EntityTypeBuilder<UrgingLetterTask> builder)
    {
        builder.ToTable("steering_urging_letter_task").HasKey(t => new { t.LetterId, t.TaskId });
        builder.HasIndex(t => t.TaskId); // the letters that name a task
        builder.HasOne<SteeringTask>().WithMany().HasForeignKey(t => t.TaskId).OnDelete(DeleteBehavior.Restrict);
    }
}
