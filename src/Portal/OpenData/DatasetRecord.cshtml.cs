using LoTrinh.Platform.OpenData;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Portal.OpenData;

/// <summary>One dataset: what it holds, its columns, its files.</summary>
[AllowAnonymous]
internal sealed class DatasetRecordPage(OpenDatasets datasets) : PageModel
{
    public DatasetDescription Dataset { get; private set; } = null!;

    public DateOnly ModifiedOn { get; private set; }

    public IReadOnlyList<(string Format, DataFile File)> Files { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string key, CancellationToken ct)
    {
        if (datasets.Find(key) is not { } found)
        {
            return NotFound();
        }

        (Dataset, ModifiedOn) = (found, await datasets.ModifiedOnAsync(found, ct));
        var files = new List<(string, DataFile)>();
        foreach (var format in OpenDatasets.Formats)
        {
            files.Add((format, await datasets.WriteAsync(found, format, ct)));
        }

        Files = files;
        return Page();
    }
}
