using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Committees;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Meetings;

internal sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>, IEntityTypeConfiguration<AgendaItem>, IEntityTypeConfiguration<Invitee>,
    IEntityTypeConfiguration<Conclusion>
{
    private const int SignerMaxLength = 200;

    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("steering_meeting").HasKey(m => m.Id);
        builder.Property(m => m.Code).HasMaxLength(40);
        builder.Property(m => m.Title).HasMaxLength(Meeting.TitleMaxLength);
        builder.Property(m => m.Place).HasMaxLength(Meeting.PlaceMaxLength);
        builder.Property(m => m.Form).HasConversion<string>().HasMaxLength(20);
        builder.Property(m => m.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(m => m.InvitationNumber).HasMaxLength(100);
        builder.Property(m => m.NoticeNumber).HasMaxLength(100);
        builder.Property(m => m.CancelReason).HasMaxLength(Meeting.ReasonMaxLength);
        builder.HasIndex(m => m.Code).IsUnique();
        builder.HasIndex(m => new { m.StartsAt, m.Id }); // the list's order
        builder.HasIndex(m => m.NoticeId).IsUnique(); // a notice is of one meeting
        builder.HasOne<Committee>().WithMany().HasForeignKey(m => m.CommitteeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(m => m.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(m => m.HostUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(m => m.NoticeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(m => m.Agenda).WithOne().HasForeignKey(a => a.MeetingId);
        builder.HasMany(m => m.Invited).WithOne().HasForeignKey(i => i.MeetingId);
        builder.HasMany(m => m.Conclusions).WithOne().HasForeignKey(c => c.MeetingId);
        builder.OwnsOne(m => m.SecretarySignature, s => s.Property(x => x.Name).HasMaxLength(SignerMaxLength));
        builder.OwnsOne(m => m.ChairSignature, s => s.Property(x => x.Name).HasMaxLength(SignerMaxLength));
        builder.Ignore(m => m.AgendaInOrder).Ignore(m => m.InvitedInOrder).Ignore(m => m.ConclusionsInOrder).Ignore(m => m.Chair).Ignore(m => m.On)
            .Ignore(m => m.IsMendable).Ignore(m => m.IsMinutesOpen);
    }

    public void Configure(EntityTypeBuilder<AgendaItem> builder)
    {
        builder.ToTable("steering_meeting_item").Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Title).HasMaxLength(AgendaItem.TitleMaxLength);
        builder.HasOne<Unit>().WithMany().HasForeignKey(a => a.PresenterUnitId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Invitee> builder)
    {
        builder.ToTable("steering_meeting_invitee").Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Title).HasMaxLength(Invitee.TitleMaxLength);
        builder.Property(i => i.Role).HasConversion<string>().HasMaxLength(20);
        builder.Property(i => i.Attendance).HasConversion<string>().HasMaxLength(20);
        builder.Property(i => i.AbsenceReason).HasMaxLength(Invitee.ReasonMaxLength);
        builder.Property(i => i.SubstituteName).HasMaxLength(Invitee.SubstituteMaxLength);
        builder.Property(i => i.SubstituteTitle).HasMaxLength(Invitee.SubstituteMaxLength);
        builder.HasIndex(i => i.UnitId); // a unit's meetings
        builder.HasOne<Unit>().WithMany().HasForeignKey(i => i.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CommitteeSeat>().WithMany().HasForeignKey(i => i.SeatId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(i => i.Counts);
    }

    public void Configure(EntityTypeBuilder<Conclusion> builder)
    {
        builder.ToTable("steering_meeting_conclusion").Property(c => c.Id).ValueGeneratedNever();
        builder.HasIndex(c => new { c.MeetingId, c.Number });
        builder.HasIndex(c => c.ClauseId).IsUnique(); // a clause is one conclusion
        // Who registers documents may take a clause out on which no task rests; the conclusion is then again one that nobody answers for.
        builder.HasOne<DocumentClause>().WithMany().HasForeignKey(c => c.ClauseId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal static class MeetingTables
{
    extension(AppDb db)
    {
        public DbSet<Meeting> Meetings => db.Set<Meeting>();
    }
}
