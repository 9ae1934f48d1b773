using LoTrinh.Host.Demo;
using System.Security.Claims;
using System.Threading.RateLimiting;
using LoTrinh.Host.Accounts;
using LoTrinh.Host.MyAccount;
using LoTrinh.Host.Registering;
using LoTrinh.Host.Security;
using LoTrinh.Host.SettingUp;
using LoTrinh.Host.SigningIn;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity.Policy;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host;

/// <summary>Sign-in, permissions, cookies, limits.</summary>
internal static class SecuritySetup
{
    private const string Chooser = "lotrinh";

    public static void AddSecurity(this IServiceCollection services, Settings settings)
    {
        services.AddProductHeaders(settings);
        services.AddHttpContextAccessor();
        services.AddMemoryCache();
        services.AddSingleton<PermissionCatalogue>();
        services.AddSingleton<IActorSource, Actors>();
        services.AddScoped<IssueApiToken>();
        services.AddSingleton(s => new AccountPolicies(settings.Policy, () => s.GetRequiredService<WhatItIs>().IsDemonstration, s.GetRequiredService<TimeProvider>()));
        services.AddScoped<AccountStore>();
        services.AddScoped<IUserStore<Account>>(s => s.GetRequiredService<AccountStore>());
        services.AddScoped<Attempts>();
        services.AddScoped<Passwords>();
        // A hash of fewer rounds is made anew at the next sign-in.
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = settings.HashingRounds);
        services.AddScoped<SessionKeeper>();
        services.AddScoped<SignInFlow>();
        services.AddScoped<AcceptFromElsewhere>();
        services.AddScoped<Vouching>();
        services.AddMyAccount();
        services.AddAccountAdministration();
        services.AddScoped<RegisterCitizen>();
        services.AddSingleton<SetUpState>();
        services.AddScoped<SetUp>();
        services.AddIdentityCore<Account>(options =>
            {
                // Passwords are judged by PasswordRules, attempts counted by Attempts.
                options.User.RequireUniqueEmail = false;
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddSignInManager().AddDefaultTokenProviders();
        services.Configure<IdentityPasskeyOptions>(options => Passkeys(options, settings));
        var authentication = services.AddAuthentication(Chooser)
            .AddPolicyScheme(Chooser, null, o =>
            {
                o.ForwardDefaultSelector = c => ApiTokenHandler.Carries(c.Request) ? ApiTokenHandler.SchemeName : IdentityConstants.ApplicationScheme;
            })
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.SchemeName, null)
            .AddElsewhere(settings);
        authentication.AddIdentityCookies();
        services.AddSingleton<ITicketStore, SessionStore>();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<ITicketStore, IServiceProvider>((o, store, provider) =>
            {
                ConfigureSession(o, store, settings);
                o.TimeProvider = provider.GetRequiredKeyedService<TimeProvider>(MachineClock.Key);
            });
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, o => Secure(o.Cookie, "lotrinh-step", settings));
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ExternalScheme, o => Secure(o.Cookie, "lotrinh-elsewhere", settings));
        services.Configure<Microsoft.AspNetCore.Mvc.CookieTempDataProviderOptions>(o => Secure(o.Cookie, "lotrinh-note", settings));
        services.AddSingleton<IAuthorizationPolicyProvider, PermissionPolicies>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        services.AddAntiforgery(o => Secure(o.Cookie, "lotrinh-form", settings));
        services.AddRateLimiter(Limit);
    }

    /// <summary>On https the name's prefix makes browsers refuse the cookie from anyone else; plain http is for one's own machine.</summary>
    public static void Secure(CookieBuilder cookie, string name, Settings settings)
    {
        cookie.Name = settings.IsHttps ? $"__Host-{name}" : name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Path = "/";
        cookie.SecurePolicy = settings.IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    /// <summary>Minutes without a request after which the session of the request ends.</summary>
    public static int SessionMinutes(HttpContext context) =>
        context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties is { ExpiresUtc: { } end, IssuedUtc: { } start }
            ? (int)(end - start).TotalMinutes : 30;

    private static void ConfigureSession(CookieAuthenticationOptions options, ITicketStore store, Settings settings)
    {
        Secure(options.Cookie, "lotrinh", settings);
        options.SessionStore = store;
        options.SlidingExpiration = true;
        options.LoginPath = "/dang-nhap";
        options.ReturnUrlParameter = "ve";
        options.Events.OnSigningIn = LimitIdleAsync;
        // Renewed with each minute, not after half its life: the limit then means what it says.
        options.Events.OnCheckSlidingExpiration = context =>
        {
            context.ShouldRenew = context.ElapsedTime >= TimeSpan.FromMinutes(1);
            return Task.CompletedTask;
        };
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        // The session row is the truth; the security stamp is checked when roles or passwords change by ending the sessions.
        options.Events.OnValidatePrincipal = _ => Task.CompletedTask;
    }

    // Administrators' sessions end sooner.
    private static async Task LimitIdleAsync(CookieSigningInContext context)
    {
        var services = context.HttpContext.RequestServices;
        var (policy, now) = (services.GetRequiredService<AccountPolicies>().Current, context.Options.TimeProvider!.GetUtcNow());
        var id = Guid.Parse(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var administrator = await services.GetRequiredService<AppDb>().RoleAssignments.AnyAsync(r => r.AccountId == id && r.Role == Roles.Administrator);
        context.Properties.IssuedUtc = now;
        context.Properties.ExpiresUtc = now.AddMinutes(administrator ? policy.AdministratorIdleMinutes : policy.IdleMinutes);
    }

    // A passkey asks for its owner's finger, face or PIN: it is two factors in one, and needs no name.
    private static void Passkeys(IdentityPasskeyOptions options, Settings settings)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        if (settings.PublicUrl is { } address && Uri.TryCreate(address, UriKind.Absolute, out var url))
        {
            options.ServerDomain = url.Host;
            options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == url.GetLeftPart(UriPartial.Authority));
        }
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        var wantsPage = HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api");
        if (status == StatusCodes.Status401Unauthorized && wantsPage)
        {
            context.Response.Redirect(context.RedirectUri);
        }
        else
        {
            context.Response.StatusCode = status;
        }

        return Task.CompletedTask;
    }

    private static void Limit(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        // For what guesses at secrets or posts without an account: sign-in, comments, tracking by code.
        options.AddPolicy("guess", context => RateLimitPartition.GetSlidingWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = 60, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
        options.AddPolicy(SearchLimits.Policy, context => RateLimitPartition.GetSlidingWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = SearchLimits.PerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
        options.AddPolicy(FileLinks.Policy, context => RateLimitPartition.GetSlidingWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = FileLinks.PerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 }));
        // For what makes accounts: an office behind one address registers now and then, a machine all the time.
        options.AddPolicy("register", context => HttpMethods.IsPost(context.Request.Method)
            ? RateLimitPartition.GetSlidingWindowLimiter(
                context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new() { PermitLimit = 20, Window = TimeSpan.FromMinutes(10), SegmentsPerWindow = 10 })
            : RateLimitPartition.GetNoLimiter("only looks"));
    }
}
