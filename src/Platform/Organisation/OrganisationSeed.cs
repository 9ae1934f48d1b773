using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;

namespace LoTrinh.Platform.Organisation;

/// <summary>The ministry's units of all times, from <c>seed/organisation.yaml</c>.</summary>
internal sealed class OrganisationSeed(AppDb db) : IDemoSeed
{
    public int Order => 0;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var file = SeedFile.Read<OrganisationFile>("organisation.yaml");
        var units = new Dictionary<string, Unit>();
        foreach (var row in file.Units)
        {
            var parent = row.Parent is null ? null : units[row.Parent];
            var unit = new Unit
            {
                Key = row.Key, Path = $"{parent?.Path ?? "/"}{row.Key}/", ParentId = parent?.Id, Name = row.Name, NameEn = row.NameEn,
                Abbreviation = row.Abbreviation, OldCode = row.OldCode, Code = row.Code, Order = row.Order,
                ValidFrom = row.ValidFrom, ValidTo = row.ValidTo, Source = row.Source,
            };
            units.Add(row.Key, unit);
            db.Units.Add(unit);
            db.Record(Actor.System, "platform.unit.registered", unit);
            db.Positions.Add(new Position
            {
                UnitId = unit.Id, Title = row.Head, TitleEn = row.HeadEn,
                Holders = row.Holder is null ? [] : [new PositionHolder { PersonName = row.Holder, Source = row.HolderSource }],
            });
        }

        db.UnitSuccessions.AddRange(file.Successions.Select(s => new UnitSuccession
        {
            FromUnitId = units[s.From].Id, ToUnitId = units[s.To].Id, On = s.On, Basis = s.Basis,
        }));
        await db.SaveChangesAsync(ct);
    }

    internal sealed class OrganisationFile
    {
        public List<UnitRow> Units { get; set; } = [];

        public List<SuccessionRow> Successions { get; set; } = [];
    }

    internal sealed class UnitRow
    {
        public string Key { get; set; } = "";

        public string? Parent { get; set; }

        public int Order { get; set; }

        public string Name { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string? Abbreviation { get; set; }

        public string? OldCode { get; set; }

        public string? Code { get; set; }

        public DateOnly ValidFrom { get; set; }

        public DateOnly? ValidTo { get; set; }

        public string Head { get; set; } = "";

        public string HeadEn { get; set; } = "";

        public string? Holder { get; set; }

        public string? HolderSource { get; set; }

        public string? Source { get; set; }
    }

    internal sealed class SuccessionRow
    {
        public string From { get; set; } = "";

        public string To { get; set; } = "";

        public DateOnly On { get; set; }

        public string? Basis { get; set; }
    }
}
