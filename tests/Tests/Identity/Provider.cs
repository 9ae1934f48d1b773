using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace LoTrinh.Tests.Identity;

/// <summary>An OpenID Connect provider on a port of its own: OpenIddict, with one client, that signs in whom <see cref="Subject"/> names.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string ClientId = "lo-trinh", ClientSecret = "bi-mat-cua-ung-dung";
    private readonly WebApplication _app;
    private readonly SqliteConnection _connection;

    private Provider(WebApplication app, SqliteConnection connection) => (_app, _connection) = (app, connection);

    /// <summary>Who is signed in at the provider; null refuses.</summary>
    public string? Subject { get; set; } = "sub-1";

    public string Address => _app.Urls.First() + "/";

    public static async Task<Provider> StartAsync()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging();
        builder.Services.AddDbContext<ProviderDb>(o => o.UseSqlite(connection).UseOpenIddict());
        builder.Services.AddOpenIddict()
            .AddCore(o => o.UseEntityFrameworkCore().UseDbContext<ProviderDb>())
            .AddServer(o =>
            {
                o.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
                o.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                o.RegisterScopes("openid", "profile");
                o.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
                o.UseAspNetCore().EnableAuthorizationEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        var app = builder.Build();
        var provider = new Provider(app, connection);
        app.UseRouting();
        app.UseAuthentication();
        app.MapMethods("connect/authorize", ["GET"], provider.Authorize);
        await app.StartAsync();
        return provider;
    }

    /// <summary>Lets the product come back to <paramref name="callback"/>.</summary>
    public async Task RegisterAsync(string callback)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProviderDb>().Database.EnsureCreatedAsync();
        var client = new OpenIddictApplicationDescriptor { ClientId = ClientId, ClientSecret = ClientSecret, RedirectUris = { new Uri(callback) } };
        client.Permissions.UnionWith(
        [
            OpenIddictConstants.Permissions.Endpoints.Authorization, OpenIddictConstants.Permissions.Endpoints.Token, OpenIddictConstants.Permissions.GrantTypes.AuthorizationCode,
            OpenIddictConstants.Permissions.ResponseTypes.Code, OpenIddictConstants.Permissions.Scopes.Profile,
        ]);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(client);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private IResult Authorize(HttpContext context)
    {
        var scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
        if (Subject is not { } subject)
        {
            return Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = OpenIddictConstants.Errors.AccessDenied,
            }), [scheme]);
        }

        var identity = new ClaimsIdentity("test", "name", "role");
        identity.SetClaim("sub", subject).SetClaim("name", "Lê Văn Minh Hoạ").SetClaim("email", "office@demo.example");
        identity.SetScopes(context.GetOpenIddictServerRequest()!.GetScopes());
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), null, scheme);
    }

    private sealed class ProviderDb(DbContextOptions<ProviderDb> options) : DbContext(options);
}
