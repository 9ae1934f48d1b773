using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace LoTrinh.Host.SigningIn;

/// <summary>Sign-in at an OpenID Connect provider: code flow with PKCE, state and nonce.</summary>
internal static class Oidc
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "oidc";

    private const int ReasonMaxLength = 500;

    /// <summary>Where the provider sends people back to; to be registered there.</summary>
    public const string CallbackPath = "/dang-nhap/noi-khac/nhan";

    private static readonly string[] Signatures = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"];

    public static AuthenticationBuilder AddElsewhere(this AuthenticationBuilder authentication, Settings settings)
    {
        if (settings.Oidc is not { } oidc)
        {
            return authentication;
        }

        var rules = oidc.Rules;
        return authentication.AddOpenIdConnect(Scheme, oidc.Name, options =>
        {
            options.SignInScheme = IdentityConstants.ExternalScheme;
            options.Authority = oidc.Authority;
            options.ClientId = oidc.ClientId;
            options.ClientSecret = oidc.ClientSecret;
            options.ResponseType = OpenIdConnectResponseType.Code;
            // Comes back by a link rather than by a form from another site, so that the cookies may stay SameSite=Lax.
            options.ResponseMode = OpenIdConnectResponseMode.Query;
            options.UsePkce = true;
            options.Scope.Clear();
            foreach (var scope in (oidc.Scope ?? rules.Scope).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                options.Scope.Add(scope);
            }

            // Of what the provider tells when asked, only the named claims are looked at; the token's own come first.
            options.GetClaimsFromUserInfoEndpoint = rules.UserInfo;
            options.ClaimActions.Clear();
            foreach (var claim in rules.Read)
            {
                options.ClaimActions.MapUniqueJsonKey(claim, claim);
            }

            options.MapInboundClaims = false;
            options.SaveTokens = false;
            // Signatures that only the provider can make: never none, nor one by a secret that we hold as well.
            options.TokenValidationParameters.ValidAlgorithms = Signatures;
            options.RequireHttpsMetadata = oidc.Authority.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
            options.CallbackPath = CallbackPath;
            // The provider and the browser live in today's time, whatever a demonstration's clock says.
            options.TimeProvider = TimeProvider.System;
            SecuritySetup.Secure(options.CorrelationCookie, "lotrinh-oidc.", settings);
            SecuritySetup.Secure(options.NonceCookie, "lotrinh-nonce.", settings);
            // One address for both languages, as the provider knows it.
            options.Events.OnRedirectToIdentityProvider = context =>
            {
                context.ProtocolMessage.RedirectUri = $"{settings.PublicUrl?.TrimEnd('/') ?? $"{context.Request.Scheme}://{context.Request.Host}"}{CallbackPath}";
                context.ProtocolMessage.AcrValues = oidc.Acr ?? rules.Acr;
                return Task.CompletedTask;
            };
            // Nothing else of the claims goes further than this, not even into the cookie that leads to our next page.
            options.Events.OnTicketReceived = context =>
            {
                if (VouchedPerson.Of(context.Principal!, oidc.Rules) is { } person)
                {
                    context.Principal = person.ToPrincipal(Scheme);
                    return Task.CompletedTask;
                }

                Refuse(context, oidc, "the claims do not say who it is");
                return Task.CompletedTask;
            };
            options.Events.OnRemoteFailure = context =>
            {
                Refuse(context, oidc, context.Failure?.Message);
                return Task.CompletedTask;
            };
        });
    }

    private static void Refuse(HandleRequestContext<RemoteAuthenticationOptions> context, OidcSettings oidc, string? reason)
    {
        context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Oidc))
            .LogWarning("The sign-in at {Authority} did not succeed: {Reason}", oidc.Authority, OneLine(reason));
        context.Response.Redirect("/dang-nhap?loi=noi-khac");
        context.HandleResponse();
    }

    // The reason may be what someone put into the address: a line of the log stays one line.
    private static string OneLine(string? reason) =>
        string.Concat((reason ?? "").Take(ReasonMaxLength).Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
