using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace LoTrinh.Steering.Imports;

internal sealed class ImportMapping : IEntityTypeConfiguration<TaskImport>, IEntityTypeConfiguration<ImportedRow>
{
    public void Configure(EntityTypeBuilder<TaskImport> builder)
    {
        builder.ToTable("steering_import").HasKey(i => i.Id);
        builder.Property(i => i.Code).HasMaxLength(40);
        builder.Property(i => i.Source).HasMaxLength(TaskImport.SourceMaxLength);
        builder.Property(i => i.Annex).HasMaxLength(TaskImport.SourceMaxLength);
        builder.Property(i => i.SourceKey).HasMaxLength(TaskImport.SourceMaxLength * 4);
        builder.Property(i => i.FileName).HasMaxLength(300);
        builder.Property(i => i.Sha256).HasMaxLength(64);
        builder.Property(i => i.State).HasConversion<string>().HasMaxLength(20);
        builder.Property(i => i.By).HasMaxLength(200);
        builder.Property(i => i.Failure).HasMaxLength(100);
        builder.HasIndex(i => i.Code).IsUnique();
        builder.HasIndex(i => i.State); // what waits to be carried out
        builder.HasOne<OfficialDocument>().WithMany().HasForeignKey(i => i.DocumentId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(i => i.IsMendable).Ignore(i => i.ColumnOf).Ignore(i => i.Title);
    }

    public void Configure(EntityTypeBuilder<ImportedRow> builder)
    {
        builder.ToTable("steering_import_row").HasKey(r => new { r.SourceKey, r.RowKey });
        builder.Property(r => r.SourceKey).HasMaxLength(TaskImport.SourceMaxLength * 4);
        builder.Property(r => r.RowKey).HasMaxLength(AnnexRow.KeyMaxLength);
        builder.Property(r => r.Hash).HasMaxLength(64);
        builder.HasIndex(r => r.TaskId).IsUnique(); // a task is one row
        builder.HasIndex(r => r.ImportId);
        builder.HasOne<SteeringTask>().WithMany().HasForeignKey(r => r.TaskId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<TaskImport>().WithMany().HasForeignKey(r => r.ImportId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class ImportTables
{
    extension(AppDb db)
    {
        public DbSet<TaskImport> TaskImports => db.Set<TaskImport>();

        public DbSet<ImportedRow> ImportedRows => db.Set<ImportedRow>();
    }
}
