using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Inspections;

/// <summary>What may be done with inspections.</summary>
internal static class InspectionPermissions
{
    /// <summary>See what is planned and not yet decided; the unit itself learns of it by the decision.</summary>
    public const string Plans = "steering.inspection.plans";

    /// <summary>Plan, decide, cancel and close.</summary>
    public const string Manage = "steering.inspection.manage";

    /// <summary>Answer the checklist, note findings, conclude.</summary>
    public const string Conduct = "steering.inspection.conduct";

    /// <summary>Explain a finding for the inspected unit.</summary>
    public const string Explain = "steering.inspection.explain";
}

/// <summary>Who may do what with an inspection; its units must be loaded. What is done, is done for all its units or not at all.</summary>
internal sealed class InspectionScope(OrganisationDirectory organisation)
{
    /// <summary>Whether the actor may read it: a unit reads of its own inspections from the decision on.</summary>
    public bool MaySee(Actor actor, Inspection inspection) =>
        inspection.Units.Any(u => Holds(actor, Permissions.Read, u.UnitId)) && (inspection.DecidedOn is not null || HoldsForAll(actor, InspectionPermissions.Plans, inspection));

    /// <summary>Whether the actor may read what concerns one of its units: a unit does not read what was found at another.</summary>
    public bool MaySeeOf(Actor actor, Guid unitId) => Holds(actor, Permissions.Read, unitId);

    /// <summary>Whether the actor may read the checklist: those who inspect, and once it is concluded those who may read of all its units.</summary>
    public bool MaySeeChecklist(Actor actor, Inspection inspection) => HoldsForAll(actor, InspectionPermissions.Plans, inspection)
        || (inspection.ConcludedOn is not null && HoldsForAll(actor, Permissions.Read, inspection));

    public bool MayManage(Actor actor, Inspection inspection) => HoldsForAll(actor, InspectionPermissions.Manage, inspection);

    public bool MayConduct(Actor actor, Inspection inspection) =>
        HoldsForAll(actor, InspectionPermissions.Conduct, inspection) && !IsOfInspected(actor.UnitId, inspection.Units.Select(u => u.UnitId));

    public bool MayExplain(Actor actor, Guid unitId) => Holds(actor, InspectionPermissions.Explain, unitId);

    /// <summary>Whether a unit is one of the inspected, or lies below one: nobody inspects their own unit's work.</summary>
    public bool IsOfInspected(Guid? unitId, IEnumerable<Guid> inspected) => organisation.Find(unitId) is { } own
        && inspected.Any(id => organisation.Find(id) is { } unit && own.Path.StartsWith(unit.Path, StringComparison.Ordinal));

    /// <summary>What is wrong with a team for these units.</summary>
    public IEnumerable<Problem> TeamProblems(InspectionDraft draft) => draft.Team.Where(m => IsOfInspected(m.UnitId, draft.UnitIds))
        .Select(m => Problem.Invalid("inspection.own-unit", m.IsHead ? "HeadId" : "Members", m.Name, organisation.NameOf(m.UnitId)));

    /// <summary>A refusal unless the actor may plan an inspection of every one of the units.</summary>
    public Problem? RefusalToPlan(Actor actor, IReadOnlyCollection<Guid> unitIds) =>
        actor.May(InspectionPermissions.Manage) && unitIds.All(u => Holds(actor, InspectionPermissions.Manage, u)) ? null : Problem.Forbidden();

    private bool HoldsForAll(Actor actor, string permission, Inspection inspection) => inspection.Units.All(u => Holds(actor, permission, u.UnitId));

    private bool Holds(Actor actor, string permission, Guid unitId) => organisation.Find(unitId) is { } unit && actor.May(permission, unit.Path);
}
