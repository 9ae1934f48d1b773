using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Reviews;

/// <summary>What those do who organise and approve reviews. Each act demands its permission for the committee's unit, writes the ledger
/// and saves once.</summary>
internal sealed class ReviewWork(AppDb db, ReviewActs acts, ReviewScope scope, ReviewRules rules, CommitteeQueries committees,
    OrganisationDirectory organisation,
    DeadlineEngine deadlines, ReviewNews news, TimeProvider clock)
{
    /// <summary>Opens a review; the units asked are told. Of a committee there is one a period, but those withdrawn.</summary>
    public Task<Result<Review>> Open(Actor actor, ReviewDraft draft, CancellationToken ct) => db.InTransactionAsync(async () =>
    {
        await db.TakeTheLineAsync(ct);
        return await OpenOnceAsync(actor, draft, ct);
    }, keep: r => r.Ok, ct);

    /// <summary>Takes back a review whose figures are not frozen; who was asked learns of it.</summary>
    public Task<Result<Review>> Withdraw(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        Organise(actor, id, version, "withdrawn", reason, r => r.Withdraw(reason), r => news.WithdrawnAsync(actor, r, ct), ct);

    /// <summary>Writes the words of the consolidated report.</summary>
    public Task<Result<Review>> Write(Actor actor, Guid id, int? version, ReviewSummary summary, CancellationToken ct) =>
        Organise(actor, id, version, "summary-written", null, r => r.Write(summary), null, ct);

    /// <summary>Lays the consolidated report before the chair.</summary>
    public Task<Result<Review>> Propose(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Organise(actor, id, version, "proposed", null, r => r.Propose(actor.Name, clock.UtcNow()), r => news.ProposedAsync(actor, r, ct),
            ct);

    /// <summary>Approves it.</summary>
    public Task<Result<Review>> Approve(Actor actor, Guid id, int? version, CancellationToken ct) =>
        Do(actor, id, version, r => scope.MayApprove(actor, r), "approved", null, r => r.Approve(actor.Name, clock.UtcNow()), r =>
            news.ApprovedAsync(actor, r, ct), ct);

    /// <summary>Gives the consolidated report back with a reason.</summary>
    public Task<Result<Review>> GiveBack(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        Do(actor, id, version, r => scope.MayApprove(actor, r), "given-back", reason, r => r.GiveBack(reason), r =>
            news.GivenBackAsync(actor, r, ct), ct);

    /// <summary>What a draft would be if nothing were typed: the period now running, the usual days, the units that lead tasks.</summary>
    public ReviewDraft Proposal(Guid? committeeId, PeriodKind kind, int year, int number)
    {
        if (rules.Find(kind, year, number) is not var (period, set))
        {
            return new(committeeId, kind, year, number, null, null, []);
        }

        var due = deadlines.Due(period.To.ToDateTime(TimeOnly.MinValue), set.UnitWorkingDays, PeriodUnit.WorkingDay);
        return new(committeeId, kind, year, number, due.TryGet(out var day) ? day.Due : null, set.SendBy(period, deadlines.Calendar)
            .TryGet(out var by) ? by : null, []);
    }

    private async Task<Result<Review>> OpenOnceAsync(Actor actor, ReviewDraft draft, CancellationToken ct)
    {
        var committee = draft.CommitteeId is { } id ? await committees.FindAsync(id, ct) : null;
        if (committee is null || organisation.Find(committee.UnitId) is not { } top)
        {
            return actor.Lacks(ReviewPermissions.Organise) ?? Problem.Invalid("review.committee-missing", nameof(draft.CommitteeId));
        }

        if (!scope.MayOrganise(actor, top.Id))
        {
            return Problem.Forbidden();
        }

        var found = rules.Find(draft.Kind, draft.Year, draft.Number);
        draft = Filled(draft, found);
        var allowed = organisation.ReportersOf(top, found?.Period.To ?? clock.Today()).Select(u => u.Id).ToHashSet();
        // Its last period may still be reviewed after it: the report is about a time in which it worked.
        ImmutableArray<Problem> problems =
        [
            .. draft.Problems(found?.Period, Earliest(found), allowed), .. committee.WhyOver(found?.Period.From ?? clock.Today(), nameof(draft.CommitteeId)),
        ];
        if (problems.Length > 0)
        {
            return problems;
        }

        var (period, set) = found!.Value;
        if (await db.Reviews.AnyAsync(r => r.CommitteeId == committee.Id && r.Kind == period.Kind && r.Year == period.Year
            && r.Number == period.Number
            && r.State != ReviewState.Withdrawn, ct))
        {
            return Problem.Conflict("review.already-open");
        }

        var number = await db.NextNumberAsync($"steering.review/{period.Year}", null, ct);
        var review = Review.Open($"SK-{period.Year}-{number:D3}", rules.TitleOf(period), draft, new(committee.Id, top.Id, set.Id, period),
            actor.Name, clock.UtcNow());
        db.Reviews.Add(review);
        db.Record(actor, "steering.review.opened", review);
        await news.OpenedAsync(actor, review, ct);
        await db.SaveChangesAsync(ct);
        return review;
    }

    // A day that is left blank is the one that the rules propose.
    private ReviewDraft Filled(ReviewDraft draft, (ReportPeriod Period, PeriodRules Rules)? found)
    {
        var usual = found is null ? draft : Proposal(draft.CommitteeId, found.Value.Period.Kind, found.Value.Period.Year,
            found.Value.Period.Number);
        return draft with { ReportDueOn = draft.ReportDueOn ?? usual.ReportDueOn, SendBy = draft.SendBy ?? usual.SendBy };
    }

    // At least so many working days lie between the end of the figures and the day the report is due.
    private DateOnly? Earliest((ReportPeriod Period, PeriodRules Rules)? found) => found is var (period, set)
        && deadlines.Due(period.To.ToDateTime(TimeOnly.MinValue), set.LeastWorkingDays, PeriodUnit.WorkingDay).TryGet(out var first)
            ? first.Due : null;

    private Task<Result<Review>> Organise(Actor actor, Guid id, int? version, string deed, string? reason,
        Func<Review, Result<Review>> verb,
        Func<Review, Task>? tell, CancellationToken ct) =>
        Do(actor, id, version, r => scope.MayOrganise(actor, r.UnitId), deed, reason, verb, tell, ct);

    private Task<Result<Review>> Do(Actor actor, Guid id, int? version, Func<Review, bool> may, string deed, string? reason,
        Func<Review, Result<Review>> verb,
        Func<Review, Task>? tell, CancellationToken ct) => acts.DoAsync(actor, id, may, async review =>
    {
        var result = verb(review);
        if (result.Ok)
        {
            acts.Touch(review, version);
            db.Record(actor, $"steering.review.{deed}", review, Words.Clean(reason));
            await (tell?.Invoke(review) ?? Task.CompletedTask);
        }

        return result;
    }, ct);
}
