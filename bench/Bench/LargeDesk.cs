using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Bench;

/// <summary>The demonstration ministry on a PostgreSQL of its own, with five years of dossiers: nearly all of them returned, as a desk's are.</summary>
internal sealed class LargeDesk : IAsyncDisposable
{
    private readonly Cluster _cluster;

    private LargeDesk(Cluster cluster) => _cluster = cluster;

    /// <summary>Seeds it and fills it.</summary>
    /// <param name="dossiers">How many.</param>
    public static async Task<LargeDesk> StartAsync(int dossiers)
    {
        var desk = new LargeDesk(await Cluster.StartAsync(durable: false));
        await DemoMinistry.SeedAsync(desk._cluster.Folder, desk._cluster.Connection, (_, db) => db.Database.ExecuteSqlRawAsync("SELECT 1"));
        var clock = Stopwatch.StartNew();
        await desk._cluster.ExecuteAsync(Rows.Replace("@most", $"{dossiers}", StringComparison.Ordinal));
        foreach (var table in Tables)
        {
            await desk._cluster.ExecuteAsync(table);
        }

        await desk._cluster.ExecuteAsync("VACUUM ANALYZE");
        Console.WriteLine($"{dossiers:N0} dossiers on PostgreSQL, filled in {clock.Elapsed.TotalSeconds:0} s");
        return desk;
    }

    /// <summary>Connection string of its database.</summary>
    public string Connection => _cluster.Connection;

    public Task<Server> StartProductAsync(string program) => DemoMinistry.StartProductAsync(program, _cluster.Folder, _cluster.Connection);

    /// <summary>Codes of some dossiers, old and new.</summary>
    public Task<List<string>> CodesAsync(int count) => _cluster.ReadAsync<string>($"SELECT code FROM filling ORDER BY hashint4(i) LIMIT {count}");

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    // Two or three in a hundred wait for their applicant or are late; those of the last days are being solved.
    private const string Rows = """
        CREATE UNLOGGED TABLE filling AS
        WITH p AS (SELECT DISTINCT ON (code) code, id, row_number() OVER (ORDER BY code) - 1 AS n FROM services_procedure_record),
        u AS (SELECT array_agg(id) AS ids FROM platform_unit WHERE key IN ('drvn', 'atgt', 'htqt', 'kcht')),
        n AS (SELECT i, hashint4(i) & 1023 AS a, hashint4(i + 7919) & 1023 AS b, date '2016-03-20' + (i::bigint * 1820 / @most)::int AS received FROM generate_series(1, @most) i),
        d AS (SELECT *, received + 7 AS due, CASE WHEN a < 5 AND received > '2020-09-01' THEN NULL WHEN a < 60 THEN received + 8 + b % 12 ELSE received + 1 + b % 7 END AS done FROM n),
        s AS (SELECT *, CASE WHEN done < '2021-03-15' THEN done END AS finished FROM d)
        SELECT i, a, b, gen_random_uuid() AS id, '000.00.00.G04-' || to_char(received, 'YYMMDD') || '-1' || lpad((i % 10000)::text, 4, '0') AS code, p.code AS procedure, p.id AS record,
          received, due, finished, (u.ids)[1 + (a + b) % array_length(u.ids, 1)] AS unit, CASE WHEN b % 5 < 3 THEN 'online' WHEN b % 5 = 3 THEN 'direct' ELSE 'post' END AS channel,
          CASE WHEN finished IS NOT NULL THEN CASE WHEN b < 30 THEN 3 WHEN b < 40 THEN 7 ELSE 10 END WHEN a < 5 THEN 5 WHEN received > '2021-03-13' THEN 1 ELSE 4 END AS status,
          (SELECT id FROM platform_account WHERE user_name = 'citizen') AS citizen
        FROM s, u, p WHERE p.n = (a * 31 + b) % (SELECT count(*) FROM p)
        """;

    private static readonly string[] Tables =
    [
        """
        INSERT INTO services_dossier (id, code, procedure_code, procedure_record_id, applicant_id, channel, status, saved_at, submitted_at, received_at, finished_at, ended_at, due_on, result_number,
          supplement_count, is_person_verified, is_demonstration, version)
        SELECT id, code, procedure, record, citizen, channel, status, coalesce(finished, received), received, CASE WHEN status <> 1 THEN received + interval '3 hours' END, finished, finished, due,
          CASE WHEN status = 10 THEN 'KQ-' || i END, CASE WHEN status = 5 THEN 1 ELSE 0 END, b % 4 = 0, true, 1 FROM filling
        """,
        "INSERT INTO services_dossier_form (dossier_id, values) SELECT id, '{\"unitName\":[\"Công ty ' || i || '\"],\"address\":[\"Số ' || b || ', phố Minh Họa\"],\"phone\":[\"024 3942 0197\"]}' FROM filling",
        """
        INSERT INTO services_dossier_step (id, dossier_id, number, status, by, at)
        SELECT gen_random_uuid(), id, n, CASE n WHEN 1 THEN 1 WHEN 2 THEN 2 WHEN 3 THEN 4 ELSE status END, 'Bộ phận một cửa', CASE WHEN n = 4 THEN coalesce(finished, received + 1) ELSE received + n * interval '1 hour' END
        FROM filling, generate_series(1, 4) n WHERE n = 1 OR status NOT IN (1, 3) AND n < 4 OR n = 4 AND status NOT IN (1, 4)
        """,
        """
        INSERT INTO services_dossier_task (id, dossier_id, number, step, kind, unit_id, opened_at, due_at, closed_at, closed_by, way)
        SELECT gen_random_uuid(), id, 1, 'appraise', 0, unit, received + interval '4 hours', due, finished, CASE WHEN finished IS NOT NULL THEN 'Chuyên viên' END, CASE WHEN finished IS NOT NULL THEN 'on' END
        FROM filling WHERE status NOT IN (1, 3)
        """,
        """
        INSERT INTO platform_file (id, room, subject_id, part, name, media_type, length, sha256, taken_at, taken_by)
        SELECT gen_random_uuid(), 'services.dossier', id, part, 'giay-to.pdf', 'application/pdf', 204800, md5(i || part) || md5(part || i), received, citizen
        FROM filling, (VALUES ('registrations'), ('=result')) AS parts (part) WHERE part = 'registrations' OR status = 10
        """,
        """
        INSERT INTO services_outcome (dossier_id, code, procedure_code, channel, status, received_on, due_on, score_due_on, finished_on, supplements, unit_id, late_unit_id, late_hours, needs_document, has_result,
          has_result_file, has_scan, is_reused, is_from_store, is_synced, is_result_synced, is_person_verified, owes_fee, is_paid_online, is_disliked, rated_on, is_satisfied, of_version, written_at)
        SELECT id, code, procedure, channel, status, CASE WHEN status <> 1 THEN received END, due, CASE WHEN status <> 5 THEN due END, finished, CASE WHEN status = 5 THEN 1 ELSE 0 END, unit,
          CASE WHEN finished > due OR finished IS NULL AND due < '2021-03-15' THEN unit END, CASE WHEN finished > due THEN (finished - due) * 8 ELSE 0 END, true, status = 10, status = 10 AND b % 9 > 0, b % 7 > 0,
          b % 3 = 0, b % 11 = 0, b % 50 > 0, b % 40 > 0, b % 4 = 0, b % 2 = 0, b % 6 = 0, b % 60 = 0, CASE WHEN status = 10 AND a % 10 < 3 THEN finished END, status = 10 AND a % 10 < 3 AND b % 60 > 0, 1, '2021-03-15 12:00+00' FROM filling
        """,
    ];
}
