using System.Collections.Immutable;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Committees;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Opinions;

/// <summary>What is asked, as a form or a program sends it; the rule is named by its identifier.</summary>
internal sealed record OpinionInput(string? Title, string? Question, DateOnly? DueOn, string? RuleId, string? Change,
    IReadOnlyList<SentFile> Subject, IReadOnlyList<SentFile> Papers);

/// <summary>
/// What those who prepare a round do. Each act demands its permission for the committee's unit, writes the ledger and saves once.
/// </summary>
internal sealed class OpinionWork(AppDb db, OpinionActs acts, OpinionScope scope, OpinionSeating seating, OpinionNews news,
    OpinionRules rules, CommitteeQueries committees,
    TimeProvider clock)
{
    /// <summary>Asks the members of a committee about a version of a document; they are told.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="committeeId">The committee.</param>
    /// <param name="input">What is asked.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="isDemonstration">Whether it was made up.</param>
    public Task<Result<OpinionRound>> Open(Actor actor, Guid? committeeId, OpinionInput input, CancellationToken ct,
        bool isDemonstration = false) =>
        db.InTransactionAsync(() => OpenOnceAsync(actor, committeeId, input, null, isDemonstration, ct), keep: r => r.Ok, ct);

    /// <summary>
    /// Asks about a new version, after every comment on the one before was received; the committee is asked as it is composed now.
    /// </summary>
    public Task<Result<OpinionRound>> OpenNext(Actor actor, Guid previousId, OpinionInput input, CancellationToken ct) =>
        db.InTransactionAsync(async () =>
    {
        await db.TakeTheLineAsync(ct);
        var previous = await OpinionQueries.Whole(db.Opinions.AsNoTracking()).SingleOrDefaultAsync(r => r.Id == previousId, ct);
        return previous is null || !scope.MaySee(actor, previous) ? Problem.NotFound("opinion.unknown")
            : !scope.MayOrganise(actor, previous) ? Problem.Forbidden()
            : await HasNextAsync(previousId, ct) ? Problem.Conflict("opinion.has-next")
            : await OpenOnceAsync(actor, previous.CommitteeId, input with { Title = previous.Title }, previous, previous.IsDemonstration,
                ct);
    }, keep: r => r.Ok, ct);

    /// <summary>Closes it: nothing is asked any more, the result stands, the members are told.</summary>
    public Task<Result<OpinionRound>> Close(Actor actor, Guid id, int? version, CancellationToken ct) =>
        acts.OrganiseAsync(actor, id, version, "closed", null, async round =>
        {
            var closed = round.Close(clock.UtcNow());
            if (closed.Ok)
            {
                await news.ClosedAsync(actor, round, ct);
            }

            return closed;
        }, ct);

    /// <summary>Takes it back, with a reason; who was asked learns of it.</summary>
    public Task<Result<OpinionRound>> Withdraw(Actor actor, Guid id, int? version, string? reason, CancellationToken ct) =>
        acts.OrganiseAsync(actor, id, version, "withdrawn", reason, async round =>
        {
            var withdrawn = round.Withdraw(reason);
            if (withdrawn.Ok)
            {
                await news.WithdrawnAsync(actor, round, ct);
            }

            return withdrawn;
        }, ct);

    /// <summary>Says which account votes for a seat; without a name its ballot comes on paper.</summary>
    public Task<Result<OpinionRound>> NameAccount(Actor actor, Guid id, int? version, Guid? memberId, string? userName,
        CancellationToken ct) =>
        acts.OrganiseAsync(actor, id, version, "account-named", Words.Clean(userName), async round =>
        {
            var unit = round.Members.FirstOrDefault(m => m.Id == memberId)?.UnitId;
            var account = unit is { } known ? await seating.VoterAsync(userName, known, ct) : null;
            if (account is null && unit is not null && Words.Clean(userName) is not null)
            {
                return Problem.Invalid("opinion.account-unknown", "Account");
            }

            var named = round.NameAccount(memberId ?? Guid.Empty, account);
            return named.Ok ? round : named.Problems;
        }, ct);

    /// <summary>Says how comments were received; those that were written are kept, blank ones may follow.</summary>
    public Task<Result<OpinionRound>> Receive(Actor actor, Guid id, int? version, IReadOnlyList<ReceptionDraft> rows,
        CancellationToken ct) =>
        acts.DoAsync(actor, id, async round =>
        {
            if (!scope.MayOrganise(actor, round))
            {
                return Problem.Forbidden();
            }

            var received = round.Receive(rows, await HasNextAsync(id, ct), clock.UtcNow());
            if (!received.TryGet(out var comments))
            {
                return received.Problems;
            }

            acts.Touch(round, version);

            // Each answer is in the ledger as it was written: a later one does not take its place there.
            db.Record(actor, "steering.opinion.comments-received", nameof(OpinionRound), round.Id,
                comments.Select(c => new { c.Id, c.Reception, c.Explanation, c.Change }));
            return round;
        }, ct);

    private Task<bool> HasNextAsync(Guid id, CancellationToken ct) => db.Opinions.AnyAsync(r => r.PreviousId == id, ct);

    private async Task<Result<OpinionRound>> OpenOnceAsync(Actor actor, Guid? committeeId, OpinionInput input, OpinionRound? previous,
        bool isDemonstration, CancellationToken ct)
    {
        if (actor.Lacks(OpinionPermissions.Organise) is { } lacks)
        {
            return lacks;
        }

        var (today, id) = (clock.Today(), Guid.CreateVersion7());
        var draft = new OpinionDraft(input.Title, input.Question, input.DueOn, rules.On(today).FirstOrDefault(r => r.Id == input.RuleId),
            input.Change);
        if (committeeId is not { } known || await committees.FindAsync(known, ct) is not { } committee)
        {
            return ImmutableArray.Create([Problem.Invalid("opinion.committee", "CommitteeId"), .. draft.Problems(today)]);
        }

        var composed = committee.On(today);
        var host = composed?.StandingUnitId ?? committee.UnitId;
        if (!scope.MayOrganise(actor, committee.UnitId, host))
        {
            return Problem.Forbidden();
        }

        if (committee.WhyOver(today, "CommitteeId").ToArray() is [var over])
        {
            return ImmutableArray.Create([over, .. draft.Problems(today)]);
        }

        var files = await FilesAsync(actor, id, input, ct);
        var asked = previous is null ? [] : await db.Opinions.Where(r => r.MatterId == previous.MatterId).Select(r => r.SubjectSha256)
            .ToListAsync(ct);
        var number = await db.NextNumberAsync($"steering.opinion/{today.Year}", null, ct);
        var opened = OpinionRound.Open($"YK-{today.Year}-{number:D3}", new(committee.Id, committee.UnitId, host), draft, files.Subject,
            await seating.MembersAsync(composed, today, ct), clock.UtcNow(), isDemonstration, id, previous, asked);
        if (!opened.TryGet(out var round) || files.Problems.Length > 0)
        {
            // A file that is refused is not missing.
            return files.Problems.AddRange(opened.Problems.Where(p => p.Code != "opinion.subject-missing" || files.Problems.Length == 0));
        }

        db.Opinions.Add(round);
        db.Record(actor, "steering.opinion.opened", round);
        await news.OpenedAsync(actor, round, ct);
        await db.SaveChangesAsync(ct);
        return round;
    }

    private async Task<(SubjectFile? Subject, ImmutableArray<Problem> Problems)> FilesAsync(Actor actor, Guid id, OpinionInput input,
        CancellationToken ct)
    {
        if (input.Subject.Count > 1)
        {
            return (null, [Problem.Invalid("opinion.subject-one", "Subject")]);
        }

        var subject = await acts.KeepAsync(actor, id, input.Subject, "Subject", OpinionActs.SubjectPart, ct);
        var papers = await acts.KeepAsync(actor, id, input.Papers, "Papers", OpinionActs.PapersPart, ct);
        var kept = subject.TryGet(out var file) && file is [var only] ? new SubjectFile(only.Name, only.Sha256) : (SubjectFile?)null;
        return (kept, [.. Of(subject), .. Of(papers)]);
    }

    private static ImmutableArray<Problem> Of<T>(Result<T> result) => result.Ok ? [] : result.Problems;
}
