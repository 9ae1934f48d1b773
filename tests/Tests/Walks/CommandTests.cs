using LoTrinh.Host.Data;
using LoTrinh.Host.Demo;
using LoTrinh.Platform.Data;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Walks;

/// <summary>What a page asks of the database does not grow with the records on it.</summary>
[Trait("Speed", "slow")]
public sealed class CommandTests
{
    // Enough for the page that gathers most; a page that asks more often than this fetches what it shows one by one.
    private const int Most = 14;

    // A section that is shown only when there is something in it may ask once more.
    private const int Slack = 2;

    // What every page stands on, whatever its records.
    private static readonly string[] Kept = ["platform_account", "platform_role", "platform_session", "platform_unit", "platform_position", "platform_ledger", "platform_api", "platform_holder", "platform_data"];

    // What the pages list; were these not filled, thirty would be as few as three.
    private static readonly string[] Lists = ["services_dossier", "roads_vehicle", "steering_task", "steering_meeting", "steering_meeting_item", "steering_inspection", "steering_committee",
        "steering_opinion", "steering_programme", "steering_publication", "steering_urging_letter", "steering_explanation", "platform_indicator",
        "platform_document", "portal_article", "portal_comment"];

    [Fact]
    public async Task No_page_and_no_answer_asks_the_database_more_often_for_thirty_records_than_for_three()
    {
        var few = await CountsAsync(FewAsync);
        var many = await CountsAsync(ManyAsync);

        var failed = few.Where(f => !many.TryGetValue(f.Key, out var m) || m > f.Value + Slack || m > Most)
            .Select(f => $"{f.Key}: {f.Value} commands with three records, {(many.TryGetValue(f.Key, out var m) ? m : "no answer")} with thirty").ToList();
        Assert.True(few.Count > 20, $"Only {few.Count} pages were counted.");
        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    private static async Task<Dictionary<string, int>> CountsAsync(Func<AppDb, Task> prepare)
    {
        var counter = new CommandCounter();
        using var app = TestApp.Start(configure: s =>
        {
            s.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(counter));
            ManyVisitors.Come(s);
        });
        await app.WithAsync(async s =>
        {
            await prepare(s.GetRequiredService<AppDb>());
            return 0;
        });
        var counts = new Dictionary<string, int>();
        var addresses = (await Addresses.AllAsync(app)).Where(a => a.Method == "GET" && !a.Path.Contains("{**", StringComparison.Ordinal)).ToList();
        foreach (var account in DemoAccounts.All.Select(a => a.Name))
        {
            using var browser = await app.SignInAsync(account);
            var actor = await app.ActorAsync(account);
            foreach (var address in addresses.Where(a => a.Lets(actor) && !counts.ContainsKey(a.ToString())))
            {
                foreach (var url in (await app.WithAsync(s => new Records(s.GetRequiredService<AppDb>()).UrlsAsync(address))).Take(40))
                {
                    // The second time: what is read once and kept is there by then.
                    if (await StatusAsync(browser, url) && await counter.CountAsync(() => StatusAsync(browser, url)) is var count)
                    {
                        counts[address.ToString()] = count;
                        break;
                    }
                }
            }
        }

        return counts;
    }

    private static async Task<bool> StatusAsync(HttpClient browser, string url)
    {
        using var answer = await browser.GetAsync(url);
        return answer.IsSuccessStatusCode;
    }

    // The first three rows of every table, the same that the larger database begins with.
    private static async Task FewAsync(AppDb db)
    {
        await using var connection = db.Database.GetDbConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = OFF;" + string.Concat(db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct()
            .Where(t => !Array.Exists(Kept, k => t.StartsWith(k, StringComparison.Ordinal)))
            .Select(t => $"""DELETE FROM "{t}" WHERE rowid NOT IN (SELECT rowid FROM "{t}" ORDER BY rowid LIMIT 3);"""));
        await command.ExecuteNonQueryAsync();
    }

    // Thirty copies of the first row of every table that has few, each with keys of its own; what belongs to a record stays with it,
    // so that lists grow and records grow.
    private static async Task ManyAsync(AppDb db)
    {
        await using var connection = db.Database.GetDbConnection();
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA foreign_keys = OFF;" + string.Concat(db.Model.GetEntityTypes().Where(e => e.GetTableName() is { } t
            && !e.IsOwned() && !Array.Exists(Kept, k => t.StartsWith(k, StringComparison.Ordinal))).Select(CopiesOf));
        await command.ExecuteNonQueryAsync();
        foreach (var list in Lists)
        {
            command.CommandText = $"""SELECT COUNT(*) FROM "{list}";""";
            Assert.True((long)(await command.ExecuteScalarAsync())! > 20, $"{list} could not be filled.");
        }
    }

    private static string CopiesOf(IEntityType entity)
    {
        var unique = entity.GetIndexes().Where(i => i.IsUnique).SelectMany(i => i.Properties).Concat(entity.FindPrimaryKey()!.Properties).ToHashSet();
        var columns = entity.GetProperties().Concat(entity.GetNavigations().Where(n => n.TargetEntityType.IsOwned() && n.TargetEntityType.GetTableName() == entity.GetTableName())
            .SelectMany(n => n.TargetEntityType.GetProperties().Where(p => !p.IsPrimaryKey()))).ToList();
        var copied = columns.ConvertAll(p => unique.Contains(p) ? Another(p) : Quoted(p.GetColumnName()));
        return $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
            INSERT OR IGNORE INTO "{entity.GetTableName()}" ({string.Join(", ", columns.Select(p => Quoted(p.GetColumnName())))})
            SELECT {string.Join(", ", copied)} FROM n, (SELECT * FROM "{entity.GetTableName()}" ORDER BY rowid LIMIT 1) WHERE (SELECT COUNT(*) FROM "{entity.GetTableName()}") < 30;

            """;
    }

    private static string Quoted(string name) => $"\"{name}\"";

    // A reference stays, unless it is the only one that there may be; everything else is made another.
    private static string Another(IProperty property)
    {
        var name = Quoted(property.GetColumnName());
        var alone = property.DeclaringType.ContainingEntityType.GetIndexes().Any(i => i.IsUnique && i.Properties is [var only] && only == property);
        return property.IsForeignKey() && !property.IsPrimaryKey() ? (alone && property.IsNullable ? "NULL" : name)
            : (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) switch
            {
                var t when t == typeof(Guid) => "upper(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(2)) || '-' || hex(randomblob(6)))",
                var t when t == typeof(string) => $"{name} || '-' || i",
                var t when t == typeof(int) || t == typeof(long) => $"{name} + 1000 + i",
                _ => name,
            };
    }
}
