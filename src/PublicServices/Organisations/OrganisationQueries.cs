using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>An organisation in the list of someone who acts for it, or is asked to.</summary>
internal sealed record OwnOrganisation(Guid Id, string Name, string TaxCode, OrganisationState State, string? Reason, OrganisationRight Right, bool IsAccepted, bool IsDemonstration);

/// <summary>An organisation in the list of the desk.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="Name">Its name.</param>
/// <param name="TaxCode">Its tax code.</param>
/// <param name="Kind">What it is.</param>
/// <param name="State">How far the desk is with it.</param>
/// <param name="DeclaredAt">When it was last declared (UTC).</param>
/// <param name="HasRepresentative">Whether anyone represents it.</param>
/// <param name="IsDemonstration">Whether it was made up.</param>
internal sealed record DeskOrganisation(
    Guid Id, string Name, string TaxCode, OrganisationKind Kind, OrganisationState State, DateTime DeclaredAt, bool HasRepresentative, bool IsDemonstration);

/// <summary>Someone who acts for an organisation, or is asked to.</summary>
/// <param name="Id">The seat.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Account">Name that it signs in with.</param>
/// <param name="Name">Its name as shown.</param>
/// <param name="Right">What it may do.</param>
/// <param name="IsAccepted">Whether it agreed.</param>
/// <param name="Version">Version of the seat.</param>
internal sealed record ActingMember(Guid Id, Guid AccountId, string Account, string Name, OrganisationRight Right, bool IsAccepted, int Version);

/// <summary>An organisation with all that its reader may know.</summary>
/// <param name="Organisation">The organisation.</param>
/// <param name="Own">The reader's own seat; null for the desk.</param>
/// <param name="IsDesk">Whether the reader decides on it.</param>
/// <param name="Members">Who acts for it; for representatives and the desk alone.</param>
/// <param name="Files">The papers that prove it; for the same.</param>
/// <param name="Others">Other organisations of the same code; for the desk alone.</param>
internal sealed record WholeOrganisation(
    ApplicantOrganisation Organisation, OrganisationMember? Own, bool IsDesk, IReadOnlyList<ActingMember> Members, IReadOnlyList<StoredFile> Files, IReadOnlyList<DeskOrganisation> Others)
{
    /// <summary>Whether the reader says what it is and who acts for it.</summary>
    public bool IsRepresentative => Own is { Right: OrganisationRight.Represent, AcceptedAt: not null };

    /// <summary>Whether the reader is asked to act for it.</summary>
    public bool IsInvited => Own is { AcceptedAt: null };
}

/// <summary>Reads organisations for those who may see them.</summary>
internal sealed class OrganisationQueries(AppDb db, OrganisationActs acts)
{
    public const int PageSize = 25;

    /// <summary>The organisations that the actor acts for or is asked to act for.</summary>
    public async Task<IReadOnlyList<OwnOrganisation>> OwnAsync(Actor actor, CancellationToken ct) =>
        await db.OrganisationMembers.Where(m => m.AccountId == actor.AccountId && m.EndedAt == null)
            .Join(db.ApplicantOrganisations, m => m.OrganisationId, o => o.Id, (m, o) => new { Member = m, Of = o })
            .OrderBy(x => x.Of.Name).ThenBy(x => x.Of.Id).Take(200)
            .Select(x => new OwnOrganisation(x.Of.Id, x.Of.Name, x.Of.TaxCode, x.Of.State, x.Of.Reason, x.Member.Right, x.Member.AcceptedAt != null, x.Of.IsDemonstration)).ToListAsync(ct);

    /// <summary>What the desk has to do: what waits to be confirmed, the oldest first, and those without a representative; or all others.</summary>
    public async Task<(IReadOnlyList<DeskOrganisation> Rows, int Count)> DeskAsync(bool all, int page, CancellationToken ct)
    {
        var members = db.OrganisationMembers;
        var wanted = db.ApplicantOrganisations.Where(o => all || o.State == OrganisationState.Declared || (o.State == OrganisationState.Confirmed
            && !members.Any(m => m.OrganisationId == o.Id && m.Right == OrganisationRight.Represent && m.AcceptedAt != null && m.EndedAt == null)));
        var ordered = all ? wanted.OrderBy(o => o.Name).ThenBy(o => o.Id) : wanted.OrderBy(o => o.DeclaredAt).ThenBy(o => o.Id);
        return (await Rows(ordered.Skip((Math.Clamp(page, 1, 1_000_000) - 1) * PageSize).Take(PageSize)).ToListAsync(ct), await wanted.CountAsync(ct));
    }

