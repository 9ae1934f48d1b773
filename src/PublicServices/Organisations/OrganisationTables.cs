using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Organisations;

internal sealed class OrganisationMapping
    : IEntityTypeConfiguration<ApplicantOrganisation>, IEntityTypeConfiguration<OrganisationMember>, IEntityTypeConfiguration<Dossier>
{
    public void Configure(EntityTypeBuilder<ApplicantOrganisation> organisation)
    {
        organisation.ToTable("services_organisation");
        organisation.Property(o => o.TaxCode).HasMaxLength(OrganisationDraft.LongestCode);
        organisation.Property(o => o.Name).HasMaxLength(OrganisationDraft.LongestName);
        organisation.Property(o => o.Address).HasMaxLength(OrganisationDraft.LongestAddress);
        organisation.Property(o => o.Phone).HasMaxLength(OrganisationDraft.LongestContact);
        organisation.Property(o => o.Email).HasMaxLength(OrganisationDraft.LongestContact);
        organisation.Property(o => o.Kind).HasConversion<string>().HasMaxLength(20);
        organisation.Property(o => o.State).HasConversion<string>().HasMaxLength(20);
        organisation.Property(o => o.DecidedBy).HasMaxLength(200);
        organisation.Property(o => o.Reason).HasMaxLength(OrganisationDraft.LongestReason);
        // A code that was refused to one is free for another.
        organisation.HasIndex(o => o.TaxCode).IsUnique().HasFilter("state in ('Declared', 'Confirmed')");
        organisation.HasIndex(o => new { o.State, o.DeclaredAt });
    }

    public void Configure(EntityTypeBuilder<OrganisationMember> member)
    {
        member.ToTable("services_organisation_member");
        member.Property(m => m.Right).HasConversion<string>().HasMaxLength(20);
        member.HasIndex(m => new { m.OrganisationId, m.AccountId }).IsUnique().HasFilter("ended_at is null");
        member.HasIndex(m => m.AccountId);
        member.HasOne<ApplicantOrganisation>().WithMany().HasForeignKey(m => m.OrganisationId);
        member.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId);
    }

    public void Configure(EntityTypeBuilder<Dossier> dossier) => dossier.HasOne<ApplicantOrganisation>().WithMany().HasForeignKey(d => d.OrganisationId);
}

/// <summary>The tables of organisations.</summary>
internal static class OrganisationTables
{
    extension(AppDb db)
    {
        public DbSet<ApplicantOrganisation> ApplicantOrganisations => db.Set<ApplicantOrganisation>();

        public DbSet<OrganisationMember> OrganisationMembers => db.Set<OrganisationMember>();
    }
}
