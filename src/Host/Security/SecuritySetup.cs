using System.Threading.RateLimiting;
using LoTrinh.Host.Demo;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.RateLimiting;

namespace LoTrinh.Host.Security;

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
        services.AddIdentityCore<Account>(options =>
            {
                options.User.RequireUniqueEmail = false;
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.Password.RequiredLength = 12;
                options.Password.RequireDigit = options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<AppDb>().AddSignInManager().AddDefaultTokenProviders();
        services.AddAuthentication(Chooser)
            .AddPolicyScheme(Chooser, null, o =>
            {
                o.ForwardDefaultSelector = c => ApiTokenHandler.Carries(c.Request) ? ApiTokenHandler.SchemeName : IdentityConstants.ApplicationScheme;
            })
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.SchemeName, null)
            .AddIdentityCookies();
        services.AddSingleton<ITicketStore, SessionStore>();
        services.AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<ITicketStore, IServiceProvider>((o, store, provider) =>
            {
                ConfigureSession(o, store, settings);
                o.TimeProvider = provider.GetRequiredKeyedService<TimeProvider>(DemoClock.Machine);
            });
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

    private static void ConfigureSession(CookieAuthenticationOptions options, ITicketStore store, Settings settings)
    {
        Secure(options.Cookie, "lotrinh", settings);
        options.SessionStore = store;
        options.ExpireTimeSpan = TimeSpan.FromMinutes(30);
        options.SlidingExpiration = true;
        options.LoginPath = "/dang-nhap";
        options.ReturnUrlParameter = "ve";
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        // The session row is the truth; the security stamp is checked when roles or passwords change by ending the sessions.
        options.Events.OnValidatePrincipal = _ => Task.CompletedTask;
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
    }
}
