using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Processing;

/// <summary>Papers of one document, as the counter counts them.</summary>
internal sealed record HandedPapers(string Document, int Originals, int Copies);

/// <summary>What someone hands in at the counter, or sends by post.</summary>
/// <param name="Procedure">Code of the procedure.</param>
/// <param name="Channel">direct or post.</param>
/// <param name="Name">Who hands it in.</param>
/// <param name="Number">Identity number, where one was shown.</param>
/// <param name="Phone">Telephone.</param>
/// <param name="Email">E-mail.</param>
/// <param name="Values">The form as the officer fills it in.</param>
/// <param name="Papers">What there is on paper.</param>
/// <param name="Scans">What was scanned.</param>
internal sealed record CounterDraft(string? Procedure, string? Channel, string? Name, string? Number, string? Phone, string? Email, FormValues Values,
    IReadOnlyList<HandedPapers> Papers, IReadOnlyList<SentDocument> Scans);

/// <summary>Takes a dossier in for someone who stands at the counter or wrote by post: filled in, received and receipted in one go.</summary>
internal sealed class CounterWork(AppDb db, DossierActs acts, TaskFlow flow, Submission submission, TakeDocuments takeDocuments, ProcedureCatalogue catalogue, IEnumerable<IDossierGate> gates, TimeProvider clock)
{
    /// <summary>Fields of the form.</summary>
    public const string NameField = "FilerName", NumberField = "FilerNumber", PhoneField = "FilerPhone", EmailField = "FilerEmail", ChannelField = "Channel", PapersField = "Papers";

    private const int LongestName = 200, LongestNumber = 20, LongestPhone = 40, MostPapers = 99;

    /// <summary>Takes it in. Everything wrong is named at once; what is complete is received, unless a fee has to be paid before.</summary>
    public Task<Result<Dossier>> TakeIn(Actor actor, CounterDraft draft, CancellationToken ct) =>
        db.InTransactionAsync(() => TakeInOnceAsync(actor, draft, ct), keep: r => r.Ok, ct);

    /// <summary>What a document of the form is called where its papers are counted.</summary>
    public static string OriginalsField(string document) => $"originals-{document}";

    /// <summary>The same for copies.</summary>
    public static string CopiesField(string document) => $"copies-{document}";

    private async Task<Result<Dossier>> TakeInOnceAsync(Actor actor, CounterDraft draft, CancellationToken ct)
    {
        if (actor.Lacks(Permissions.Process, flow.Desk?.Path) is { } refusal)
        {
            return refusal;
        }

        if (catalogue.Today(draft.Procedure ?? "") is not { Procedure.CanBeFiled: true } record)
        {
            return Problem.NotFound("services.procedure-unknown", draft.Procedure ?? "");
        }

        if (Wrong(draft, record.Procedure) is { Length: > 0 } problems)
        {
            return problems;
        }

        var dossier = new Dossier { ProcedureCode = record.Procedure.Code, Channel = draft.Channel! };
        db.Dossiers.Add(dossier);
        db.DossierForms.Add(new() { DossierId = dossier.Id, Values = draft.Values.ToJson() });
        db.DossierFilers.Add(new() { DossierId = dossier.Id, Name = Words.Clean(draft.Name)!, Number = Words.Clean(draft.Number), Phone = Words.Clean(draft.Phone), Email = Words.Clean(draft.Email), TakenById = actor.AccountId });
        db.AddRange(draft.Papers.Where(p => p.Originals + p.Copies > 0).Select(p => new DossierPaper { DossierId = dossier.Id, Document = p.Document, Originals = p.Originals, Copies = p.Copies }));
        foreach (var group in draft.Scans.GroupBy(s => s.Document))
        {
            var taken = await takeDocuments.Handle(actor, dossier, group.Key, [.. group.Select(s => s.File)], ct);
            if (!taken.Ok)
            {
                return taken.Problems;
            }
        }

        dossier.Save(clock.UtcNow());
        if (await submission.SubmitAsync(actor, dossier, record, ct) is { } unsubmitted)
        {
            return unsubmitted;
        }

        await db.SaveChangesAsync(ct);
        if (await gates.FirstAsync(dossier, DossierStatus.Received, ct) is null)
        {
            dossier.Receive(actor.Name, clock.UtcNow());
        }

        return await acts.SaveAsync(actor, dossier, "taken-in", null, ct);
    }

    private ImmutableArray<Problem> Wrong(CounterDraft draft, Procedure procedure)
    {
        var there = draft.Papers.Where(p => p.Originals + p.Copies > 0).Select(p => p.Document).Concat(draft.Scans.Select(s => s.Document)).ToHashSet();
        return
        [
            .. Problem.Unless(draft.Channel is Channels.Direct or Channels.Post, Problem.Invalid("services.counter-channel", ChannelField)),
            .. Problem.Unless(Words.Clean(draft.Name) is not null, Problem.Invalid("services.filer-name", NameField)),
            .. Long(draft.Name, LongestName, NameField), .. Long(draft.Number, LongestNumber, NumberField), .. Long(draft.Phone, LongestPhone, PhoneField), .. Long(draft.Email, LongestName, EmailField),
            .. draft.Papers.Where(p => p.Originals is < 0 or > MostPapers || p.Copies is < 0 or > MostPapers).Select(p => Problem.Invalid("services.papers-number", OriginalsField(p.Document), MostPapers)),
            .. draft.Papers.Where(p => procedure.Documents.TrueForAll(d => d.Key != p.Document)).Select(p => Problem.Invalid("services.unknown-choice", PapersField, p.Document)),
            .. FormCheck.Problems(procedure, draft.Values, there, clock.Today()),
        ];
    }

    private static IEnumerable<Problem> Long(string? typed, int most, string field) =>
        Problem.Unless(!(Words.Clean(typed)?.Length > most), Problem.Invalid("services.too-long", field, "", most, Words.Clean(typed)?.Length ?? 0));
}
