using System.Text.Json;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Papers;
using LoTrinh.PublicServices.Procedures;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Archive;

/// <summary>Reads what a package holds.</summary>
internal sealed class PackQueries(AppDb db, PaperQueries papers, DossierQueries dossiers, ProcedureCatalogue catalogue, OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>The dossier for an officer of the desk; null for everyone else.</summary>
    public async Task<PaperSource?> FindAsync(Actor actor, string code, string root, CancellationToken ct) =>
        dossiers.MayProcess(actor) ? await papers.SourceAsync(actor, code, root, ct) : null;

    /// <summary>The record of an ended dossier.</summary>
    public async Task<PackedDossier> RecordAsync(Actor actor, PaperSource source, CancellationToken ct)
    {
        var (d, p, o) = (source.Dossier, source.Process, source.Owner);
        var ledger = await db.Ledger.AsNoTracking().Where(e => e.SubjectId == d.Id).OrderBy(e => e.Seq).ToListAsync(ct);
        return new(d.Code!, catalogue.Agency.Code, new(d.ProcedureCode, source.Whole.Procedure.NameVi, d.ProcedureRecordId), d.Channel, d.Status.ToString(), d.SubmittedAt!.Value, d.ReceivedAt, d.DueOn,
            d.PromisedOn, d.FinishedAt, d.EndedAt!.Value, d.ResultNumber, new(o.Name, o.Number, o.Address, o.Phone, o.Email, o.Filer, source.Whole.Organisation is { } of ? new(of.Name, of.TaxCode) : null), Parsed(source.Whole.Values.ToJson()),
            [.. d.History.OrderBy(s => s.Number).Select(s => new PackedStep(s.At, s.Status.ToString(), s.By, s.Note))],
            [.. p.Tasks.Select(t => new PackedTask(t.Step, organisation.NameOf(t.UnitId), t.OpenedAt, t.DueAt, t.ClosedAt, t.ClosedBy, t.Way, t.Note))],
            [.. p.Supplements.Select(s => new PackedSupplement(s.AskedAt, s.AskedBy, Parsed(s.Defects), s.WhyAgain, s.AnsweredAt))],
            [.. source.Handed.Select(h => new PackedPaper(h.Document, h.Originals, h.Copies))],
            p.HandOver is { } h ? new(h.Method, h.Taker, h.PostNumber, h.At, h.By) : null, [.. Files(source.Whole.Files)],
            [.. ledger.Select(e => new PackedEntry(e.Seq, e.At, e.ActorName, e.Action, e.Hash))], clock.UtcNow(), actor.Name);
    }

    // Numbered, so that two of one name lie beside each other.
    private static IEnumerable<PackedFile> Files(IReadOnlyList<StoredFile> files) => files.Select((f, i) =>
        new PackedFile($"tep/{i + 1:D2}-{f.Name}", f.Part, f.MediaType, f.Length, f.Sha256, f.TakenAt));

    private static JsonElement Parsed(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
