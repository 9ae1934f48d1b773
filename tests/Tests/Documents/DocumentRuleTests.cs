using CsCheck;
using LoTrinh.Platform;
using LoTrinh.Platform.Documents;
using Xunit;

namespace LoTrinh.Tests.Documents;

/// <summary>What a document must have, how numbers compare, and when a document is in force.</summary>
public sealed class DocumentRuleTests
{
    private static readonly DateOnly Today = new(2021, 3, 15);
    private static readonly DateTime Now = new(2021, 3, 15, 2, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once_beside_its_field()
    {
        var input = new DocumentInput
        {
            Number = "92 3;", Abstract = " ", SignedOn = Today.AddDays(1), IssuedOn = Today, ReceivedOn = Today.AddDays(-1), Source = new('x', 1001),
        };

        var problems = OfficialDocument.Draft(input, Guid.NewGuid(), Today).Problems.Select(p => (p.Code, p.Field)).ToList();

        (string, string?)[] expected =
        [
            ("documents.abstract-missing", "Abstract"), ("documents.kind-missing", "Kind"), ("documents.issuer-missing", "IssuerName"),
            ("documents.direction-missing", "Direction"), ("documents.number-shape", "Number"), ("documents.day-to-come", "SignedOn"),
            ("documents.issued-before-signed", "IssuedOn"), ("documents.received-before-signed", "ReceivedOn"), ("text-too-long", "Source"),
        ];
        Assert.Empty(expected.Except(problems));
    }

    [Fact]
    public void A_registered_document_is_changed_only_with_a_reason()
    {
        var document = OfficialDocument.Draft(Input(), Guid.NewGuid(), Today).Value;
        Assert.True(document.Change(Input(), null, Today).Ok);
        Assert.True(document.Register(null, Now).Ok);

        Assert.Equal("documents.reason-missing", Assert.Single(document.Change(Input(), "  ", Today).Problems).Code);
        Assert.True(document.Change(Input(), "Sửa lỗi gõ", Today).Ok);
        Assert.Equal("documents.already-registered", Assert.Single(document.Register(null, Now).Problems).Code);
    }

    [Fact]
    public void A_document_without_a_number_says_why()
    {
        var input = Input();
        (input.Number, input.Source) = (null, null);
        var silent = OfficialDocument.Draft(input, Guid.NewGuid(), Today).Value;
        input.Source = "Báo đưa tin, chưa tìm thấy số";
        var told = OfficialDocument.Draft(input, Guid.NewGuid(), Today).Value;

        Assert.Equal("documents.number-unexplained", Assert.Single(silent.Register(null, Now).Problems).Code);
        Assert.True(told.Register(null, Now).Ok);
        Assert.Null(told.FullNumber);
        Assert.StartsWith("Quyết định Phê duyệt", told.Name, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("923", "QĐ-TTg", "923/QĐ-TTg"), InlineData("36", "-NQ/TW", "36-NQ/TW"), InlineData("4507", "BGTVT-TTCNTT", "4507/BGTVT-TTCNTT"), InlineData("5", null, "5")]
    public void A_number_is_written_as_its_issuer_writes_it(string number, string? symbol, string full) => Assert.Equal(full, DocumentNumbers.Full(number, symbol));

    [Theory]
    [InlineData(" 0923 / qđ-ttg", "923/QĐ-TTg"), InlineData("923/QÐ-TTg", "923/QĐ-TTg"), InlineData("923/Q\u0110-TTg", "923/QĐ-TTg")]
    public void Spellings_of_one_number_are_one(string typed, string known) => Assert.Equal(DocumentNumbers.Key(known), DocumentNumbers.Key(typed));

    [Fact]
    public void Whether_it_is_in_force_follows_from_its_days_and_from_what_others_do_to_it()
    {
        DateOnly begins = new(2020, 7, 1), acted = new(2021, 1, 1);
        ForceStatus On(DateOnly day, params ForceAct[] acts) => ForceRule.On(begins, null, acts, day);

        Assert.Equal(ForceStatus.NotYet, On(begins.AddDays(-1)));
        Assert.Equal(ForceStatus.InForce, On(begins));
        Assert.Equal(ForceStatus.InForce, On(acted.AddDays(-1), new ForceAct(RelationKind.Replaces, acted, true)));
        Assert.Equal(ForceStatus.Ended, On(acted, new ForceAct(RelationKind.Replaces, acted, true)));
        Assert.Equal(ForceStatus.PartlyEnded, On(acted, new ForceAct(RelationKind.Repeals, acted, false)));
        Assert.Equal(ForceStatus.InForce, On(acted, new ForceAct(RelationKind.BasedOn, acted, true), new ForceAct(RelationKind.Amends, acted, true)));
        Assert.Equal(ForceStatus.InForce, On(acted, new ForceAct(RelationKind.Replaces, null, true)));
        Assert.Equal(ForceStatus.Ended, ForceRule.On(begins, new(2020, 12, 31), [], new(2020, 12, 31)));
        Assert.Equal(ForceStatus.Unknown, ForceRule.On(null, null, [], Today));
    }

    [Fact]
    public void An_individual_act_is_in_force_from_its_signing_and_a_law_only_from_the_day_it_names()
    {
        Assert.Equal(Today, ForceRule.Begins("quyet-dinh", null, Today));
        Assert.Null(ForceRule.Begins("nghi-dinh", null, Today));
        Assert.Equal(Today.AddDays(45), ForceRule.Begins("nghi-dinh", Today.AddDays(45), Today));
    }

    [Fact]
    public void What_has_ended_stays_ended()
    {
        var acts = Gen.Select(Gen.Enum<RelationKind>(), Gen.Int[0, 600], Gen.Bool).Select((k, d, w) => new ForceAct(k, Today.AddDays(d), w)).Array[0, 4];

        Gen.Select(acts, Gen.Int[0, 600], Gen.Int[0, 600]).Sample((a, first, more) =>
            ForceRule.On(Today, null, a, Today.AddDays(first)) != ForceStatus.Ended || ForceRule.On(Today, null, a, Today.AddDays(first + more)) == ForceStatus.Ended);
    }

    [Fact]
    public void A_checked_clause_has_to_be_checked_again_when_its_text_changes()
    {
        var clause = DocumentClause.Add(new() { Kind = ClauseKind.Article, Label = "Điều 1", Text = "Một", IsUnverified = true }, Guid.NewGuid(), 1).Value;
        Assert.True(clause.Verify("office", Today).Ok);
        Assert.False(clause.Verify("office", Today).Ok);

        Assert.True(clause.Change(new() { Kind = ClauseKind.Article, Label = "Điều 1", Text = "Một", Target = "100%" }).Ok);
        Assert.Equal(Today, clause.VerifiedOn);
        Assert.True(clause.Change(new() { Kind = ClauseKind.Article, Label = "Điều 1", Text = "Hai" }).Ok);

        Assert.True(clause.IsUnverified);
        Assert.Null(clause.VerifiedOn);
    }

    [Fact]
    public void A_clause_with_tasks_is_not_marked_as_leading_to_none()
    {
        var clause = DocumentClause.Add(new() { Kind = ClauseKind.Article, Label = "Điều 1", Text = "Một" }, Guid.NewGuid(), 1).Value;

        Assert.Equal("documents.clause-used", Assert.Single(clause.MarkNoTask("Không có việc", 2).Problems).Code);
        Assert.Equal("documents.reason-missing", Assert.Single(clause.MarkNoTask(" ", 0).Problems).Code);
        Assert.True(clause.MarkNoTask("Không có việc", 0).Ok);
        Assert.True(clause.MarkNoTask(null, 0).Ok);
        Assert.Null(clause.NoTaskReason);
    }

    [Fact]
    public void The_kinds_of_the_decree_are_known()
    {
        Assert.Equal(29, DocumentKinds.All.Count(k => !k.IsNormative));
        Assert.Equal("CTr", DocumentKinds.Find("chuong-trinh")!.Abbreviation);
        Assert.Equal("BGTVT", DocumentNumbers.UsualSymbol(DocumentKinds.Find("cong-van"), "BGTVT"));
        Assert.Equal("QĐ-BGTVT", DocumentNumbers.UsualSymbol(DocumentKinds.Find("quyet-dinh"), "BGTVT"));
    }

    [Theory]
    [InlineData("a\0b", "ab"), InlineData(" e\u0302 ", "ê"), InlineData("\0 ", null), InlineData("a\nb", "a\nb")]
    public void What_people_type_is_kept_clean(string typed, string? kept) => Assert.Equal(kept, Words.Clean(typed));

    [Fact]
    public void Half_a_letter_is_replaced() => Assert.Equal("\ufffdx\ufffd", Words.Clean("\ud800x\udc00"));

    private static DocumentInput Input() => new()
    {
        Number = "923", Symbol = "QĐ-TTg", Kind = "quyet-dinh", IssuerName = "Thủ tướng Chính phủ", SignedOn = new(2020, 6, 30), Abstract = "Phê duyệt Đề án",
        Direction = DocumentDirection.Incoming, Source = "Công báo",
    };
}
