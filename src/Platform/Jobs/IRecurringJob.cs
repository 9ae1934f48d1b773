using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Platform.Jobs;

/// <summary>Work that is done again and again. It finds what there is to do in the data, so that a run that broke off, or came twice, does no harm.</summary>
public interface IRecurringJob
{
    /// <summary>Stable name, such as <c>steering.reminders</c>; the key of its <see cref="JobLease"/>.</summary>
    string Name { get; }

    /// <summary>Time between the end of a run and the beginning of the next.</summary>
    TimeSpan Every { get; }

    /// <summary>Does what there is to do now. Cancelled when it takes longer than <see cref="JobLease.Length"/>; the next run goes on.</summary>
    Task RunAsync(CancellationToken ct);
}

/// <summary>Adds jobs.</summary>
public static class JobServices
{
    /// <summary>Adds a job. The host runs it in a scope of its own, in one process at a time; tests call its <see cref="IRecurringJob.RunAsync"/>.</summary>
    public static IServiceCollection AddRecurringJob<T>(this IServiceCollection services)
        where T : class, IRecurringJob =>
        services.AddScoped<T>().AddScoped<IRecurringJob>(s => s.GetRequiredService<T>());
}
