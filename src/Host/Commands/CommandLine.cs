using LoTrinh.Host.Ledger;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Host.Commands;

/// <summary>What the program does besides serving: <c>token ACCOUNT</c>, <c>verify-ledger</c>, <c>rebuild-search</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that <paramref name="args"/> begins with; null when it begins with none.</summary>
    public static async Task<int?> RunAsync(string[] args, IServiceCollection services)
    {
        if (args is not ([("token" or "verify-ledger" or "rebuild-search"), ..] and [var command, ..]))
        {
            return null;
        }

        await using var provider = services.BuildServiceProvider();
        await Startup.PrepareAsync(provider, provider.GetRequiredService<Settings>(), (Demo.DemoClock)provider.GetRequiredService<TimeProvider>());
        await using var scope = provider.CreateAsyncScope();
        return command switch
        {
            "token" => await TokenAsync(scope.ServiceProvider, args.ElementAtOrDefault(1)),
            "rebuild-search" => await RebuildSearchAsync(scope.ServiceProvider),
            _ => await VerifyAsync(scope.ServiceProvider),
        };
    }

    private static async Task<int> TokenAsync(IServiceProvider services, string? name)
    {
        var db = services.GetRequiredService<AppDb>();
        var wanted = name?.ToUpperInvariant();
        var account = await db.Users.AsNoTracking().Where(a => a.NormalizedUserName == wanted).Select(a => new { a.Id }).SingleOrDefaultAsync();
        if (account is null)
        {
            await Console.Error.WriteLineAsync($"There is no account '{name}'. Usage: ./dev token ACCOUNT");
            return 1;
        }

        var life = TimeSpan.FromDays(90);
        var token = await services.GetRequiredService<IssueApiToken>().Handle(Actor.System, account.Id, "./dev token", life, [], default);
        Console.WriteLine(token.Value);
        return 0;
    }

    private static async Task<int> RebuildSearchAsync(IServiceProvider services)
    {
        Console.WriteLine($"The index holds {await services.GetRequiredService<SearchIndex>().RebuildAsync(default)} things that can be found.");
        return 0;
    }

    private static async Task<int> VerifyAsync(IServiceProvider services)
    {
        var breaks = await ActivatorUtilities.CreateInstance<LedgerVerifier>(services).FindBreaksAsync(default);
        breaks.ForEach(Console.WriteLine);
        Console.WriteLine(breaks.Count == 0 ? "The ledger is whole." : $"The ledger is broken in {breaks.Count} place(s).");
        return breaks.Count == 0 ? 0 : 1;
    }
}
