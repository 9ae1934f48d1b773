using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Reviews;

/// <summary>What may be done with reviews; reading them needs only <see cref="Permissions.Read"/>.</summary>
internal static class ReviewPermissions
{
    /// <summary>Opens reviews, freezes, returns reports, adjusts, writes the consolidated report.</summary>
    public const string Organise = "steering.review.organise";

    /// <summary>Reports for one's own unit.</summary>
    public const string Report = "steering.review.report";

    /// <summary>Approves the consolidated report.</summary>
    public const string Approve = "steering.review.approve";
}

/// <summary>Who may do what with a review; its reports must be loaded.</summary>
internal sealed class ReviewScope(OrganisationDirectory organisation)
{
    /// <summary>Whether the actor may read it: readers of its unit, and those of a unit that is asked to report.</summary>
    public bool MaySee(Actor actor, Review review) => MaySeeAll(actor, review) || review.Reports.Any(r => MaySeeOf(actor, r.UnitId));

    /// <summary>Whether the actor may read what concerns every unit of it.</summary>
    public bool MaySeeAll(Actor actor, Review review) => Holds(actor, Permissions.Read, review.UnitId);

    /// <summary>Whether the actor may read one unit's words and tasks; how units are ranked is told to all who see the review.</summary>
    public bool MaySeeOf(Actor actor, Guid unitId) => Holds(actor, Permissions.Read, unitId);

    public bool MayOrganise(Actor actor, Guid unitId) => Holds(actor, ReviewPermissions.Organise, unitId);

    public bool MayReport(Actor actor, Guid unitId) => Holds(actor, ReviewPermissions.Report, unitId);

    /// <summary>Whether the actor may approve; nobody approves what they proposed themselves.</summary>
    public bool MayApprove(Actor actor, Review review) => Holds(actor, ReviewPermissions.Approve, review.UnitId)
        && review.ProposedBy != actor.Name;

    private bool Holds(Actor actor, string permission, Guid unitId) => organisation.Find(unitId) is { } unit
        && actor.May(permission, unit.Path);
}
