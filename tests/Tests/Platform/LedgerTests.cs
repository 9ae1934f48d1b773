using LoTrinh.Host;
using LoTrinh.Host.Ledger;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Platform;

public sealed class LedgerTests
{
    [Theory, EachDatabase]
    public async Task An_untouched_ledger_is_whole(TestDatabase database)
    {
        using var app = TestApp.Start(database);

        Assert.Empty(await BreaksAsync(app));
    }

    [Theory, EachDatabase]
    public async Task A_changed_row_is_found(TestDatabase database) =>
        await FoundAfterAsync(database, ledger => ledger.Where(e => e.Seq == 20).ExecuteUpdateAsync(s => s.SetProperty(e => e.Reason, "khác")));

    [Theory, EachDatabase]
    public async Task A_removed_row_is_found(TestDatabase database) =>
        await FoundAfterAsync(database, ledger => ledger.Where(e => e.Seq == 20).ExecuteDeleteAsync());

    [Theory, EachDatabase]
    public async Task The_newest_row_removed_is_found(TestDatabase database) => await FoundAfterAsync(database, async ledger =>
    {
        var last = await ledger.MaxAsync(e => e.Seq);
        await ledger.Where(e => e.Seq == last).ExecuteDeleteAsync();
    });

    [Theory, EachDatabase]
    public async Task Rows_cut_off_with_the_chains_end_rewritten_are_found_by_the_seals_alone(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<LedgerSealer>().Single().SealAsync(default);
        var last = await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            var seq = await db.Ledger.MaxAsync(e => e.Seq);
            await db.Ledger.Where(e => e.Seq > seq - 2).ExecuteDeleteAsync();
            var end = await db.Ledger.SingleAsync(e => e.Seq == seq - 2);
            await db.Set<LedgerHead>().ExecuteUpdateAsync(set => set.SetProperty(h => h.Seq, end.Seq).SetProperty(h => h.Hash, end.Hash));
            return seq;
        });

        Assert.Equal([$"Row {last} was sealed, but is gone."], await BreaksAsync(app));
    }

    [Fact]
    public async Task A_line_of_the_seals_that_was_written_by_half_is_a_finding_and_no_crash()
    {
        using var app = TestApp.Start();
        // Sealed first, so that the sealer has nothing to write at the same moment.
        await app.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<LedgerSealer>().Single().SealAsync(default);
        await File.AppendAllTextAsync(LedgerSealer.FileOf(app.Services.GetRequiredService<Settings>()), "{\"Seq\":12,\"Ha");

        Assert.Contains("cannot be read", Assert.Single(await BreaksAsync(app)), StringComparison.Ordinal);
    }

    [Theory, EachDatabase]
    public async Task An_inserted_row_is_found(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        await app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            db.Ledger.Add(new LedgerEntry { Seq = await db.Ledger.MaxAsync(e => e.Seq) + 1, At = DateTime.UnixEpoch, ActorName = "x", Action = "x", SubjectType = "x", Hash = "x" });
            return await db.SaveChangesAsync();
        });

        Assert.NotEmpty(await BreaksAsync(app));
    }

    [Theory, EachDatabase]
    public async Task Many_writers_at_once_leave_one_chain_without_gaps(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var before = await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.CountAsync());

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => app.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            db.Record(Actor.System, "test.written", "Test", Guid.NewGuid(), new { words = "đồng thời" });
            return await db.SaveChangesAsync();
        })));

        Assert.Equal(before + 50, await app.WithAsync(s => s.GetRequiredService<AppDb>().Ledger.CountAsync()));
        Assert.Empty(await BreaksAsync(app));
    }

    private static async Task FoundAfterAsync(TestDatabase database, Func<DbSet<LedgerEntry>, Task> tamper)
    {
        using var app = TestApp.Start(database);
        await app.WithAsync(async s =>
        {
            await tamper(s.GetRequiredService<AppDb>().Ledger);
            return 0;
        });

        Assert.NotEmpty(await BreaksAsync(app));
    }

    private static Task<List<string>> BreaksAsync(TestApp app) =>
        app.WithAsync(s => new LedgerVerifier(s.GetRequiredService<AppDb>(), s.GetRequiredService<Settings>()).FindBreaksAsync(default));
}
