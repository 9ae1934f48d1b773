using System.Text;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Platform.Files;

/// <summary>A file that belongs to a record; its content lies in the store under its SHA-256.</summary>
public sealed class StoredFile
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The sort of record it belongs to, such as <c>steering.task</c>: says whose guard decides who may read it.</summary>
    public required string Room { get; init; }

    /// <summary>The record it belongs to.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The part of the record, where it has several: an update, a document of a dossier.</summary>
    public string? Part { get; init; }

    /// <summary>Its name, cleaned: no folders, no control characters.</summary>
    public required string Name { get; init; }

    /// <summary>Media type, from its content.</summary>
    public required string MediaType { get; init; }

    /// <summary>Size in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>SHA-256 of the content, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When it was taken in (UTC).</summary>
    public required DateTime TakenAt { get; init; }

    /// <summary>Account that sent it.</summary>
    public required Guid TakenBy { get; init; }

    private const int NameMaxLength = 150;

    // With its dot. What is longer is a sentence with a full stop in it.
    private const int EndingMaxLength = 11;

    /// <summary>A name as people gave it, without what could mislead: folders, control and direction marks; at most 150 characters.</summary>
    public static string Clean(string name)
    {
        var last = name.Split('/', '\\')[^1].Normalize(NormalizationForm.FormC);
        var kept = new string([.. last.Where(c => !char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.Format)]).Trim();
        var ending = Path.GetExtension(kept) is { Length: <= EndingMaxLength } own ? own : "";
        var most = NameMaxLength - ending.Length;
        return kept.Length <= NameMaxLength ? kept : kept[..(char.IsHighSurrogate(kept[most - 1]) ? most - 1 : most)].TrimEnd() + ending;
    }

    /// <summary>Size as people read it: <c>1,2 MB</c>.</summary>
    public string SizeShown => Length < 1024 * 1024
        ? string.Create(CultureInfo.CurrentCulture, $"{Math.Max(1, Length / 1024)} KB")
        : string.Create(CultureInfo.CurrentCulture, $"{Length / 1024.0 / 1024.0:0.0} MB");
}

internal sealed class StoredFileMapping : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> file)
    {
        file.ToTable("platform_file");
        file.Property(f => f.Room).HasMaxLength(40);
        file.Property(f => f.Part).HasMaxLength(80);
        file.Property(f => f.Name).HasMaxLength(160);
        file.Property(f => f.MediaType).HasMaxLength(100);
        file.Property(f => f.Sha256).HasMaxLength(64);
        file.HasIndex(f => new { f.Room, f.SubjectId });
        file.HasIndex(f => new { f.Room, f.Sha256, f.SubjectId }); // which records the same content belongs to
    }
}
