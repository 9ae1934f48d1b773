using System.Collections.Immutable;
using System.Text.RegularExpressions;
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
internal sealed partial class CounterWork(AppDb db, DossierActs acts, TaskFlow flow, Submission submission, TakeDocuments takeDocuments, ProcedureCatalogue catalogue, IEnumerable<IDossierGate> gates, TimeProvider clock)
{
    /// <summary>Fields of the form.</summary>
    public const string NameField = "FilerName", NumberField = "FilerNumber", PhoneField = "FilerPhone", EmailField = "FilerEmail", ChannelField = "Channel", PapersField = "Papers";

    private const int LongestName = 200, MostPapers = 99;

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
        db.DossierFilers.Add(new() { DossierId = dossier.Id, Name = Words.Clean(draft.Name)!, Number = NumberOf(draft.Number), Phone = Words.Clean(draft.Phone), Email = Words.Clean(draft.Email), TakenById = actor.AccountId });
        // A program may name a document twice: its papers are counted together.
        db.AddRange(draft.Papers.Where(IsThere).GroupBy(p => p.Document)
            .Select(g => new DossierPaper { DossierId = dossier.Id, Document = g.Key, Originals = g.Sum(p => p.Originals), Copies = g.Sum(p => p.Copies) }));
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
        // The record says what was done: what waits for its fee was written down, and is received when that has come.
        var isReceived = await gates.FirstAsync(dossier, DossierStatus.Received, ct) is null && dossier.Receive(actor.Name, clock.UtcNow()) is null;
        return await acts.SaveAsync(actor, dossier, isReceived ? "taken-in" : "written-down", null, ct);
    }

    private ImmutableArray<Problem> Wrong(CounterDraft draft, Procedure procedure)
    {
        var there = draft.Papers.Where(IsThere).Select(p => p.Document).Concat(draft.Scans.Select(s => s.Document)).ToHashSet();
        return
        [
            .. Problem.Unless(draft.Channel is Channels.Direct or Channels.Post, Problem.Invalid("services.counter-channel", ChannelField)),
            .. Problem.Unless(Words.Clean(draft.Name) is not null, Problem.Invalid("services.filer-name", NameField)),
            .. Words.AtMost(Words.Clean(draft.Name), LongestName, NameField),
            .. Problem.Unless(NumberOf(draft.Number) is not { } number || IdentityNumber().IsMatch(number), Problem.Invalid("services.filer-number", NumberField)),
            .. Problem.Unless(Words.Clean(draft.Phone) is not { } phone || PhoneNumber().IsMatch(phone), Problem.Invalid("services.filer-phone", PhoneField)),
            .. Problem.Unless(Words.Clean(draft.Email) is not { } email || EmailAddress().IsMatch(email), Problem.Invalid("services.filer-email", EmailField)),
            .. Words.AtMost(Words.Clean(draft.Email), LongestName, EmailField),
            .. draft.Papers.Where(p => p.Originals is < 0 or > MostPapers).Select(p => Problem.Invalid("services.papers-number", OriginalsField(p.Document), MostPapers)),
            .. draft.Papers.Where(p => p.Copies is < 0 or > MostPapers).Select(p => Problem.Invalid("services.papers-number", CopiesField(p.Document), MostPapers)),
            .. draft.Papers.Where(p => procedure.Documents.TrueForAll(d => d.Key != p.Document)).Select(p => Problem.Invalid("services.unknown-choice", PapersField, p.Document)),
            .. FormCheck.Problems(procedure, draft.Values, there, clock.Today()),
        ];
    }

    private static bool IsThere(HandedPapers papers) => papers.Originals > 0 || papers.Copies > 0;

    // Cards print it in groups of three.
    private static string? NumberOf(string? typed) => Words.Clean(typed)?.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();

    // Nine digits of the old card, twelve of the new one, or a passport's letters and digits.
    [GeneratedRegex(@"^([0-9]{9}|[0-9]{12}|(?=.*[0-9])(?=.*[A-Z])[A-Z0-9]{6,9})\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdentityNumber();

    [GeneratedRegex(@"^\+?[0-9][0-9 .]{7,14}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PhoneNumber();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex EmailAddress();
}
