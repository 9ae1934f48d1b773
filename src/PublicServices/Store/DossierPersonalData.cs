using System.Text.Json;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Petitions;
using LoTrinh.PublicServices.Ratings;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.PublicServices.Store;

/// <summary>What the module keeps of an applicant: dossiers with their forms and papers, ratings, petitions, consents, and who looked.</summary>
internal sealed class DossierPersonalData(AppDb db, ApplicantSide side, IActForOrganisations organisations, StoreQueries store, Consents consents) : IPersonalData
{
    public string Key => "services";

    public IReadOnlyList<(string What, string Why)> Kept => [.. PersonalDataRules.Kept.Select(k => (k.Name, k.Basis))];

    public async Task<object> ExportAsync(Guid accountId, CancellationToken ct)
    {
        // What was handed in for an organisation is the organisation's: that the person did it is theirs, what it says is not.
        var own = db.Dossiers.AsNoTracking().Where(d => d.ApplicantId == accountId && (d.OrganisationId == null || d.Code == null));
        var dossiers = await db.Dossiers.AsNoTracking().Where(d => d.ApplicantId == accountId).Include(d => d.History).OrderBy(d => d.Id).AsSplitQuery().ToListAsync(ct);
        var forms = await db.DossierForms.Where(f => own.Any(d => d.Id == f.DossierId)).ToDictionaryAsync(f => f.DossierId, f => f.Mended ?? f.Values, ct);
        var former = (await db.FormerForms.AsNoTracking().Where(f => own.Any(d => d.Id == f.DossierId)).OrderBy(f => f.Number).ToListAsync(ct)).ToLookup(f => f.DossierId, f => JsonSerializer.Deserialize<JsonElement>(f.Values));
        var files = (await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == DossierWork.FileRoom && own.Any(d => d.Id == f.SubjectId)).ToListAsync(ct)).ToLookup(f => f.SubjectId);
        var ratings = await db.DossierRatings.AsNoTracking().Where(r => own.Any(d => d.Id == r.DossierId)).ToDictionaryAsync(r => r.DossierId, ct);
        var petitions = await db.Petitions.AsNoTracking().Where(p => p.SenderId == accountId).OrderBy(p => p.SentAt).ToListAsync(ct);
        var names = await organisations.NamesAsync([.. dossiers.Select(d => d.OrganisationId).OfType<Guid>().Distinct()], ct);
        return new Export(
            [.. dossiers.Select(d => new ExportedDossier(d.Code, d.OrganisationId is { } id ? names[id].Name : null, d.ProcedureCode, d.Status.ToString(), d.SavedAt, d.SubmittedAt, d.DueOn, d.FinishedAt, d.ResultNumber, d.IsPersonVerified,
                forms.TryGetValue(d.Id, out var values) ? JsonSerializer.Deserialize<JsonElement>(values) : null, [.. former[d.Id]],
                [.. d.History.OrderBy(s => s.Number).Select(s => new ExportedStep(s.At, s.Status.ToString(), s.By, s.Note))],
                [.. files[d.Id].Select(f => new ExportedFile(f.Name, f.Part, f.MediaType, f.Length, f.Sha256, f.TakenAt))],
                ratings.TryGetValue(d.Id, out var r) ? new(r.Grade.ToString(), r.OfficerGrade?.ToString(), r.Comment, r.At) : null))],
            [.. petitions.Select(p => new ExportedPetition(p.Code, p.Kind.ToString(), p.Subject, p.Text, p.Status.ToString(), p.SentAt, p.Answer))],
            [.. (await consents.OfAsync(accountId, ct)).Select(c => new ExportedConsent(c.Purpose, c.Given, c.At))], await store.LooksAsync(accountId, ct));
    }

    public async Task<int> EraseAsync(Guid accountId, CancellationToken ct)
    {
        var personal = side.Personal(accountId);
        var drafts = await db.Dossiers.Include(d => d.History).Where(d => d.ApplicantId == accountId && d.Code == null).ToListAsync(ct);
        var ids = drafts.ConvertAll(d => d.Id);
        var files = await db.Set<StoredFile>().Where(f => f.Room == DossierWork.FileRoom && ids.Contains(f.SubjectId)).ToListAsync(ct);
        var comments = await db.DossierRatings.Where(r => r.Comment != null && personal.Any(d => d.Id == r.DossierId)).ToListAsync(ct);
        var petitions = await db.Petitions.Where(p => p.SenderId == accountId).Select(p => p.Id).ToListAsync(ct);
        var senders = await db.PetitionSenders.Where(s => petitions.Contains(s.PetitionId)).ToListAsync(ct);
        db.RemoveRange(files);
        db.RemoveRange(await db.ReusedPapers.Where(r => ids.Contains(r.DossierId)).ToListAsync(ct));
        db.RemoveRange(await db.DossierForms.Where(f => ids.Contains(f.DossierId)).ToListAsync(ct));
        db.RemoveRange(drafts);
        db.RemoveRange(senders);
        comments.ForEach(r => r.Say(r.Grade, r.OfficerGrade, null, r.At));
        return drafts.Count + files.Count + comments.Count + senders.Count;
    }

    internal sealed record Export(IReadOnlyList<ExportedDossier> Dossiers, IReadOnlyList<ExportedPetition> Petitions, IReadOnlyList<ExportedConsent> Consents, IReadOnlyList<AccessLine> Looks);

    internal sealed record ExportedDossier(string? Code, string? For, string Procedure, string Status, DateTime SavedAt, DateTime? SubmittedAt, DateOnly? DueOn, DateTime? FinishedAt, string? ResultNumber, bool IsPersonVerified, JsonElement? Form, IReadOnlyList<JsonElement> FormerForms,
        IReadOnlyList<ExportedStep> Steps, IReadOnlyList<ExportedFile> Files, ExportedRating? Rating);

    internal sealed record ExportedStep(DateTime At, string Status, string By, string? Note);

    internal sealed record ExportedFile(string Name, string? Part, string MediaType, long Length, string Sha256, DateTime At);

    internal sealed record ExportedRating(string Grade, string? OfficerGrade, string? Comment, DateTime At);

    internal sealed record ExportedPetition(string Code, string Kind, string Subject, string Text, string Status, DateTime SentAt, string? Answer);

    internal sealed record ExportedConsent(string Purpose, bool Given, DateTime At);
}
