using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.Accounts;

/// <summary>The accounts that the reader administers, and the rules that hold for them.</summary>
[Permits(PlatformPermissions.AccountsManage)]
internal sealed class AccountListPage(AccountQueries accounts, AccountChoices choices, AccountPolicies policies) : PageModel
{
    public AccountFilter Filter { get; private set; } = new();

    public IReadOnlyList<AccountRow> Rows { get; private set; } = [];

    public int Count { get; private set; }

    public int Pages => (Count + AccountFilter.PageSize - 1) / AccountFilter.PageSize;

    public Actor Actor { get; private set; } = Actor.Nobody;

    public AccountChoices Choices => choices;

    public AccountPolicies Policies => policies;

    public async Task OnGetAsync(string? q, [FromQuery(Name = "vaitro")] string? role, [FromQuery(Name = "donvi")] Guid? unit,
        [FromQuery(Name = "trangthai")] AccountState? state, [FromQuery(Name = "trang")] int? page, CancellationToken ct)
    {
        Actor = await HttpContext.ActorAsync();
        Filter = new(q, role, unit, state, Math.Max(1, page ?? 1));
        (Rows, Count) = await accounts.ListAsync(Actor, Filter, ct);
    }
}
