using LoTrinh.Platform.OpenData;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Portal.OpenData;

/// <summary>Every dataset that is given to everyone.</summary>
[AllowAnonymous]
internal sealed class OpenDataHomePage(OpenDatasets datasets) : PageModel
{
    public IReadOnlyList<(DatasetDescription Dataset, DateOnly ModifiedOn)> Datasets { get; private set; } = [];

    public (string Name, string Url) License => (OpenDataFile.Official.License, OpenDataFile.Official.LicenseUrl);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var all = new List<(DatasetDescription, DateOnly)>();
        foreach (var dataset in datasets.All)
        {
            all.Add((dataset, await datasets.ModifiedOnAsync(dataset, ct)));
        }

        Datasets = all;
    }
}
