using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>One thing to mend.</summary>
/// <param name="About">Key of the document, or <c>group:</c> and the number of the part of the form; empty for what is said of the whole.</param>
/// <param name="Wrong">What is wrong with it and how to mend it.</param>
internal sealed record Defect(string About, string Wrong);

/// <summary>A request to mend a dossier, with the whole list of what is wrong. A second one is an event of its own: it is counted and says why.</summary>
/// <remarks>Source: Decree 61/2018/NĐ-CP, art. 17 (form 02 of Circular 01/2018/TT-VPCP); the score of Decision 766/QĐ-TTg counts a dossier with more than one as late.</remarks>
internal sealed class SupplementRequest
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DossierId { get; init; }

    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    public required DateTime AskedAt { get; init; }

    /// <summary>Position that asked.</summary>
    public required string AskedBy { get; init; }

    /// <summary>A JSON array of <see cref="Defect"/>.</summary>
    public required string Defects { get; init; }

    /// <summary>Why it was not said the first time; null for the first.</summary>
    public string? WhyAgain { get; init; }

    /// <summary>The day that the result was owed when it was asked.</summary>
    public required DateOnly DueBefore { get; init; }

    public DateTime? AnsweredAt { get; private set; }

    public string? AnsweredBy { get; private set; }

    /// <summary>The day that it is owed since the answer.</summary>
    public DateOnly? DueAfter { get; private set; }

    public void Answer(string by, DateOnly due, DateTime at) => (AnsweredBy, DueAfter, AnsweredAt) = (by, due, at);

    public IReadOnlyList<Defect> AllDefects() => JsonSerializer.Deserialize<List<Defect>>(Defects) ?? [];

    public static string Write(IEnumerable<Defect> defects) => JsonSerializer.Serialize(defects);
}

internal sealed class SupplementRequestMapping : IEntityTypeConfiguration<SupplementRequest>
{
    public void Configure(EntityTypeBuilder<SupplementRequest> request)
    {
        request.ToTable("services_supplement_request");
        request.Property(r => r.AskedBy).HasMaxLength(200);
        request.Property(r => r.AnsweredBy).HasMaxLength(200);
        request.Property(r => r.WhyAgain).HasMaxLength(1000);
        request.HasIndex(r => new { r.DossierId, r.Number }).IsUnique();
        request.HasOne<Dossier>().WithMany().HasForeignKey(r => r.DossierId);
    }
}
