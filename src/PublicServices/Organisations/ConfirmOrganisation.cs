using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Organisations;

/// <summary>The desk decides on what was declared, after a look into the register of businesses.</summary>
internal sealed class ConfirmOrganisation(AppDb db, OrganisationActs acts, TimeProvider clock)
{
    /// <summary>Fields of the reasons: both stand on one page.</summary>
    public const string ReasonField = "Reason", ClosingField = "Closing";

    public Task<Result<ApplicantOrganisation>> Confirm(Actor actor, Guid id, int? version, CancellationToken ct) =>
        ActAsync(actor, id, version, "confirmed", null, o => o.Confirm(actor.Name, clock.UtcNow()), ct);

    /// <summary>Sends it back to be corrected.</summary>
    public Task<Result<ApplicantOrganisation>> Refuse(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        WithReasonAsync(actor, id, version, "refused", ReasonField, reason, (o, said) => o.Refuse(said, actor.Name), ct);

    /// <summary>Ends it for good: nobody acts for it or sees its dossiers, and its code is free.</summary>
    public Task<Result<ApplicantOrganisation>> Close(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        WithReasonAsync(actor, id, version, "closed", ClosingField, reason, (o, said) => o.Close(said, actor.Name), ct);

    private Task<Result<ApplicantOrganisation>> WithReasonAsync(
        Actor actor, Guid id, int? version, string step, string field, string? typed, Func<ApplicantOrganisation, string, Problem?> verb, CancellationToken ct)
    {
        var reason = Words.Clean(typed);
        return ActAsync(actor, id, version, step, reason, o => reason is null ? Problem.Invalid("services.organisation-reason", field)
            : Words.AtMost(reason, OrganisationDraft.LongestReason, field).FirstOrDefault() ?? verb(o, reason), ct);
    }

    private async Task<Result<ApplicantOrganisation>> ActAsync(
        Actor actor, Guid id, int? version, string step, string? note, Func<ApplicantOrganisation, Problem?> verb, CancellationToken ct)
    {
        if (!acts.IsDesk(actor))
        {
            return Problem.Forbidden();
        }

        if (await db.ApplicantOrganisations.SingleOrDefaultAsync(o => o.Id == id, ct) is not { } known)
        {
            return Problem.NotFound("services.organisation-unknown");
        }

        if (version is { } seen)
        {
            db.Expect(known, seen);
        }

        if (verb(known) is { } problem)
        {
            return problem;
        }

        acts.Note(actor, step, known, note);
        return await acts.SaveAsync(known, ct);
    }
}
