using System.Security.Claims;
using LoTrinh.Host.SigningIn;
using Xunit;

namespace LoTrinh.Tests.Identity;

/// <summary>What is taken of a provider's claims, and what is not.</summary>
public sealed class VouchedPersonTests
{
    private static readonly DateOnly Day = new(2026, 1, 1);

    [Theory]
    [InlineData("npsp", "LoA1", true)]
    [InlineData("npsp", null, true)]
    [InlineData("npsp", "LoA0", false)]
    [InlineData("npsp", "không rõ", false)]
    [InlineData("vneid", "2", true)]
    [InlineData("vneid", "IAL2", true)]
    [InlineData("vneid", "1", false)]
    [InlineData("vneid", null, false)]
    [InlineData("plain", "LoA3", false)]
    public void Someone_is_verified_from_the_level_on_that_the_profile_says(string profile, string? level, bool verified)
    {
        var person = Of(profile, ("sub", "s"), ("TechID", "t"), ("LoaiTaiKhoan", "1"), ("HoVaTen", "An"), ("SoDinhDanh", "099200000001"), ("loAs", level));

        Assert.Equal(verified, person!.IsVerified);
    }

    [Theory]
    [InlineData("npsp", "099200000001", true)]
    [InlineData("npsp", null, false)]
    [InlineData("npsp", "099200000001x", false)]
    [InlineData("npsp", "1", false)]
    public void Nobody_is_verified_of_whom_no_number_is_told(string profile, string? number, bool verified)
    {
        var person = Of(profile, ("sub", "s"), ("TechID", "t"), ("LoaiTaiKhoan", "1"), ("SoDinhDanh", number), ("IAL", "2"));

        Assert.Equal((verified, verified ? number : null), (person!.IsVerified, person.Number));
    }

    [Fact]
    public void A_business_has_its_own_name_and_tax_code_and_never_the_number_of_the_person_who_signs_in()
    {
        (string, string?)[] claims = [("sub", "s"), ("TechID", "t"), ("HoVaTen", "An"), ("SoDinhDanh", "099200000001"), ("TenDoanhNghiep", "Công ty An"), ("MaSoThue", "0100000000")];

        var business = Of("npsp", [.. claims, ("LoaiTaiKhoan", "2")])!;
        var person = Of("npsp", [.. claims, ("LoaiTaiKhoan", "1")])!;

        Assert.Equal((true, "Công ty An", "0100000000"), (business.IsBusiness, business.Name, business.Number));
        Assert.Equal((false, "An", "099200000001"), (person.IsBusiness, person.Name, person.Number));
    }

    [Fact]
    public void The_stable_key_is_no_subject_and_a_subject_no_stable_key()
    {
        Assert.Equal("=t", Of("npsp", ("sub", "s"), ("TechID", "t"))!.Key);
        Assert.Equal("t", Of("plain", ("sub", "t"), ("TechID", "x"))!.Key);
        Assert.Null(Of("npsp", ("sub", "s")));
        Assert.Null(Of("plain", ("sub", "=t")));
        Assert.Null(Of("plain", ("name", "An")));
    }

    [Fact]
    public void What_goes_on_in_the_cookie_is_what_was_taken_and_nothing_else()
    {
        var person = Of("npsp", ("sub", "s"), ("TechID", "t"), ("LoaiTaiKhoan", "1"), ("HoVaTen", "An"), ("SoDinhDanh", "099200000001"), ("TonGiao", "Không"))!;

        var carried = person.ToPrincipal("oidc");

        Assert.Equal(person, VouchedPerson.From(carried));
        Assert.DoesNotContain(carried.Claims, c => c.Value == "Không");
    }

    [Fact]
    public void An_unknown_profile_is_refused_with_the_names_of_those_there_are() =>
        Assert.Contains("npsp", Assert.Throws<InvalidOperationException>(() => ClaimProfiles.On("khac", Day)).Message, StringComparison.Ordinal);

    private static VouchedPerson? Of(string profile, params (string Type, string? Value)[] claims) => VouchedPerson.Of(
        new ClaimsPrincipal(new ClaimsIdentity(claims.Where(c => c.Value is not null).Select(c => new Claim(c.Type, c.Value!)))), ClaimProfiles.On(profile, Day));
}
