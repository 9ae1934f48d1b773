using System.Globalization;
using LoTrinh.Host.Demo;
using LoTrinh.Host.Security;
using LoTrinh.Host.SettingUp;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Idempotency;
using LoTrinh.Ui;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host;

/// <summary>What happens between the building of the application and its first request, and the way a request goes.</summary>
internal static class Startup
{
    /// <summary>Brings the database up to date, fills an empty one when this is a demonstration, and sets the clock.</summary>
    public static async Task PrepareAsync(IServiceProvider services, Settings settings, DemoClock clock)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            var database = db.Database;
            if (settings.CreateSchema)
            {
                await database.EnsureCreatedAsync();
            }
            else if ((await database.GetPendingMigrationsAsync()).Any())
            {
                await database.MigrateAsync();
            }

            await services.GetRequiredService<WhatItIs>().LearnAsync(db, settings.Demo, CancellationToken.None);
            foreach (var shipped in scope.ServiceProvider.GetServices<IReferenceData>())
            {
                await shipped.PutAsync(CancellationToken.None);
            }
        }

        if (services.GetRequiredService<WhatItIs>().IsDemonstration)
        {
            clock.Set(settings.Clock ?? DemoSeeding.EndOfHistory);
            if (settings.Clock is null)
            {
                ActivatorUtilities.CreateInstance<DemoClockFollower>(services).Refresh(); // where someone has set it before
            }

            if (await DemoSeeding.SeedAsync(services, settings, CancellationToken.None))
            {
                Announce();
            }
        }
    }

    /// <summary>Takes the reader's address and scheme from the proxies in front, and from nobody else: limits on guessing count by address.</summary>
    private static void UseProxies(this WebApplication app, Settings settings)
    {
        if (settings.Proxies is not { Count: > 0 } proxies)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(proxy);
        }

        app.UseForwardedHeaders(options);
    }

    /// <summary>The way of a request.</summary>
    public static void UseProduct(this WebApplication app, Settings settings)
    {
        app.UseProxies(settings);
        app.UseExceptionHandler("/loi/500");
        app.Use(NulFree.Address);
        app.UseSecurityHeaders();
        app.Use(Language);
        app.UseStatusCodePages(StatusPages.ShowAsync);
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = c => c.Context.Response.Headers.CacheControl = "public,max-age=3600" });
        app.Use(SetUpState.LeadAsync);
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.Use(RefusalLog.WatchAsync);
        app.Use(OwnPages.RefuseOthersAsync);
        app.Use(KeepFromCaches);
        app.Use(Duties.LeadAsync);
        app.UseAuthorization();
        app.UseIdempotencyKeys();
        app.MapHealthChecks("/healthz", new() { Predicate = _ => false }).AllowAnonymous().WithMetadata(new HttpMethodMetadata(["GET", "HEAD"]));
        app.MapGet("/readyz", async (AppDb db, CancellationToken ct) => await db.Database.CanConnectAsync(ct) ? Results.Ok("ready") : Results.StatusCode(503))
            .AllowAnonymous().ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapRazorPages();
        app.MapFileDownloads().WithSecurityHeadersPolicy(Headers.SentFiles);
        app.MapFileLinks().WithSecurityHeadersPolicy(Headers.SentFiles);
        var api = app.MapGroup("/api/v1").DisableAntiforgery().DemandSeenVersion();
        foreach (var module in Modules.All)
        {
            module.MapEndpoints(api);
        }

        api.MapPlatform();
        // Without an endpoint of its own an unknown address would be refused instead of not found.
        app.MapFallback("/{**path}", Unknown).AllowAnonymous().ExcludeFromDescription();
        BuiltEndpoints.KeepOf(app);
    }

    /// <summary>Answers that there is nothing; a request delegate, since the generator that binds endpoints would forget a fallback's pattern.</summary>
    public static Task Unknown(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // English lives under /en: the prefix becomes the path base, so every link that a page makes keeps it.
    private static Task Language(HttpContext context, RequestDelegate next)
    {
        var english = context.Request.Path.StartsWithSegments("/en", StringComparison.OrdinalIgnoreCase, out var rest);
        if (english)
        {
            context.Request.PathBase = context.Request.PathBase.Add("/en");
            context.Request.Path = rest.HasValue ? rest : "/";
        }
        else if (context.Request.Path.StartsWithSegments("/api/v1") && context.Request.GetTypedHeaders().AcceptLanguage is [var first, ..])
        {
            english = first.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase);
        }

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = english ? Languages.English : Languages.Vietnamese;
        context.Features.Set<IRequestCultureFeature>(new RequestCultureFeature(new RequestCulture(CultureInfo.CurrentUICulture), null));
        return next(context);
    }

    // What someone signed in is shown is for nobody who comes after; a page or endpoint may say otherwise.
    private static Task KeepFromCaches(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            context.Response.Headers.CacheControl = "no-store";
        }

        return next(context);
    }

    private static void Announce()
    {
        Console.WriteLine();
        Console.WriteLine("  Lộ Trình: the demonstration ministry is ready. Accounts (one password for all):");
        foreach (var account in DemoAccounts.All)
        {
            Console.WriteLine($"    {account.Name,-10} {account.Shown}");
        }

        Console.WriteLine(Environment.GetEnvironmentVariable("LOTRINH_DEMO_PASSWORD") is { Length: > 0 }
            ? "  Password: the one in LOTRINH_DEMO_PASSWORD" : $"  Password: {DemoAccounts.Password}");
        Console.WriteLine();
    }
}
