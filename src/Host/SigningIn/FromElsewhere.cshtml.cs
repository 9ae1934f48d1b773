using System.Security.Cryptography;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.Host.SigningIn;

/// <summary>Signs in someone whom the other place vouches for.</summary>
[AllowAnonymous]
[EnableRateLimiting("guess")]
internal sealed class FromElsewherePage(SignInManager<Account> signIn, SignInFlow flow, AcceptFromElsewhere accept) : PageModel
{
    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "ve")] string? returnTo, CancellationToken ct)
    {
        if (User.Identity?.IsAuthenticated == true)
        {
            return this.Back(returnTo);
        }

        var info = await signIn.GetExternalLoginInfoAsync();
        await HttpContext.SignOutAsync(IdentityConstants.ExternalScheme);
        return info is null ? this.Stay([Problem.Invalid("sign-in.elsewhere-failed")])
            : this.Follow(await flow.ExternalAsync(await accept.Handle(VouchedPerson.From(info.Principal), ct), ct), returnTo);
    }
}

/// <summary>
/// Finds the account that a person of the other place is linked to, or makes a citizen's account with the least data: the
/// subject and the name, and of a place that verifies people the little that <see cref="Vouching"/> keeps. An e-mail address is neither asked for nor compared: who controls an address there must not
/// become the owner of an account here.
/// </summary>
internal sealed class AcceptFromElsewhere(UserManager<Account> users, AppDb db, Vouching vouching, Settings settings, Texts texts, TimeProvider clock)
{
    public Task<Account> Handle(VouchedPerson person, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        if (await vouching.FindAsync(person) is { } known)
        {
            await vouching.KeepAsync(known, person, ct);
            await db.SaveChangesAsync(ct);
            return known;
        }

        var account = new Account
        {
            UserName = $"cd-{RandomNumberGenerator.GetHexString(12, lowercase: true)}",
            DisplayName = Vouching.Shown(person) ?? texts["role.citizen"],
            CreatedAt = clock.UtcNow(),
            LockoutEnabled = true,
        };
        await users.CreateAsync(account);
        await vouching.LinkAsync(account, person);
        db.RoleAssignments.Add(new RoleAssignment { AccountId = account.Id, Role = Roles.Citizen });
        db.Record(Actor.System, "platform.account.created", nameof(Account), account.Id, new { account.UserName, from = settings.Oidc!.Authority });
        await vouching.KeepAsync(account, person, ct);
        await db.SaveChangesAsync(ct);
        return account;
    }, _ => true, ct);
}
