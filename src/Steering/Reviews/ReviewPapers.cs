using System.Globalization;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;

namespace LoTrinh.Steering.Reviews;

/// <summary>A reported unit as the papers need it.</summary>
internal sealed record ReportOnPaper(string Unit, string Name, UnitReport Report);

/// <summary>
/// Writes the consolidated report of a review from its snapshot, the words of the units and those of the office; always in Vietnamese.
/// </summary>
/// <remarks>Source: the outline that preliminary reviews follow; layout of Decree 30/2020/NĐ-CP. The wording stands in
/// <c>seed/reviews.yaml</c>.</remarks>
internal sealed partial class ReviewPapers(ReviewRules rules, CommitteePapers papers, OrganisationDirectory organisation)
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    private ReportWording Words => rules.Report;

    /// <summary>The report, still without its number.</summary>
    /// <param name="review">The review, frozen.</param>
    /// <param name="reading">Its figures.</param>
    /// <param name="before">Those of the period before, if there are.</param>
    /// <param name="committee">Whose report it is.</param>
    /// <param name="on">The day of the paper.</param>
    public OfficialLetter Report(Review review, ReviewReading reading, (Review Review, ReviewReading Reading)? before, Committee? committee,
        DateOnly on)
    {
        var issuer = papers.IssuerOf(review.UnitId, committee);
        return new()
        {
            GoverningBody = issuer.Above,
            Issuer = issuer.Name,
            Symbol = papers.SymbolOf(Words.Kind),
            Place = Words.Place,
            On = on,
            TypeName = Words.Type,
            Subject = Fill(Words.Subject, CommitteePapers.Small(review.Title)),
            Addressees = [],
            Body = [.. BodyOf(review, reading, before, issuer.Name), new LetterParagraph(Fill(Words.Closing, issuer.Name))],
            Copies = Words.Copies,
            Signing = papers.SigningOf(committee, on) ?? new([], null, null),
            Annexes = [.. AnnexesOf(review, reading, before?.Reading)],
        };
    }

    private IEnumerable<LetterPart> BodyOf(Review review, ReviewReading reading, (Review, ReviewReading)? before, string issuer)
    {
        var s = review.Summary;
        yield return new LetterParagraph(Fill(Words.Opening, review.From.Show(), review.To.Show(), issuer));
        foreach (var part in Section(0, Lines(s.Situation)).Concat(Section(1, Lines(s.Direction)))
            .Concat(Section(2, [.. Figures(reading, before), .. Lines(s.Results)]))
            .Concat(Section(3, [.. Lines(s.Shortcomings), .. CausesOf(review)])).Concat(Section(4, Lines(s.Lessons)))
            .Concat(Section(5, Lines(s.NextSteps))).Concat(Section(6, Lines(s.Recommendations))))
        {
            yield return part;
        }

        yield return new LetterParagraph(Fill(Words.Proof, Grouped(reading.Check.Sha256)));
    }

    // What nobody wrote is said to be nothing: a section of the outline is never left out.
    private IEnumerable<LetterPart> Section(int place, IReadOnlyList<string> lines) =>
    [
        new LetterHeading(Words.Headings[place]),
        .. lines.DefaultIfEmpty(Words.None).Select(l => new LetterParagraph(l)),
    ];

    private IEnumerable<string> Figures(ReviewReading reading, (Review Review, ReviewReading Reading)? before)
    {
        var (f, to) = (reading.Result.Whole, reading.Frozen.Period.To.Show());
        var c = f.Counts;
        yield return Fill(Words.Counts, c.Total, c.Done, c.DoneOnTime, c.DoneLate, c.InTime + c.DueSoon, c.Overdue, c.NoDeadline, to,
            c.Total - c.Done, f.Extended);
        yield return Fill(Words.Rates, Percent(c.OfficialRate), c.Done, c.Counted, Percent(c.OnTimeRate), c.DoneOnTime, c.Counted,
            Percent(f.FirstDeadlineRate),
            f.OnFirst, f.CountedByFirst);
        if (reading.IsAdjusted)
        {
            var a = reading.After.Whole;
            yield return Fill(Words.Adjusted, reading.Adjustments.Count, Percent(a.Counts.OfficialRate), Percent(a.Counts.OnTimeRate),
                Percent(a.FirstDeadlineRate), Places[^1]);
        }

        if (before is var (former, then))
        {
            yield return Fill(Words.Before, Percent(then.After.Whole.Counts.OfficialRate), Percent(then.After.Whole.Counts.OnTimeRate),
                CommitteePapers.Small(former.Title));
        }
    }

    private List<string> CausesOf(Review review)
    {
        var missing = review.Reports.Where(r => r.State != ReportState.Submitted).Select(r => NameOf(r.UnitId))
            .Order(StringComparer.Ordinal).ToList();
        var causes = ReportsOf(review).Where(r => r.Report.Causes is not null)
            .Select(r => Fill(Words.Cause, r.Name, Joined(r.Report.Causes!))).ToList();
        var reported = Fill(Words.Reported, review.Reports.Count - missing.Count, review.Reports.Count,
            missing.Count == 0 ? "" : Fill(Words.Missing, string.Join(", ", missing)));
        return causes.Count == 0 ? [reported] : [reported, Words.Causes, .. causes];
    }

    private IEnumerable<ReportOnPaper> ReportsOf(Review review) => review.Reports.Where(r => r.State == ReportState.Submitted)
        .Select(r => new ReportOnPaper(organisation.Find(r.UnitId)?.Key ?? "", NameOf(r.UnitId), r))
            .OrderBy(r => organisation.Find(r.Unit)?.Order);

    private string NameOf(Guid unit) => organisation.Find(unit)?.NameVi ?? "–";

    private static List<string> Lines(string? text) =>
        [.. (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string Joined(string text) => string.Join(" ", Lines(text));

    private static string Percent(double? rate) => rate is { } known ? (known * 100).ToString("0.0'%'", Vietnamese) : "–";

    private static string Grouped(string hash) => string.Join(' ', hash.Chunk(16).Select(c => new string(c)));

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
