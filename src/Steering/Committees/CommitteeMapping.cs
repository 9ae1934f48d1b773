using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Organisation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Committees;

internal sealed class CommitteeMapping : IEntityTypeConfiguration<Committee>, IEntityTypeConfiguration<CommitteeVersion>,
    IEntityTypeConfiguration<CommitteeSeat>, IEntityTypeConfiguration<SeatHolder>
{
    public void Configure(EntityTypeBuilder<Committee> builder)
    {
        builder.ToTable("steering_committee").HasKey(c => c.Id);
        builder.Property(c => c.Name).HasMaxLength(Committee.NameMaxLength);
        builder.Property(c => c.DissolvedNote).HasMaxLength(CommitteeDraft.NoteMaxLength);
        builder.HasIndex(c => new { c.UnitId, c.Name }).IsUnique();
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(c => c.DissolvedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(c => c.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(c => c.Versions).WithOne().HasForeignKey(v => v.CommitteeId);
        builder.Ignore(c => c.InOrder);
    }

    public void Configure(EntityTypeBuilder<CommitteeVersion> builder)
    {
        builder.ToTable("steering_committee_version").Property(v => v.Id).ValueGeneratedNever();
        builder.Property(v => v.Note).HasMaxLength(CommitteeDraft.NoteMaxLength);
        builder.HasIndex(v => new { v.CommitteeId, v.Number }).IsUnique();
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(v => v.DocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(v => v.StandingUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(v => v.Seats).WithOne().HasForeignKey(s => s.VersionId);
        builder.Ignore(v => v.InOrder).Ignore(v => v.Chair);
    }

    public void Configure(EntityTypeBuilder<CommitteeSeat> builder)
    {
        builder.ToTable("steering_committee_seat").Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Role).HasConversion<string>().HasMaxLength(20);
        builder.Property(s => s.Title).HasMaxLength(CommitteeSeat.TitleMaxLength);
        builder.HasOne<Unit>().WithMany().HasForeignKey(s => s.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(s => s.Holders).WithOne().HasForeignKey(h => h.SeatId);
        builder.Ignore(s => s.IsOfGroup);
    }

    public void Configure(EntityTypeBuilder<SeatHolder> builder)
    {
        builder.ToTable("steering_committee_holder").Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.PersonName).HasMaxLength(SeatHolder.NameMaxLength);
        builder.Property(h => h.LeftBy).HasMaxLength(SeatHolder.SourceMaxLength);
        builder.Property(h => h.Source).HasMaxLength(SeatHolder.SourceMaxLength);
    }
}

internal static class CommitteeTables
{
    extension(AppDb db)
    {
        public DbSet<Committee> Committees => db.Set<Committee>();
    }
}
