using LoTrinh.Platform.OpenData;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Portal.OpenData;

/// <summary>Every dataset that is given to everyone.</summary>
[AllowAnonymous]
internal sealed class OpenDataHomePage(OpenDatasets datasets) : PageModel
{
    public IReadOnlyList<DatasetDescription> Datasets => datasets.All;

    public (string Name, string Url) License => (OpenDataFile.Official.License, OpenDataFile.Official.LicenseUrl);
}
