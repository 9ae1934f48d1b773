using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.PublicServices.Processing;

/// <summary>What processing adds to the module.</summary>
internal static class ProcessingServices
{
    public static IServiceCollection AddProcessing(this IServiceCollection services)
    {
        services.AddScoped<TaskFlow>();
        services.AddScoped<ReceptionWork>();
        services.AddScoped<CounterWork>();
        services.AddScoped<StepWork>();
        services.AddScoped<ResultWork>();
        services.AddScoped<Absences>();
        services.AddScoped<ProcessingQueries>();
        services.AddScoped<DossierProcess>();
        services.AddScoped<IDossierProcess>(s => s.GetRequiredService<DossierProcess>());
        services.AddScoped<IReactTo<DossierMoved>, FollowDossiers>();
        services.AddScoped<IReactTo<CalendarAnnounced>, FollowDossiers>();
        services.AddScoped<IReactTo<DossierTaskOpened>, FollowDossiers>();
        return services;
    }
}
