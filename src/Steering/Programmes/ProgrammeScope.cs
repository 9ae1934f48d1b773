using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Programmes;

/// <summary>What may be done with the programme tree.</summary>
internal static class ProgrammePermissions
{
    /// <summary>Write plans, attach tasks, close.</summary>
    public const string Plan = "steering.programme.plan";

    /// <summary>Report phases, rate and answer for the unit that leads.</summary>
    public const string Report = "steering.programme.report";

    /// <summary>Rate from outside the unit.</summary>
    public const string Review = "steering.programme.review";

    /// <summary>Decide at gates.</summary>
    public const string Gate = "steering.programme.gate";

    /// <summary>Freeze baselines.</summary>
    public const string Freeze = "steering.programme.freeze";
}

/// <summary>Who may do what. Plans are for every officer who reads steering; what is said of how well they go, for readers of the unit that
/// leads.</summary>
internal sealed class ProgrammeScope(OrganisationDirectory organisation)
{
    public bool MayPlan(Actor actor, Guid leadUnitId) => Holds(actor, ProgrammePermissions.Plan, leadUnitId);

    public bool MayReport(Actor actor, Programme programme) => Holds(actor, ProgrammePermissions.Report, programme.LeadUnitId);

    public bool MayReview(Actor actor, Programme programme) => Holds(actor, ProgrammePermissions.Review, programme.LeadUnitId)
        && !IsOfLead(actor, programme);

    public bool MayDecide(Actor actor, Programme programme) => Holds(actor, ProgrammePermissions.Gate, programme.LeadUnitId)
        && !IsOfLead(actor, programme);

    public bool MayFreeze(Actor actor, Programme programme) => Holds(actor, ProgrammePermissions.Freeze, programme.LeadUnitId);

    public bool MaySeeRatings(Actor actor, Programme programme) => Holds(actor, Permissions.Read, programme.LeadUnitId);

    // Nobody judges their own unit's work; the ministry as a whole is everyone's.
    private bool IsOfLead(Actor actor, Programme programme) => organisation.Find(programme.LeadUnitId) is { ParentId: not null } lead
        && actor.UnitPath?.StartsWith(lead.Path, StringComparison.Ordinal) == true;

    private bool Holds(Actor actor, string permission, Guid unitId) => organisation.Find(unitId) is { } unit
        && actor.May(permission, unit.Path);
}
