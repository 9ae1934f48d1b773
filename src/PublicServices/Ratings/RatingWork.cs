using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Ratings;

/// <summary>Applicants say how content they are, once their dossier has ended; they may say otherwise later.</summary>
/// <remarks>Source: Decree 61/2018/NĐ-CP, art. 29–31; component 5.4 of the index of Decision 766/QĐ-TTg.</remarks>
internal sealed class RatingWork(AppDb db, ApplicantSide side, TimeProvider clock)
{
    /// <summary>Fields of the form.</summary>
    public const string GradeField = "Grade", OfficerField = "OfficerGrade", CommentField = "Comment";

    /// <summary>Says it.</summary>
    /// <param name="actor">The applicant.</param>
    /// <param name="code">Code of the dossier.</param>
    /// <param name="grade">Of the whole, one of <see cref="Satisfaction"/>.</param>
    /// <param name="officers">Of the officers, or nothing.</param>
    /// <param name="comment">In the applicant's words, or nothing.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<DossierRating>> Rate(Actor actor, string code, string? grade, string? officers, string? comment, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        if (await db.Dossiers.AsNoTracking().SingleOrDefaultAsync(d => d.Code == code, ct) is not { } dossier || !await side.MayActAsync(actor, dossier, ct))
        {
            return Problem.NotFound("services.dossier-unknown");
        }

        if (!CanBeRated(dossier))
        {
            return Problem.Conflict("services.rating-too-early");
        }

        var (whole, of, said) = (Read(grade), Read(officers), Words.Clean(comment));
        ImmutableArray<Problem> problems =
        [
            .. Problem.Unless(whole is not null, Problem.Invalid("services.rating-grade", GradeField)),
            .. Problem.Unless(of is not null || string.IsNullOrEmpty(officers), Problem.Invalid("services.rating-grade", OfficerField)),
            .. Words.AtMost(said, DossierRating.LongestComment, CommentField),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        return await SaveAsync(actor, dossier, whole!.Value, of, said, ct);
    }

    /// <summary>Whether it has come to an end that can be judged; one that was taken back has none.</summary>
    public static bool CanBeRated(Dossier dossier) => dossier.Status is DossierStatus.Processed or DossierStatus.ResultReturned or DossierStatus.Refused or DossierStatus.Stopped;

    private async Task<Result<DossierRating>> SaveAsync(Actor actor, Dossier dossier, Satisfaction grade, Satisfaction? officers, string? comment, CancellationToken ct) =>
        await db.InTransactionAsync<Result<DossierRating>>(async () =>
        {
            var rating = await db.DossierRatings.SingleOrDefaultAsync(r => r.DossierId == dossier.Id, ct);
            if (rating is null)
            {
                rating = new() { DossierId = dossier.Id, IsDemonstration = dossier.IsDemonstration };
                db.DossierRatings.Add(rating);
            }

            rating.Say(grade, officers, comment, clock.UtcNow());
            db.Record(actor, "services.dossier.rated", nameof(DossierRating), dossier.Id, new { Grade = grade.ToString(), OfficerGrade = officers?.ToString() }, null);
            db.Publish(new DossierRated(dossier.Id, (int)grade, clock.UtcNow()));
            return await db.TrySaveAsync(ct) is { } lost ? lost : rating;
        }, r => r.Ok, ct);

    private static Satisfaction? Read(string? typed) => Enum.TryParse<Satisfaction>(typed, ignoreCase: true, out var grade) && Enum.IsDefined(grade) ? grade : null;
}
