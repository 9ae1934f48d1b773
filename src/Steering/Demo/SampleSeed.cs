using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Inspections.Sampling;

namespace LoTrinh.Steering.Demo;

/// <summary>The demonstration's sample, from <c>seed/inspection-demonstration.yaml</c>: drawn and checked by the use cases, dated when it happened.</summary>
internal sealed class SampleSeed(SampleWork work, OrganisationDirectory organisation) : IDemoSeed
{
    public int Order => 107;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var (inspector, office) = (Of("Thanh tra Bộ", "ttr"), Of("Thường trực Ban Chỉ đạo", "ttcntt"));
        foreach (var row in SeedFile.Read<SeedInspections>("inspection-demonstration.yaml").Samples)
        {
            clock.Set(row.Drawn.StartUtc().AddHours(10));
            var sample = (await work.DrawWith(office, row.Year, row.Quarter, row.Size, row.Seed, ct)).Value;
            clock.Set(row.Checked.StartUtc().AddHours(15));
            foreach (var (task, check) in sample.Tasks.OrderBy(t => t.Place).Zip(row.Checks))
            {
                var checker = task.LeadUnitId == inspector.UnitId ? office : inspector;
                _ = (await work.Check(checker, sample.Id, null, task.TaskId, check.Confirmed, check.Reason, check.Evidence, [], ct)).Value;
            }
        }
    }

    private Actor Of(string name, string unitKey) => new(Guid.Empty, name, organisation.Find(unitKey)!.Id, organisation.Find(unitKey)!.Path,
        [new(SamplePermissions.Read, "/"), new(SamplePermissions.Draw, "/"), new(SamplePermissions.Check, "/")]);
}
