using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Demo;

/// <summary>The demonstration's committees, from <c>seed/committees.yaml</c>: each decision recorded by the use case on the day it came into the register.</summary>
internal sealed class CommitteeSeed(CommitteeWork work, OrderWork orders, AppDb db, OrganisationDirectory organisation) : IDemoSeed
{
    public int Order => 102;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var office = new Actor(Guid.Empty, "Thường trực Ban Chỉ đạo", null, null, [new(CommitteePermissions.Constitute, "/"), new(CommitteePermissions.Order, "/"),
            new(PlatformPermissions.DocumentsRead, "/")]);
        var file = SeedFile.Read<CommitteeFile>("committees.yaml");
        // A document without a number is named by its abstract.
        var register = (await db.Documents.AsNoTracking().ToListAsync(ct)).ToDictionary(d => d.FullNumber ?? d.Abstract, d => d.Id);
        var ids = new Dictionary<CommitteeRow, Guid>();
        foreach (var (row, version) in file.Committees.SelectMany(c => c.Versions.Select(v => (c, v))).OrderBy(x => x.v.Recorded))
        {
            clock.Set(version.Recorded.StartUtc().AddHours(10));
            var draft = new CommitteeDraft(IdOf(row.Unit), row.Name, register[version.Document].ToString(), version.From,
                version.Standing is null ? null : IdOf(version.Standing), version.Note,
                [.. version.Seats.Select(s => new SeatDraft(s.Role, IdOf(s.Unit), s.Title, s.Person))]);
            var result = ids.TryGetValue(row, out var known) ? await work.Reconstitute(office, known, null, draft, ct) : await work.Constitute(office, draft, ct);
            ids[row] = result.Ok ? result.Value.Id
                : throw new InvalidOperationException($"{row.Name} {version.From}: {string.Join(", ", result.Problems.Select(p => $"{p.Code} {p.Field}"))}");
        }

        foreach (var (row, end) in file.Committees.Where(c => c.Dissolved is not null).Select(c => (c, c.Dissolved!)))
        {
            clock.Set(end.Recorded.StartUtc().AddHours(10));
            _ = (await work.Dissolve(office, ids[row], null, register[end.Document].ToString(), end.LastDay, end.Note, ct)).Value;
        }

        foreach (var row in file.Orders)
        {
            clock.Set(row.Recorded.StartUtc().AddHours(11));
            var given = await orders.Give(office, new(row.From, row.Due, [.. row.Units.Select(IdOf)], row.Clause, register[row.Document].ToString()), ct);
            _ = given.Value;
        }
    }

    private Guid IdOf(string key) => organisation.Find(key)?.Id ?? throw new InvalidOperationException($"No unit {key}");

    internal sealed class CommitteeFile
    {
        public List<CommitteeRow> Committees { get; set; } = [];

        public List<OrderRow> Orders { get; set; } = [];
    }

    internal sealed class OrderRow
    {
        public string Document { get; set; } = "";

        public string? Clause { get; set; }

        public DateOnly Recorded { get; set; }

        public DateOnly From { get; set; }

        public DateOnly Due { get; set; }

        public List<string> Units { get; set; } = [];
    }

    internal sealed class CommitteeRow
    {
        public string Unit { get; set; } = "";

        public string Name { get; set; } = "";

        public List<VersionRow> Versions { get; set; } = [];

        public DissolvedRow? Dissolved { get; set; }
    }

    internal sealed class DissolvedRow
    {
        public string Document { get; set; } = "";

        public DateOnly Recorded { get; set; }

        public DateOnly LastDay { get; set; }

        public string? Note { get; set; }
    }

    internal sealed class VersionRow
    {
        public string Document { get; set; } = "";

        public DateOnly Recorded { get; set; }

        public DateOnly From { get; set; }

        public string? Standing { get; set; }

        public string? Note { get; set; }

        public List<SeatRow> Seats { get; set; } = [];
    }

    internal sealed class SeatRow
    {
        public SeatRole Role { get; set; }

        public string Unit { get; set; } = "";

        public string Title { get; set; } = "";

        public string? Person { get; set; }
    }
}
