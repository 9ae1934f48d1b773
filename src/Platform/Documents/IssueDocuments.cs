using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Platform.Documents;

/// <summary>A document that a module issues: what is known of it, its clauses in order, and its files, made once the number is known.</summary>
/// <param name="Input">What is known; kind, abstract, issuing unit, symbol and day of signing are given.</param>
/// <param name="Clauses">Its clauses.</param>
/// <param name="Files">Its files, made from the registered document.</param>
public sealed record DocumentToIssue(DocumentInput Input, IReadOnlyList<ClauseInput> Clauses, Func<OfficialDocument, IReadOnlyList<SentFile>> Files);

/// <summary>A document as it was issued, with its clauses in order.</summary>
/// <param name="Document">The document.</param>
/// <param name="Clauses">Its clauses.</param>
public sealed record IssuedWithClauses(OfficialDocument Document, IReadOnlyList<DocumentClause> Clauses);

/// <summary>Issues documents of ours under the next number of their series, for modules that write such documents.</summary>
/// <remarks>The use case that calls this demands its permission, calls within <c>db.InTransactionAsync</c> and saves.</remarks>
public sealed class IssueDocuments(AppDb db, OrganisationDirectory organisation, TakeFiles takeFiles, TimeProvider clock)
{
    /// <summary>Registers the document in the register of the unit that issues it.</summary>
    /// <param name="actor">Who issues it.</param>
    /// <param name="issue">The document.</param>
    /// <param name="isDemonstration">Whether it was made up for the demonstration.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Result<IssuedWithClauses>> Handle(Actor actor, DocumentToIssue issue, bool isDemonstration, CancellationToken ct)
    {
        var input = issue.Input;
        if (organisation.Find(input.IssuerUnitId) is not { } issuer)
        {
            return Problem.Invalid("documents.issuer-unknown", nameof(input.IssuerUnitId));
        }

        input.IssuerName = issuer.NameVi;
        var drafted = OfficialDocument.Draft(input, issuer.Id, clock.Today(), isDemonstration);
        if (!drafted.TryGet(out var document))
        {
            return drafted.Problems;
        }

        var number = await TakeNumberAsync(issuer, document.Kind, document.Symbol, document.SignedOn ?? clock.Today(), ct);
        var registered = document.Register(number, clock.UtcNow());
        var clauses = issue.Clauses.Select((c, i) => DocumentClause.Add(c, document.Id, i + 1)).ToList();
        var wrong = registered.Problems.Concat(clauses.SelectMany(c => c.Problems)).ToArray();
        if (wrong.Length > 0)
        {
            return System.Collections.Immutable.ImmutableArray.Create(wrong);
        }

        db.Documents.Add(document);
        db.Clauses.AddRange(clauses.Select(c => c.Value));
        var taken = await takeFiles.Handle(actor, DocumentWork.FileRoom, document.Id, issue.Files(document), "Files", null, ct);
        if (!taken.Ok)
        {
            return taken.Problems;
        }

        db.Record(actor, "documents.document.registered", document);
        return new IssuedWithClauses(document, clauses.ConvertAll(c => c.Value));
    }

    /// <summary>The next number of a unit's series for a kind and year; a number that was typed by hand is passed over, the series goes on behind it.</summary>
    /// <param name="issuer">The unit that issues.</param>
    /// <param name="kind">Key of the kind.</param>
    /// <param name="symbol">The symbol that follows the number.</param>
    /// <param name="on">The day, for the year.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<string> TakeNumberAsync(UnitInfo issuer, string kind, string? symbol, DateOnly on, CancellationToken ct)
    {
        var series = $"document/{issuer.Key}/{kind}/{on.Year}";
        while (true)
        {
            var number = DocumentNumbers.Written(await db.NextNumberAsync(series, null, ct));
            var key = DocumentNumbers.Key(DocumentNumbers.Full(number, symbol)!);
            var taken = await db.Documents.Where(d => d.NumberKey == key && d.IssuerUnitId == issuer.Id).Select(d => d.SignedOn).ToListAsync(ct);
            if (!taken.Exists(d => (d?.Year ?? on.Year) == on.Year))
            {
                return number;
            }
        }
    }
}
