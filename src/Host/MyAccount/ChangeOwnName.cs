using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;

namespace LoTrinh.Host.MyAccount;

/// <summary>Changes the name that others see.</summary>
internal sealed class ChangeOwnName(AppDb db, SessionKeeper sessions)
{
    public async Task<Result<Account>> Handle(Actor actor, string? name, CancellationToken ct)
    {
        if (actor.Lacks(PlatformPermissions.OwnAccount) is { } refusal)
        {
            return refusal;
        }

        if (Names.CheckShown(name, nameof(MyAccountPage.DisplayName)) is { } problem)
        {
            return problem;
        }

        var account = await db.OwnAsync(actor, ct);
        var before = account.DisplayName;
        account.DisplayName = name!.Trim();
        db.Record(actor, "platform.account.renamed", nameof(Account), account.Id, new { DisplayName = new[] { before, account.DisplayName } });
        await db.SaveChangesAsync(ct);
        sessions.Refresh(account.Id);
        return account;
    }
}
