using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Identity;

/// <summary>What is kept of a person of what a provider of identities has said: all of it is shown, and all of it can be erased.</summary>
internal sealed class IdentityPersonalData(AppDb db, IdentityNumbers numbers) : IPersonalData
{
    public string Key => "identity";

    public IReadOnlyList<(string What, string Why)> Kept => [];

    public async Task<object> ExportAsync(Guid accountId, CancellationToken ct)
    {
        var identity = await db.AccountIdentities.AsNoTracking().SingleOrDefaultAsync(i => i.AccountId == accountId, ct);
        var links = await db.UserLogins.Where(l => l.UserId == accountId).OrderBy(l => l.LoginProvider)
            .Select(l => new ExportedLink(l.LoginProvider, l.ProviderKey)).ToListAsync(ct);
        return new Export(links, identity is null ? null : new(identity.Provider, identity.IsBusiness ? "business" : "citizen", identity.Name, identity.Level,
            identity.VerifiedAt, identity.SaidAt, identity.KeepsNumber, numbers.Open(identity.SealedNumber)));
    }

    public async Task<int> EraseAsync(Guid accountId, CancellationToken ct)
    {
        var identities = await db.AccountIdentities.Where(i => i.AccountId == accountId).ToListAsync(ct);
        db.RemoveRange(identities);
        return identities.Count;
    }

    internal sealed record Export(IReadOnlyList<ExportedLink> Links, ExportedIdentity? Said);

    internal sealed record ExportedLink(string Provider, string Subject);

    internal sealed record ExportedIdentity(
        string Provider, string Kind, string? Name, string? Level, DateTime? VerifiedAt, DateTime SaidAt, bool KeepsNumber, string? Number);
}
