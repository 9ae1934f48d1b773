using System.Collections.Immutable;
using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Identity;

namespace LoTrinh.Host.Registering;

/// <summary>What someone types to get a citizen's account.</summary>
internal sealed record Registration(string? DisplayName, string? UserName, string? Password, string? Repeated);

/// <summary>
/// Makes a citizen's account. Whether the name was free is not told: who registers learns it by signing in, who only
/// wants to know whether somebody has an account learns nothing without making one.
/// </summary>
internal sealed class RegisterCitizen(UserManager<Account> users, Passwords passwords, AccountPolicies policies, AppDb db, TimeProvider clock)
{
    public async Task<Result<bool>> Handle(Registration typed, CancellationToken ct)
    {
        ImmutableArray<Problem> problems =
        [
            .. Names.CheckShown(typed.DisplayName, nameof(typed.DisplayName)) is { } shown ? [shown] : Array.Empty<Problem>(),
            .. Names.CheckUserName(typed.UserName, nameof(typed.UserName)) is { } named ? [named] : Array.Empty<Problem>(),
            .. PasswordRules.Check(policies.Current, typed.Password, new(typed.UserName), nameof(typed.Password)),
            .. Problem.Unless(typed.Password == typed.Repeated, Problem.Invalid("password.repeat-differs", nameof(typed.Repeated))),
        ];
        if (!problems.IsEmpty)
        {
            return problems;
        }

        return await db.InTransactionAsync(() => MakeAsync(typed, ct), made => made, ct) || true;
    }

    private async Task<bool> MakeAsync(Registration typed, CancellationToken ct)
    {
        var name = typed.UserName!.Trim();
        if (await users.FindByNameAsync(name) is not null)
        {
            passwords.IsRight(null, typed.Password!); // takes as long as making one
            return false;
        }

        var account = new Account { UserName = name, DisplayName = typed.DisplayName!.Trim(), CreatedAt = clock.UtcNow(), LockoutEnabled = true };
        account.Email = name.Contains('@', StringComparison.Ordinal) ? name : null;
        await users.CreateAsync(account);
        await passwords.ChooseAsync(account, typed.Password, typed.Repeated, isAdministrator: false, nameof(typed.Password), nameof(typed.Repeated), ct);
        db.RoleAssignments.Add(new RoleAssignment { AccountId = account.Id, Role = Roles.Citizen });
        if (Languages.IsEnglish)
        {
            // Who registers in English is told in English, with links to the English pages, until they choose otherwise.
            db.NotificationPreferences.Add(new() { AccountId = account.Id, Language = Languages.Current });
        }

        db.Record(Actor.System, "platform.account.registered", nameof(Account), account.Id, null);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
