using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Store;

/// <summary>A paper that was used again in another dossier.</summary>
internal sealed class ReusedPaper
{
    /// <summary>The file in the dossier that uses it.</summary>
    public required Guid FileId { get; init; }

    public required Guid DossierId { get; init; }

    /// <summary>The file that was used.</summary>
    public required Guid FromFileId { get; init; }

    /// <summary>Whether that was a result, which lies in the store because the ministry made it.</summary>
    public required bool IsResult { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>Someone who works here looked at an applicant's dossier: once a day and reader.</summary>
internal sealed class DataAccess
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DossierId { get; init; }

    /// <summary>The account that looked.</summary>
    public required Guid AccountId { get; init; }

    /// <summary>Its name then: a position.</summary>
    public required string Name { get; init; }

    public Guid? UnitId { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>The first time on that day (UTC).</summary>
    public required DateTime At { get; init; }
}

/// <summary>What someone agreed to, or took back. Rows are added, none is changed.</summary>
internal sealed class Consent
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid AccountId { get; init; }

    /// <summary>Key of the purpose, see <c>seed/personal-data.yaml</c>.</summary>
    public required string Purpose { get; init; }

    public required bool Given { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class StoreMapping : IEntityTypeConfiguration<ReusedPaper>, IEntityTypeConfiguration<DataAccess>, IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<ReusedPaper> reused)
    {
        reused.ToTable("services_reused_paper").HasKey(r => r.FileId);
        reused.HasIndex(r => r.DossierId);
        reused.HasOne<Dossier>().WithMany().HasForeignKey(r => r.DossierId);
    }

    public void Configure(EntityTypeBuilder<DataAccess> access)
    {
        access.ToTable("services_data_access");
        access.Property(a => a.Id).ValueGeneratedNever();
        access.Property(a => a.Name).HasMaxLength(200);
        access.HasIndex(a => new { a.DossierId, a.AccountId, a.Day }).IsUnique();
        access.HasOne<Dossier>().WithMany().HasForeignKey(a => a.DossierId);
    }

    public void Configure(EntityTypeBuilder<Consent> consent)
    {
        consent.ToTable("services_consent");
        consent.Property(c => c.Purpose).HasMaxLength(40);
        consent.HasIndex(c => new { c.AccountId, c.Purpose, c.At });
    }
}

/// <summary>The tables of the store.</summary>
internal static class StoreDb
{
    extension(AppDb db)
    {
        public DbSet<ReusedPaper> ReusedPapers => db.Set<ReusedPaper>();

        public DbSet<DataAccess> DataAccesses => db.Set<DataAccess>();

        public DbSet<Consent> Consents => db.Set<Consent>();
    }
}
