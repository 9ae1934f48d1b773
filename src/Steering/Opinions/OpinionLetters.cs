using System.Globalization;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;

namespace LoTrinh.Steering.Opinions;

/// <summary>
/// Writes the collation of a round, with how each comment was received, from its rows and the wording in <c>seed/opinions.yaml</c>; always
/// in Vietnamese.
/// </summary>
internal sealed class OpinionLetters(OpinionRules rules, CommitteePapers papers, OrganisationDirectory organisation)
{
    /// <summary>The collation, still without its number.</summary>
    /// <param name="round">The round, closed.</param>
    /// <param name="committee">Whose opinions were asked.</param>
    /// <param name="on">The day of the paper.</param>
    public OfficialLetter Collation(OpinionRound round, Committee? committee, DateOnly on)
    {
        var words = rules.Collation;
        var issuer = papers.IssuerOf(round.UnitId, committee);
        var host = organisation.Find(round.HostUnitId)?.Abbreviation;
        return new()
        {
            GoverningBody = issuer.Above,
            Issuer = issuer.Name,
            Symbol = papers.SymbolOf(words.Symbol),
            Place = words.Place,
            On = on,
            TypeName = words.Type,
            Subject = Fill(words.Subject, CommitteePapers.Small(round.Title)),
            Addressees = [],
            Body = [.. Introduction(round, issuer.Name), .. Comments(round), new LetterParagraph(words.Ballots), Ballots(round),
                new LetterParagraph(words.Closing)],
            Copies = host is null ? words.Copies : [.. words.Copies.SkipLast(1), $"{words.Copies[^1]}, {host}"],
            Signing = papers.SigningOf(committee, on) ?? new([], null, null),
        };
    }

    private IEnumerable<LetterPart> Introduction(OpinionRound round, string issuer)
    {
        var (words, tally) = (rules.Collation, round.Result ?? round.Count());
        yield return new LetterParagraph(Fill(words.Opening, issuer, CommitteePapers.Small(round.Title), round.Number,
            round.OpenedOn.Show(), round.DueOn.Show()));
        yield return new LetterParagraph(Fill(words.Version, round.SubjectName, Grouped(round.SubjectSha256)));
        yield return new LetterParagraph(Fill(words.Rule, round.Rule.Name, round.Rule.Basis));
        yield return new LetterParagraph(Fill(words.Tally, tally.Members, tally.Agree, tally.AgreeWithComments, tally.Disagree,
            tally.Silent, tally.Late));
        yield return new LetterParagraph((tally.Outcome == OpinionOutcome.Agreed ? words.Agreed : words.NotAgreed) + (round.Rule.Advisory
            ? $" {words.Advisory}" : ""));
    }

    private IEnumerable<LetterPart> Comments(OpinionRound round)
    {
        var (words, columns, comments) = (rules.Collation, rules.Collation.Columns, round.CommentsToReceive);
        if (comments.Count == 0)
        {
            yield return new LetterParagraph(words.NoComments);
            yield break;
        }

        yield return new LetterParagraph(words.Comments);
        yield return new LetterTable([new(columns.Number, 10, Centred: true), new(columns.Member, 35), new(columns.Comment, 60),
            new(columns.Answer, 60)],
            [.. comments.Select((c, i) => new[] { Number(i + 1), Position(c.Member), Said(c.Comment), Answer(c.Comment) })]);
    }

    private LetterTable Ballots(OpinionRound round)
    {
        var columns = rules.Collation.Columns;
        return new([new(columns.Number, 10, Centred: true), new(columns.Member, 70), new(columns.Choice, 55),
            new(columns.Received, 30, Centred: true)],
            [.. round.MembersInOrder.Select((m, i) => new[] { Number(i + 1), Position(m), Choice(m), m.Latest?.ReceivedOn.Show()
                ?? "–" })]);
    }

    private string Choice(OpinionMember member)
    {
        var words = rules.Collation;
        if (member.Latest is not { } ballot)
        {
            return words.Silent;
        }

        var notes = new List<string>();
        if (member.ProxyOf(ballot) is { } proxy)
        {
            notes.Add(Fill(words.Proxy, proxy.PersonName));
        }

        if (ballot.IsLate)
        {
            notes.Add(words.Late);
        }

        return words.Choices[ballot.Choice.ToString()] + (notes.Count == 0 ? "" : $" ({string.Join("; ", notes)})");
    }

    private string Answer(OpinionComment comment) => comment.Reception is not { } reception ? rules.Collation.Unanswered
        : string.Join(' ', new[]
        {
            $"{rules.Collation.Answers[reception.ToString()]}.", comment.Explanation,
            comment.Change is { } change ? Fill(rules.Collation.Changed, change) : null,
        }.OfType<string>());

    private static string Said(OpinionComment comment) => comment.Clause is null ? comment.Text : $"{comment.Clause}: {comment.Text}";

    private string Position(OpinionMember member) =>
        CommitteePapers.Position(member.Title, organisation.Find(member.UnitId)?.NameVi ?? "–");

    private static string Grouped(string hash) => string.Join(' ', hash.Chunk(16).Select(c => new string(c)));

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
