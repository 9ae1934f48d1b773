using System.Security.Claims;
using System.Text.Encodings.Web;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace LoTrinh.Host.Security;

/// <summary>Signs a program in by the token in its Authorization header.</summary>
internal sealed class ApiTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AppDb db, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiToken";

    public static bool Carries(HttpRequest request) =>
        request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!Carries(Request))
        {
            return AuthenticateResult.NoResult();
        }

        var hash = IssueApiToken.HashOf(Request.Headers.Authorization.ToString()["Bearer ".Length..].Trim());
        var now = clock.UtcNow();
        var token = await db.ApiTokens.AsNoTracking()
            .Where(t => t.Hash == hash && t.RevokedAt == null && t.ExpiresAt > now && db.Users.Any(a => a.Id == t.AccountId && !a.IsDisabled))
            .Select(t => new { t.Id, t.AccountId, t.Scope, t.LastUsedAt }).SingleOrDefaultAsync(Context.RequestAborted);
        if (token is null)
        {
            return AuthenticateResult.Fail("Unknown, ended or revoked token.");
        }

        if (token.LastUsedAt is null || token.LastUsedAt < now.AddMinutes(-1))
        {
            await db.ApiTokens.Where(t => t.Id == token.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), Context.RequestAborted);
        }

        List<Claim> claims = [new(ClaimTypes.NameIdentifier, token.AccountId.ToString())];
        if (token.Scope is { } scope)
        {
            claims.Add(new(Actors.ScopeClaim, scope));
        }

        return AuthenticateResult.Success(new(new ClaimsPrincipal(new ClaimsIdentity(claims, SchemeName)), SchemeName));
    }
}
