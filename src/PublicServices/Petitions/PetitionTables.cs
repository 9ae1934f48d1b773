using LoTrinh.Platform.Data;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Petitions;

internal sealed class PetitionMapping : IEntityTypeConfiguration<Petition>, IEntityTypeConfiguration<PetitionStep>, IEntityTypeConfiguration<PetitionSender>
{
    public void Configure(EntityTypeBuilder<Petition> petition)
    {
        petition.ToTable("services_petition");
        petition.Property(p => p.Code).HasMaxLength(20);
        petition.Property(p => p.Kind).HasConversion<string>().HasMaxLength(20);
        petition.Property(p => p.Status).HasConversion<string>().HasMaxLength(20);
        petition.Property(p => p.Subject).HasMaxLength(Petition.LongestSubject);
        petition.Property(p => p.Text).HasMaxLength(Petition.LongestText);
        petition.Property(p => p.Answer).HasMaxLength(Petition.LongestText);
        petition.Property(p => p.AnsweredBy).HasMaxLength(200);
        petition.Property(p => p.KeyHash).HasMaxLength(64);
        petition.HasIndex(p => p.Code).IsUnique();
        petition.HasIndex(p => p.KeyHash).IsUnique();
        petition.HasIndex(p => new { p.Status, p.ClockFrom });
        petition.HasIndex(p => p.SentAt);
        petition.HasIndex(p => p.SenderId);
        petition.HasOne<Dossier>().WithMany().HasForeignKey(p => p.DossierId);
        petition.HasMany(p => p.History).WithOne().HasForeignKey(s => s.PetitionId);
        petition.Navigation(p => p.History).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<PetitionStep> step)
    {
        step.ToTable("services_petition_step");
        step.Property(s => s.Id).ValueGeneratedNever();
        step.Property(s => s.Status).HasConversion<string>().HasMaxLength(20);
        step.Property(s => s.By).HasMaxLength(200);
        step.Property(s => s.Note).HasMaxLength(Petition.LongestText);
        step.HasIndex(s => new { s.PetitionId, s.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PetitionSender> sender)
    {
        sender.ToTable("services_petition_sender").HasKey(s => s.PetitionId);
        sender.Property(s => s.Name).HasMaxLength(PetitionSender.LongestName);
        sender.Property(s => s.Phone).HasMaxLength(PetitionSender.LongestContact);
        sender.Property(s => s.Email).HasMaxLength(PetitionSender.LongestContact);
        sender.HasOne<Petition>().WithOne().HasForeignKey<PetitionSender>(s => s.PetitionId);
    }
}

/// <summary>The tables of petitions.</summary>
internal static class PetitionTables
{
    extension(AppDb db)
    {
        public DbSet<Petition> Petitions => db.Set<Petition>();

        public DbSet<PetitionSender> PetitionSenders => db.Set<PetitionSender>();
    }
}
