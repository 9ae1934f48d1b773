using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.NationalPortal;

/// <summary>Addresses by which the national portal fetches files of dossiers: it cannot sign in here.</summary>
internal sealed class PortalFileLinks(FileLinks links, AppDb db, IDossierWatch watch, TimeProvider clock) : IWatchFileLinks
{
    private const string Reader = "national-portal";

    // It looks at a dossier as an officer does: its applicant sees when. It is no account, so that the number is its own.
    private static readonly Actor Portal = new(new("5b0e6f0a-0d5c-4c3e-9a53-6f1f7a6d0001"), "Cổng Dịch vụ công quốc gia", null, null, []);

    public string Room => DossierWork.FileRoom;

    /// <summary>Address of a file, below the root of the site.</summary>
    public string Url(Guid file) => links.Url(file, Reader, clock.UtcNow().AddDays(PortalCodes.Shipped.LinkDays(clock.Today())));

    public async ValueTask<bool> FetchedAsync(StoredFile file, string reader, CancellationToken ct)
    {
        if (reader != Reader || await db.Dossiers.AsNoTracking().SingleOrDefaultAsync(d => d.Id == file.SubjectId && d.Code != null, ct) is not { } dossier)
        {
            return false;
        }

        await watch.SeenAsync(Portal, dossier, ct);
        return true;
    }
}
