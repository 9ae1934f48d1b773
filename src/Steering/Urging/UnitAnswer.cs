using LoTrinh.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Urging;

/// <summary>Who acts, and when, UTC.</summary>
internal sealed record Doer(Guid AccountId, string Name, DateTime At);

/// <summary>What a unit answered to something that it was asked, and what whoever asked decided about it. It stays, whatever is
/// decided.</summary>
internal abstract class UnitAnswer
{
    public const int TextMaxLength = 4000;

    public Guid Id { get; private init; } = Guid.CreateVersion7();

    public string Text { get; init; } = "";

    public Guid ById { get; private init; }

    public string By { get; private init; } = "";

    public DateTime At { get; private init; }

    /// <summary>Whether it is enough; null until it is decided.</summary>
    public bool? Accepted { get; private set; }

    /// <summary>Why it was not enough, or a note with the acceptance.</summary>
    public string? Reason { get; private set; }

    public string? DecidedBy { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Who answered, and when.</summary>
    protected Doer Giver
    {
        init => (ById, By, At) = (value.AccountId, value.Name, value.At);
    }

    internal void Decide(bool accepted, string? reason, Doer by) =>
        (Accepted, Reason, DecidedBy, DecidedAt) = (accepted, Words.Clean(reason), by.Name, by.At);
}

internal static class UnitAnswerMapping
{
    /// <summary>Maps what every answer has.</summary>
    /// <param name="builder">The answer.</param>
    /// <param name="table">Name of its table.</param>
    /// <param name="reasonMaxLength">Most characters of a reason or note.</param>
    public static void MapAnswer<T>(this EntityTypeBuilder<T> builder, string table, int reasonMaxLength)
        where T : UnitAnswer
    {
        builder.ToTable(table).HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever(); // a part that is added with its key is new
        builder.Property(a => a.Text).HasMaxLength(UnitAnswer.TextMaxLength);
        builder.Property(a => a.By).HasMaxLength(200);
        builder.Property(a => a.Reason).HasMaxLength(reasonMaxLength);
        builder.Property(a => a.DecidedBy).HasMaxLength(200);
    }
}
