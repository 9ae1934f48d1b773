using LoTrinh.Host.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace LoTrinh.Host.SigningIn;

/// <summary>Sign-in at an OpenID Connect provider: code flow with PKCE, state and nonce.</summary>
internal static class Oidc
{
    /// <summary>Name of the scheme.</summary>
    public const string Scheme = "oidc";

    /// <summary>Where the provider sends people back to; to be registered there.</summary>
    public const string CallbackPath = "/dang-nhap/noi-khac/nhan";

    public static AuthenticationBuilder AddElsewhere(this AuthenticationBuilder authentication, Settings settings)
    {
        if (settings.Oidc is not { } oidc)
        {
            return authentication;
        }

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
            options.Scope.Add("openid");
            options.Scope.Add("profile");
            options.MapInboundClaims = false;
            options.SaveTokens = false;
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
                return Task.CompletedTask;
            };
            options.Events.OnRemoteFailure = context =>
            {
                context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Oidc))
                    .LogWarning(context.Failure, "The sign-in at {Authority} did not succeed.", oidc.Authority);
                context.Response.Redirect("/dang-nhap?loi=noi-khac");
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
    }
}
