using System.Buffers.Binary;
using CsCheck;
using LoTrinh.Host;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Identity.Policy;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.Identity;

public sealed class PasswordRuleTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    private static AccountPolicy Of(string profile) => AccountPolicies.Profiles.Single(p => p.Key == profile).On(Today);

    [Theory]
    [InlineData("ASVS-L2", "đường xa ngựa chạy", "")]
    [InlineData("ASVS-L2", "ngua chay 1", "password.short")]
    [InlineData("ASVS-L2", "Matkhau123456!", "password.common")]
    [InlineData("ASVS-L2", "Mật khẩu 123456", "password.common")]
    [InlineData("ASVS-L2", "123456789012", "password.common")]
    [InlineData("ASVS-L2", "P@ssw0rd2024", "password.common")]
    [InlineData("ASVS-L2", "unbelievable", "password.common")]
    [InlineData("ASVS-L2", "abcabcabcabc", "password.common")]
    [InlineData("ASVS-L2", "congdan-va-toi-2021", "password.holds-name")]
    [InlineData("ASVS-L2", "", "password.missing")]
    [InlineData("VN-L3", "đường xa ngựa chạy", "password.classes")]
    [InlineData("VN-L3", "Đường xa 4 ngựa!", "")]
    [InlineData("VN-L3", "Ngựa chạy 4!", "password.short")]
    public void A_password_is_judged_by_the_profile(string profile, string password, string problem)
    {
        var problems = PasswordRules.Check(Of(profile), password, new("congdan"), "Password").Select(p => p.Code);

        Assert.Equal(problem.Length == 0 ? [] : [problem], problems);
    }

    [Fact]
    public void A_second_factor_makes_a_shorter_password_enough_for_officers_but_not_for_administrators()
    {
        var policy = Of("VN-L3");

        Assert.Empty(PasswordRules.Check(policy, "ngựa chạy", new("x", HasSecondFactor: true), "Password"));
        Assert.NotEmpty(PasswordRules.Check(policy, "ngựa chạy", new("x", IsAdministrator: true, HasSecondFactor: true), "Password"));
    }

    [Fact]
    public void The_two_profiles_differ_where_their_sources_do()
    {
        var (asvs, level3) = (Of("ASVS-L2"), Of("VN-L3"));

        Assert.Equal((0, 4), (asvs.Classes, level3.Classes));
        Assert.Equal((null, 60), (asvs.AdministratorPasswordDays, level3.AdministratorPasswordDays));
        Assert.Equal((null, 45), (asvs.IdleAccountDays, level3.IdleAccountDays));
        Assert.Equal((15, 5), (level3.IdleMinutes, level3.AdministratorIdleMinutes));
        Assert.All(AccountPolicies.Profiles.SelectMany(p => p.Versions), v => Assert.True(v.Source.Length > 0 && v.SourceEn.Length > 0));
    }

    [Fact]
    public void A_day_takes_the_set_in_force_and_an_earlier_one_the_first()
    {
        var profile = AccountPolicies.Profiles.Single(p => p.Key == "VN-L3");

        Assert.Equal(new(2016, 7, 1), profile.On(new(2021, 3, 15)).ValidFrom);
        Assert.Equal(new(2026, 8, 19), profile.On(Today).ValidFrom);
        Assert.Equal(new(2016, 7, 1), profile.On(new(2010, 1, 1)).ValidFrom);
    }

    [Fact]
    public void An_unknown_profile_stops_the_start() =>
        Assert.Throws<InvalidOperationException>(() => new AccountPolicies("LEVEL-9", () => false, TimeProvider.System));

    [Fact]
    public void Whatever_is_typed_gets_an_answer_and_one_piece_repeated_is_never_good() => Gen.String[Gen.Char, 1, 4].Sample(piece =>
        Assert.NotEmpty(PasswordRules.Check(Of("ASVS-L2"), string.Concat(Enumerable.Repeat(piece, 12)), new(null), "Password")));

    // The other tests take fewer rounds (TestApp), so that a sign-in costs them less.
    [Fact]
    public void The_product_hashes_a_password_in_the_rounds_that_its_source_asks_for()
    {
        var configuration = new ConfigurationBuilder().Build();
        var settings = Settings.From(configuration) with { DataFolder = Path.GetTempPath() };
        var services = new ServiceCollection();
        Composition.AddProduct(services, configuration, settings, TimeProvider.System);
        using var product = services.BuildServiceProvider();
        using var scope = product.CreateScope();

        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>();
        var hash = Convert.FromBase64String(hasher.HashPassword(new Account(), "ngựa chạy đường xa"));

        // Version 3 of the format: its number, the function (2 is HMAC-SHA512), the rounds.
        Assert.Equal((1, 2u), (hash[0], BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1))));
        Assert.Equal(210_000u, BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5)));
    }
}
