using LoTrinh.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>The module's tables.</summary>
internal static class ServicesTables
{
    extension(AppDb db)
    {
        public DbSet<Dossier> Dossiers => db.Set<Dossier>();

        public DbSet<DossierForm> DossierForms => db.Set<DossierForm>();

        public DbSet<FormerForm> FormerForms => db.Set<FormerForm>();

        public DbSet<DossierFiler> DossierFilers => db.Set<DossierFiler>();

        public DbSet<DossierPaper> DossierPapers => db.Set<DossierPaper>();

        public DbSet<DossierUpload> DossierUploads => db.Set<DossierUpload>();

        public DbSet<UploadedFile> UploadedFiles => db.Set<UploadedFile>();

        public DbSet<SupplementRequest> SupplementRequests => db.Set<SupplementRequest>();
    }
}
