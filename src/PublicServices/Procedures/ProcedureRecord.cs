using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>
/// What was put down of a procedure at one moment, for a span of days. Records are only added: for a day that several cover, the one put
/// down last holds. So it can be asked both what holds on a day and what was known of it at another.
/// </summary>
internal sealed class ProcedureRecord
{
    /// <summary>Longest reason.</summary>
    public const int MostReason = 1000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Code of the procedure.</summary>
    public required string Code { get; init; }

    /// <summary>First day on which it holds.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day on which it holds; null while no end is known.</summary>
    public DateOnly? To { get; init; }

    /// <summary>When it was put down (UTC).</summary>
    public required DateTime RecordedAt { get; init; }

    /// <summary>Position or program that put it down.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>Why it was put down.</summary>
    public required string Reason { get; init; }

    /// <summary>The procedure as JSON, see <see cref="ProcedureText"/>.</summary>
    public required string Content { get; init; }

    /// <summary>SHA-256 of <see cref="Content"/>, lower hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whether it came with the product.</summary>
    public bool IsShipped { get; init; }

    /// <summary>What the ledger says of it: which procedure, for which days, and what the content hashes to.</summary>
    public object Facts => new { Code, From, To, Sha256 };

    /// <summary>A record of what a procedure says.</summary>
    public static ProcedureRecord Of(Procedure procedure, DateOnly from, DateOnly? to, DateTime at, string by, string reason, bool isShipped = false)
    {
        var content = ProcedureText.ToJson(procedure);
        return new()
        {
            Code = procedure.Code, From = from, To = to, RecordedAt = at, RecordedBy = by, Reason = reason, Content = content, Sha256 = ProcedureText.Sha256Of(content), IsShipped = isShipped,
        };
    }

    public bool Covers(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>The files that were put down last, so that a start need not read them again.</summary>
internal sealed class ShippedStamp
{
    /// <summary>See <see cref="ShippedProcedures.Sha256"/>.</summary>
    public required string Sha256 { get; init; }
}

internal sealed class ProcedureRecordMapping : IEntityTypeConfiguration<ProcedureRecord>, IEntityTypeConfiguration<ShippedStamp>
{
    public void Configure(EntityTypeBuilder<ShippedStamp> stamp)
    {
        stamp.ToTable("services_shipped").HasKey(s => s.Sha256);
        stamp.Property(s => s.Sha256).HasMaxLength(64);
    }

    public void Configure(EntityTypeBuilder<ProcedureRecord> record)
    {
        record.ToTable("services_procedure_record");
        record.Ignore(r => r.Facts);
        record.Property(r => r.Code).HasMaxLength(ProcedureLinter.LongestCode);
        record.Property(r => r.RecordedBy).HasMaxLength(200);
        record.Property(r => r.Reason).HasMaxLength(ProcedureRecord.MostReason);
        record.Property(r => r.Sha256).HasMaxLength(64);
        // The same words for the same days are one record: two processes that start at once put down what ships once.
        record.HasIndex(r => new { r.Code, r.From, r.Sha256, r.RecordedAt }).IsUnique();
    }
}

/// <summary>The table of records.</summary>
internal static class ProcedureTables
{
    extension(AppDb db)
    {
        public DbSet<ProcedureRecord> ProcedureRecords => db.Set<ProcedureRecord>();

        public DbSet<ShippedStamp> ShippedStamps => db.Set<ShippedStamp>();
    }
}
