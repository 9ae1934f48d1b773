using LoTrinh.PublicServices.Procedures;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>The form of procedure 1.000703: what it takes, and what it says of what it does not.</summary>
public sealed class FormTests
{
    private static readonly DateOnly Today = new(2021, 3, 15);
    private static readonly Procedure Licence = ShippedProcedures.All.First(p => p.Procedure.Code == "1.000703").Procedure;
    private static readonly HashSet<string> AllDocuments = [.. Licence.Documents.Select(d => d.Key)];

    internal static Dictionary<string, string[]> Complete => new()
    {
        ["unitName"] = ["Hợp tác xã Minh Họa"],
        ["address"] = ["Số 1, phố Minh Họa"],
        ["phone"] = ["024 0000 0000"],
        ["registrationNumber"] = ["0100000000"],
        ["registrationIssuer"] = ["Sở Kế hoạch và Đầu tư"],
        ["registrationOn"] = ["15/06/2018"],
        ["representativeName"] = ["Nguyễn Văn A"],
        ["representativeId"] = ["001099000001"],
        ["representativeTitle"] = ["Giám đốc"],
        ["managerName"] = ["Trần Thị B"],
        ["managerId"] = ["001099000002"],
        ["managerQualification"] = ["Cao đẳng"],
        ["businessTypes"] = ["goods"],
        ["promise"] = ["true"],
    };

    [Fact]
    public void A_complete_form_has_no_problem() => Assert.Empty(Problems(Complete));

    [Fact]
    public void An_empty_form_names_every_required_field_and_document()
    {
        var problems = FormCheck.Problems(Licence, FormValues.Empty, new HashSet<string>(), Today);

        var expected = Licence.Fields.Where(f => f.Required).Select(f => f.Key).Concat(["file-manager-diploma", "file-manager-appointment"]);
        Assert.Equal(expected, problems.Select(p => p.Field));
    }

    [Theory]
    [InlineData("phone", "không có", "services.bad-shape")]
    [InlineData("email", "a@b", "services.bad-shape")]
    [InlineData("registrationNumber", "12345", "services.bad-shape")]
    [InlineData("representativeId", "12345678901", "services.bad-shape")]
    [InlineData("registrationOn", "31/02/2020", "date-day")]
    [InlineData("registrationOn", "hôm qua", "date-format")]
    [InlineData("registrationOn", "16/03/2021", "services.day-in-future")]
    [InlineData("businessTypes", "rocket", "services.unknown-choice")]
    [InlineData("promise", "false", "services.not-promised")]
    [InlineData("unitName", "a\u0000b", "services.bad-letters")]
    public void A_wrong_value_is_named_with_its_field(string field, string value, string code)
    {
        var problem = Assert.Single(Problems(new(Complete) { [field] = [value] }));

        Assert.Equal((field, code), (problem.Field, problem.Code));
    }

    [Fact]
    public void A_value_one_letter_too_long_is_refused_and_the_longest_is_taken()
    {
        Assert.Empty(Problems(new(Complete) { ["unitName"] = [new string('đ', 250)] }));
        Assert.Equal("services.too-long", Assert.Single(Problems(new(Complete) { ["unitName"] = [new string('đ', 251)] })).Code);
    }

    [Fact]
    public void A_taxi_business_says_what_its_taxis_look_like() =>
        Assert.Equal("taxiMarks", Assert.Single(Problems(new(Complete) { ["businessTypes"] = ["taxi"] })).Field);

    [Theory]
    [InlineData("bus", true)]
    [InlineData("container", true)]
    [InlineData("goods", false)]
    [InlineData("tourist", false)]
    public void The_safety_units_decision_is_asked_of_those_who_need_one(string type, bool asked)
    {
        var problems = FormCheck.Problems(Licence, new(new Dictionary<string, string[]>(Complete) { ["businessTypes"] = [type] }),
            new HashSet<string> { "manager-diploma", "manager-appointment" }, Today);

        Assert.Equal(asked ? ["file-safety-unit"] : [], problems.Select(p => p.Field!));
    }

    private static IReadOnlyList<LoTrinh.Platform.Problem> Problems(Dictionary<string, string[]> values) =>
        FormCheck.Problems(Licence, new(values), AllDocuments, Today);
}
