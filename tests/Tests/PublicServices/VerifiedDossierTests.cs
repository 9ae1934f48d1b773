using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.PublicServices.Quality;
using LoTrinh.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoTrinh.Tests.PublicServices;

/// <summary>Dossiers of persons who were verified elsewhere: settled at submission, counted by the index, and their forms filled in.</summary>
public sealed class VerifiedDossierTests
{
    [Theory, EachDatabase]
    public async Task Whether_the_applicant_was_verified_is_settled_when_the_dossier_is_submitted(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var citizen = await app.ActorAsync("citizen");
        var verified = await Desk.SubmittedAsync(app, citizen);
        await SetAsync(app, citizen.AccountId, i => i.VerifiedAt = null);
        var not = await Desk.SubmittedAsync(app, citizen);
        await SetAsync(app, citizen.AccountId, i => i.VerifiedAt = new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await WriteAsync(app);

        Assert.Equal((true, false), (await app.WithAsync(s => IsAsync(s, verified)), await app.WithAsync(s => IsAsync(s, not))));
        Assert.Equal([not, verified], (await app.WithAsync(s => s.GetRequiredService<AppDb>().DossierOutcomes.Where(o => o.Code == not || o.Code == verified)
            .OrderBy(o => o.IsPersonVerified).Select(o => o.Code).ToListAsync())));
    }

    [Theory, EachDatabase]
    public async Task The_index_counts_them_and_the_citizens_procedures_that_have_such_dossiers(TestDatabase database)
    {
        using var app = TestApp.Start(database);
        var days = CountedDays.Of(new(2021, 1, 1), new(2021, 12, 31), new(2021, 3, 31));
        var (before, without) = (await CountsAsync(app, days), await DossiersAsync(app, days, false));
        await app.WithAsync(s => s.GetRequiredService<AppDb>().DossierOutcomes.Where(o => o.ProcedureCode == "1.002809").ExecuteUpdateAsync(u => u.SetProperty(o => o.IsPersonVerified, false)));
        app.Clock.Set(app.Clock.GetUtcNow().AddMinutes(1)); // what is kept for ten seconds is counted anew
        var after = await CountsAsync(app, days with { AsOf = days.AsOf.AddDays(1) });

        Assert.Equal(await DossiersAsync(app, days, null) - without, before.Dossiers);
        Assert.InRange(before.Dossiers, 1, int.MaxValue);
        Assert.True(without > 0, "The demonstration has dossiers from before its citizen was verified.");
        Assert.Equal((1, 0), (before.Procedures, after.Procedures));
        Assert.True(after.Dossiers < before.Dossiers);
    }

    [Fact]
    public async Task The_form_begins_with_what_was_verified_and_with_nothing_that_is_not_kept_or_not_verified()
    {
        using var app = TestApp.Start();
        var citizen = await app.ActorAsync("citizen");
        await SetAsync(app, citizen.AccountId, i => (i.Name, i.SealedNumber) = ("Trần Thị Minh Hoạ", app.Services.GetRequiredService<IdentityNumbers>().Seal("099200007731")));
        var written = await ValuesAsync(app, "1.002809");
        Assert.Equal(("Trần Thị Minh Hoạ", "099200007731"), (written["fullName"], written["identityNumber"]));

        await SetAsync(app, citizen.AccountId, i => i.SealedNumber = null);
        Assert.NotEqual("099200007731", (await ValuesAsync(app, "1.002809")).GetValueOrDefault("identityNumber"));

        await SetAsync(app, citizen.AccountId, i => (i.IsBusiness, i.Name, i.SealedNumber) = (true, "Công ty Minh Hoạ", app.Services.GetRequiredService<IdentityNumbers>().Seal("0100007731")));
        var business = await ValuesAsync(app, "2.002288");
        Assert.Equal(("Công ty Minh Hoạ", "0100007731"), (business["unitName"], business["taxCode"]));

        await SetAsync(app, citizen.AccountId, i => i.VerifiedAt = null);
        Assert.False((await ValuesAsync(app, "2.002288")).GetValueOrDefault("taxCode") == "0100007731");
    }

    /// <summary>Whether a dossier counts as a verified person's.</summary>
    internal static Task<bool> IsAsync(IServiceProvider services, string code) =>
        services.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code == code).Select(d => d.IsPersonVerified).SingleAsync();

    private static Task<int> SetAsync(TestApp app, Guid account, Action<AccountIdentity> set) => app.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        set(await db.AccountIdentities.SingleAsync(i => i.AccountId == account));
        return await db.SaveChangesAsync();
    });

    private static Task<bool> WriteAsync(TestApp app) => app.WithAsync(async s =>
    {
        await s.GetRequiredService<OutcomeBook>().WriteAsync(await s.GetRequiredService<AppDb>().Dossiers.Where(d => d.Code != null).Select(d => d.Id).ToListAsync(), default);
        return true;
    });

    private static async Task<(int Procedures, int Dossiers)> CountsAsync(TestApp app, CountedDays days)
    {
        var index = await app.WithAsync(s => s.GetRequiredService<IndexQueries>().OfAsync(days, default));
        int Good(string key) => index.Lines.Single(l => l.Component.Key == key).Count.Numerator;
        return (Good("4.5a"), Good("4.5b"));
    }

    private static Task<int> DossiersAsync(TestApp app, CountedDays days, bool? verified) => app.WithAsync(s => s.GetRequiredService<AppDb>().DossierOutcomes
        .CountAsync(o => o.ReceivedOn >= days.From && o.ReceivedOn <= days.To && (verified == null || o.IsPersonVerified == verified)));

    [Fact]
    public async Task What_was_said_of_another_person_or_means_something_else_is_no_proposal()
    {
        using var app = TestApp.Start();
        var citizen = await app.ActorAsync("citizen");
        await SetAsync(app, citizen.AccountId, i => (i.Name, i.SealedNumber) = ("Trần Thị Minh Hoạ", app.Services.GetRequiredService<IdentityNumbers>().Seal("099200007731")));

        // Everything that the demonstration's citizen handed in as a person was about others.
        var other = await ValuesAsync(app, "1.002809");
        // A driving licence and a licence of a transport business have one key.
        var business = await ValuesAsync(app, "2.002288");

        Assert.Equal("099200007731", other["identityNumber"]);
        Assert.False(other.ContainsKey("bornOn") || other.ContainsKey("residence"));
        Assert.False(business.GetValueOrDefault("licenceNumber")?.StartsWith("01009900", StringComparison.Ordinal) == true);
    }

    private static Task<Dictionary<string, string>> ValuesAsync(TestApp app, string procedure) => app.WithAsync(async s =>
    {
        var known = s.GetRequiredService<ProcedureCatalogue>().Find(procedure)!;
        var values = await s.GetRequiredService<Prefill>().ForAsync(await app.ActorAsync("citizen"), known, null, default);
        return known.Fields.Where(f => values.All(f.Key).Length > 0).DistinctBy(f => f.Key).ToDictionary(f => f.Key, f => values.All(f.Key)[0]);
    });
}
