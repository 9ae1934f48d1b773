using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Host.Accounts;

/// <summary>What the account pages offer to choose from, and how they name it.</summary>
internal sealed class AccountChoices(OrganisationDirectory organisation, Texts texts, TimeProvider clock)
{
    private const string Everywhere = "*";

    public IEnumerable<SelectListItem> RoleItems => Roles.All.Select(r => new SelectListItem(texts[$"role.{r}"], r));

    public IEnumerable<SelectListItem> StateItems => Enum.GetValues<AccountState>().Select(s => new SelectListItem(texts[$"accounts.state.{s}"], s.ToString()));

    /// <summary>Today's units that the actor administers.</summary>
    public IEnumerable<SelectListItem> UnitsOf(Actor actor) => organisation.On(clock.Today())
        .Where(u => actor.May(PlatformPermissions.AccountsManage, u.Path)).Select(u => new SelectListItem(u.Name, u.Id.ToString()));

    /// <summary>Where a role may be held. The account's own unit is chosen unless another choice is made: nobody holds a role everywhere by oversight.</summary>
    public IEnumerable<SelectListItem> ScopesOf(Actor actor) =>
    [
        new(texts["accounts.own-unit"], ""),
        .. actor.May(PlatformPermissions.AccountsManage, "/") ? [new SelectListItem(texts["role.everywhere"], Everywhere)] : Array.Empty<SelectListItem>(),
        .. UnitsOf(actor),
    ];

    /// <summary>The unit that a choice of <see cref="ScopesOf"/> means; null is everywhere, <see cref="Guid.Empty"/> no unit that there is.</summary>
    /// <remarks>A citizen has no unit and holds the role everywhere; for any other role it must be said.</remarks>
    public static Guid? ScopeOf(string? chosen, string? role, Guid? ownUnit) => chosen switch
    {
        null or "" => ownUnit ?? (role is null or "" or Roles.Citizen ? null : Guid.Empty),
        Everywhere => null,
        _ => Guid.TryParse(chosen, out var unit) ? unit : Guid.Empty,
    };

    public string NameOf(RoleRow role) => $"{texts[$"role.{role.Role}"]} – {(role.UnitId is null ? texts["role.everywhere"] : organisation.NameOf(role.UnitId))}";

    public string UnitOf(Guid? unitId) => organisation.NameOf(unitId);

    public AccountState StateOf(AccountRow row) => row.StateAt(clock.GetUtcNow());

    public static string ColorOf(AccountState state) => state switch
    {
        AccountState.Active => "success",
        AccountState.Locked => "warning",
        _ => "neutral",
    };
}
