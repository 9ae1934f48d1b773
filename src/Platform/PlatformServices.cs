using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Edxml;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Jobs;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.OpenData;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform;

/// <summary>The services of the platform's own rooms; each room adds its lines here.</summary>
public static class PlatformServices
{
    /// <summary>Adds them.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Environment and arguments.</param>
    /// <param name="dataFolder">Folder for files, mail and keys.</param>
    public static void Add(IServiceCollection services, IConfiguration configuration, string dataFolder)
    {
        services.AddScoped<IDemoSeed, OrganisationSeed>();
        services.AddScoped<ForgetContents>();
        services.AddSingleton<IFileStore>(new FolderFileStore(Path.Combine(dataFolder, "files")));
        services.AddSingleton(new PartFiles(Path.Combine(dataFolder, "uploads")));
        services.AddSingleton<IFileScanner>(
            HostAndPort.Read(configuration, ClamScanner.Setting, "clamav.example.gov.vn:3310") is (var host, var port)
                ? new ClamScanner(host, port) : new NoScanner());
        services.AddScoped<TakeFiles>();
        services.AddSingleton<FileLinks>();
        services.AddSingleton(new PublicAddress(configuration));
        services.AddSingleton<IOpenDataset, CalendarDataset>();
        services.AddScoped<DocumentQueries>();
        services.AddScoped<DocumentWork>();
        services.AddScoped<EdxmlWork>();
        services.AddScoped<IDocumentSection, EdxmlSection>();
        services.AddScoped<IssueDocuments>();
        services.AddScoped<ClauseWork>();
        services.AddScoped<IGuardFiles, DocumentFiles>();
        services.AddScoped<IDemoSeed, DocumentSeed>();
        services.AddSingleton<ISearchSource, DocumentSearch>();
        services.AddSingleton<ISearchSource, UnitSearch>();
        services.AddSingleton<SearchIndexing>();
        services.AddSingleton<SearchIndex>();
        services.AddScoped<FindRecords>();
        services.AddScoped<IDemoSeed, SearchSeed>();
        services.AddSingleton<IdentityNumbers>();
        services.AddScoped<IPersonalData, IdentityPersonalData>();
        services.AddScoped<JobLeases>();
        services.AddScoped<LedgerChanges>();
        services.AddScoped<LedgerReader>();
        services.AddScoped<INameRecords, PlatformRecordNames>();
        AddNotifications(services, MailSettings.Read(configuration, dataFolder));
        services.AddSingleton<CalendarDirectory>();
        services.AddSingleton<IKeptInMemory>(s => s.GetRequiredService<CalendarDirectory>());
        services.AddScoped(s => s.GetRequiredService<CalendarDirectory>().Engine);
        services.AddScoped<AnnounceCalendar>();
        services.AddSingleton<IKeptInMemory>(s => s.GetRequiredService<OrganisationDirectory>());
        services.AddScoped<UnitQueries>();
        services.AddScoped<UnitWork>();
        services.AddHostedService<RevisionFollower>();
        AddIndicators(services);
        AddWebhooks(services, configuration);
    }

    private static void AddWebhooks(IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<HandledMessage>();
        services.AddSingleton(WebhookRules.Official);
        services.AddSingleton(new WebhookNetworks(configuration));
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<WebhookSender>();
        services.AddScoped(typeof(IReactTo<>), typeof(WebhookFanOut<>));
        services.AddScoped<WebhookRound>();
        services.AddScoped<WebhookWork>();
        services.AddRecurringJob<DeliverWebhooks>();
        services.AddScoped<IDemoSeed, WebhookSeed>();
    }

    private static void AddIndicators(IServiceCollection services)
    {
        services.AddScoped<IndicatorQueries>();
        services.AddScoped<IndicatorNews>();
        services.AddScoped<IndicatorWork>();
        services.AddRecurringJob<MeasureIndicators>();
        services.AddScoped<IGuardFiles, IndicatorFiles>();
        services.AddScoped<IDocumentUse, IndicatorDocumentUse>();
        services.AddSingleton<ISearchSource, IndicatorSearch>();
        services.AddScoped<IDemoSeed, IndicatorSeed>();
    }

    private static void AddNotifications(IServiceCollection services, MailSettings mail)
    {
        services.AddSingleton(mail);
        services.AddSingleton<UnreadCount>();
        services.AddScoped<Recipients>();
        services.AddScoped<QuietTime>();
        services.AddScoped<Notify>();
        services.AddScoped<Inbox>();
        services.AddScoped<UndeliveredMail>();
        services.AddScoped<IMailCarrier>(s => s.GetRequiredService<MailSettings>() is { Host: null } folder
            ? new FolderCarrier(folder) : new SmtpCarrier(s.GetRequiredService<MailSettings>()));
        services.AddRecurringJob<SendMail>();
        services.AddScoped<IDemoSeed, NotificationSeed>();
    }
}
