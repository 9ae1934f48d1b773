using System.Globalization;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;

namespace LoTrinh.Steering.Meetings;

/// <summary>Writes the invitation and the notice of conclusions from the meeting and the wording in <c>seed/meetings.yaml</c>; always in Vietnamese.</summary>
internal sealed class MeetingLetters(MeetingRules rules, CommitteePapers papers, OrganisationDirectory organisation)
{
    public const string InvitationKind = "giay-moi";
    public const string NoticeKind = "thong-bao";
    public const string MinutesKind = "bien-ban";
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi");

    /// <summary>The invitation, still without its number.</summary>
    public OfficialLetter Invitation(Meeting meeting, Committee? committee, DateOnly on)
    {
        var words = rules.Letter.Invitation;
        var issuer = IssuerOf(meeting, committee);
        var columns = words.Columns;
        return Letter(meeting, committee, InvitationKind, on, words.Type, Fill(words.Subject, CommitteePapers.Small(meeting.Title)), words.Copies) with
        {
            Body =
            [
                new LetterParagraph(Fill(words.Opening, issuer.Name)),
                new LetterTable([new(columns.Number, 10, Centred: true), new(columns.Position, 60), new(columns.Unit, 95)],
                    [.. meeting.InvitedInOrder.Select((i, n) => new[] { Number(n + 1), i.Title, NameOf(i.UnitId) })]),
                new LetterParagraph(Fill(words.Chair, meeting.Chair is { } chair ? CommitteePapers.Position(chair.Title, NameOf(chair.UnitId)) : "")),
                new LetterParagraph(Fill(words.Time, Hour(meeting.StartsAt), OfficialLetter.Written(meeting.On))),
                new LetterParagraph(Fill(words.Forms[meeting.Form.ToString()], meeting.Place)),
                new LetterParagraph(words.Agenda),
                new LetterTable([new(columns.Number, 10, Centred: true), new(columns.Title, 95), new(columns.Presenter, 60)],
                    [.. meeting.AgendaInOrder.Select(a => new[] { Number(a.Place), a.Title, a.PresenterUnitId is { } unit ? NameOf(unit) : "–" })]),
                new LetterParagraph(Fill(words.Closing, NameOf(meeting.HostUnitId))),
            ],
        };
    }

    /// <summary>The notice of conclusions, still without its number.</summary>
    public OfficialLetter Notice(Meeting meeting, Committee? committee, DateOnly on)
    {
        var words = rules.Letter.Notice;
        var issuer = IssuerOf(meeting, committee);
        var chair = meeting.Chair is { } seated ? CommitteePapers.Position(seated.Title, NameOf(seated.UnitId)) : issuer.Name;
        return Letter(meeting, committee, NoticeKind, on, words.Type, Fill(words.Subject, CommitteePapers.Small(meeting.Title)), words.Copies) with
        {
            Body =
            [
                new LetterParagraph(Fill(words.Opening, meeting.On.Show(), meeting.Place, chair, CommitteePapers.Small(meeting.Title))),
                .. meeting.ConclusionsInOrder.Select(c => new LetterParagraph($"{c.Number}. {c.Text}")),
                new LetterParagraph(Fill(words.Closing, issuer.Name)),
            ],
        };
    }

    /// <summary>The minutes, with both signatures as far as they are given.</summary>
    public OfficialLetter Minutes(Meeting meeting, Committee? committee)
    {
        var (words, quorum) = (rules.Letter.Minutes, rules.Quorum.Of(meeting.Invited));
        var columns = words.Columns;
        return Letter(meeting, committee, MinutesKind, meeting.On, words.Type, meeting.Title, []) with
        {
            Body =
            [
                new LetterParagraph(Fill(words.Time, Hour(meeting.StartsAt), OfficialLetter.Written(meeting.On))),
                new LetterParagraph(Fill(rules.Letter.Invitation.Forms[meeting.Form.ToString()], meeting.Place)),
                new LetterParagraph(Fill(rules.Letter.Invitation.Chair, meeting.Chair is { } chair ? CommitteePapers.Position(chair.Title, NameOf(chair.UnitId)) : "–")),
                new LetterParagraph(Fill(words.Attended, quorum.There, quorum.Members)),
                new LetterTable([new(columns.Number, 10, Centred: true), new(columns.Position, 45), new(columns.Unit, 60), new(columns.Attendance, 50)],
                    [.. meeting.InvitedInOrder.Select((i, n) => new[] { Number(n + 1), i.Title, NameOf(i.UnitId), Came(i) })]),
                .. meeting.AgendaInOrder.SelectMany(a => new LetterPart[] { new LetterHeading($"{a.Place}. {a.Title}"), new LetterParagraph(a.Minutes ?? words.Unwritten) }),
                .. meeting.Conclusions.Count == 0 ? [] : new LetterPart[] { new LetterHeading(words.Conclusions) },
                .. meeting.ConclusionsInOrder.Select(c => new LetterParagraph($"{c.Number}. {c.Text}")),
                new LetterParagraph(Fill(words.Closing, Hour(meeting.EndsAt))),
            ],
            Beside = SignedBy(words.Secretary, meeting.SecretarySignature, meeting.InvitedInOrder.FirstOrDefault(i => i.Role == InviteeRole.Secretary)),
            Signing = SignedBy(words.ChairSigns, meeting.ChairSignature, meeting.Chair),
        };
    }

