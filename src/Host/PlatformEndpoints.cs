using LoTrinh.Host.Accounts;
using LoTrinh.Host.Api;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Edxml;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Webhooks;

namespace LoTrinh.Host;

/// <summary>Endpoints of the platform's own rooms; each room adds its line here.</summary>
internal static class PlatformEndpoints
{
    public static void MapPlatform(this IEndpointRouteBuilder api)
    {
        api.MapCalendar();
        api.MapDocuments();
        api.MapEdxml();
        api.MapSearch();
        api.MapNotifications();
        api.MapLedger();
        api.MapUndeliveredMail();
        api.MapWebhooks();
        api.MapIndicators();
        api.MapOrganisation();
        api.MapAccounts();
        api.MapFallback("/{**rest}", UnknownAddress.AnswerAsync).AllowAnonymous().ExcludeFromDescription();
    }
}
