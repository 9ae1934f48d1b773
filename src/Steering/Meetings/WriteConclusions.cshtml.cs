using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using Microsoft.AspNetCore.Mvc;

namespace LoTrinh.Steering.Meetings;

/// <summary>A conclusion in the form.</summary>
internal sealed class ConclusionInput
{
    /// <summary>What is concluded.</summary>
    public string? Text { get; set; }

    /// <summary>Whether someone is to do something.</summary>
    public bool AsksAction { get; set; }

    /// <summary>By which day.</summary>
    public DateOnly? DueOn { get; set; }
}

/// <summary>Writes the conclusions in the order of the notice, until it is issued.</summary>
[Permits(MeetingPermissions.Organise)]
internal sealed class WriteConclusionsPage(MeetingRecordWork work, MeetingQueries meetings, MeetingScope scope, OrganisationDirectory organisation)
    : MeetingPartPage(meetings, scope, organisation)
{
    // Blank rows to begin with, and as many more each time.
    private const int BlankRows = 3;

    [BindProperty]
    public List<ConclusionInput>? Conclusions { get; set; }

    public IReadOnlyList<ConclusionInput> Rows => Conclusions ??= [];

    public async Task<IActionResult> OnPostMoreAsync(Guid id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        AddRows();
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) =>
        SaveAsync(id, actor => work.Conclude(actor, id, Version, [.. Rows.Select(c => new ConclusionDraft(c.Text, c.AsksAction, c.DueOn))], ct), "ket-luan", ct);

    protected override bool IsOpen(Meeting meeting) => meeting is { State: MeetingState.Held, NoticeId: null };

    protected override void Fill(Meeting meeting)
    {
        Conclusions = [.. meeting.ConclusionsInOrder.Select(c => new ConclusionInput { Text = c.Text, AsksAction = c.AsksAction, DueOn = c.DueOn })];
        AddRows();
    }

    private void AddRows() => Conclusions = [.. Rows, .. Enumerable.Range(0, BlankRows).Select(_ => new ConclusionInput { AsksAction = true })];
}
