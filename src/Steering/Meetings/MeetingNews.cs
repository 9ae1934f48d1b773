using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Meetings;

/// <summary>Tells the invited, in the inbox and by e-mail; the news is saved with the change. Whoever did it is not told of it.</summary>
internal sealed class MeetingNews(Notify notify, Recipients recipients, Texts texts)
{
    public Task InvitedAsync(Actor actor, Meeting meeting, CancellationToken ct) => TellInvitedAsync(actor, meeting, "invited", "invited", When(meeting), ct);

    public Task ChangedAsync(Actor actor, Meeting meeting, CancellationToken ct) =>
        TellInvitedAsync(actor, meeting, $"changed:{meeting.Version}", "changed", When(meeting), ct);

    public Task CancelledAsync(Actor actor, Meeting meeting, CancellationToken ct) =>
        TellInvitedAsync(actor, meeting, "cancelled", "cancelled", () => meeting.CancelReason ?? "", ct);

    public Task IssuedAsync(Actor actor, Meeting meeting, CancellationToken ct) =>
        TellInvitedAsync(actor, meeting, "issued", "issued", () => texts["meeting.news.conclusions", meeting.NoticeNumber ?? "", meeting.Conclusions.Count], ct);

    /// <summary>Whoever signs as the chair learns that the minutes wait for them.</summary>
    public async Task MinutesWaitAsync(Actor actor, Meeting meeting, CancellationToken ct) => await TellAsync(actor, meeting,
        $"minutes:{meeting.Version}", "minutes", await recipients.HoldingAsync(MeetingPermissions.Sign, meeting.UnitId, ct), When(meeting), ct);

    /// <summary>Who signed as secretary learns why the minutes came back.</summary>
    public async Task MinutesReturnedAsync(Actor actor, Meeting meeting, string? reason, CancellationToken ct) => await TellAsync(actor, meeting,
        $"returned:{meeting.Version}", "returned", await recipients.HoldingAsync(MeetingPermissions.Organise, meeting.HostUnitId, ct), () => reason ?? "", ct);

    // Of each invited unit its focal point and its head; of the unit whose head has the chair, who sits there.
    private async Task TellInvitedAsync(Actor actor, Meeting meeting, string key, string what, Func<string> body, CancellationToken ct)
    {
        var people = new List<Recipient>(await recipients.HoldingAsync(MeetingPermissions.Sign, meeting.UnitId, ct));
        foreach (var unit in meeting.Invited.Select(i => i.UnitId).Distinct())
        {
            people.AddRange(await recipients.HoldingAsync(Permissions.Report, unit, ct));
            people.AddRange(await recipients.HoldingAsync(UrgingPermissions.Head, unit, ct));
        }

        await TellAsync(actor, meeting, key, what, people, body, ct);
    }

    private Func<string> When(Meeting meeting) => () => texts["meeting.news.when", meeting.StartsAt.Show(), meeting.Place];

    private Task TellAsync(Actor actor, Meeting meeting, string key, string what, IReadOnlyCollection<Recipient> to, Func<string> body, CancellationToken ct) =>
        notify.AddAsync([.. to.Where(r => r.AccountId != actor.AccountId)], new($"steering.meeting-{what}", $"meeting:{meeting.Id:N}:{key}",
            $"/chi-dao/hop/{meeting.Id}", _ => (texts[$"meeting.news.{what}", meeting.Title], body())), ct);
}
