using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>What an organisation is, as applicants' forms ask for it.</summary>
internal enum OrganisationKind
{
    /// <summary>Doanh nghiệp.</summary>
    Enterprise,

    /// <summary>Hợp tác xã, liên hiệp hợp tác xã.</summary>
    Cooperative,

    /// <summary>Hộ kinh doanh.</summary>
    HouseholdBusiness,

    /// <summary>Cơ quan nhà nước, đơn vị sự nghiệp công lập.</summary>
    StateAgency,

    /// <summary>Tổ chức khác.</summary>
    Other,
}

/// <summary>What someone may do for an organisation; each right holds those before it.</summary>
internal enum OrganisationRight
{
    /// <summary>See what was handed in for it.</summary>
    View = 1,

    /// <summary>Hand in for it, mend, pay and take back.</summary>
    File = 2,

    /// <summary>Say who else acts for it.</summary>
    Represent = 3,
}

/// <summary>An organisation that an account acts for.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="Name">Its name as it is registered.</param>
/// <param name="TaxCode">Its tax code.</param>
/// <param name="Address">Its head office.</param>
/// <param name="Phone">Its telephone, if it gave one.</param>
/// <param name="Email">Its e-mail, if it gave one.</param>
/// <param name="Right">What the account may do for it.</param>
/// <param name="IsConfirmed">Whether the desk has confirmed it as it stands; until then nothing new is handed in for it.</param>
/// <param name="Kind">What it is.</param>
internal sealed record ActsFor(Guid Id, string Name, string TaxCode, string Address, string? Phone, string? Email, OrganisationRight Right, bool IsConfirmed, OrganisationKind Kind)
{
    /// <summary>Whether the account may hand something new in for it.</summary>
    public bool MayBegin => IsConfirmed && Right >= OrganisationRight.File;

    /// <summary>As pages name it.</summary>
    public NamedOrganisation Named => new(Id, Name, TaxCode, Kind);
}

/// <summary>An organisation as the pages of its dossiers name it.</summary>
internal sealed record NamedOrganisation(Guid Id, string Name, string TaxCode, OrganisationKind Kind);

/// <summary>Who acts for which organisation.</summary>
internal interface IActForOrganisations
{
    /// <summary>The organisations that an account acts for by now.</summary>
    Task<IReadOnlyList<ActsFor>> OfAsync(Guid accountId, CancellationToken ct);

    /// <summary>What organisations are called, by their id.</summary>
    Task<IReadOnlyDictionary<Guid, NamedOrganisation>> NamesAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);

    /// <summary>The accounts that may hand in for it by now.</summary>
    Task<IReadOnlyList<Guid>> FilersAsync(Guid organisationId, CancellationToken ct);
}

/// <summary>Who stands on the applicant's side of a dossier: the person it is for, or those who act for the organisation it is for.</summary>
/// <remarks>What was handed in for an organisation is the organisation's: whoever handed it in sees it as long as they act for it. A draft is its
/// writer's alone.</remarks>
internal sealed class ApplicantSide(AppDb db, IActForOrganisations organisations)
{
    /// <summary>Field that says for which organisation something is handed in.</summary>
    public const string OrganisationField = "Organisation";

    /// <summary>The organisations that the actor acts for.</summary>
    public async Task<IReadOnlyList<ActsFor>> OrganisationsAsync(Actor actor, CancellationToken ct) =>
        actor.IsSignedIn && actor.May(Permissions.Apply) ? await organisations.OfAsync(actor.AccountId, ct) : [];

    /// <summary>What the actor may do with a dossier as its applicant; null for everyone else.</summary>
    public async Task<OrganisationRight?> RightAsync(Actor actor, Dossier dossier, CancellationToken ct)
    {
        var isFiler = dossier.ApplicantId == actor.AccountId;
        if (!actor.IsSignedIn || !actor.May(Permissions.Apply) || (!isFiler && (dossier.Code is null || dossier.OrganisationId is null)))
        {
            return null;
        }

        return dossier.OrganisationId is not { } organisation ? OrganisationRight.Represent
            : (await organisations.OfAsync(actor.AccountId, ct)).FirstOrDefault(o => o.Id == organisation)?.Right;
    }

