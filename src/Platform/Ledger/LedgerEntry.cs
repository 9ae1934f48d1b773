using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Ledger;

/// <summary>Who did what, when, to what, with the values before and after. Rows are only ever added, each bound to the one before it by its hash.</summary>
public sealed class LedgerEntry
{
    /// <summary>Place in the chain, from 1, without gaps.</summary>
    public long Seq { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Who; <see cref="Guid.Empty"/> is the system.</summary>
    public Guid ActorId { get; init; }

    /// <summary>The actor's name at that time.</summary>
    public required string ActorName { get; init; }

    /// <summary>What, such as <c>steering.task.verified</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Kind of the thing, such as <c>SteeringTask</c>.</summary>
    public required string SubjectType { get; init; }

    /// <summary>The thing.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>Why, where a reason is asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>Changed values: JSON object of <c>name: [before, after]</c>.</summary>
    public string Changes { get; set; } = "{}";

    /// <summary>SHA-256 over the previous hash and this row, lower-case hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The hash this row must have after a row with <paramref name="previousHash"/>.</summary>
    public string ComputeHash(string previousHash)
    {
        // Length-prefixed fields: no two different rows give the same bytes.
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string?>)[previousHash, $"{Seq}", $"{At.Ticks / 10}", ActorId.ToString("N"), ActorName,
            Action, SubjectType, SubjectId.ToString("N"), Reason, Changes])
        {
            text.Append(part?.Length ?? -1).Append(':').Append(part).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>The end of the chain: one row, moved on in the transaction that adds entries, which also keeps writers in line.</summary>
public sealed class LedgerHead
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>Last place given.</summary>
    public long Seq { get; set; }

    /// <summary>Hash of the last row.</summary>
    public string Hash { get; set; } = "";
}

/// <summary>What the chain's end was at a moment; also written to a file outside the database, so that an auditor can compare.</summary>
public sealed class LedgerSeal
{
    /// <summary>Last place sealed.</summary>
    public long Seq { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Hash of that row.</summary>
    public required string Hash { get; init; }
}

internal sealed class LedgerMapping : IEntityTypeConfiguration<LedgerEntry>, IEntityTypeConfiguration<LedgerHead>, IEntityTypeConfiguration<LedgerSeal>
{
    public void Configure(EntityTypeBuilder<LedgerEntry> builder)
    {
        builder.ToTable("platform_ledger_entry").HasKey(e => e.Seq);
        builder.Property(e => e.Seq).ValueGeneratedNever();
        builder.Property(e => e.Action).HasMaxLength(80);
        builder.Property(e => e.SubjectType).HasMaxLength(80);
        builder.Property(e => e.ActorName).HasMaxLength(200);
        builder.HasIndex(e => new { e.SubjectId, e.Seq }); // the timeline of a record
        builder.HasIndex(e => e.At);
    }

    public void Configure(EntityTypeBuilder<LedgerHead> builder)
    {
        builder.ToTable("platform_ledger_head").HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasData(new LedgerHead());
    }

    public void Configure(EntityTypeBuilder<LedgerSeal> builder)
    {
        builder.ToTable("platform_ledger_seal").HasKey(s => s.Seq);
        builder.Property(s => s.Seq).ValueGeneratedNever();
    }
}
