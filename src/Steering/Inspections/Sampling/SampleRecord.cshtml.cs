using LoTrinh.Platform;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Inspections.Sampling;

/// <summary>One sample: how it was drawn, from what, and what checking each task again found.</summary>
[Permits(SamplePermissions.Read)]
internal sealed class SampleRecordPage(SampleQueries samples, SampleWork work, OrganisationDirectory organisation, Texts texts) : PageModel, IRemembersVersion
{
    private ILookup<string?, StoredFile> _files = Enumerable.Empty<StoredFile>().ToLookup(f => f.Part);

    public TaskSample Sample { get; private set; } = null!;

    public IReadOnlyList<SampledRow> Rows { get; private set; } = [];

    public ConfirmedShare Share => SampleQueries.ShareOf(Sample);

    /// <summary>Tasks that the reader may check: those that nobody has, of units that are not theirs.</summary>
    public IReadOnlyList<SampledRow> Open { get; private set; } = [];

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public Guid? TaskId { get; set; }

    [BindProperty]
    public bool? Confirmed { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public List<Microsoft.AspNetCore.Http.IFormFile>? Files { get; set; }

    public IEnumerable<SelectListItem> TaskChoices => [.. Open.Select(r => new SelectListItem($"{r.Code} {r.Title}", r.Sampled.TaskId.ToString()))];

    public IEnumerable<SelectListItem> Results => [new(texts["sample.confirmed"], "true"), new(texts["sample.not-confirmed"], "false")];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct) => this.ActAsync($"~/chi-dao/kiem-tra/chon-mau/{id}",
        a => work.Check(a, id, Version, TaskId ?? Guid.Empty, Confirmed, Reason, Evidence, SentFile.Of(Files), ct), () => LoadAsync(id, ct));

    public string UnitName(Guid id) => organisation.NameOf(id);

    public IReadOnlyList<StoredFile> FilesOf(Guid task) => [.. _files[task.ToString()]];

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await samples.FindAsync(actor, id, ct) is not { } found)
        {
            return false;
        }

        // A form that is shown again keeps the version its person saw.
        (Sample, Rows, Version) = (found.Sample, found.Rows, Version ?? found.Sample.Version);
        var own = organisation.Find(actor.UnitId)?.Path;
        Open = !actor.May(SamplePermissions.Check, SamplePermissions.Everything) ? []
            : [.. Rows.Where(r => r.Sampled.Confirmed is null && own?.StartsWith(organisation.Find(r.Sampled.LeadUnitId)?.Path ?? "-", StringComparison.Ordinal) != true)];
        _files = (await samples.FilesAsync(id, ct)).ToLookup(f => f.Part);
        return true;
    }
}
