using System.Globalization;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Papers;

/// <summary>Writes the register of dossiers from their records.</summary>
internal sealed class RegisterQueries(AppDb db, ProcedureCatalogue catalogue, OrganisationDirectory organisation, Texts texts, TimeProvider clock)
{
    /// <summary>Longest span, in days.</summary>
    public const int MostDays = 366;

    /// <summary>Most dossiers on one register; a longer one is asked for in parts.</summary>
    public const int Most = 1000;

    public async Task<OfficialLetter> WriteAsync(DateOnly from, DateOnly to, CancellationToken ct)
    {
        var (since, until, words) = (from.StartUtc(), to.AddDays(1).StartUtc(), PaperWords.Shipped);
        var came = db.Dossiers.AsNoTracking().Where(d => d.SubmittedAt >= since && d.SubmittedAt < until);
        var (count, tasks, handOvers, filers, users) = (await came.CountAsync(ct), db.DossierTasks, db.HandOvers, db.DossierFilers, db.Users);
        var rows = await came.OrderBy(d => d.SubmittedAt).ThenBy(d => d.Code).Take(Most)
            .Join(db.DossierForms, d => d.Id, f => f.DossierId, (d, f) => new
            {
                Dossier = d, f.Values, UnitId = tasks.Where(t => t.DossierId == d.Id).OrderBy(t => t.Number).Select(t => (Guid?)t.UnitId).FirstOrDefault(),
                Filer = filers.Where(x => x.DossierId == d.Id).Select(x => x.Name).FirstOrDefault() ?? users.Where(a => a.Id == d.ApplicantId).Select(a => a.DisplayName).FirstOrDefault(),
                Method = handOvers.Where(h => h.DossierId == d.Id).Select(h => h.Method).FirstOrDefault(),
            }).ToListAsync(ct);
        var columns = words.Columns;
        return new()
        {
            Form = words.Form("mau-06").Form, GoverningBody = catalogue.Agency.NameVi, Issuer = words.Desk, Symbol = "", Place = words.Place, On = clock.Today(),
            TypeName = words.Form("mau-06").Title, Subject = words.Say("register", from.Show(), to.Show(), count), Addressees = [], Copies = [], Signing = new([words.Signers["head"]], null, null),
            Body =
            [
                new LetterTable([new(columns["no"], 8, Centred: true), new(columns["dossier"], 35), new(columns["who"], 34), new(columns["unit"], 22), new(columns["came"], 22), new(columns["due"], 22), new(columns["ended"], 22)],
                    [.. rows.Select((r, i) =>
                    {
                        var procedure = catalogue.Of(r.Dossier.ProcedureCode, r.Dossier.ProcedureRecordId);
                        var owner = DossierOwner.Of(new(r.Dossier, procedure, FormValues.FromJson(r.Values), [], DossierReader.Officer, null), r.Filer ?? "");
                        return new[]
                        {
                            (i + 1).ToString(CultureInfo.InvariantCulture), $"{r.Dossier.Code}\n{procedure.NameVi}", string.Join("\n", new[] { owner.Name, owner.Phone }.Where(x => x.Length > 0)),
                            r.UnitId is { } unit ? organisation.Find(unit)?.NameVi ?? "–" : "–", r.Dossier.SubmittedAt!.Value.OfficeDay().Show(), r.Dossier.DueOn.Show(),
                            string.Join("\n", new[] { r.Dossier.FinishedAt?.OfficeDay().Show(), r.Dossier.EndedAt?.OfficeDay().Show(), r.Method is null ? texts[DossierWords.Key(r.Dossier.Status)] : words.Words[$"{r.Method}-hand"] }.OfType<string>()),
                        };
                    })]),
            ],
        };
    }
}
