using System.Diagnostics;
using LoTrinh.Platform.Organisation;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LoTrinh.Bench;

/// <summary>The demonstration ministry on a PostgreSQL of its own, with units and tasks beyond any ministry's.</summary>
internal sealed class LargeMinistry : IAsyncDisposable
{
    private const int UnitCount = 2_000;
    private static readonly DateOnly Today = new(2021, 3, 15);
    private readonly Cluster _cluster;

    private LargeMinistry(Cluster cluster, IReadOnlyList<Guid> units) => (_cluster, Units) = (cluster, units);

    /// <summary>The units that lead tasks.</summary>
    public IReadOnlyList<Guid> Units { get; }

    public static async Task<LargeMinistry> StartAsync()
    {
        var cluster = await Cluster.StartAsync(durable: false);
        return new(cluster, await SeedAsync(cluster.Folder, cluster.Connection));
    }

    /// <summary>Adds tasks until there are so many: five years of them, most of them done, as a ministry's are.</summary>
    public async Task<TimeSpan> GrowAsync(int tasks)
    {
        var clock = Stopwatch.StartNew();
        await _cluster.ExecuteAsync(Filling, ("most", tasks), ("today", Today), ("units", Units.ToArray()));
        // A unit also sees what it only takes part in.
        await _cluster.ExecuteAsync(Sharing, ("units", Units.ToArray()));
        // What was written past the product was not counted by it; and the vacuum that would come by itself comes now.
        await _cluster.ExecuteAsync(Upkeep);
        await _cluster.ExecuteAsync("VACUUM ANALYZE steering_task, steering_task_coordinator");
        return clock.Elapsed;
    }

    /// <summary>Starts the product and waits until it has counted.</summary>
    public async Task<Server> StartProductAsync(string program)
    {
        var product = await DemoMinistry.StartProductAsync(program, _cluster.Folder, _cluster.Connection);
        for (var waited = 0; (await _cluster.ReadAsync<long>("SELECT count(*) FROM steering_tally"))[0] == 0; waited++)
        {
            await Task.Delay(waited < 300 ? TimeSpan.FromSeconds(1) : throw new InvalidOperationException("The product did not count its tasks."));
        }

        return product;
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private static Task<IReadOnlyList<Guid>> SeedAsync(string folder, string connection) => DemoMinistry.SeedAsync<IReadOnlyList<Guid>>(folder, connection, async (services, db) =>
    {
        var parents = services.GetRequiredService<OrganisationDirectory>().On(Today).Where(u => u.ParentId is not null).ToList();
        var units = Enumerable.Range(0, UnitCount - parents.Count).Select(i => (Parent: parents[i % parents.Count], Key: $"do-{i}")).Select(u => new Unit
        {
            Key = u.Key, Path = $"{u.Parent.Path}{u.Key}/", ParentId = u.Parent.Id, Name = $"Phòng {u.Key} thuộc {u.Parent.Name}", NameEn = $"Section {u.Key}", ValidFrom = new(2016, 1, 1),
        }).ToList();
        db.Units.AddRange(units);
        await db.SaveChangesAsync();
        NpgsqlConnection.ClearAllPools();
        return [.. parents.Select(u => u.Id), .. units.Select(u => u.Id)];
    });

    private const string Upkeep = """
        DELETE FROM steering_tally;
        DELETE FROM platform_job_lease WHERE name = 'steering.tally';
        INSERT INTO steering_reminder_run ("on", at, sent, skipped, people) VALUES ('2021-03-15', now(), 0, 0, 0) ON CONFLICT DO NOTHING
        """;

    private const string Filling = """
        WITH n AS (
          SELECT i, (hashint8(i) & 2147483647) % 1000 AS a, (hashint8(i + 7919) & 2147483647) % 1000 AS b, date '2016-03-20' + ((hashint8(i + 104729) & 2147483647) % 1820) AS issued
          FROM generate_series((SELECT count(*) FROM steering_task) + 1, @most) i),
        d AS (SELECT *, CASE WHEN i % 12 = 0 THEN NULL ELSE issued + 20 + a / 6 END AS due FROM n),
        t AS (SELECT *, CASE
            WHEN i % 12 = 0 THEN CASE WHEN b < 700 THEN issued + 60 END
            WHEN due >= @today THEN CASE WHEN b < 250 THEN issued + 10 END
            WHEN b < 700 THEN greatest(due - a / 40, issued) WHEN b < 960 THEN due + 1 + a / 30 END AS done FROM d),
        s AS (SELECT *, CASE WHEN done > @today THEN NULL ELSE done END AS completed FROM t)
        INSERT INTO steering_task (id, code, title, search_text, lead_unit_id, document_number, due_basis, original_due_on, current_due_on, is_undated, issued_on,
          state, is_starred, is_demonstration, progress, completed_on, version)
        SELECT gen_random_uuid(), 'DO-' || lpad(i::text, 8, '0'),
          (ARRAY['Hoàn thành cơ sở dữ liệu', 'Rà soát văn bản', 'Kết nối hệ thống đường bộ', 'Trình đề án hàng hải', 'Báo cáo', 'Cải cách thủ tục giấy phép', 'Công bố chỉ tiêu'])[1 + a % 7] || ' số ' || i,
          ' ' || (ARRAY['hoan thanh co so du lieu', 'ra soat van ban', 'ket noi he thong duong bo', 'trinh de an hang hai', 'bao cao', 'cai cach thu tuc giay phep', 'cong bo chi tieu'])[1 + a % 7]
            || ' so ' || i || ' do ' || lpad(i::text, 8, '0') || ' ' || (i % 3000) || ' bgtvt ttcntt ',
          (@units)[1 + i % array_length(@units, 1)], (i % 3000) || '/BGTVT-TTCNTT', 'Date', due, due, due IS NULL, issued,
          CASE WHEN completed IS NOT NULL THEN 'Completed' WHEN b % 50 = 0 THEN 'Submitted' WHEN b % 90 = 1 THEN 'ReturnedByLead' WHEN b % 9 = 0 THEN 'Issued' ELSE 'InProgress' END,
          b % 40 = 0, true, CASE WHEN completed IS NOT NULL THEN 100 ELSE a % 100 END, completed, 1
        FROM s
        """;

    // Every third task has a unit that takes part in it.
    private const string Sharing = """
        INSERT INTO steering_task_coordinator (task_id, unit_id)
        SELECT t.id, u.unit FROM (SELECT id, lead_unit_id, right(code, 8)::bigint AS i FROM steering_task WHERE code LIKE 'DO-%') t
        CROSS JOIN LATERAL (SELECT (@units)[1 + (t.i * 7 + 13) % array_length(@units, 1)] AS unit) u
        WHERE t.i % 3 = 0 AND u.unit <> t.lead_unit_id
        ON CONFLICT DO NOTHING
        """;
}
