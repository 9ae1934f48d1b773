using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Who handed a dossier in at the counter or sent it by post; personal, so that it stays out of the ledger.</summary>
internal sealed class DossierFiler
{
    public required Guid DossierId { get; init; }

    public required string Name { get; init; }

    /// <summary>Identity number; null where none was shown.</summary>
    public string? Number { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    /// <summary>Officer that took it in.</summary>
    public required Guid TakenById { get; init; }
}

/// <summary>What was handed in on paper for a document of the dossier.</summary>
internal sealed class DossierPaper
{
    public required Guid DossierId { get; init; }

    /// <summary>Key of the document.</summary>
    public required string Document { get; init; }

    public int Originals { get; init; }

    public int Copies { get; init; }
}

internal sealed class DossierFilerMapping : IEntityTypeConfiguration<DossierFiler>, IEntityTypeConfiguration<DossierPaper>
{
    public void Configure(EntityTypeBuilder<DossierFiler> filer)
    {
        filer.ToTable("services_dossier_filer").HasKey(f => f.DossierId);
        filer.Property(f => f.Name).HasMaxLength(200);
        filer.Property(f => f.Number).HasMaxLength(20);
        filer.Property(f => f.Phone).HasMaxLength(40);
        filer.Property(f => f.Email).HasMaxLength(200);
        filer.HasOne<Dossier>().WithOne().HasForeignKey<DossierFiler>(f => f.DossierId);
    }

    public void Configure(EntityTypeBuilder<DossierPaper> paper)
    {
        paper.ToTable("services_dossier_paper").HasKey(p => new { p.DossierId, p.Document });
        paper.Property(p => p.Document).HasMaxLength(60);
        paper.HasOne<Dossier>().WithMany().HasForeignKey(p => p.DossierId);
    }
}
