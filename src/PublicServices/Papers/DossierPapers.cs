using System.Globalization;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Processing;

namespace LoTrinh.PublicServices.Papers;

/// <summary>What a paper is written from.</summary>
/// <param name="Whole">The dossier with its form and files.</param>
/// <param name="Process">What was done with it.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Handed">What the counter took in on paper, by document.</param>
/// <param name="TrackingUrl">Where anyone can follow it.</param>
internal sealed record PaperSource(WholeDossier Whole, WholeProcess Process, DossierOwner Owner, IReadOnlyList<DossierPaper> Handed, string TrackingUrl)
{
    public Dossier Dossier => Whole.Dossier;
}

/// <summary>Writes the papers of a dossier from its record.</summary>
/// <remarks>Source: Circular 01/2018/TT-VPCP, forms 01 to 05.</remarks>
internal sealed class DossierPapers(OrganisationDirectory organisation, ProcedureShow show, ProcedureCatalogue catalogue)
{
    private static PaperWords W => PaperWords.Shipped;

    /// <summary>The papers that there are of a dossier by now.</summary>
    /// <param name="source">The dossier.</param>
    /// <param name="forOfficers">Whether the reader works on it: the control sheet stays inside.</param>
    public static IEnumerable<PaperForm> Of(PaperSource source, bool forOfficers)
    {
        var (dossier, process) = (source.Dossier, source.Process);
        var there = new Dictionary<string, bool>
        {
            ["mau-01"] = true, ["mau-02"] = process.Supplements.Count > 0, ["mau-03"] = dossier.Status == DossierStatus.Refused, ["mau-04"] = process.Apology is not null,
            ["mau-05"] = forOfficers && process.Tasks.Count > 0, ["bien-nhan"] = process.HandOver is not null,
        };
        return W.Forms.Where(f => there.GetValueOrDefault(f.Key));
    }

    /// <summary>A paper; null when there is none of that key.</summary>
    public OfficialLetter? Write(PaperSource source, string key) => key switch
    {
        "mau-01" => Receipt(source),
        "mau-02" => Supplement(source),
        "mau-03" => Refusal(source),
        "mau-04" => Apology(source),
        "mau-05" => Control(source),
        "bien-nhan" => HandedOver(source),
        _ => null,
    };

    private OfficialLetter Receipt(PaperSource s)
    {
        var d = s.Dossier;
        return Paper(s, "mau-01", d.SubmittedAt!.Value.OfficeDay(), W.Signers["receiver"], W.Signers["filer"], Receiver(s)) with
        {
            Qr = s.TrackingUrl,
            Body =
            [
                .. Lines(s),
                new LetterParagraph(W.Say("papers")),
                new LetterTable([new(W.Columns["no"], 10, Centred: true), new(W.Columns["paper"], 85), new(W.Columns["originals"], 20, Centred: true), new(W.Columns["copies"], 20, Centred: true), new(W.Columns["file"], 30)],
                    [[Number(1), W.Words["form"], "", "", W.Words["form-file"]], .. s.Whole.Procedure.Documents.Where(x => Has(s, x)).Select((x, i) => Row(s, x, i + 2))]),
                new LetterParagraph(W.Say("sets", 1)),
                .. s.Whole.Procedure.TimeFor(d.Channel) is { } time ? [new LetterParagraph(W.Say("time", show.Time(time)))] : Array.Empty<LetterPart>(),
                new LetterParagraph(W.Say("came", d.SubmittedAt.Value.Show())),
                new LetterParagraph(W.Say("due", d.DueOn.Show())),
                .. d.Moves().Where(m => m.Note is not null).Select(m => new LetterParagraph(W.Say("moved", m.Note))),
                new LetterParagraph(W.Say("fee", show.Fees(s.Whole.Procedure))),
                new LetterParagraph(W.Say(d.ApplicantId is null ? "where-paper" : "where")),
                new LetterParagraph(W.Say("follow", s.TrackingUrl)),
            ],
        };
    }

    private OfficialLetter? Supplement(PaperSource s)
    {
        if (s.Process.Supplements is not [.., var request])
        {
            return null;
        }

        return Paper(s, "mau-02", request.AskedAt.OfficeDay(), W.Signers["officer"], null, request.AskedBy) with
        {
            Body =
            [
                .. Lines(s),
                new LetterParagraph(W.Say("mend", request.Number)),
                new LetterTable([new(W.Columns["no"], 10, Centred: true), new(W.Columns["about"], 65), new(W.Columns["wrong"], 90)],
                    [.. request.AllDefects().Select((x, i) => new[] { Number(i + 1), DefectNames.Of(s.Whole.Procedure, x.About) ?? W.Words["whole"], x.Wrong })]),
                new LetterParagraph(W.Say("mend-how")),
                new LetterParagraph(W.Say("help", request.AskedBy)),
            ],
        };
    }

    private OfficialLetter? Refusal(PaperSource s) => s.Dossier is not { Status: DossierStatus.Refused, History: [.., var last] } ? null
        : Paper(s, "mau-03", last.At.OfficeDay(), W.Signers["head"], null) with
        {
            Body =
            [
                .. Lines(s),
                new LetterParagraph(W.Say("refused", s.Dossier.SubmittedAt!.Value.Show(), last.Note)),
                new LetterParagraph(W.Say("refused-how", W.Governing)),
                new LetterParagraph(W.Say("help", last.By)),
            ],
        };