    private SigningBlock SignedBy(string role, Signature? signature, Invitee? seat) => new([role],
        signature is null ? rules.Letter.Minutes.Unsigned : Fill(rules.Letter.Minutes.Signed, signature.At.Show()), signature?.Name ?? seat?.Title);

    private string Came(Invitee invitee) => rules.Letter.Minutes.Attendance.GetValueOrDefault(invitee.Attendance?.ToString() ?? "", "–") is var word
        && invitee.Attendance == Attendance.Substitute ? $"{word}: {string.Join(", ", new[] { invitee.SubstituteName, invitee.SubstituteTitle }.OfType<string>())}"
        : invitee.AbsenceReason is { } why ? $"{word}: {why}" : word;

    /// <summary>What the register says of the notice.</summary>
    public DocumentInput RegisterEntry(Meeting meeting, OfficialLetter letter) => new()
    {
        Kind = NoticeKind, Symbol = letter.Symbol, IssuerUnitId = meeting.UnitId, SignedOn = letter.On, Direction = DocumentDirection.Internal,
        Abstract = DocumentNumbers.Shorten($"{letter.TypeName} {CommitteePapers.Small(letter.Subject)}", OfficialDocument.AbstractMaxLength),
        SignerPosition = letter.Signing.Authority[^1] is { Length: > 0 } line ? line[0] + line.ToLower(Vietnamese)[1..] : null,
        Recipients = string.Join('\n', letter.Copies),
        Source = meeting.Code,
    };

    /// <summary>A clause for each conclusion.</summary>
    public IReadOnlyList<ClauseInput> Clauses(Meeting meeting) =>
        [.. meeting.ConclusionsInOrder.Select(c => new ClauseInput { Kind = ClauseKind.Conclusion, Label = Fill(rules.Letter.Notice.Clause, c.Number), Text = c.Text, DueOn = c.DueOn })];

    private OfficialLetter Letter(Meeting meeting, Committee? committee, string kind, DateOnly on, string type, string subject, List<string> copies)
    {
        var issuer = IssuerOf(meeting, committee);
        return new()
        {
            GoverningBody = issuer.Above,
            Issuer = issuer.Name,
            Symbol = SymbolOf(meeting, kind),
            Place = rules.Letter.Place,
            On = on,
            TypeName = type,
            Subject = subject,
            Addressees = [],
            Body = [],
            Copies = copies.Count > 0 && organisation.Find(meeting.HostUnitId)?.Abbreviation is { } host ? [.. copies.SkipLast(1), $"{copies[^1]}, {host}"] : copies,
            Signing = SigningOf(meeting, committee, on),
        };
    }

    private string SymbolOf(Meeting meeting, string kind) => meeting.CommitteeId is not null
        ? papers.SymbolOf(DocumentKinds.Find(kind)?.Abbreviation)
        : DocumentNumbers.UsualSymbol(DocumentKinds.Find(kind), organisation.Find(meeting.UnitId) is { } unit ? unit.Abbreviation ?? unit.Key.ToUpperInvariant() : null)!;

    private (string? Above, string Name) IssuerOf(Meeting meeting, Committee? committee) => papers.IssuerOf(meeting.UnitId, committee);

    private SigningBlock SigningOf(Meeting meeting, Committee? committee, DateOnly on) =>
        papers.SigningOf(committee, on) ?? new([meeting.Chair?.Title ?? ""], null, null);

    private string NameOf(Guid unit) => organisation.Find(unit)?.NameVi ?? "–";

    // Hours as offices write them: 08 giờ 30.
    private static string Hour(DateTime utc) => utc.ToOffice() is var at && at.Minute == 0 ? $"{at:HH} giờ" : $"{at:HH} giờ {at:mm}";

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Fill(string text, params object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);
}
