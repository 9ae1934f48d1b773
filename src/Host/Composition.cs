using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using LoTrinh.Host.Api;
using LoTrinh.Host.Data;
using LoTrinh.Host.Demo;
using LoTrinh.Host.Events;
using LoTrinh.Host.Jobs;
using LoTrinh.Host.Pages;
using LoTrinh.Host.Security;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.DataProtection;

namespace LoTrinh.Host;

/// <summary>Puts the product together: what every process needs, the web or a command.</summary>
internal static class Composition
{
    public static void AddProduct(IServiceCollection services, IConfiguration configuration, Settings settings, TimeProvider clock)
    {
        services.AddLogging();
        services.AddSingleton(settings);
        services.AddSingleton<WhatItIs>();
        services.AddSingleton(clock);
        services.AddKeyedSingleton(MachineClock.Key, TimeProvider.System);
        services.AddSingleton(new Texts(Modules.All.Select(m => m.GetType().Assembly).Concat([typeof(Texts).Assembly, typeof(AppDb).Assembly, typeof(Composition).Assembly])));
        services.AddSingleton<OrganisationDirectory>();
        services.AddDatabase(settings);
        services.AddDataProtection().SetApplicationName("LoTrinh")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataFolder, "keys")));
        services.AddSecurity(settings);
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<JobRunner>();
        services.AddScoped<IDemoSeed, DemoAccounts>();
        services.AddScoped<SetDemoClock>();
        services.AddSingleton<IKeptInMemory, DemoClockFollower>();
        PlatformServices.Add(services, configuration, settings.DataFolder);
        foreach (var module in Modules.All)
        {
            services.AddSingleton(module);
            module.AddServices(services, configuration);
        }
    }

    public static void AddWeb(this WebApplicationBuilder builder)
    {
        // Vietnamese letters pass through as they are; the default encoder writes each as an entity.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        builder.Services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            o.SerializerOptions.Converters.Add(new NulFreeStringConverter());
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        });
        // It writes what an address says as it stands there, line breaks too; Oidc says the same in one line.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None);
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ProgramErrors>();
        // What a program sends wrongly is its mistake wherever we run, also where the framework would rather throw.
        builder.Services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = false);
        builder.Services.AddSingleton<DescribedApi>();
        builder.Services.AddOpenApi("v1", o => o.AddOperationTransformer<DescribedApi>().AddDocumentTransformer<DescribedApi>().AddSchemaTransformer(NulFreeStringConverter.Describe));
        builder.Services.AddHealthChecks();
        if (builder.Configuration["LOTRINH_JOBS"] != "off")
        {
            builder.Services.AddHostedService(s => s.GetRequiredService<OutboxDispatcher>());
            builder.Services.AddHostedService(s => s.GetRequiredService<JobRunner>());
        }

        builder.Services.AddHostedService<Ledger.LedgerSealer>();
        builder.Services.AddHostedService<SearchUpkeep>();
        builder.Services.ConfigureOptions<BindingWords>();
        builder.Services.AddRazorPages(o => o.RootDirectory = "/")
            .AddMvcOptions(o =>
            {
                o.ModelBinderProviders.Insert(0, new VietnameseDateBinderProvider());
                o.ModelBinderProviders.Insert(1, new NumberBinderProvider());
                // What must be filled in is said by the use case.
                o.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                o.Filters.Add<KnownMethods>();
                o.Filters.Add<NulFreeForms>();
                o.Filters.Add<HeldForm.OldPages>();
            });
        // A paper of the usual size waits in memory for its check; only a larger one is written aside first.
        builder.Services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(o => o.MemoryBufferThreshold = 1024 * 1024);
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.Limits.MaxRequestBodySize = 64L * 1024 * 1024;
        });
    }
}