    private OfficialLetter? Apology(PaperSource s) => s.Process.Apology is not { } apology ? null
        : Paper(s, "mau-04", apology.At.OfficeDay(), W.Signers["leader"], null) with
        {
            Addressees = [s.Owner.Name],
            Body =
            [
                new LetterParagraph(W.Say("late", s.Dossier.SubmittedAt!.Value.OfficeDay().Show(), W.Governing, s.Dossier.Code, s.Whole.Procedure.NameVi, apology.OwedOn.Show())),
                new LetterParagraph(W.Say("late-why", UnitOf(apology.UnitId), apology.Reason)),
                new LetterParagraph(W.Say("sorry", W.Governing, apology.PromisedOn.Show())),
            ],
        };

    private OfficialLetter Control(PaperSource s)
    {
        var units = s.Process.Tasks.Select(t => t.UnitId).Distinct().Select(UnitOf).ToList();
        return Paper(s, "mau-05", s.Dossier.SubmittedAt!.Value.OfficeDay(), W.Signers["receiver"], null, Receiver(s)) with
        {
            Body =
            [
                .. Lines(s),
                new LetterParagraph(W.Say("came", s.Dossier.SubmittedAt.Value.Show())),
                new LetterParagraph(W.Say("due", s.Dossier.DueOn.Show())),
                new LetterParagraph(W.Say("solving", units[0])),
                .. units.Count > 1 ? [new LetterParagraph(W.Say("with", string.Join("; ", units.Skip(1))))] : Array.Empty<LetterPart>(),
                new LetterTable([new(W.Columns["step"], 38), new(W.Columns["unit"], 42), new(W.Columns["times"], 38), new(W.Columns["against"], 18), new(W.Columns["note"], 30)],
                    [.. s.Process.Tasks.Select(t => new[]
                    {
                        ProcessRun.StepsOf(s.Whole.Procedure).FirstOrDefault(x => x.Key == t.Step)?.NameVi ?? t.Question ?? "", $"{UnitOf(t.UnitId)}\n{(t.ClosedBy == Actor.System.Name ? W.Words["system"] : t.ClosedBy)}",
                        $"{t.OpenedAt.Show()}\n{t.ClosedAt?.Show()}", Against(t), t.Note ?? "",
                    })]),
            ],
        };
    }

    private OfficialLetter? HandedOver(PaperSource s) => s.Process.HandOver is not { } given ? null
        : Paper(s, "bien-nhan", given.At.OfficeDay(), W.Signers["giver"], W.Signers["taker"], given.By) with
        {
            Body =
            [
                .. Lines(s),
                new LetterParagraph(W.Say("result", s.Whole.Procedure.Results is [var first, ..] ? first.NameVi : "", s.Dossier.ResultNumber, s.Dossier.FinishedAt?.OfficeDay().Show())),
                new LetterParagraph(W.Say("given", given.At.Show(), W.Words[$"{given.Method}-hand"])),
                .. given.Taker is null ? Array.Empty<LetterPart>() : [new LetterParagraph(W.Say("taker", given.Taker))],
                .. given.PostNumber is null ? Array.Empty<LetterPart>() : [new LetterParagraph(W.Say("post", given.PostNumber))],
            ],
        };

    private OfficialLetter Paper(PaperSource s, string key, DateOnly on, string signer, string? beside, string? by = null)
    {
        var form = W.Form(key);
        return new()
        {
            Form = form.Form, GoverningBody = catalogue.Agency.NameVi, Issuer = W.Desk, Number = s.Dossier.Code!.Split('-')[^1], Symbol = W.Symbol, Place = W.Place, On = on,
            TypeName = form.Title, Subject = W.Say("code", s.Dossier.Code), Addressees = [], Body = [], Copies = [], Signing = new([signer], null, by == Actor.System.Name ? null : by),
            Beside = beside is null ? null : new([beside], null, beside == W.Signers["filer"] ? s.Owner.Filer : null),
        };
    }

    // What stands on every form; what the dossier does not say has no line.
    private static IEnumerable<LetterPart> Lines(PaperSource s) => new[]
    {
        ("owner", s.Owner.Name), ("filer", FilerOf(s)), ("number", s.Owner.Number), ("address", s.Owner.Address), ("phone", s.Owner.Phone), ("email", s.Owner.Email),
    }.Where(x => x.Item2.Length > 0).Select(x => new LetterParagraph(W.Say(x.Item1, x.Item2)))
        .Append(new(W.Say("content", s.Whole.Procedure.NameVi, s.Dossier.ProcedureCode)));

    /// <summary>Who handed it in, with the organisation that they acted for; empty where nobody is known any more.</summary>
    internal static string FilerOf(PaperSource s) => s.Whole.Organisation is not { } organisation || s.Owner.Filer.Length == 0 ? s.Owner.Filer
        : W.Say("on-behalf", s.Owner.Filer, organisation.Name, organisation.TaxCode);

    // Nobody as long as it waits to be received: the paper says only that it came.
    private static string? Receiver(PaperSource s) => s.Dossier.History.Where(h => h.Status == DossierStatus.Received).OrderBy(h => h.Number).LastOrDefault()?.By;

    private static bool Has(PaperSource s, DocumentRule document) => s.Whole.Files.Any(f => f.Part == document.Key) || s.Handed.Any(h => h.Document == document.Key);

    private static string[] Row(PaperSource s, DocumentRule document, int number)
    {
        var (handed, files) = (s.Handed.FirstOrDefault(h => h.Document == document.Key), s.Whole.Files.Count(f => f.Part == document.Key));
        return [Number(number), document.NameVi, Some(handed?.Originals), Some(handed?.Copies), Some(files)];
    }

    private static string Some(int? number) => number is > 0 ? Number(number.Value) : "";

    private static string Against(DossierTask task) => task.ClosedAt is not { } closed ? W.Words["open"]
        : task.DueAt is not { } due ? "" : W.Words[closed > due ? "after" : closed.OfficeDay() == due.OfficeDay() ? "on" : "before"];

    private string UnitOf(Guid id) => organisation.Find(id)?.NameVi ?? "–";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
