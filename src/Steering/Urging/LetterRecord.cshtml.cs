using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Urging;

/// <summary>A letter of urging as it is printed, with its files, its number and its history.</summary>
[Permits(Permissions.Read)]
internal sealed class LetterRecordPage(UrgingWork work, UrgingQueries urging, AppDb db, TimeProvider clock) : PageModel, IRemembersVersion
{
    private bool _mayWrite;

    public WholeLetter Whole { get; private set; } = null!;

    public IReadOnlyList<(Guid Id, string Code, string Title, TaskState State)> Tasks { get; private set; } = [];

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public DateOnly? IssuedOn { get; set; }

    public bool MayIssue => _mayWrite && Whole.Letter.Number is null;

    /// <summary>Files that the reader may have: the unit gets the letter that was sent, not the one that was prepared.</summary>
    public IReadOnlyList<StoredFile> Files => _mayWrite ? Whole.Files : [.. Whole.Files.Where(f => f.Part == "issued")];

    public StoredFile? NewestFile => Files is [.., var newest] ? newest : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        IssuedOn = clock.Today();
        return await LoadAsync(id, ct) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/don-doc/cong-van/{id}", a => work.Issue(a, id, Version, Number, IssuedOn, ct), () => LoadAsync(id, ct));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await urging.LetterAsync(actor, id, ct) is not { } whole)
        {
            return false;
        }

        (Whole, Version, _mayWrite) = (whole, Version ?? whole.Letter.Version, actor.May(UrgingPermissions.Write, whole.Unit.Path));
        var ids = whole.Letter.Tasks.Select(t => t.TaskId).ToList();
        Tasks = [.. (await db.Tasks.AsNoTracking().Where(t => ids.Contains(t.Id)).OrderBy(t => t.CurrentDueOn).ThenBy(t => t.Code)
            .Select(t => new { t.Id, t.Code, t.Title, t.State }).ToListAsync(ct)).Select(t => (t.Id, t.Code, t.Title, t.State))];
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(50).ToListAsync(ct);
        return true;
    }
}
