using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using LoTrinh.Platform.Ledger;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Accounts;

/// <summary>One account: who it is, what it may do, where it is signed in, what happened, and what an administrator can do.</summary>
[Permits(PlatformPermissions.AccountsManage)]
internal sealed class AccountRecordPage(
    AccountQueries accounts, AccountAdministration administration, AccountChoices choices, SessionKeeper sessions, AccountPolicies policies, AppDb db) : PageModel
{
    private const int HistoryLength = 20;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Role { get; set; }

    [BindProperty]
    public string? RoleUnitId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public AccountRow Row { get; private set; } = null!;

    public AccountState State { get; private set; }

    public Actor Actor { get; private set; } = Actor.Nobody;

    public bool IsOwn => Row.Id == Actor.AccountId;

    public IReadOnlyList<Session> Sessions { get; private set; } = [];

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    public AccountChoices Choices => choices;

    public int HoursToUse => policies.Current.OneTimePasswordHours;

    /// <summary>The handler whose problems are shown, so that they stand at its form and no other.</summary>
    public string Tried { get; private set; } = "";

    /// <summary>A new one-time password, shown this once.</summary>
    public string? OneTimePassword { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostGiveAsync(CancellationToken ct) => DoAsync("Give", async a =>
    {
        var own = await db.Users.Where(u => u.Id == Id).Select(u => u.UnitId).SingleOrDefaultAsync(ct);
        return await administration.GiveRole(a, Id, Role, AccountChoices.ScopeOf(RoleUnitId, Role, own), ct);
    }, ct);

    public Task<IActionResult> OnPostTakeAsync(Guid assignment, CancellationToken ct) => DoAsync("Take", a => administration.TakeRole(a, Id, assignment, Reason, ct), ct);

    public Task<IActionResult> OnPostDisableAsync(CancellationToken ct) => DoAsync("Disable", a => administration.Disable(a, Id, Reason, ct), ct);

    public Task<IActionResult> OnPostEnableAsync(CancellationToken ct) => DoAsync("Enable", a => administration.Enable(a, Id, ct), ct);

    public Task<IActionResult> OnPostUnlockAsync(CancellationToken ct) => DoAsync("Unlock", a => administration.Unlock(a, Id, ct), ct);

    public Task<IActionResult> OnPostRemoveFactorAsync(CancellationToken ct) => DoAsync("RemoveFactor", a => administration.RemoveSecondFactor(a, Id, Reason, ct), ct);

    public Task<IActionResult> OnPostEndAsync(Guid? session, CancellationToken ct) => DoAsync("End", a => administration.EndSessions(a, Id, session, ct), ct);

    public async Task<IActionResult> OnPostResetAsync(CancellationToken ct)
    {
        var result = await administration.ResetPassword(await HttpContext.ActorAsync(), Id, Reason, ct);
        if (!result.TryGet(out var password))
        {
            return await StayAsync("Reset", result.Problems, ct);
        }

        OneTimePassword = password;
        Reason = null;
        ModelState.Clear();
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    private async Task<IActionResult> DoAsync(string handler, Func<Actor, Task<Result<Account>>> act, CancellationToken ct)
    {
        var result = await act(await HttpContext.ActorAsync());
        if (!result.Ok)
        {
            return await StayAsync(handler, result.Problems, ct);
        }

        return this.Done($"~/quan-tri/tai-khoan/{Id}", $"accounts.done.{handler}");
    }

    private async Task<IActionResult> StayAsync(string handler, IEnumerable<Problem> problems, CancellationToken ct)
    {
        Tried = handler;
        return await LoadAsync(ct) ? this.Stay(problems) : NotFound();
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Actor = await HttpContext.ActorAsync();
        if (await accounts.FindAsync(Actor, Id, ct) is not { } row)
        {
            return false;
        }

        Row = row;
        State = choices.StateOf(row);
        Sessions = await sessions.OfAsync(Id, ct);
        History = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == Id).OrderByDescending(e => e.Seq).Take(HistoryLength).ToListAsync(ct);
        return true;
    }
}
