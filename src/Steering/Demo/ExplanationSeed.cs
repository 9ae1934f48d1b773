using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Explanations;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Steering.Demo;

/// <summary>The demonstration's requests for explanation, from <c>seed/urging.yaml</c>: through the use cases, dated when it
/// happened.</summary>
internal sealed class ExplanationSeed(AppDb db, IServiceScopeFactory scopes, OrganisationDirectory organisation) : IDemoSeed
{
    public int Order => 116;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        foreach (var row in UrgingRuleBook.Official.Explanations)
        {
            await using var scope = scopes.CreateAsyncScope();
            await SeedAsync(row, scope.ServiceProvider.GetRequiredService<ExplanationWork>(), clock, ct);
        }
    }

    private async Task SeedAsync(UrgingRulesFile.DemonstrationExplanation row, ExplanationWork work, SeedClock clock, CancellationToken ct)
    {
        clock.Set(row.Asked.StartUtc().AddHours(9));
        var asker = await ActorAsync(row.By, ct);
        var unit = organisation.Find(row.Unit)!;
        var request = (await work.Ask(asker, await DraftAsync(row, unit.Id, ct), ct)).Value;
        if (row.Answered is { } answered)
        {
            clock.Set(answered.StartUtc().AddHours(15));
            var focalPoint = new Actor(Guid.Empty, $"Đầu mối {unit.NameVi}", unit.Id, unit.Path,
                [new(Permissions.Read, unit.Path), new(ExplanationPermissions.Answer, unit.Path)]);
            _ = (await work.Answer(focalPoint, request.Id, null, row.Answer, [], ct)).Value;
        }

        if (row.Decided is { } decided)
        {
            clock.Set(decided.StartUtc().AddHours(10));
            _ = row.Again is null ? (await work.Accept(asker, request.Id, null, null, ct)).Value
                : (await work.AskAgain(asker, request.Id, null, row.Again, row.NewAnswerBy, ct)).Value;
        }
    }

    private async Task<ExplanationDraft> DraftAsync(UrgingRulesFile.DemonstrationExplanation row, Guid unitId, CancellationToken ct)
    {
        if (row.Indicator is { } code)
        {
            return new(null, await db.Set<Indicator>().Where(i => i.Code == code).Select(i => (Guid?)i.Id).SingleAsync(ct), row.Question,
                row.AnswerBy);
        }

        var task = await db.Tasks.Where(t => t.LeadUnitId == unitId && t.CompletedOn == null
            && (t.State == TaskState.Issued || t.State == TaskState.InProgress))
            .OrderBy(t => t.CurrentDueOn == null).ThenBy(t => t.CurrentDueOn).ThenBy(t => t.Code).Select(t => t.Id).FirstAsync(ct);
        return new(task, null, row.Question, row.AnswerBy);
    }

    private async Task<Actor> ActorAsync(string account, CancellationToken ct)
    {
        var found = await db.Users.AsNoTracking().SingleAsync(a => a.UserName == account, ct);
        return new(found.Id, found.DisplayName, found.UnitId, organisation.Find(found.UnitId)?.Path,
            [new(Permissions.Read, "/"), new(PlatformPermissions.IndicatorsRead, "/"), new(ExplanationPermissions.Ask, "/")]);
    }
}
