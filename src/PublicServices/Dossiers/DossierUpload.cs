using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Files for one document of a draft that come piece by piece, over a line that may break.</summary>
internal sealed class DossierUpload
{
    private readonly List<UploadedFile> _files = [];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DossierId { get; init; }

    /// <summary>Key of the document.</summary>
    public required string Document { get; init; }

    /// <summary>When its last piece came (UTC).</summary>
    public required DateTime TouchedAt { get; set; }

    /// <summary>When its files were taken in (UTC); null while it is under way.</summary>
    public DateTime? CompletedAt { get; private set; }

    /// <summary>Version of the dossier before its files were taken in.</summary>
    public int VersionBefore { get; private set; }

    public IReadOnlyList<UploadedFile> Files => _files;

    public void Add(string name, long length, string sha256) =>
        _files.Add(new() { UploadId = Id, Number = _files.Count + 1, Name = name, Length = length, Sha256 = sha256 });

    /// <summary>Whether it brings the same files in the same order.</summary>
    public bool Brings(IReadOnlyList<AnnouncedFile> files) => _files.OrderBy(f => f.Number).Select(f => (f.Length, f.Sha256))
        .SequenceEqual(files.Select(f => (f.Length, f.Sha256!.ToLowerInvariant())));

    public void Complete(int versionBefore, DateTime at) => (VersionBefore, CompletedAt) = (versionBefore, at);
}

/// <summary>One file of an upload.</summary>
internal sealed class UploadedFile
{
    public required Guid UploadId { get; init; }

    /// <summary>1 for the first: the order in which photos become pages.</summary>
    public required int Number { get; init; }

    public required string Name { get; init; }

    public required long Length { get; init; }

    /// <summary>SHA-256 of the whole as the sender counted it, in lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes that are here; the next piece begins there.</summary>
    public long Received { get; init; }

    /// <summary>Where its pieces lie.</summary>
    public string Key => $"{UploadId:N}-{Number}";
}

/// <summary>A file that is going to be sent.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Sha256">SHA-256 of the whole, in hexadecimal.</param>
internal sealed record AnnouncedFile(string? Name, long Length, string? Sha256);

internal sealed class DossierUploadMapping : IEntityTypeConfiguration<DossierUpload>, IEntityTypeConfiguration<UploadedFile>
{
    public void Configure(EntityTypeBuilder<DossierUpload> upload)
    {
        upload.ToTable("services_upload");
        upload.Property(u => u.Document).HasMaxLength(60);
        upload.HasIndex(u => u.TouchedAt);
        upload.HasOne<Dossier>().WithMany().HasForeignKey(u => u.DossierId);
        upload.HasMany(u => u.Files).WithOne().HasForeignKey(f => f.UploadId);
        upload.Navigation(u => u.Files).UsePropertyAccessMode(PropertyAccessMode.Field);
    }

    public void Configure(EntityTypeBuilder<UploadedFile> file)
    {
        file.ToTable("services_upload_file").HasKey(f => new { f.UploadId, f.Number });
        file.Property(f => f.Name).HasMaxLength(160);
        file.Property(f => f.Sha256).HasMaxLength(64);
    }
}
