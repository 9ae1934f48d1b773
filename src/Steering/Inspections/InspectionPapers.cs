using System.Globalization;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;

namespace LoTrinh.Steering.Inspections;

/// <summary>What of an inspection its reader may see, for the conclusion.</summary>
/// <param name="Items">Items of the checklist; none where they are not the reader's to see.</param>
/// <param name="Findings">Findings that stand.</param>
/// <param name="Remedies">Tasks that mend them.</param>
internal sealed record ConclusionParts(IReadOnlyList<ChecklistItem> Items, IReadOnlyList<Finding> Findings, IReadOnlyList<RemedyRow> Remedies);

/// <summary>
/// Writes the decision and the conclusion of an inspection from its record and the wording in <c>seed/inspections.yaml</c>; always in Vietnamese.
/// A conclusion is a notice: Decree 30/2020/NĐ-CP has no kind of its own for it.
/// </summary>
internal sealed class InspectionPapers(InspectionRules rules, CommitteePapers papers, OrganisationDirectory organisation)
{
    /// <summary>The decision: what is inspected, by whom, when.</summary>
    public OfficialLetter Decision(Inspection inspection, Committee? committee, DateOnly today)
    {
        var (words, units) = (rules.Papers.Decision, UnitsOf(inspection));
        return Paper(inspection, committee, "quyet-dinh", inspection.DecisionNumber, inspection.DecidedOn ?? today, words) with
        {
            Body =
            [
                .. words.Bases.Select(b => new LetterParagraph(Fill(b, inspection.Year))),
                new LetterHeading(words.Decides),
                new LetterParagraph(Fill(words.Matter, Matter(inspection), units, inspection.PeriodFrom.Show(), inspection.PeriodTo.Show())),
                .. inspection.Scope is { } scope ? [new LetterParagraph(Fill(words.Scope, scope))] : Array.Empty<LetterPart>(),
                new LetterParagraph(words.Team),
                new LetterTable([new(words.Columns.Number, 10, Centred: true), new(words.Columns.Name, 60), new(words.Columns.Unit, 65), new(words.Columns.Role, 30)],
                    [.. inspection.Team.OrderByDescending(m => m.IsHead).ThenBy(m => m.Id)
                        .Select((m, i) => new[] { Number(i + 1), m.Name, organisation.Find(m.UnitId)?.NameVi ?? "–", m.IsHead ? words.Head : words.Member })]),
                new LetterParagraph(Fill(words.Work, inspection.WorkFrom.Show(), inspection.WorkTo.Show())),
                new LetterParagraph(Fill(words.Closing, units)),
            ],
        };
    }

    /// <summary>The conclusion: what was looked at, what was found, who answers for it, how it is mended.</summary>
    public OfficialLetter Conclusion(Inspection inspection, ConclusionParts parts, Committee? committee, DateOnly today)
    {
        var words = rules.Papers.Conclusion;
        return Paper(inspection, committee, "thong-bao", inspection.ConclusionNumber, inspection.ConcludedOn ?? today, words) with
        {
            Body =
            [
                new LetterParagraph(Fill(words.Opening, inspection.DecisionNumber ?? "–", inspection.DecidedOn.Show(), (inspection.StartedOn ?? inspection.WorkFrom).Show(),
                    inspection.WorkTo.Show(), UnitsOf(inspection))),
                .. Section(words.Checked, parts.Items.Count == 0 ? null : new LetterTable(
                    [new(words.Columns.Number, 10, Centred: true), new(words.Columns.Matter, 75), new(words.Columns.Answer, 30), new(words.Columns.Note, 50)],
                    [.. parts.Items.OrderBy(i => i.Place).Select(i => new[] { Number(i.Place), i.Text, words.Answers.GetValueOrDefault($"{i.Answer}", "–"), i.Note ?? "" })])),
                .. Section(words.Found, parts.Findings.Count == 0 ? new LetterParagraph(words.None) : new LetterTable(
                    [new(words.Columns.Number, 10, Centred: true), new(words.Columns.Nature, 50), new(words.Columns.Cause, 45), new(words.Columns.Responsible, 30), new(words.Columns.Explanation, 30)],
                    [.. parts.Findings.OrderBy(f => f.Number).Select(f => new[]
                    {
                        Number(f.Number), $"{f.Nature} ({words.Degrees[$"{f.Degree}"]})", $"{words.Causes[$"{f.CauseKind}"]}: {f.Cause}",
                        CommitteePapers.Position(f.Responsible, organisation.Find(f.UnitId)?.NameVi ?? "–"), f.Explanation ?? words.Unexplained,
                    })])),
                .. Section(words.Concluded, new LetterParagraph(inspection.Conclusion ?? words.None)),
                .. Section(words.Mended, parts.Remedies.Count == 0 ? null : new LetterTable(
                    [new(words.Columns.Number, 10, Centred: true), new(words.Columns.Task, 80), new(words.Columns.Unit, 50), new(words.Columns.Due, 25)],
                    [.. parts.Remedies.Select((r, i) => new[] { Number(i + 1), $"{r.TaskCode} {r.Title}", organisation.Find(r.LeadUnitId)?.NameVi ?? "–", r.DueOn.Show() })])),
                new LetterParagraph(words.Closing),
            ],
        };
    }

    private OfficialLetter Paper(Inspection inspection, Committee? committee, string kind, string? number, DateOnly on, InspectionRules.PaperWords words)
    {
        var (above, issuer) = papers.IssuerOf(committee?.UnitId ?? organisation.TopOn(on)?.Id ?? inspection.Units[0].UnitId, committee);
        var usual = papers.SymbolOf(DocumentKinds.Find(kind)?.Abbreviation);
        var parts = number?.Split('/', 2);
        return new()
        {
            GoverningBody = above, Issuer = issuer, Number = parts?[0], Symbol = parts is [_, var symbol] ? symbol : usual, Place = rules.Papers.Place, On = on,
            TypeName = words.Type, Subject = Fill(words.Subject, Matter(inspection)), Addressees = [], Body = [], Copies = words.Copies,
            Signing = papers.SigningOf(committee, on) ?? new([inspection.Team.FirstOrDefault(m => m.IsHead)?.Name ?? ""], null, null),
        };
    }

    private static IEnumerable<LetterPart> Section(string heading, LetterPart? content) => content is null ? [] : [new LetterHeading(heading), content];

    // Subjects mostly begin with the word that the papers begin with too.
    private string Matter(Inspection inspection) => CommitteePapers.Small(inspection.Subject.StartsWith(rules.Papers.Verb, StringComparison.OrdinalIgnoreCase)
        ? inspection.Subject[rules.Papers.Verb.Length..].TrimStart() : inspection.Subject);

    private string UnitsOf(Inspection inspection) => string.Join(", ", inspection.Units.Select(u => organisation.Find(u.UnitId)?.NameVi ?? "–"));

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
