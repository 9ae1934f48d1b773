using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Opinions;

/// <summary>A row of the collation.</summary>
internal sealed class ReceptionInput
{
    /// <summary>The comment.</summary>
    public Guid CommentId { get; set; }

    /// <summary>How it is received.</summary>
    public Reception? Reception { get; set; }

    /// <summary>Why, what was done.</summary>
    public string? Explanation { get; set; }

    /// <summary>Where the new version has it.</summary>
    public string? Change { get; set; }
}

/// <summary>Says how each comment was received, all of a round beside one another.</summary>
[Permits(OpinionPermissions.Organise)]
internal sealed class ReceiveCommentsPage(OpinionWork work, OpinionQueries opinions, OpinionScope scope, OrganisationDirectory organisation, Texts texts)
    : PageModel, IRemembersVersion
{
    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public List<ReceptionInput>? Rows { get; set; }

    public OpinionRound Round { get; private set; } = null!;

    public IReadOnlyList<ReceptionInput> Lines => Rows ??= [];

    public IEnumerable<SelectListItem> Choices => Enum.GetValues<Reception>().Select(r => new SelectListItem(texts[OpinionWords.Key(r)],
        r.ToString()));

    public CommentOfMember? Of(ReceptionInput row) => Round.CommentsToReceive.FirstOrDefault(c => c.Comment.Id == row.CommentId);

    public string NameOf(OpinionMember member) => OpinionWords.Position(member, organisation);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        Version = Round.Version;
        Rows = [.. Round.CommentsToReceive.Select(c => new ReceptionInput
        {
            CommentId = c.Comment.Id, Reception = c.Comment.Reception, Explanation = c.Comment.Explanation, Change = c.Comment.Change,
        })];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        return await this.ActAsync($"~/chi-dao/y-kien/{id}#tong-hop", a => work.Receive(a, id, Version,
            [.. Lines.Select(r => new ReceptionDraft(r.CommentId, r.Reception, r.Explanation, r.Change))], ct), () => LoadAsync(id, ct));
    }

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await opinions.FindAsync(actor, id, ct) is not { State: OpinionState.Closed } round || !scope.MayOrganise(actor, round))
        {
            return false;
        }

        Round = round;
        return true;
    }
}
