using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Ratings;

/// <summary>What was said of a dossier, and whether the reader may say it.</summary>
internal sealed record RatingPart(string Code, DossierRating? Rating, bool MaySay);

/// <summary>The rating on a dossier's page: its applicant says it, those who work on it read it.</summary>
internal sealed class RatingSection(AppDb db) : IDossierSection
{
    public string Partial => "/Ratings/_Rating.cshtml";

    public async Task<object?> ReadAsync(Actor actor, WholeDossier whole, CancellationToken ct)
    {
        if (!RatingWork.CanBeRated(whole.Dossier))
        {
            return null;
        }

        var rating = await db.DossierRatings.AsNoTracking().SingleOrDefaultAsync(r => r.DossierId == whole.Dossier.Id, ct);
        var own = whole.MayAct;
        return own || rating is not null ? new RatingPart(whole.Dossier.Code!, rating, own) : null;
    }
}