    /// <summary>Whether the actor may act on a dossier as its applicant.</summary>
    public async Task<bool> MayActAsync(Actor actor, Dossier dossier, CancellationToken ct) => await RightAsync(actor, dossier, ct) >= OrganisationRight.File;

    /// <summary>What keeps the actor from handing something new in for an organisation; null when nothing does, or when it is for none.</summary>
    public async Task<Problem?> MayBeginForAsync(Actor actor, Guid? organisationId, CancellationToken ct) =>
        organisationId is { } id ? Refusal(await ActsForAsync(actor, id, ct), isNew: true) : null;

    /// <summary>What is wrong with a form that is handed in for an organisation: it may be about no other.</summary>
    /// <param name="actor">Who hands it in.</param>
    /// <param name="organisationId">The organisation; null where it is for none.</param>
    /// <param name="procedure">The procedure.</param>
    /// <param name="values">What was filled in.</param>
    /// <param name="isNew">Whether it is handed in for the first time: for that the organisation must be confirmed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<ImmutableArray<Problem>> ProblemsAsync(
        Actor actor, Guid? organisationId, Procedure procedure, FormValues values, bool isNew, CancellationToken ct)
    {
        if (organisationId is not { } id)
        {
            return [];
        }

        var acts = await ActsForAsync(actor, id, ct);
        return Refusal(acts, isNew) is { } refusal ? [refusal]
            : [.. procedure.Groups.Where(g => g.Rows is null).SelectMany(g => g.Fields).Where(f => f.Prefill == "tax" && values.One(f.Key) is { Length: > 0 } said && said != acts!.TaxCode)
                .Select(f => Problem.Invalid("services.organisation-other-number", f.Key, acts!.Name, acts.TaxCode))];
    }

    private async Task<ActsFor?> ActsForAsync(Actor actor, Guid organisationId, CancellationToken ct) => (await OrganisationsAsync(actor, ct)).FirstOrDefault(o => o.Id == organisationId);

    private static Problem? Refusal(ActsFor? acts, bool isNew) => acts is not { Right: >= OrganisationRight.File } ? Problem.Invalid("services.organisation-not-yours", OrganisationField)
        : isNew && !acts.IsConfirmed ? Problem.Conflict("services.organisation-not-confirmed", acts.Name) : null;

    /// <summary>The dossiers that the actor sees as their applicant.</summary>
    public async Task<IQueryable<Dossier>> DossiersAsync(Actor actor, CancellationToken ct)
    {
        var (me, ids) = (actor.AccountId, (await OrganisationsAsync(actor, ct)).Select(o => (Guid?)o.Id).ToList());
        return ids.Count == 0 ? Personal(me)
            : db.Dossiers.Where(d => d.OrganisationId == null ? d.ApplicantId == me : ids.Contains(d.OrganisationId) && (d.ApplicantId == me || d.Code != null));
    }

    /// <summary>The dossiers that someone filed for themself.</summary>
    public IQueryable<Dossier> Personal(Guid accountId) => db.Dossiers.Where(d => d.ApplicantId == accountId && d.OrganisationId == null);

    /// <summary>Whom to tell of a dossier: whoever filed it; for an organisation that they act for no longer, all who may file for it.</summary>
    public async Task<IReadOnlyList<Guid>> ToTellAsync(Guid filer, Guid? organisationId, CancellationToken ct)
    {
        if (organisationId is not { } organisation)
        {
            return filer == Guid.Empty ? [] : [filer];
        }

        var filers = await organisations.FilersAsync(organisation, ct);
        return filers.Contains(filer) ? [filer] : filers;
    }
}
