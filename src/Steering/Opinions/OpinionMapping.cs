using LoTrinh.Platform.Data;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Committees;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Opinions;

internal sealed class OpinionMapping : IEntityTypeConfiguration<OpinionRound>, IEntityTypeConfiguration<OpinionMember>,
    IEntityTypeConfiguration<OpinionBallot>,
    IEntityTypeConfiguration<OpinionComment>, IEntityTypeConfiguration<OpinionProxy>
{
    public void Configure(EntityTypeBuilder<OpinionRound> builder)
    {
        builder.ToTable("steering_opinion").HasKey(r => r.Id);
        builder.Property(r => r.Code).HasMaxLength(40);
        builder.Property(r => r.Title).HasMaxLength(OpinionRound.TitleMaxLength);
        builder.Property(r => r.Question).HasMaxLength(OpinionRound.QuestionMaxLength);
        builder.Property(r => r.Change).HasMaxLength(OpinionRound.QuestionMaxLength);
        builder.Property(r => r.SubjectName).HasMaxLength(300);
        builder.Property(r => r.SubjectSha256).HasMaxLength(64);
        builder.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(r => r.WithdrawReason).HasMaxLength(OpinionRound.ReasonMaxLength);
        builder.HasIndex(r => r.Code).IsUnique();
        builder.HasIndex(r => r.PreviousId).IsUnique(); // one round follows another
        builder.HasIndex(r => new { r.MatterId, r.Number }).IsUnique(); // the rounds about a matter
        builder.HasIndex(r => new { r.State, r.DueOn }); // the open ones, by when they are due
        builder.HasIndex(r => new { r.OpenedAt, r.Id }); // the list's order
        builder.HasOne<OpinionRound>().WithMany().HasForeignKey(r => r.PreviousId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Committee>().WithMany().HasForeignKey(r => r.CommitteeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(r => r.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(r => r.HostUnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Members).WithOne().HasForeignKey(m => m.RoundId);
        builder.OwnsOne(r => r.Rule, rule =>
        {
            rule.Property(x => x.Id).HasColumnName("rule_id").HasMaxLength(OpinionRule.IdMaxLength);
            rule.Property(x => x.Of).HasConversion<string>().HasMaxLength(20);
            rule.Property(x => x.Tie).HasConversion<string>().HasMaxLength(20);
            rule.Property(x => x.Silence).HasConversion<string>().HasMaxLength(20);
            rule.Property(x => x.Confidence).HasConversion<string>().HasMaxLength(20);
            rule.Property(x => x.Name).HasMaxLength(OpinionRule.NameMaxLength);
            rule.Property(x => x.NameEn).HasMaxLength(OpinionRule.NameMaxLength);
            rule.Property(x => x.Basis).HasMaxLength(OpinionRule.BasisMaxLength);
            rule.Property(x => x.BasisEn).HasMaxLength(OpinionRule.BasisMaxLength);
            rule.Ignore(x => x.NameShown).Ignore(x => x.BasisShown);
        });
        builder.Navigation(r => r.Rule).IsRequired();
        builder.OwnsOne(r => r.Result, result =>
        {
            result.Property(x => x.Outcome).HasConversion<string>().HasMaxLength(20);
            result.Ignore(x => x.Silent).Ignore(x => x.Counted);
        });
        builder.Ignore(r => r.MembersInOrder).Ignore(r => r.OpenedOn).Ignore(r => r.CommentsToReceive);
    }

    public void Configure(EntityTypeBuilder<OpinionMember> builder)
    {
        builder.ToTable("steering_opinion_member").Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.Title).HasMaxLength(CommitteeSeat.TitleMaxLength);
        builder.Property(m => m.PersonName).HasMaxLength(SeatHolder.NameMaxLength);
        builder.Property(m => m.Role).HasConversion<string>().HasMaxLength(20);
        builder.HasIndex(m => new { m.RoundId, m.SeatId }).IsUnique(); // one ballot paper a seat
        builder.HasIndex(m => m.UnitId); // a unit's rounds
        builder.HasIndex(m => m.AccountId); // what waits for someone
        builder.HasOne<CommitteeSeat>().WithMany().HasForeignKey(m => m.SeatId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(m => m.UnitId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(m => m.Ballots).WithOne().HasForeignKey(b => b.MemberId);
        builder.HasMany(m => m.Proxies).WithOne().HasForeignKey(p => p.MemberId);
        builder.Ignore(m => m.BallotsInOrder).Ignore(m => m.Latest).Ignore(m => m.Proxy);
    }

    public void Configure(EntityTypeBuilder<OpinionBallot> builder)
    {
        builder.ToTable("steering_opinion_ballot").Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Choice).HasConversion<string>().HasMaxLength(20);
        builder.Property(b => b.Channel).HasConversion<string>().HasMaxLength(20);
        builder.Property(b => b.CastByName).HasMaxLength(200);
        builder.HasIndex(b => new { b.MemberId, b.Number }).IsUnique(); // one after the other on the one paper
        builder.HasOne<OpinionProxy>().WithMany().HasForeignKey(b => b.ProxyId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(b => b.Comments).WithOne().HasForeignKey(c => c.BallotId);
        builder.Ignore(b => b.CommentsInOrder);
    }

    public void Configure(EntityTypeBuilder<OpinionComment> builder)
    {
        builder.ToTable("steering_opinion_comment").Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Clause).HasMaxLength(OpinionComment.ClauseMaxLength);
        builder.Property(c => c.Text).HasMaxLength(OpinionComment.TextMaxLength);
        builder.Property(c => c.Reception).HasConversion<string>().HasMaxLength(20);
        builder.Property(c => c.Explanation).HasMaxLength(OpinionComment.ExplanationMaxLength);
        builder.Property(c => c.Change).HasMaxLength(OpinionComment.ChangeMaxLength);
        builder.HasIndex(c => new { c.BallotId, c.Place }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<OpinionProxy> builder)
    {
        builder.ToTable("steering_opinion_proxy").Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.PersonName).HasMaxLength(OpinionProxy.NameMaxLength);
        builder.Property(p => p.PersonTitle).HasMaxLength(OpinionProxy.NameMaxLength);
        builder.Property(p => p.Reference).HasMaxLength(OpinionProxy.ReferenceMaxLength);
        builder.HasIndex(p => new { p.MemberId, p.Number }).IsUnique();
        builder.HasIndex(p => p.AccountId); // what waits for someone
    }
}

internal static class OpinionTables
{
    extension(AppDb db)
    {
        public DbSet<OpinionRound> Opinions => db.Set<OpinionRound>();
    }
}
