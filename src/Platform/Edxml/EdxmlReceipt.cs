using LoTrinh.Platform.Documents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Edxml;

/// <summary>That a message of the axis has come in, and which document of the register it became: the same message is known again.</summary>
internal sealed class EdxmlReceipt
{
    public const int IdMaxLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Identity of the document on the axis.</summary>
    public required string AxisId { get; init; }

    public required Guid DocumentId { get; init; }

    public required string SenderId { get; init; }

    public required string SenderName { get; init; }

    /// <summary>By which day the sender asks for an answer.</summary>
    public DateOnly? DueOn { get; init; }

    public bool IsSteering { get; init; }

    /// <summary>Documents that it answers, one a line.</summary>
    public string? ResponseFor { get; init; }

    /// <summary>SHA-256 of the message as it came, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required DateTime ReceivedAt { get; init; }
}

internal sealed class EdxmlMapping : IEntityTypeConfiguration<EdxmlReceipt>
{
    public void Configure(EntityTypeBuilder<EdxmlReceipt> receipt)
    {
        receipt.ToTable("platform_edxml_receipt");
        receipt.Property(r => r.AxisId).HasMaxLength(EdxmlReceipt.IdMaxLength);
        receipt.Property(r => r.SenderId).HasMaxLength(60);
        receipt.Property(r => r.SenderName).HasMaxLength(200);
        receipt.Property(r => r.ResponseFor).HasMaxLength(2000);
        receipt.Property(r => r.Sha256).HasMaxLength(64);
        receipt.HasIndex(r => r.AxisId).IsUnique();
        receipt.HasIndex(r => r.DocumentId);
        receipt.HasOne<OfficialDocument>().WithMany().HasForeignKey(r => r.DocumentId).OnDelete(DeleteBehavior.Restrict);
    }
}
