using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Host.Accounts;

/// <summary>What the account pages offer to choose from, and how they name it.</summary>
internal sealed class AccountChoices(OrganisationDirectory organisation, Texts texts, TimeProvider clock)
{
    public IEnumerable<SelectListItem> RoleItems => Roles.All.Select(r => new SelectListItem(texts[$"role.{r}"], r));

    public IEnumerable<SelectListItem> StateItems => Enum.GetValues<AccountState>().Select(s => new SelectListItem(texts[$"accounts.state.{s}"], s.ToString()));

    /// <summary>Today's units that the actor administers.</summary>
    public IEnumerable<SelectListItem> UnitsOf(Actor actor) => organisation.On(clock.Today())
        .Where(u => actor.May(PlatformPermissions.AccountsManage, u.Path)).Select(u => new SelectListItem(u.Name, u.Id.ToString()));

    /// <summary>The same, with everything as the first choice for whom it is theirs to give.</summary>
    public IEnumerable<SelectListItem> ScopesOf(Actor actor) =>
        [.. actor.May(PlatformPermissions.AccountsManage, "/") ? [new SelectListItem(texts["role.everywhere"], "")] : Array.Empty<SelectListItem>(), .. UnitsOf(actor)];

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
