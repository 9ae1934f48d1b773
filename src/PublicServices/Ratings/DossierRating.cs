using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Ratings;

/// <summary>How content someone is.</summary>
internal enum Satisfaction
{
    /// <summary>Không hài lòng.</summary>
    NotSatisfied = 1,

    /// <summary>Hài lòng.</summary>
    Satisfied = 2,

    /// <summary>Rất hài lòng.</summary>
    VerySatisfied = 3,
}

/// <summary>What the applicant says of how the dossier was received and solved. One a dossier: its key is the dossier.</summary>
internal sealed class DossierRating : IVersioned
{
    public const int LongestComment = 1000;

    public required Guid DossierId { get; init; }

    /// <summary>Of the whole.</summary>
    public Satisfaction Grade { get; private set; }

    /// <summary>Of the officers; null where nothing was said.</summary>
    public Satisfaction? OfficerGrade { get; private set; }

    /// <summary>In the applicant's own words; they stay out of the ledger.</summary>
    public string? Comment { get; private set; }

    /// <summary>When it was said last (UTC).</summary>
    public DateTime At { get; private set; }

    public bool IsDemonstration { get; init; }

    public int Version { get; set; }

    public void Say(Satisfaction grade, Satisfaction? officers, string? comment, DateTime at) => (Grade, OfficerGrade, Comment, At) = (grade, officers, comment, at);
}

internal sealed class DossierRatingMapping : IEntityTypeConfiguration<DossierRating>
{
    public void Configure(EntityTypeBuilder<DossierRating> rating)
    {
        rating.ToTable("services_rating").HasKey(r => r.DossierId);
        rating.Property(r => r.Comment).HasMaxLength(DossierRating.LongestComment);
        rating.HasOne<Dossier>().WithOne().HasForeignKey<DossierRating>(r => r.DossierId);
    }
}

/// <summary>The table of ratings.</summary>
internal static class RatingTables
{
    extension(AppDb db)
    {
        public DbSet<DossierRating> DossierRatings => db.Set<DossierRating>();
    }
}
