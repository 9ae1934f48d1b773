using CsCheck;
using LoTrinh.PublicServices.Procedures;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>Ten thousand generated forms for each procedure that has one: no exception, and each refusal names a field of the form.</summary>
[Trait("Speed", "slow")]
public sealed class FormFuzzTests
{
    private static readonly DateOnly Today = new(2021, 3, 15);

    public static TheoryData<string> Forms => [.. Whole.Keys];

    private static readonly Dictionary<string, Procedure> Whole = ShippedProcedures.All.Select(s => s.Procedure).Where(p => p.CanBeFiled).DistinctBy(p => p.Code).ToDictionary(p => p.Code);

    [Fact]
    public void Six_procedures_have_a_whole_form() =>
        Assert.Equal(["1.000028", "1.000703", "1.002809", "1.002847", "1.002856", "2.002288"], Whole.Keys.Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Forms))]
    public void Whatever_is_filled_in_the_check_answers_and_names_a_field_of_the_form(string code)
    {
        var procedure = Whole[code];
        var documents = procedure.Documents.Select(d => d.Key).ToHashSet();
        Value(procedure).Array[40].Select(Gen.Int[0, 4], Gen.Bool).Sample((values, rows, withFiles) =>
        {
            var form = FormValues.FromJson(FormValues.Of(procedure, key => Typed(procedure, key, values, rows)).ToJson());
            return FormCheck.Problems(procedure, form, withFiles ? documents : new HashSet<string>(), Today).All(p => Names(procedure, form, p.Field!));
        }, iter: 10_000);
    }

    // Valid, at the boundary and broken: each field draws from the same bag, so that every kind meets every field.
    private static Gen<string[]> Value(Procedure procedure)
    {
        var choices = procedure.Fields.SelectMany(f => f.Choices).Select(c => c.Key).Append("true").ToArray();
        var samples = procedure.Fields.Select(f => f.Sample).OfType<string>().Append("29B-123.45").ToArray();
        return Gen.Frequency(
            (4, Any(choices)), (2, Any(samples)), (3, Gen.Decimal[-1, 2000].Select(d => d.ToString(System.Globalization.CultureInfo.InvariantCulture))),
            (2, Gen.Int[0, 400].Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))), (2, Gen.Int[0, 2000].Select(d => Today.AddDays(d - 1000).ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture))),
            (1, Any("", " ", "31/02/2020", "12,50", "1e9", "999999999999999,9999999999", "-0", "∞", "01/01/0001", "đ")), (2, Gen.String[0, 300]), (1, Gen.Char.Array[3000].Select(c => new string(c)))).Array[0, 3];
    }

    private static Gen<string> Any(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string?[] Typed(Procedure procedure, string key, string[][] values, int rows) =>
        procedure.Groups.Exists(g => g.Rows == key) ? [rows.ToString(System.Globalization.CultureInfo.InvariantCulture)]
            : values[(uint)key.GetHashCode(StringComparison.Ordinal) % values.Length];

    private static bool Names(Procedure procedure, FormValues form, string field) => procedure.Documents.Exists(d => FormCheck.FileField(d.Key) == field)
        || procedure.Groups.Exists(g => g.Rows == field || (g.Rows is null ? g.Fields.Exists(f => f.Key == field)
            : Enumerable.Range(0, form.Count(g)).Any(r => g.Fields.Exists(f => FormValues.InRow(g.Rows, r, f.Key) == field))));
}
