using LoTrinh.PublicServices.Procedures;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>What the linter finds, on the files that ship and on records that say something wrong.</summary>
public sealed class ProcedureLinterTests
{
    private static readonly DateOnly Day = new(2021, 3, 15);
    private static readonly ProcedureLinter Linter = new(new ServiceWords());

    [Fact]
    public void What_ships_has_no_error_and_its_warnings_are_those_that_nobody_can_mend_yet()
    {
        var found = ShippedProcedures.All.SelectMany(s => Linter.Lint(s.Procedure, s.From).Select(f => (s.Procedure.Code, f.Weight, f.Code, f.Place))).ToList();

        Assert.DoesNotContain(found, f => f.Weight == LintWeight.Error);
        Assert.Equal(["low-confidence"], found.Select(f => f.Item3).Distinct());
        Assert.Empty(ProcedureLinter.Between(ShippedProcedures.All.Select(s => s.Procedure)));
    }

    [Fact]
    public void At_least_thirty_procedures_ship_each_in_a_file_of_its_code()
    {
        var codes = ShippedProcedures.All.Select(s => s.Procedure.Code).Distinct().ToList();

        Assert.True(codes.Count >= 30);
        Assert.Equal(codes.Order(StringComparer.Ordinal), ShippedProcedures.Files.Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_change_says_again_only_what_is_otherwise()
    {
        var licence = ShippedProcedures.All.Where(s => s.Procedure.Code == "1.000703").ToList();

        Assert.Equal([5, 5, 5, 5, 4], licence.Select(s => s.Procedure.TimeFor("online")!.Amount));
        Assert.Equal(["4", "full", "full", "full", "full"], licence.Select(s => s.Procedure.Level));
        Assert.All(licence, s => Assert.Equal(licence[0].Procedure.NameVi, s.Procedure.NameVi));
        Assert.Equal("Sở Xây dựng", licence[^1].Procedure.AgencyVi);
    }

    [Theory]
    [InlineData("1.000703", true)]
    [InlineData("6.003467", true)]
    [InlineData("1.002809.000.00.00.H56", true)]
    [InlineData("2.002622.H56", true)]
    [InlineData("1.0133611", false)]
    [InlineData(" 1.000703", false)]
    [InlineData("4.000703", false)]
    [InlineData("1.000703\n", false)]
    public void A_code_has_the_shape_of_the_national_catalogue(string code, bool is_one) => Assert.Equal(is_one, ProcedureLinter.IsCode(code));

    [Theory]
    [InlineData("bad-code", "code")]
    [InlineData("no-name", "name_vi")]
    [InlineData("unknown-key", "field")]
    [InlineData("unknown-key", "level")]
    [InlineData("no-result", "results")]
    [InlineData("no-time", "times")]
    [InlineData("contradicting-times", "times")]
    [InlineData("bad-time", "times")]
    [InlineData("no-basis", "times")]
    [InlineData("expired-basis", "basis")]
    [InlineData("no-quantity", "documents.safety-unit")]
    [InlineData("twice", "documents")]
    [InlineData("unknown-field", "documents.safety-unit")]
    [InlineData("bad-fee", "fees.licence")]
    [InlineData("unknown-key", "after_supplement")]
    [InlineData("twice", "groups")]
    [InlineData("bad-pattern", "groups.Đơn vị kinh doanh vận tải.phone")]
    [InlineData("bad-formula", "rules.unitName")]
    public void A_record_that_says_something_wrong_is_not_taken(string code, string place)
    {
        var procedure = ProcedureText.FromJson(ProcedureText.ToJson(ShippedProcedures.All.First(s => s.Procedure.Code == "1.000703").Procedure));
        Spoil(procedure, code, place);

        Assert.Contains(Linter.Lint(procedure, Day), f => (f.Weight, f.Code, f.Place) == (LintWeight.Error, code, place));
    }

    [Fact]
    public void A_time_by_channel_a_law_that_ends_and_one_name_under_two_codes_are_worth_a_look()
    {
        var (one, other) = (ShippedProcedures.All[0].Procedure, ProcedureText.FromJson(ProcedureText.ToJson(ShippedProcedures.All[0].Procedure)));
        other.Code = "1.999999";
        other.Times.Add(new() { Channel = "online", Amount = 1, Basis = "x", Confidence = "high" });
        other.Basis[0].To = new(2030, 1, 1);

        Assert.Equal(["basis-ends", "times-by-channel"], Linter.Lint(other, Day).Where(f => f.Weight == LintWeight.Warning).Select(f => f.Code).Intersect(["times-by-channel", "basis-ends"]).Order(StringComparer.Ordinal));
        Assert.Equal(["1.999999", one.Code], ProcedureLinter.Between([one, other]).Select(f => f.Code).Order(StringComparer.Ordinal).Reverse().OrderBy(c => c == one.Code));
    }

    [Fact]
    public void The_text_of_a_procedure_is_read_as_it_is_written()
    {
        foreach (var shipped in ShippedProcedures.All)
        {
            var again = ProcedureText.FromYaml(ProcedureText.ToYaml(shipped.Procedure), "Yaml");

            Assert.True(again.Ok, string.Join(", ", again.Problems.SelectMany(p => p.Args)));
            Assert.Equal(ProcedureText.ToJson(shipped.Procedure), ProcedureText.ToJson(again.Value));
        }
    }

    [Theory]
    [InlineData("", "procedure.yaml-missing")]
    [InlineData("code: [", "procedure.yaml-unreadable")]
    [InlineData("colour: red", "procedure.yaml-unreadable")]
    [InlineData("code: a\ncode: b", "procedure.yaml-unreadable")]
    [InlineData("times:\n  - { amount: viele }", "procedure.yaml-unreadable")]
    public void What_cannot_be_read_is_said_with_its_line(string yaml, string code) => Assert.Equal(code, Assert.Single(ProcedureText.FromYaml(yaml, "Yaml").Problems).Code);

    private static void Spoil(Procedure p, string code, string place)
    {
        switch (code, place)
        {
            case ("bad-code", _): p.Code = "1.0133611"; break;
            case ("no-name", _): p.NameVi = ""; break;
            case (_, "field"): p.Field = "duong-bo"; break;
            case (_, "level"): p.Level = "5"; break;
            case ("no-result", _): p.Results.Clear(); break;
            case ("no-time", _): p.Times.Clear(); break;
            case ("contradicting-times", _): p.Times.Add(new() { Amount = 4, Basis = "x", Confidence = "high" }); break;
            case ("bad-time", _): p.Times[0].Unit = "fortnight"; break;
            case ("no-basis", _): p.Times[0].Basis = ""; break;
            case ("expired-basis", _): p.Basis[0].To = new(2020, 1, 1); break;
            case ("no-quantity", _): p.Documents[2].Copies = 0; break;
            case ("twice", "documents"): p.Documents.Add(p.Documents[0]); break;
            case ("unknown-field", _): p.Documents[2].When!.Field = "colour"; break;
            case ("bad-fee", _): p.Fees[0].Kind = "tax"; break;
            case (_, "after_supplement"): p.AfterSupplement = "forget"; break;
            case ("twice", "groups"): p.Groups[0].Fields.Add(p.Groups[1].Fields[0]); break;
            case ("bad-pattern", _): p.Groups[0].Fields.Single(f => f.Key == "phone").Pattern = "^[a-z"; break;
            case ("bad-formula", _): p.Rules.Add(new() { Field = "unitName", Must = "taxes > 3", SaysVi = "a", SaysEn = "a" }); break;
            default: throw new InvalidOperationException(code);
        }
    }
}
