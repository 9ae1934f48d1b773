using System.Globalization;
using LoTrinh.Platform;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Papers;

/// <summary>The register of dossiers (sổ theo dõi hồ sơ) of a span of days.</summary>
/// <remarks>Source: Circular 01/2018/TT-VPCP, form 06; its columns are of medium confidence.</remarks>
[Permits(Permissions.Process)]
internal sealed class DossierRegisterPage(RegisterQueries register, DossierQueries dossiers, TimeProvider clock) : PageModel
{
    public OfficialLetter? Letter { get; private set; }

    public string From { get; private set; } = "";

    public string To { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(
        [FromQuery(Name = "tu")] string? from, [FromQuery(Name = "den")] string? to, [FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        if (!dossiers.MayProcess(await HttpContext.ActorAsync()))
        {
            return Forbid();
        }

        var today = clock.Today();
        (From, To) = (string.IsNullOrWhiteSpace(from) ? new DateOnly(today.Year, today.Month, 1).Show() : from, string.IsNullOrWhiteSpace(to) ? today.Show() : to);
        var (first, last) = (TypedDay.Read(From, "tu"), TypedDay.Read(To, "den"));
        if (!first.Ok || !last.Ok)
        {
            return this.Stay([.. first.Problems, .. last.Problems]);
        }

        if (last.Value < first.Value || last.Value.DayNumber - first.Value.DayNumber > RegisterQueries.MostDays)
        {
            return this.Stay([Problem.Invalid("services.register-span", "den", RegisterQueries.MostDays)]);
        }

        Letter = await register.WriteAsync(first.Value, last.Value, ct);
        return format == "docx" ? File(LetterDocx.Write(Letter), LetterDocx.MediaType, string.Create(CultureInfo.InvariantCulture, $"mau-06-{first.Value:yyyyMMdd}-{last.Value:yyyyMMdd}.docx")) : Page();
    }
}
