using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Organisation;

/// <summary>An organisational unit as it was between two days. A unit that splits or merges ends and names its successors; history keeps its own units.</summary>
public sealed class Unit
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Short stable key in Latin letters, such as <c>drvn</c>; also the last part of <see cref="Path"/>.</summary>
    public required string Key { get; init; }

    /// <summary>Keys from the root down, such as <c>/mot/drvn/</c>; permissions are held for a path and everything that begins with it.</summary>
    public required string Path { get; init; }

    /// <summary>The unit above, if any.</summary>
    public Guid? ParentId { get; init; }

    /// <summary>Name in Vietnamese.</summary>
    public required string Name { get; init; }

    /// <summary>Name in English.</summary>
    public required string NameEn { get; init; }

    /// <summary>Abbreviation as used in document symbols.</summary>
    public string? Abbreviation { get; init; }

    /// <summary>Electronic identification code of the old format (QCVN 102:2016), such as <c>000.00.00.G04</c>.</summary>
    public string? OldCode { get; init; }

    /// <summary>Electronic identification code of Decision 20/2020/QĐ-TTg, such as <c>G04</c>.</summary>
    public string? Code { get; init; }

    /// <summary>Place among its siblings.</summary>
    public int Order { get; init; }

    /// <summary>First day it exists.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>Last day it exists; null while it does.</summary>
    public DateOnly? ValidTo { get; set; }

    /// <summary>Where this row comes from, and how sure it is.</summary>
    public string? Source { get; init; }

    /// <summary>Whether the unit exists on <paramref name="day"/>.</summary>
    public bool ExistsOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>Says that a unit's work goes on in another (split, merger, renaming).</summary>
public sealed class UnitSuccession
{
    /// <summary>The unit that ends.</summary>
    public required Guid FromUnitId { get; init; }

    /// <summary>The unit that goes on.</summary>
    public required Guid ToUnitId { get; init; }

    /// <summary>First day of the successor.</summary>
    public DateOnly On { get; init; }

    /// <summary>The act it rests on.</summary>
    public string? Basis { get; init; }
}

/// <summary>A position in a unit, such as its head; commitments are given to positions, for people move on.</summary>
public sealed class Position
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The unit.</summary>
    public required Guid UnitId { get; init; }

    /// <summary>Title in Vietnamese.</summary>
    public required string Title { get; init; }

    /// <summary>Title in English.</summary>
    public required string TitleEn { get; init; }

    /// <summary>Who held it when; names only where a public source names the person.</summary>
    public List<PositionHolder> Holders { get; init; } = [];
}

/// <summary>A person in a position, from a day to a day.</summary>
public sealed class PositionHolder
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The position.</summary>
    public Guid PositionId { get; init; }

    /// <summary>The person's name.</summary>
    public required string PersonName { get; init; }

    /// <summary>First day, when known.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day; null while held.</summary>
    public DateOnly? To { get; set; }

    /// <summary>Where this is from.</summary>
    public string? Source { get; init; }
}

internal sealed class UnitMapping : IEntityTypeConfiguration<Unit>, IEntityTypeConfiguration<UnitSuccession>,
    IEntityTypeConfiguration<Position>, IEntityTypeConfiguration<PositionHolder>
{
    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("platform_unit").HasKey(u => u.Id);
        builder.Property(u => u.Key).HasMaxLength(40);
        builder.Property(u => u.Path).HasMaxLength(400);
        builder.Property(u => u.Name).HasMaxLength(200);
        builder.Property(u => u.NameEn).HasMaxLength(200);
        builder.HasIndex(u => u.Key).IsUnique();
        builder.HasIndex(u => u.Path);
    }

    public void Configure(EntityTypeBuilder<UnitSuccession> builder) =>
        builder.ToTable("platform_unit_succession").HasKey(s => new { s.FromUnitId, s.ToUnitId });

    public void Configure(EntityTypeBuilder<Position> builder)
    {
        builder.ToTable("platform_position").HasKey(p => p.Id);
        builder.HasIndex(p => p.UnitId);
        builder.HasMany(p => p.Holders).WithOne().HasForeignKey(h => h.PositionId);
    }

    public void Configure(EntityTypeBuilder<PositionHolder> builder) => builder.ToTable("platform_position_holder").HasKey(h => h.Id);
}

/// <summary>The organisation's tables.</summary>
public static class OrganisationTables
{
    extension(AppDb db)
    {
        /// <summary>Units of all times.</summary>
        public DbSet<Unit> Units => db.Set<Unit>();

        /// <summary>Which unit's work went on in which.</summary>
        public DbSet<UnitSuccession> UnitSuccessions => db.Set<UnitSuccession>();

        /// <summary>Positions.</summary>
        public DbSet<Position> Positions => db.Set<Position>();
    }
}
