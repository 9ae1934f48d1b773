using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>Tells the applicant of each step of the dossier, and the desk of what comes in; whoever did it is not told of it.</summary>
/// <remarks>The submission is told to the applicant too, though it was the applicant's own act: the letter is the proof of it.</remarks>
internal sealed class TellOfDossiers(
    Notify notify, Recipients recipients, ApplicantSide side, ProcedureCatalogue catalogue, OrganisationDirectory organisation, Texts texts) : IReactTo<DossierMoved>
{
    private static readonly string[] ForTheApplicant = ["submitted", "received", "supplement-asked", "supplement-asked-again", "refused", "stopped", "apologised", "result-ready", "result-returned", "due-moved", "payment-asked", "paid", "fee-refunded"];

    private static readonly string[] ForTheDesk = ["submitted", "supplemented", "withdrawn", "paid"];

    public async Task ReactAsync(DossierMoved happened, CancellationToken ct)
    {
        if (ForTheApplicant.Contains(happened.Step) && await side.ToTellAsync(happened.ApplicantId, happened.OrganisationId, ct) is { Count: > 0 } applicants)
        {
            await TellAsync(happened, await recipients.OfAsync(applicants, ct), "own", ct);
        }

        if (ForTheDesk.Contains(happened.Step) && organisation.Find(catalogue.Agency.Unit) is { } unit)
        {
            var desk = await recipients.HoldingAsync(Permissions.Process, unit.Id, ct);
            await TellAsync(happened, [.. desk.Where(r => r.AccountId != happened.ByAccountId)], "desk", ct);
        }
    }

    private Task TellAsync(DossierMoved happened, IReadOnlyCollection<Recipient> to, string whose, CancellationToken ct) => notify.TellAsync(to,
        new($"services.dossier-{happened.Step}", $"dossier:{happened.DossierId:N}:{happened.Step}:{happened.At.Ticks}", $"/dich-vu-cong/ho-so/{happened.Code}",
            _ => (texts[$"services.news.{whose}.{happened.Step}", happened.Code], Body(happened))), ct);

    private string Body(DossierMoved happened)
    {
        var name = catalogue.Of(happened.ProcedureCode, null).Name;
        var due = happened.Step is "submitted" or "received" or "supplemented" ? texts["services.news.due", happened.DueOn.Show()] : null;
        return string.Join('\n', new[] { name, due, happened.Note }.Where(line => !string.IsNullOrWhiteSpace(line)));
    }
}
