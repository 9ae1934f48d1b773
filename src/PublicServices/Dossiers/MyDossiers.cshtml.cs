using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Procedures;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>The applicant's drafts and dossiers, the latest first.</summary>
[Permits(Permissions.Apply)]
internal sealed class MyDossiersPage(DossierQueries dossiers, ProcedureCatalogue catalogue) : PageModel
{
    public IReadOnlyList<DossierRow> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Rows = await dossiers.OwnAsync(await HttpContext.ActorAsync(), ct);

    public string NameOf(DossierRow row) => catalogue.Of(row.ProcedureCode, null).Name;

    public static string UrlOf(DossierRow row) => row.Code is null ? $"~/dich-vu-cong/nop/{row.ProcedureCode}/{row.Id}" : $"~/dich-vu-cong/ho-so/{row.Code}";
}

/// <summary>How a status is shown: always a colour with its words.</summary>
internal static class DossierWords
{
    public static string Key(DossierStatus status) => $"services.status.{status}";

    public static string Color(DossierStatus status) => status switch
    {
        DossierStatus.Submitted or DossierStatus.Received or DossierStatus.Processing or DossierStatus.Processed => "primary",
        DossierStatus.SupplementRequested or DossierStatus.PaymentRequested => "warning",
        DossierStatus.Refused or DossierStatus.Stopped => "danger",
        DossierStatus.ResultReturned => "success",
        _ => "neutral",
    };
}
