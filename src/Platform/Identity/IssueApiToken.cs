using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Time;

namespace LoTrinh.Platform.Identity;

/// <summary>Makes an API token for an account. The token is told once and kept as a hash.</summary>
public sealed class IssueApiToken(AppDb db, TimeProvider clock)
{
    /// <summary>Longest life of a token.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromDays(366);

    /// <summary>Longest name of a token, in characters.</summary>
    public const int NameMaxLength = 80;

    /// <summary>Makes the token.</summary>
    /// <param name="actor">
    /// Who asks; for one's own account, unless it is the system: an administrator with another's token could act as anyone.
    /// </param>
    /// <param name="accountId">The account the token acts for.</param>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="life">How long it lives, at most <see cref="LongestLife"/>.</param>
    /// <param name="scope">
    /// Permissions it is limited to, each of them the actor's own. Only the system may name none, which means all that the account has.
    /// </param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<string>> Handle(
        Actor actor, Guid accountId, string? name, TimeSpan life, IReadOnlyCollection<string> scope, CancellationToken ct)
    {
        if (actor.AccountId != accountId && !actor.IsSystem)
        {
            return Problem.Forbidden();
        }

        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(!string.IsNullOrWhiteSpace(name) && name.Length <= NameMaxLength,
                Problem.Invalid("token.name", "Name", NameMaxLength)),
            .. Problem.Unless(life > TimeSpan.Zero && life <= LongestLife, Problem.Invalid("token.life", "Days", LongestLife.Days)),
            .. Problem.Unless(actor.IsSystem || scope.Count > 0, Problem.Invalid("token.scope-missing", "Scope")),
            .. Problem.Unless(actor.IsSystem || scope.All(actor.May), Problem.Invalid("token.scope", "Scope")),
        ];
        if (!problems.IsEmpty)
        {
            return problems;
        }

        var token = ApiToken.Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var row = new ApiToken
        {
            AccountId = accountId,
            Name = name!.Trim(),
            Hash = HashOf(token),
            Scope = scope.Count == 0 ? null : string.Join(' ', scope),
            CreatedAt = clock.UtcNow(),
            ExpiresAt = clock.UtcNow() + life,
        };
        db.ApiTokens.Add(row);
        db.Record(actor, "platform.token.issued", row);
        await db.SaveChangesAsync(ct);
        return token;
    }

    /// <summary>What is kept of a secret of full entropy.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
