using System.Globalization;
using LoTrinh.PublicServices.Procedures;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>Rows, computed values and rules over several fields, on the form for overweight vehicles and that for badges.</summary>
public sealed class FormRowsTests
{
    private static readonly DateOnly Today = new(2021, 3, 15);
    private static readonly Procedure Oversize = Shipped("1.000028");
    private static readonly Procedure Badges = Shipped("2.002288");

    [Fact]
    public void A_whole_form_with_axles_that_add_up_has_no_problem() => Assert.Empty(Problems(Oversize, Heavy()));

    [Fact]
    public void The_gross_weight_and_the_sum_of_the_axles_are_computed()
    {
        var values = new FormValues(Heavy());

        Assert.Equal([50m, 50m], new[] { "grossWeight", "axleSum" }.Select(k => FormRules.Computed(Oversize, Oversize.Fields.Single(f => f.Key == k), null, values, Today)));
        Assert.Null(FormRules.Computed(Oversize, Oversize.Fields.Single(f => f.Key == "grossWeight"), null, FormValues.Empty, Today));
    }

    [Theory]
    [InlineData("axles.0.load", "12", "axles", "services.rule")] // 53 against 50
    [InlineData("axles.0.load", "6,6", null, null)] // 47.6, within five in a hundred
    [InlineData("axles.0.load", "1.2345", "axles.0.load", "services.too-many-decimals")]
    [InlineData("axles.0.load", "9 tấn", "axles.0.load", "services.not-a-number")]
    [InlineData("axles.0.load", "-9", "axles.0.load", "services.too-small")]
    [InlineData("loadedLength", "11", "loadedLength", "services.rule")]
    [InlineData("endOn", "01/03/2021", "endOn", "services.rule")]
    [InlineData("endOn", "01/03/2022", "endOn", "services.rule")]
    [InlineData("vehiclePlate", "không có", "vehiclePlate", "services.bad-shape")]
    [InlineData("trailerWeight", "", "trailerWeight", "services.field-missing")]
    public void A_figure_that_does_not_fit_the_others_is_named_where_it_is_mended(string field, string value, string? named, string? code)
    {
        var values = Heavy();
        values[field] = value.Length == 0 ? [] : [value];
        var problems = Problems(Oversize, values);

        Assert.True(named is null ? problems.Count == 0 : problems.Any(p => (p.Field, p.Code) == (named, code)), string.Join("; ", problems.Select(p => $"{p.Field} {p.Code}")));
    }

    [Fact]
    public void What_is_asked_only_of_some_is_not_missed_by_the_others()
    {
        var alone = Heavy();
        (alone["hasTrailer"], alone["cargoWeight"]) = (["no"], ["41"]);
        foreach (var key in new[] { "trailerBrand", "trailerPlate", "trailerWeight" })
        {
            alone.Remove(key);
        }

        Assert.Empty(Problems(Oversize, alone));
    }

    [Fact]
    public void One_plate_stands_in_one_row_however_it_is_written()
    {
        var values = Fleet("29B-123.45", "29b12345");

        var twice = Assert.Single(Problems(Badges, values));

        Assert.Equal(("vehicles.1.plate", "services.twice"), (twice.Field, twice.Code));
    }

    [Theory]
    [InlineData("2009", null)]
    [InlineData("2008", "vehicles.0.madeYear")] // a taxi of thirteen years
    [InlineData("2022", "vehicles.0.madeYear")]
    public void A_rule_of_a_row_is_broken_in_its_row(string year, string? field)
    {
        var values = Fleet("29B-123.45");
        values["vehicles.0.madeYear"] = [year];

        Assert.Equal(field is null ? [] : [field], Problems(Badges, values).Select(p => p.Field!));
    }

    [Fact]
    public void Rows_are_added_duplicated_and_left_out_with_what_stands_in_them()
    {
        var group = Badges.Groups.Single(g => g.Rows == "vehicles");
        var two = new FormValues(Fleet("29B-111.11", "29B-222.22"));

        string[] Plates(FormValues v) => [.. Enumerable.Range(0, v.Count(group)).Select(r => v.One($"vehicles.{r}.plate"))];

        Assert.Equal(["29B-111.11", "29B-222.22", ""], Plates(two.WithRow(group)));
        Assert.Equal(["29B-111.11", "29B-111.11", "29B-222.22"], Plates(two.WithCopy(group, 0)));
        Assert.Equal(["29B-222.22"], Plates(two.WithoutRow(group, 0)));
        Assert.Equal(["29B-111.11", "29B-222.22"], Plates(FormValues.Of(Badges, k => two.All(k))));
        Assert.Equal(group.MostRows, Enumerable.Range(0, 300).Aggregate(two, (v, _) => v.WithRow(group)).Count(group));
    }

    private static Procedure Shipped(string code) => ShippedProcedures.All.First(s => s.Procedure.Code == code).Procedure;

    private static IReadOnlyList<LoTrinh.Platform.Problem> Problems(Procedure procedure, Dictionary<string, string[]> values) =>
        FormCheck.Problems(procedure, new(values), procedure.Documents.Select(d => d.Key).ToHashSet(), Today);

    private static Dictionary<string, string[]> Heavy()
    {
        var values = Said("""
            applicantName=Công ty Minh Họa; address=Hà Nội; phone=024 0000 0000; vehicleBrand=Minh Họa; vehiclePlate=29C-123.45; hasTrailer=yes; trailerBrand=Minh Họa
            trailerPlate=29R-001.23; vehicleWeight=9; trailerWeight=11,5; vehicleLength=12; vehicleWidth=2,5; vehicleHeight=3; cargo=Máy biến áp; cargoWeight=29.5
            loadedLength=12; loadedWidth=3,2; loadedHeight=4,1; fromPlace=Hải Phòng; toPlace=Hà Nội; route=QL5; startOn=16/03/2021; endOn=30/03/2021
            permitKinds=weight; roads=national; promise=true; axles=5
            """);
        foreach (var (load, row) in new[] { "9", "9", "10,5", "10.5", "11" }.Select((l, r) => (l, r)))
        {
            (values[$"axles.{row}.axleKind"], values[$"axles.{row}.load"]) = (["single"], [load]);
        }

        return values;
    }

    private static Dictionary<string, string[]> Fleet(params string[] plates)
    {
        var values = Said("""
            unitName=Hợp tác xã Minh Họa; address=Hà Nội; phone=024 0000 0000; taxCode=0100000000; licenceNumber=01/GP; badgeKind=taxi; issue=new; ownership=own
            taxiMeter=meter; promise=true
            """);
        values["vehicles"] = [plates.Length.ToString(CultureInfo.InvariantCulture)];
        foreach (var (plate, row) in plates.Select((p, r) => (p, r)))
        {
            foreach (var (key, value) in Said($"plate={plate}; capacity=5; make=Minh Họa; madeIn=Việt Nam; madeYear=2018"))
            {
                values[$"vehicles.{row}.{key}"] = value;
            }
        }

        return values;
    }

    private static Dictionary<string, string[]> Said(string lines) => lines.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => new[] { l[1] });
}