    /// <summary>The organisation for those who act for it or are asked to, and for the desk; null for everyone else.</summary>
    public async Task<WholeOrganisation?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var (own, isDesk) = (await acts.SeatAsync(actor, id, ct), acts.IsDesk(actor));
        if ((own is null && !isDesk) || await db.ApplicantOrganisations.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, ct) is not { } of)
        {
            return null;
        }

        var manages = isDesk || own is { Right: OrganisationRight.Represent, AcceptedAt: not null };
        return new(of, own, isDesk, manages ? await MembersAsync(id, ct) : [], manages ? await FilesAsync(id, ct) : [],
            isDesk ? await Rows(db.ApplicantOrganisations.Where(o => o.TaxCode == of.TaxCode && o.Id != id).OrderBy(o => o.DeclaredAt)).ToListAsync(ct) : []);
    }

    private async Task<List<ActingMember>> MembersAsync(Guid id, CancellationToken ct) =>
        await db.OrganisationMembers.Where(m => m.OrganisationId == id && m.EndedAt == null)
            .Join(db.Users, m => m.AccountId, a => a.Id, (m, a) => new { Member = m, Account = a }).OrderBy(x => x.Member.InvitedAt).ThenBy(x => x.Member.Id)
            .Select(x => new ActingMember(x.Member.Id, x.Account.Id, x.Account.UserName!, x.Account.DisplayName, x.Member.Right, x.Member.AcceptedAt != null, x.Member.Version)).ToListAsync(ct);

    private async Task<List<StoredFile>> FilesAsync(Guid id, CancellationToken ct) =>
        await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == DeclareOrganisation.FileRoom && f.SubjectId == id).OrderBy(f => f.TakenAt).ToListAsync(ct);

    private IQueryable<DeskOrganisation> Rows(IQueryable<ApplicantOrganisation> organisations)
    {
        var members = db.OrganisationMembers;
        return organisations.Select(o => new DeskOrganisation(o.Id, o.Name, o.TaxCode, o.Kind, o.State, o.DeclaredAt,
            members.Any(m => m.OrganisationId == o.Id && m.Right == OrganisationRight.Represent && m.AcceptedAt != null && m.EndedAt == null), o.IsDemonstration));
    }
}

/// <inheritdoc cref="IActForOrganisations"/>
internal sealed class ActForOrganisations(AppDb db) : IActForOrganisations
{
    public async Task<IReadOnlyList<ActsFor>> OfAsync(Guid accountId, CancellationToken ct) =>
        await db.OrganisationMembers.Where(m => m.AccountId == accountId && m.AcceptedAt != null && m.EndedAt == null)
            .Join(db.ApplicantOrganisations.Where(o => o.State != OrganisationState.Closed), m => m.OrganisationId, o => o.Id, (m, o) => new { m.Right, Of = o }).OrderBy(x => x.Of.Name).ThenBy(x => x.Of.Id)
            .Select(x => new ActsFor(x.Of.Id, x.Of.Name, x.Of.TaxCode, x.Of.Address, x.Of.Phone, x.Of.Email, x.Right, x.Of.State == OrganisationState.Confirmed, x.Of.Kind)).ToListAsync(ct);

    public async Task<IReadOnlyDictionary<Guid, NamedOrganisation>> NamesAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) => ids.Count == 0 ? new Dictionary<Guid, NamedOrganisation>()
        : await db.ApplicantOrganisations.Where(o => ids.Contains(o.Id)).Select(o => new NamedOrganisation(o.Id, o.Name, o.TaxCode, o.Kind)).ToDictionaryAsync(o => o.Id, ct);

    public async Task<IReadOnlyList<Guid>> FilersAsync(Guid organisationId, CancellationToken ct) =>
        await db.OrganisationMembers.Where(m => m.OrganisationId == organisationId && m.Right != OrganisationRight.View && m.AcceptedAt != null && m.EndedAt == null
            && db.Set<ApplicantOrganisation>().Any(o => o.Id == organisationId && o.State != OrganisationState.Closed)).Select(m => m.AccountId).ToListAsync(ct);
}

/// <summary>The papers of an organisation are for its representatives and the desk.</summary>
internal sealed class OrganisationFiles(OrganisationActs acts) : IGuardFiles
{
    public string Room => DeclareOrganisation.FileRoom;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) => await acts.MayManageAsync(actor, file.SubjectId, ct);
}
