using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Explanations;

/// <summary>What a request is about, and who answers for it.</summary>
internal sealed record ExplanationSubject(Guid? TaskId, Guid? IndicatorId, string Code, string NameVi, string NameEn, UnitInfo Unit)
{
    /// <summary>Code and name in the reader's language.</summary>
    public string Title => $"{Code} {(Languages.IsEnglish ? NameEn : NameVi)}";
}

/// <summary>Asks units to explain, takes what they answer, and decides about it.</summary>
internal sealed class ExplanationWork(AppDb db, ExplanationQueries explanations, ExplanationNews news, TaskQueries tasks,
    IndicatorQueries indicators, TakeFiles takeFiles,
    DeadlineEngine deadlines, OrganisationDirectory organisation, TimeProvider clock)
{
    /// <summary>What the actor may ask about; null when there is no such task or indicator that they see, or neither or both are
    /// named.</summary>
    public async Task<ExplanationSubject?> SubjectAsync(Actor actor, Guid? taskId, Guid? indicatorId, CancellationToken ct)
    {
        if (taskId is { } task && indicatorId is null)
        {
            return await tasks.Seen(actor).Where(t => t.Id == task).Select(t => new { t.Code, t.Title, t.LeadUnitId })
                .SingleOrDefaultAsync(ct) is { } t
                && organisation.Find(t.LeadUnitId) is { } lead ? new(task, null, t.Code, t.Title, t.Title, lead) : null;
        }

        return indicatorId is { } indicator && taskId is null && await indicators.FindAsync(actor, indicator, ct) is { } i
            && organisation.Find(i.OwnerUnitId) is { } owner ? new(null, indicator, i.Code, i.NameVi, i.NameEn, owner) : null;
    }

    /// <summary>Asks the unit that answers for a task or an indicator; its focal point and its head are told at once.</summary>
    public async Task<Result<ExplanationRequest>> Ask(Actor actor, ExplanationDraft draft, CancellationToken ct)
    {
        if (actor.Lacks(ExplanationPermissions.Ask) is { } lacking)
        {
            return lacking;
        }

        if (await SubjectAsync(actor, draft.TaskId, draft.IndicatorId, ct) is not { } about)
        {
            return Problem.Invalid("explanation.subject", nameof(draft.TaskId));
        }

        if (actor.Lacks(ExplanationPermissions.Ask, about.Unit.Path) is { } refusal)
        {
            return refusal;
        }

        var asked = ExplanationRequest.Ask(draft, about.Unit.Id, clock.Today(), deadlines.Calendar, DoerOf(actor));
        if (!asked.TryGet(out var request))
        {
            return asked;
        }

        db.Explanations.Add(request);
        RecordBoth(actor, "asked", request, request.Question);
        await news.AskedAsync(actor, request, () => about.Title, ct);
        return await db.TrySaveAsync(ct) is { } lost ? lost : request;
    }

    /// <summary>Explains for the unit, with files where they say more.</summary>
    public Task<Result<ExplanationRequest>> Answer(Actor actor, Guid id, int? version, string? text, IReadOnlyList<SentFile> files,
        CancellationToken ct) =>
        DoAsync(actor, id, version, async request =>
        {
            if (organisation.Find(request.UnitId) is not { } unit || actor.Lacks(ExplanationPermissions.Answer, unit.Path) is not null)
            {
                return Problem.Forbidden();
            }

            var answered = request.Answer(text, DoerOf(actor));
            if (!answered.TryGet(out var answer))
            {
                return answered.Problems;
            }

            var kept = await takeFiles.Handle(actor, ExplanationQueries.FileRoom, id, files, "Files", answer.Id.ToString(), ct);
            if (!kept.Ok)
            {
                return kept.Problems;
            }

            RecordBoth(actor, "answered", request);
            await news.AnsweredAsync(actor, request, await TitleAsync(id, ct), ct);
            return request;
        }, ct);

    /// <summary>Accepts the answer.</summary>
    public Task<Result<ExplanationRequest>> Accept(Actor actor, Guid id, int? version, string? note, CancellationToken ct) =>
        DecideAsync(actor, id, version, "accepted", note, r => r.Accept(note, DoerOf(actor)), news.AcceptedAsync, ct);

    /// <summary>Asks again, with a reason and a new day.</summary>
    public Task<Result<ExplanationRequest>> AskAgain(Actor actor, Guid id, int? version, string? reason, DateOnly? answerBy,
        CancellationToken ct) =>
        DecideAsync(actor, id, version, "asked-again", reason, r =>
            r.AskAgain(reason, answerBy, clock.Today(), deadlines.Calendar, DoerOf(actor)), news.AskedAsync, ct);

    /// <summary>Whether the actor decides: the account that asked, and once it no longer may, whoever may ask the unit.</summary>
    public async Task<bool> MayDecideAsync(Actor actor, ExplanationRequest request, CancellationToken ct) =>
        organisation.Find(request.UnitId) is { } unit && actor.May(ExplanationPermissions.Ask, unit.Path)
            && (request.AskedById == actor.AccountId
            || !(await explanations.DecidersAsync(unit.Id, request.AskedById, ct)).Any(d => d.AccountId == request.AskedById));

    /// <summary>Has the requests about tasks that a unit took over follow them; the caller saves. Whoever answers there is told of what is
    /// owed.</summary>
    public async Task FollowAsync(Actor actor, IReadOnlyCollection<Guid> taskIds, UnitInfo from, UnitInfo to, string basis, CancellationToken ct)
    {
        var requests = await db.Explanations.Include(r => r.Answers).Where(r => taskIds.Contains(r.TaskId!.Value) && r.UnitId == from.Id)
            .ToListAsync(ct);
        foreach (var request in requests)
        {
            request.PassTo(to.Id);
            db.Record(actor, "steering.explanation.passed", request, $"{from.NameVi} → {to.NameVi}. {basis}");
            if (AnswerRule.IsOwed(request.Step))
            {
                await news.PassedAsync(actor, request, await TitleAsync(request.Id, ct), ct);
            }
        }
    }

    private Task<Result<ExplanationRequest>> DecideAsync(Actor actor, Guid id, int? version, string what, string? reason,
        Func<ExplanationRequest, Result<ExplanationRequest>> decide, Func<Actor, ExplanationRequest, Func<string>, CancellationToken, Task> tell, CancellationToken ct) =>
        DoAsync(actor, id, version, async request =>
        {
            if (!await MayDecideAsync(actor, request, ct))
            {
                return Problem.Forbidden();
            }

            var decided = decide(request);
            if (decided.Ok)
            {
                RecordBoth(actor, what, request, Words.Clean(reason));
                await tell(actor, request, await TitleAsync(id, ct), ct);
            }

            return decided;
        }, ct);

    private async Task<Result<ExplanationRequest>> DoAsync(Actor actor, Guid id, int? version, Func<ExplanationRequest,
        Task<Result<ExplanationRequest>>> act, CancellationToken ct)
    {
        if (await explanations.Seen(actor).AsTracking().Include(r => r.Answers)
            .SingleOrDefaultAsync(r => r.Id == id, ct) is not { } request)
        {
            return Problem.NotFound("explanation.unknown");
        }

        if (version is { } seen)
        {
            db.Expect(request, seen);
        }

        var result = await act(request);
        return !result.Ok ? result : await db.TrySaveAsync(ct) is { } lost ? lost : result;
    }

    // The request has its history, and so has what it is about.
    private void RecordBoth(Actor actor, string what, ExplanationRequest request, string? reason = null)
    {
        db.Record(actor, $"steering.explanation.{what}", request, reason);
        var (type, id) = request.TaskId is { } task ? (nameof(SteeringTask), task) : (nameof(Indicator), request.IndicatorId!.Value);
        db.Record(actor, $"steering.explanation.{what}", type, id, new { ExplanationId = request.Id }, reason);
    }

    // In the language of whoever reads it.
    private async Task<Func<string>> TitleAsync(Guid id, CancellationToken ct)
    {
        var row = await explanations.RowAsync(id, ct);
        return () => row.Title;
    }

    private Doer DoerOf(Actor actor) => new(actor.AccountId, actor.Name, clock.UtcNow());
}
