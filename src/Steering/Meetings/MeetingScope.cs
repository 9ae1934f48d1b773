using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Meetings;

/// <summary>What may be done with meetings.</summary>
internal static class MeetingPermissions
{
    /// <summary>Prepares meetings, notes who came, writes minutes and conclusions, issues the notice.</summary>
    public const string Organise = "steering.meeting.organise";

    /// <summary>Signs minutes as the chair, or sends them back.</summary>
    public const string Sign = "steering.meeting.sign";
}

/// <summary>Who may do what with a meeting; the invited must be loaded. The body's unit counts, and the unit that prepares the meeting.</summary>
internal sealed class MeetingScope(OrganisationDirectory organisation)
{
    /// <summary>From the invitation on for the invited units, the standing body and those above; before it for those who prepare or chair it.</summary>
    public bool MaySee(Actor actor, Meeting meeting) => MayOrganise(actor, meeting) || MaySign(actor, meeting)
        || (meeting.InvitedAt is not null && meeting.Invited.Select(i => i.UnitId).Append(meeting.UnitId).Append(meeting.HostUnitId).Any(u => Holds(actor, Permissions.Read, u)));

    public bool MayOrganise(Actor actor, Meeting meeting) => MayOrganise(actor, meeting.UnitId, meeting.HostUnitId);

    public bool MayOrganise(Actor actor, Guid unitId, Guid hostUnitId) => Holds(actor, MeetingPermissions.Organise, unitId) || Holds(actor, MeetingPermissions.Organise, hostUnitId);

    public bool MaySign(Actor actor, Meeting meeting) => Holds(actor, MeetingPermissions.Sign, meeting.UnitId);

    /// <summary>Whether the actor may add papers to a point of the agenda: who prepares the meeting, and the unit that presents it.</summary>
    public bool MayAddPapers(Actor actor, Meeting meeting, AgendaItem item) =>
        MayOrganise(actor, meeting) || (meeting.InvitedAt is not null && item.PresenterUnitId is { } presenter && Holds(actor, Permissions.Report, presenter));

    private bool Holds(Actor actor, string permission, Guid unitId) => organisation.Find(unitId) is { } unit && actor.May(permission, unit.Path);
}
