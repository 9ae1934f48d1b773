using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LoTrinh.Host.Accounts;

/// <summary>An account as programs read it.</summary>
internal sealed record AccountAnswer(Guid Id, string UserName, string Name, string? Unit, AccountState State, bool SecondFactor, DateTime CreatedAt,
    DateTime? LastSignInAt, IReadOnlyList<RoleAnswer> Roles)
{
    public static AccountAnswer Of(AccountRow row, OrganisationDirectory organisation, DateTimeOffset now) => new(
        row.Id, row.UserName, row.DisplayName, organisation.Find(row.UnitId)?.Key, row.StateAt(now), row.HasSecondFactor, row.CreatedAt, row.LastSignInAt,
        [.. row.Roles.Select(r => new RoleAnswer(r.Role, organisation.Find(r.UnitId)?.Key))]);
}

/// <summary>A role that an account holds; without a unit, everywhere.</summary>
internal sealed record RoleAnswer(string Role, string? Unit);

/// <summary>A page of accounts.</summary>
internal sealed record AccountPage(int Count, int Page, int PageSize, IReadOnlyList<AccountAnswer> Accounts);

/// <summary>A role and what its holders may do.</summary>
internal sealed record RolePermissions(string Role, IReadOnlyList<string> Permissions);

/// <summary>Who a program acts for, and what it may do where.</summary>
internal sealed record OwnAnswer(Guid Id, string Name, string? Unit, IReadOnlyList<Grant> Grants);

/// <summary>Accounts and roles for programs.</summary>
internal static class AccountEndpoints
{
    public static void AddAccountAdministration(this IServiceCollection services) =>
        services.AddScoped<AccountQueries>().AddScoped<AccountAdministration>().AddScoped<AccountChoices>();

    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        api.MapGet("/accounts", List).RequireAuthorization(PermitsAttribute.Prefix + PlatformPermissions.AccountsManage);
        api.MapGet("/accounts/{id:guid}", Get).RequireAuthorization(PermitsAttribute.Prefix + PlatformPermissions.AccountsManage);
        api.MapGet("/roles", (PermissionCatalogue catalogue) => Roles.All.Select(r => new RolePermissions(r, catalogue.Of(r))))
            .RequireAuthorization(PermitsAttribute.Prefix + PlatformPermissions.AccountsManage);
        api.MapGet("/account", (Actor actor, OrganisationDirectory organisation) =>
            new OwnAnswer(actor.AccountId, actor.Name, organisation.Find(actor.UnitId)?.Key, actor.Grants)).RequireAuthorization(p => p.RequireAuthenticatedUser());
    }

    private static async Task<Results<Ok<AccountPage>, ProblemHttpResult>> List(Actor actor, AccountQueries accounts, OrganisationDirectory organisation,
        TimeProvider clock, HttpContext http, CancellationToken ct, string? q = null, string? role = null, string? unit = null, AccountState? state = null, int page = 1)
    {
        if (unit is not null && organisation.Find(unit) is null)
        {
            return Problem.Invalid("accounts.unit-unknown", "Unit").ToHttp(http);
        }

        var (rows, count) = await accounts.ListAsync(actor, new(q, role, organisation.Find(unit)?.Id, state, page), ct);
        return TypedResults.Ok(new AccountPage(count, page, AccountFilter.PageSize, [.. rows.Select(r => AccountAnswer.Of(r, organisation, clock.GetUtcNow()))]));
    }

    private static async Task<Results<Ok<AccountAnswer>, ProblemHttpResult>> Get(
        Guid id, Actor actor, AccountQueries accounts, OrganisationDirectory organisation, TimeProvider clock, HttpContext http, CancellationToken ct) =>
        await accounts.FindAsync(actor, id, ct) is { } row
            ? TypedResults.Ok(AccountAnswer.Of(row, organisation, clock.GetUtcNow())) : Problem.NotFound("accounts.unknown").ToHttp(http);
}
