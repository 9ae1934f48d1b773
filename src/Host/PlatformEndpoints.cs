using LoTrinh.Host.Accounts;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Documents;

namespace LoTrinh.Host;

/// <summary>Endpoints of the platform's own rooms; each room adds its line here.</summary>
internal static class PlatformEndpoints
{
    public static void MapPlatform(this IEndpointRouteBuilder api)
    {
        api.MapCalendar();
        api.MapDocuments();
        api.MapAccounts();
        // Anything else under the API is refused before it is looked for, so that nothing can be learnt by trying.
        api.MapFallback("/{**rest}", () => Results.NotFound()).RequireAuthorization(p => p.RequireAuthenticatedUser()).ExcludeFromDescription();
    }
}
