using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;

namespace LoTrinh.Steering.Demo;

/// <summary>The demonstration's letters of urging, from <c>seed/urging.yaml</c>: prepared and given their numbers by the use cases, dated when it happened.</summary>
internal sealed class UrgingSeed(UrgingWork work, UrgingQueries urging, OrganisationDirectory organisation) : IDemoSeed
{
    public int Order => 105;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var office = new Actor(Guid.Empty, "Thường trực Ban Chỉ đạo", null, null, [new(Permissions.Read, "/"), new(UrgingPermissions.Write, "/")]);
        foreach (var row in UrgingRules.Official.Demonstration)
        {
            var unit = organisation.Find(row.Unit)!;
            clock.Set(row.Prepared.StartUtc().AddHours(14));
            var overdue = (await urging.CandidatesAsync(office, unit.Id, ct)).Where(t => t.IsOverdue).Select(t => t.Id).ToList();
            var letter = (await work.Prepare(office, new(unit.Id, overdue, row.AnswerBy, row.Form, null), ct)).Value;
            clock.Set(row.Issued.StartUtc().AddHours(9));
            _ = (await work.Issue(office, letter.Id, null, row.Number, row.Issued, ct)).Value;
        }
    }
}
