using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Meetings;

/// <summary>What the minutes say of a point.</summary>
internal sealed class MinutesInput
{
    /// <summary>The point of the agenda.</summary>
    public Guid ItemId { get; set; }

    /// <summary>What was said and agreed.</summary>
    public string? Text { get; set; }
}

/// <summary>Writes the minutes, a text for each point of the agenda, until the secretary signs.</summary>
[Permits(MeetingPermissions.Organise)]
internal sealed class WriteMinutesPage(MeetingRecordWork work, MeetingQueries meetings, MeetingScope scope, OrganisationDirectory organisation)
    : MeetingPartPage(meetings, scope, organisation)
{
    [BindProperty]
    public List<MinutesInput>? Texts { get; set; }

    public IReadOnlyList<MinutesInput> Rows => Texts ??= [];

    public AgendaItem? Of(MinutesInput row) => Meeting.Agenda.FirstOrDefault(a => a.Id == row.ItemId);

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) =>
        SaveAsync(id, actor => work.WriteMinutes(actor, id, Version, [.. Rows.Select(t => new MinutesDraft(t.ItemId, t.Text))], ct), "noi-dung", ct);

    protected override bool IsOpen(Meeting meeting) => meeting.IsMinutesOpen;

    protected override void Fill(Meeting meeting) => Texts = [.. meeting.AgendaInOrder.Select(a => new MinutesInput { ItemId = a.Id, Text = a.Minutes })];
}
