using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Opinions;

/// <summary>A point of a ballot in the form.</summary>
internal sealed class CommentInput
{
    /// <summary>What of the draft it is about.</summary>
    public string? Clause { get; set; }

    /// <summary>What is said.</summary>
    public string? Text { get; set; }
}

/// <summary>The form of a ballot: shared by members and by those who enter paper.</summary>
internal abstract class BallotFormPage(OpinionQueries opinions, OrganisationDirectory organisation, Texts texts) : PageModel,
    IRemembersVersion
{
    // Blank points to begin with, and as many more each time.
    private const int BlankRows = 3;

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public BallotChoice? Choice { get; set; }

    [BindProperty]
    public List<CommentInput>? Comments { get; set; }

    public OpinionRound Round { get; private set; } = null!;

    /// <summary>What is asked about, to be read before one answers.</summary>
    public IReadOnlyList<StoredFile> Subject { get; private set; } = [];

    /// <summary>The papers beside it.</summary>
    public IReadOnlyList<StoredFile> Papers { get; private set; } = [];

    public IReadOnlyList<CommentInput> Rows => Comments ??= [];

    public IEnumerable<SelectListItem> Choices => Enum.GetValues<BallotChoice>()
        .Select(c => new SelectListItem(texts[OpinionWords.Key(c)], c.ToString()));

    public string NameOf(OpinionMember member) => OpinionWords.Position(member, organisation);

    protected Texts Texts => texts;

    protected BallotDraft Draft() => new(Choice, [.. Rows.Select(r => new CommentDraft(r.Clause, r.Text))]);

    protected void AddRows() => Comments = [.. Rows, .. Enumerable.Range(0, BlankRows).Select(_ => new CommentInput())];

    protected void Fill(OpinionBallot? ballot)
    {
        Choice = ballot?.Choice;
        Comments = [.. ballot?.CommentsInOrder.Select(c => new CommentInput { Clause = c.Clause, Text = c.Text }) ?? []];
        AddRows();
    }

    /// <summary>Whether the reader may use the form for the round.</summary>
    protected abstract bool IsFor(Actor actor, OpinionRound round);

    protected async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await opinions.FindAsync(actor, id, ct) is not { } round || !IsFor(actor, round))
        {
            return false;
        }

        var files = await opinions.FilesAsync(id, ct);
        (Round, Subject, Papers) = (round, files.FindAll(f => f.Part == OpinionActs.SubjectPart),
            files.FindAll(f => f.Part == OpinionActs.PapersPart));
        return true;
    }

    protected async Task<IActionResult> SaveAsync(Guid id, Func<Actor, Task<Result<OpinionRound>>> act, CancellationToken ct) =>
        await LoadAsync(id, ct) ? await this.ActAsync($"~/chi-dao/y-kien/{id}", act, () => LoadAsync(id, ct)) : NotFound();
}
