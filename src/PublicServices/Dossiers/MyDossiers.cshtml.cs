using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Procedures;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>The applicant's drafts and dossiers, the latest first.</summary>
[Permits(Permissions.Apply)]
internal sealed class MyDossiersPage(DossierQueries dossiers, ApplicantSide side, ProcedureCatalogue catalogue) : PageModel
{
    public IReadOnlyList<DossierRow> Rows { get; private set; } = [];

    /// <summary>The organisations that the reader acts for.</summary>
    public IReadOnlyList<ActsFor> OwnOrganisations { get; private set; } = [];

    /// <summary>What the list is narrowed to: <c>toi</c> for the reader's own, or an organisation; null for all.</summary>
    public string? Of { get; private set; }

    public async Task OnGetAsync([FromQuery(Name = "cua")] string? of, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        OwnOrganisations = await side.OrganisationsAsync(actor, ct);
        Of = of == "toi" || OwnOrganisations.Any(o => o.Id.ToString() == of) ? of : null;
        Rows = await dossiers.OwnAsync(actor, Of is null ? DossierOwnerFilter.All : Guid.TryParse(Of, out var one) ? new(one) : DossierOwnerFilter.Personal, ct);
    }

    /// <summary>For whom a dossier was filed; nothing where it was for the reader alone.</summary>
    public string? ForWhom(DossierRow row) => OwnOrganisations.FirstOrDefault(o => o.Id == row.OrganisationId)?.Name;

    public string NameOf(DossierRow row) => catalogue.Of(row.ProcedureCode, null).Name;

    public static string UrlOf(DossierRow row) => row.Code is null ? $"~/dich-vu-cong/nop/{row.ProcedureCode}/{row.Id}" : $"~/dich-vu-cong/ho-so/{row.Code}";
}

/// <summary>How a status is shown: always a colour with its words.</summary>
internal static class DossierWords
{
    public static string Key(DossierStatus status) => $"services.status.{status}";

    /// <summary>What a step of its way was: what the applicant did is said as that, where the status alone would say only where it is again.</summary>
    public static string StepKey(DossierStatus status, DossierStatus? before) => before switch
    {
        DossierStatus.SupplementRequested when status is DossierStatus.Submitted or DossierStatus.Received or DossierStatus.Processing => "services.step.supplemented",
        DossierStatus.PaymentRequested when status == DossierStatus.Submitted => "services.step.paid",
        _ => Key(status),
    };

    public static string Color(DossierStatus status) => status switch
    {
        DossierStatus.Submitted or DossierStatus.Received or DossierStatus.Processing or DossierStatus.Processed => "primary",
        DossierStatus.SupplementRequested or DossierStatus.PaymentRequested => "warning",
        DossierStatus.Refused or DossierStatus.Stopped => "danger",
        DossierStatus.ResultReturned => "success",
        _ => "neutral",
    };
}
