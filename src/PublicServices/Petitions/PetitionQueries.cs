using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Petitions;

/// <summary>A petition that everyone may read: nothing of its sender.</summary>
internal sealed record PublishedPetition(string Code, PetitionKind Kind, string Subject, string Text, string? Answer, string? AnsweredBy, DateTime SentAt, DateTime PublishedAt);

/// <summary>A petition in the list of those who work on it.</summary>
internal sealed record PetitionRow(string Code, PetitionKind Kind, string Subject, PetitionStatus Status, DateTime SentAt, string? Unit, DateOnly? Owed, bool IsLate, bool? Content, bool IsDemonstration);

/// <summary>A petition with everything that its reader may know of it.</summary>
/// <param name="Petition">The petition.</param>
/// <param name="Sender">Who sent it; null for readers who may not know.</param>
/// <param name="DossierCode">The dossier that it is about; null where it is about none, and for everyone else.</param>
internal sealed record WholePetition(Petition Petition, PetitionSender? Sender, string? DossierCode);

/// <summary>Reads petitions for those who may see them.</summary>
internal sealed class PetitionQueries(AppDb db, PetitionWork work, PetitionClock times, OrganisationDirectory organisation, TimeProvider clock)
{
    public const int PageSize = 20;

    /// <summary>What is published, the latest first.</summary>
    public async Task<(IReadOnlyList<PublishedPetition> Rows, int Count)> PublishedAsync(int page, CancellationToken ct)
    {
        var published = db.Petitions.Where(p => p.Status == PetitionStatus.Published);
        var rows = await published.OrderByDescending(p => p.EndedAt).ThenByDescending(p => p.Code).Skip((Math.Clamp(page, 1, 1_000_000) - 1) * PageSize).Take(PageSize)
            .Select(p => new PublishedPetition(p.Code, p.Kind, p.Subject, p.Text, p.Answer, p.AnsweredBy, p.SentAt, p.EndedAt!.Value)).ToListAsync(ct);
        return (rows, await published.CountAsync(ct));
    }

    /// <summary>What the actor works on: open ones, those whose time runs longest on top; or those that have ended.</summary>
    public async Task<(IReadOnlyList<PetitionRow> Rows, int Count)> WorkAsync(Actor actor, bool ended, int page, CancellationToken ct)
    {
        var petitions = Seen(actor).Where(p => (p.EndedAt != null) == ended);
        var ordered = ended ? petitions.OrderByDescending(p => p.EndedAt) : petitions.OrderBy(p => p.Status == PetitionStatus.SupplementAsked).ThenBy(p => p.ClockFrom);
        var rows = await ordered.ThenBy(p => p.Code).Skip((Math.Clamp(page, 1, 1_000_000) - 1) * PageSize).Take(PageSize).AsNoTracking().ToListAsync(ct);
        return ([.. rows.Select(Row)], await petitions.CountAsync(ct));
    }

    /// <summary>The petition for its sender, for those who work on it, and once published for everyone; null for everyone else.</summary>
    public async Task<WholePetition?> FindAsync(Actor actor, PetitionKey key, CancellationToken ct)
    {
        var hash = key.Key is null ? null : PetitionWork.HashOf(key.Key);
        var petition = await db.Petitions.AsNoTracking().Include(p => p.History.OrderBy(s => s.Number)).SingleOrDefaultAsync(p => hash == null ? p.Code == key.Code : p.KeyHash == hash, ct);
        if (petition is null)
        {
            return null;
        }

        var inside = work.IsDesk(actor) || work.Answers(actor, petition) || PetitionWork.IsSender(actor, petition, key.Key);
        if (!inside)
        {
            return petition.Status == PetitionStatus.Published ? new(petition, null, null) : null;
        }

        var sender = await db.PetitionSenders.AsNoTracking().SingleOrDefaultAsync(s => s.PetitionId == petition.Id, ct);
        return new(petition, sender, petition.DossierId is { } id ? await db.Dossiers.Where(d => d.Id == id).Select(d => d.Code).SingleAsync(ct) : null);
    }

    /// <summary>The petitions that the actor sent, the latest first.</summary>
    public async Task<IReadOnlyList<PetitionRow>> OwnAsync(Actor actor, CancellationToken ct) => !actor.IsSignedIn ? []
        : [.. (await db.Petitions.AsNoTracking().Where(p => p.SenderId == actor.AccountId).OrderByDescending(p => p.SentAt).Take(100).ToListAsync(ct)).Select(Row)];

    private PetitionRow Row(Petition p) => new(p.Code, p.Kind, p.Subject, p.Status, p.SentAt, p.UnitId is { } unit ? organisation.NameOf(unit) : null, times.Owed(p),
        times.IsLate(p, clock.Today()), p.Content, p.IsDemonstration);

    private IQueryable<Petition> Seen(Actor actor)
    {
        if (work.IsDesk(actor))
        {
            return db.Petitions;
        }

        var units = actor.ScopesOf(PetitionPermissions.Answer).SelectMany(organisation.Under).Select(u => (Guid?)u.Id).Distinct().ToList();
        return db.Petitions.Where(p => units.Contains(p.UnitId));
    }
}
