using System.Text.RegularExpressions;
using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Urging;

/// <summary>A letter of urging as it is printed, with its files, its number and its history.</summary>
[Permits(Permissions.Read)]
internal sealed partial class LetterRecordPage(UrgingWork work, LetterAnswerWork answers, UrgingQueries urging, UrgingRules rules,
    DeadlineEngine deadlines, AppDb db, TimeProvider clock)
    : PageModel, IRemembersVersion
{
    private bool _mayWrite;
    private bool _mayAnswer;

    public WholeLetter Whole { get; private set; } = null!;

    public IReadOnlyList<(Guid Id, string Code, string Title, TaskState State)> Tasks { get; private set; } = [];

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public DateOnly? IssuedOn { get; set; }

    /// <summary>The answer, and the document that carries it.</summary>
    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Document { get; set; }

    [BindProperty]
    public List<IFormFile>? Files { get; set; }

    /// <summary>By task: why it is late.</summary>
    [BindProperty(Name = "nguyennhan")]
    public Dictionary<Guid, string?> Causes { get; set; } = [];

    /// <summary>By task: when it will be done.</summary>
    [BindProperty(Name = "ngay")]
    public Dictionary<Guid, DateOnly?> Days { get; set; } = [];

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public DateOnly? NewAnswerBy { get; set; }

    /// <summary>Name of the letter's level; null for letters from before levels were noted.</summary>
    public string? LevelName => Whole.Letter.Level is { } level ? UrgingRuleBook.Official.On(Whole.Letter.PreparedOn).Levels.FirstOrDefault(l => l.Level == level)?.Shown : null;

    /// <summary>Tasks of which the answer has to say the cause and the day.</summary>
    public IReadOnlyCollection<Guid> Owed { get; private set; } = [];

    public AnswerState State => AnswerRule.Of(Whole.Letter.Step, Whole.Letter.AnswerBy, clock.Today());

    public bool MayAnswer => _mayAnswer && Whole.Letter.Number is not null && AnswerRule.IsOwed(Whole.Letter.Step);

    public bool MayDecide => _mayWrite && Whole.Letter.Step == AnswerStep.Answered;

    public bool MayIssue => _mayWrite && Whole.Letter.Number is null;

    /// <summary>Files that the reader may have: the unit gets the letter that was sent, not the one that was prepared.</summary>
    public IReadOnlyList<StoredFile> LetterFiles => _mayWrite ? Whole.Files : [.. Whole.Files.Where(f => f.Part == UrgingWork.IssuedPart)];

    public StoredFile? NewestFile => LetterFiles is [.., var newest] ? newest : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        (IssuedOn, NewAnswerBy) = (clock.Today(), deadlines.AddWorkingDaysOrDays(clock.Today(), rules.AnswerWorkingDays));
        return await LoadAsync(id, ct) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => Do(id, a => work.Issue(a, id, Version, Number, IssuedOn, ct), ct);

    public Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken ct)
    {
        var tasks = Causes.Keys.Union(Days.Keys).Select(t => new TaskCause(t, Causes.GetValueOrDefault(t), Days.GetValueOrDefault(t))).ToList();
        return Do(id, a => answers.Answer(a, id, Version, new(Text, Document, tasks), SentFile.Of(Files), ct), ct, Beside);
    }

    public Task<IActionResult> OnPostAcceptAsync(Guid id, CancellationToken ct) => Do(id, a => answers.Accept(a, id, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostSendBackAsync(Guid id, CancellationToken ct) => Do(id, a => answers.SendBack(a, id, Version, Reason, NewAnswerBy, ct), ct);

    /// <summary>What a task is called, for what an answer says of it.</summary>
    public string TitleOf(Guid taskId) => Tasks.FirstOrDefault(t => t.Id == taskId) is { Title: { } title } ? title : "–";

    // What is wrong with what was said of a task stands beside that task's fields.
    private static Problem Beside(Problem problem) => TaskField().Match(problem.Field ?? "") is not { Success: true } match ? problem
        : problem with { Field = (match.Groups[2].Value == nameof(TaskCause.Cause) ? "nguyennhan" : "ngay") + match.Groups[1].Value };

    [GeneratedRegex(@"^Tasks(\[.+\])\.(\w+)$")]
    private static partial Regex TaskField();

    private Task<IActionResult> Do<T>(
        Guid id, Func<Actor, Task<Result<T>>> act, CancellationToken ct, Func<Problem, Problem>? beside = null) =>
        this.ActAsync($"~/chi-dao/don-doc/cong-van/{id}", act, () => LoadAsync(id, ct), beside);

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await urging.LetterAsync(actor, id, ct) is not { } whole)
        {
            return false;
        }

        (Whole, Version, _mayWrite) = (whole, Version ?? whole.Letter.Version, actor.May(UrgingPermissions.Write, whole.Unit.Path));
        _mayAnswer = actor.May(UrgingPermissions.Answer, whole.Unit.Path);
        Owed = MayAnswer ? await answers.OwedAsync(whole.Letter, ct) : [];
        var ids = whole.Letter.Tasks.Select(t => t.TaskId).ToList();
        Tasks = [.. (await db.Tasks.AsNoTracking().Where(t => ids.Contains(t.Id)).OrderBy(t => t.CurrentDueOn).ThenBy(t => t.Code)
            .Select(t => new { t.Id, t.Code, t.Title, t.State }).ToListAsync(ct)).Select(t => (t.Id, t.Code, t.Title, t.State))];
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(50).ToListAsync(ct);
        return true;
    }
}
