using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace LoTrinh.Tests.Identity;

/// <summary>An OpenID Connect provider on a port of its own: OpenIddict, with one client, that signs in whom <see cref="Subject"/> names.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string ClientId = "lo-trinh", ClientSecret = "bi-mat-cua-ung-dung";
    private static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "cua-nha-cung-cap" };
    private readonly WebApplication _app;
    private readonly SqliteConnection _connection;

    private Provider(WebApplication app, SqliteConnection connection) => (_app, _connection) = (app, connection);

    /// <summary>Who is signed in at the provider; null refuses.</summary>
    public string? Subject { get; set; } = "sub-1";

    /// <summary>Makes another identity token of the claims that the provider would send, given its key; null sends what is right.</summary>
    public Func<JsonObject, RsaSecurityKey, string>? Forge { get; set; }

    /// <summary>What it says of the person beside the subject and the name.</summary>
    public Dictionary<string, string> Claims { get; } = [];

    /// <summary>Whether it says so when it is asked, rather than in the token.</summary>
    public bool SaysWhenAsked { get; set; }

    public string Address => _app.Urls.First() + "/";

    public static async Task<Provider> StartAsync(bool ignoresProofKeys = false)
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
                o.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetUserInfoEndpointUris("connect/userinfo");
                _ = ignoresProofKeys ? o.AllowAuthorizationCodeFlow() : o.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                o.RegisterScopes("openid", "profile");
                o.AddEphemeralEncryptionKey().AddSigningKey(Key);
                o.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableUserInfoEndpointPassthrough().DisableTransportSecurityRequirement();
            });
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorization();
        var app = builder.Build();
        var provider = new Provider(app, connection);
        if (ignoresProofKeys)
        {
            app.Use(DropProofKeys);
        }

        app.Use(provider.ForgeTokens);
        app.UseRouting();
        app.UseAuthentication();
        app.MapMethods("connect/authorize", ["GET"], provider.Authorize);
        app.MapMethods("connect/userinfo", ["GET", "POST"], (Delegate)provider.SayAsync);
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

    private async Task ForgeTokens(HttpContext context, RequestDelegate next)
    {
        if (Forge is not { } forge || context.Request.Path != "/connect/token")
        {
            await next(context);
            return;
        }

        var sent = context.Response.Body;
        using var kept = new MemoryStream();
        context.Response.Body = kept;
        await next(context);
        context.Response.Body = sent;
        var answer = JsonNode.Parse(kept.ToArray())!.AsObject();
        var claims = new JsonWebToken((string)answer["id_token"]!).EncodedPayload;
        answer["id_token"] = forge(JsonNode.Parse(Base64UrlEncoder.DecodeBytes(claims))!.AsObject(), Key);
        var body = Encoding.UTF8.GetBytes(answer.ToJsonString());
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body);
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
        foreach (var (type, value) in SaysWhenAsked ? [] : Claims)
        {
            identity.SetClaim(type, value);
        }

        identity.SetScopes(context.GetOpenIddictServerRequest()!.GetScopes());
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), null, scheme);
    }

    private async Task<IResult> SayAsync(HttpContext context)
    {
        var asked = await context.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return Results.Json(Claims.Append(new("sub", asked.Principal!.GetClaim("sub")!)).ToDictionary());
    }

    // As a provider does that has never heard of them.
    private static async Task DropProofKeys(HttpContext context, RequestDelegate next)
    {
        context.Request.QueryString = QueryString.Create(context.Request.Query.Where(q => !q.Key.StartsWith("code_challenge", StringComparison.Ordinal)));
        if (context.Request.HasFormContentType)
        {
            var form = await context.Request.ReadFormAsync();
            context.Request.Form = new FormCollection(form.Where(f => f.Key != "code_verifier").ToDictionary());
        }

        await next(context);
    }

    private sealed class ProviderDb(DbContextOptions<ProviderDb> options) : DbContext(options);
}
