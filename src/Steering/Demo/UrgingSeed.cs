using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;

namespace LoTrinh.Steering.Demo;

/// <summary>The demonstration's letters of urging, from <c>seed/urging.yaml</c>: prepared and given their numbers by the use cases, dated
/// when it happened.</summary>
internal sealed class UrgingSeed(UrgingWork work, LetterAnswerWork answers, UrgingQueries urging, OrganisationDirectory organisation)
    : IDemoSeed
{
    public int Order => 105;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var office = new Actor(Guid.Empty, "Thường trực Ban Chỉ đạo", null, null,
            [new(Permissions.Read, "/"), new(UrgingPermissions.Write, "/")]);
        foreach (var row in UrgingRuleBook.Official.Demonstration)
        {
            var unit = organisation.Find(row.Unit)!;
            clock.Set(row.Prepared.StartUtc().AddHours(14));
            var overdue = (await urging.CandidatesAsync(office, unit.Id, ct)).Where(t => t.IsOverdue).Select(t => t.Id).ToList();
            var letter = (await work.Prepare(office, new(unit.Id, overdue, row.AnswerBy, row.Form, null, row.Level), ct)).Value;
            clock.Set(row.Issued.StartUtc().AddHours(9));
            _ = (await work.Issue(office, letter.Id, null, row.Number, row.Issued, ct)).Value;
            await AnswerAsync(office, letter, overdue, unit, row, clock, ct);
        }
    }

    private async Task AnswerAsync(Actor office, UrgingLetter letter, List<Guid> tasks, UnitInfo unit,
        UrgingRulesFile.DemonstrationLetter row, SeedClock clock, CancellationToken ct)
    {
        if (row.Answered is not { } answered || row.Decided is not { } decided)
        {
            return;
        }

        clock.Set(answered.StartUtc().AddHours(15));
        var focalPoint = new Actor(Guid.Empty, $"Đầu mối {unit.NameVi}", unit.Id, unit.Path,
            [new(Permissions.Read, unit.Path), new(UrgingPermissions.Answer, unit.Path)]);
        var causes = tasks.Select((id, i) =>
            new TaskCause(id, row.Causes[Math.Min(i, row.Causes.Count - 1)], row.Proposed[Math.Min(i, row.Proposed.Count - 1)])).ToList();
        _ = (await answers.Answer(focalPoint, letter.Id, null, new(row.Answer, row.AnswerDocument, causes), [], ct)).Value;
        clock.Set(decided.StartUtc().AddHours(9));
        _ = row.SentBack is null ? (await answers.Accept(office, letter.Id, null, null, ct)).Value
            : (await answers.SendBack(office, letter.Id, null, row.SentBack, row.NewAnswerBy, ct)).Value;
    }
}
