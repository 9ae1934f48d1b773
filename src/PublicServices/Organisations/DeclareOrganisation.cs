using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>An applicant declares the organisation that they represent, or says it anew where it was refused or has changed.</summary>
/// <remarks>A business account of a provider of identities whose number is the tax code needs no one to look: the provider did.</remarks>
internal sealed class DeclareOrganisation(AppDb db, OrganisationActs acts, TakeFiles takeFiles, IdentityNumbers numbers, TimeProvider clock)
{
    /// <summary>Room of the papers that prove who represents it.</summary>
    public const string FileRoom = "services.organisation";

    /// <summary>Field of the papers.</summary>
    public const string FilesField = "Files";

    /// <summary>Most organisations of one account that wait for the desk.</summary>
    public const int MostWaiting = 5;

    /// <summary>Declares a new one; whoever declares it represents it.</summary>
    /// <param name="actor">The applicant.</param>
    /// <param name="draft">What is declared.</param>
    /// <param name="sent">Papers that prove it.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="isDemonstration">Written for the demonstration.</param>
    public async Task<Result<ApplicantOrganisation>> Handle(Actor actor, OrganisationDraft draft, IReadOnlyList<SentFile> sent, CancellationToken ct, bool isDemonstration = false)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        if (draft.Problems() is { Length: > 0 } problems)
        {
            return problems;
        }

        if (await TakenAsync(draft.Code, null, ct) is { } taken)
        {
            return taken;
        }

        var waiting = await db.OrganisationMembers.CountAsync(m => m.AccountId == actor.AccountId && m.EndedAt == null && m.Right == OrganisationRight.Represent
            && db.Set<ApplicantOrganisation>().Any(o => o.Id == m.OrganisationId && o.State == OrganisationState.Declared), ct);
        if (waiting >= MostWaiting)
        {
            return Problem.Conflict("services.organisation-too-many", MostWaiting);
        }

        var made = draft.Begin(clock.UtcNow(), isDemonstration);
        db.ApplicantOrganisations.Add(made);
        db.OrganisationMembers.Add(new()
        {
            OrganisationId = made.Id, AccountId = actor.AccountId, Right = OrganisationRight.Represent, InvitedAt = clock.UtcNow(), AcceptedAt = clock.UtcNow(),
        });
        return await FinishAsync(actor, made, "declared", sent, ct);
    }

    /// <summary>Says it anew: the desk looks at it again, and nothing new is handed in for it until then.</summary>
    /// <param name="actor">A representative.</param>
    /// <param name="id">The organisation.</param>
    /// <param name="version">The version that the actor saw.</param>
    /// <param name="draft">What is declared now.</param>
    /// <param name="sent">More papers that prove it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<ApplicantOrganisation>> Correct(
        Actor actor, Guid id, int? version, OrganisationDraft draft, IReadOnlyList<SentFile> sent, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        if (await acts.SeatAsync(actor, id, ct) is not { Right: OrganisationRight.Represent, AcceptedAt: not null })
        {
            return Problem.NotFound("services.organisation-unknown");
        }

        if (draft.Problems() is { Length: > 0 } problems)
        {
            return problems;
        }

        if (await TakenAsync(draft.Code, id, ct) is { } taken)
        {
            return taken;
        }

        var known = await db.ApplicantOrganisations.SingleAsync(o => o.Id == id, ct);
        if (version is { } seen)
        {
            db.Expect(known, seen);
        }

        // What was handed in for one tax code is never another's.
        if (known.ConfirmedAt is not null && known.TaxCode != draft.Code)
        {
            return Problem.Invalid("services.organisation-code-stays", nameof(draft.TaxCode), known.TaxCode);
        }

        return known.Declare(draft, clock.UtcNow()) is { } wrong ? wrong : await FinishAsync(actor, known, "corrected", sent, ct);
    }

    /// <summary>Adds papers that prove who represents it.</summary>
    public async Task<Result<ApplicantOrganisation>> AddPapers(Actor actor, Guid id, IReadOnlyList<SentFile> sent, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Apply) is { } refusal)
        {
            return refusal;
        }

        if (await acts.SeatAsync(actor, id, ct) is not { Right: OrganisationRight.Represent, AcceptedAt: not null }
            || await db.ApplicantOrganisations.SingleAsync(o => o.Id == id, ct) is not { State: not OrganisationState.Closed } known)
        {
            return Problem.NotFound("services.organisation-unknown");
        }

        var taken = await takeFiles.Handle(actor, FileRoom, id, sent, FilesField, ct: ct);
        if (!taken.Ok)
        {
            return taken.Problems;
        }

        acts.Note(actor, "papers-added", known, null);
        return await acts.SaveAsync(known, ct);
    }

    private async Task<Result<ApplicantOrganisation>> FinishAsync(Actor actor, ApplicantOrganisation of, string step, IReadOnlyList<SentFile> sent, CancellationToken ct)
    {
        var taken = await takeFiles.Handle(actor, FileRoom, of.Id, sent, FilesField, ct: ct);
        if (!taken.Ok)
        {
            return taken.Problems;
        }

        acts.Note(actor, step, of, null);
        if (await VouchedAsync(actor, of, ct) is { } provider && of.Confirm(provider, clock.UtcNow()) is null)
        {
            acts.Note(Actor.System, "confirmed", of, provider);
        }

        return await acts.SaveAsync(of, ct);
    }

    private async Task<Problem?> TakenAsync(string code, Guid? by, CancellationToken ct) => await db.ApplicantOrganisations.AnyAsync(o => o.TaxCode == code && o.Id != by
        && (o.State == OrganisationState.Declared || o.State == OrganisationState.Confirmed), ct) ? Problem.Invalid("services.organisation-taken", nameof(OrganisationDraft.TaxCode), code) : null;

    // The provider whose business account this is; null where none vouches for the code.
    private async Task<string?> VouchedAsync(Actor actor, ApplicantOrganisation of, CancellationToken ct) =>
        await db.AccountIdentities.AsNoTracking().SingleOrDefaultAsync(i => i.AccountId == actor.AccountId && i.IsBusiness && i.VerifiedAt != null, ct) is { } identity
            && numbers.Open(identity.SealedNumber) == of.TaxCode ? identity.Provider : null;
}
