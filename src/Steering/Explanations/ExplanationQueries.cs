using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Explanations;

/// <summary>What may be done about requests for explanation; reading them needs <see cref="Permissions.Read"/> for the unit that
/// answers.</summary>
internal static class ExplanationPermissions
{
    /// <summary>Ask a unit to explain, accept what it answers, or ask again.</summary>
    public const string Ask = "steering.explanation.ask";

    /// <summary>Explain for the unit; holders are told of a request.</summary>
    public const string Answer = "steering.explanation.answer";
}

/// <summary>What the list is narrowed to; it lives in the address bar.</summary>
internal sealed record ExplanationFilter(
    AnswerState? State = null, Guid? UnitId = null, string? About = null, int Page = 1, string? Q = null)
{
    public const int PageSize = 25;
    public const string Tasks = "nhiem-vu";
    public const string Indicators = "chi-tieu";

    /// <summary>Whether it asks for what there is.</summary>
    public bool IsAboutKnown => About is null or "" or Tasks or Indicators;
}

/// <summary>A request in a list, with what it is about.</summary>
internal sealed record ExplanationRow(Guid Id, Guid? TaskId, Guid? IndicatorId, string Code, string NameVi, string NameEn, Guid UnitId,
    string Question, Guid AskedById,
    string AskedBy, DateTime AskedAt, DateOnly AnswerBy, AnswerStep Step)
{
    /// <summary>Name in the reader's language.</summary>
    public string Name => Languages.IsEnglish ? NameEn : NameVi;

    public string Title => $"{Code} {Name}";

    public string SubjectUrl => TaskId is { } task ? $"~/chi-dao/nhiem-vu/{task}" : $"~/chi-dao/chi-tieu/{IndicatorId}";

    public AnswerState StateOn(DateOnly today) => AnswerRule.Of(Step, AnswerBy, today);
}

/// <summary>Reads requests for explanation; only of units that the actor may read.</summary>
internal sealed class ExplanationQueries(AppDb db, Recipients recipients, OrganisationDirectory organisation, TimeProvider clock)
{
    public const string FileRoom = "steering.explanation";
    private readonly Dictionary<Guid, IReadOnlyList<Recipient>> _asking = [];

    public IQueryable<ExplanationRequest> Seen(Actor actor)
    {
        var units = UnitsOf(actor, Permissions.Read);
        return db.Explanations.AsNoTracking().Where(r => units.Contains(r.UnitId));
    }

    /// <summary>One request with its answers; null when the actor may not see it.</summary>
    public Task<ExplanationRequest?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        Seen(actor).Include(r => r.Answers).SingleOrDefaultAsync(r => r.Id == id, ct);

    public Task<ExplanationRow> RowAsync(Guid id, CancellationToken ct) => Rows(db.Explanations.Where(r => r.Id == id)).SingleAsync(ct);

    /// <summary>A page of the list, what is owed and due first, and how many there are.</summary>
    public async Task<(IReadOnlyList<ExplanationRow> Rows, int Count)> ListAsync(Actor actor, ExplanationFilter filter,
        CancellationToken ct)
    {
        var requests = Narrow(Seen(actor), filter);
        var count = await requests.CountAsync(ct);
        var sorted = requests.OrderBy(r => r.Step == AnswerStep.Accepted).ThenBy(r => r.AnswerBy).ThenByDescending(r => r.AskedAt);
        return (await Rows(sorted.Skip((filter.Page - 1) * ExplanationFilter.PageSize).Take(ExplanationFilter.PageSize)).ToListAsync(ct),
            count);
    }

    /// <summary>Those about one task or one indicator, newest first.</summary>
    public async Task<IReadOnlyList<ExplanationRow>> AboutAsync(Actor actor, Guid? taskId, Guid? indicatorId, CancellationToken ct) =>
        await Rows(Seen(actor).Where(r => r.TaskId == taskId && r.IndicatorId == indicatorId).OrderByDescending(r => r.AskedAt))
            .ToListAsync(ct);

    /// <summary>What waits for the actor: explanations that their unit owes, and answers to what they asked.</summary>
    public async Task<IReadOnlyList<ExplanationRow>> WaitingAsync(Actor actor, CancellationToken ct)
    {
        if (!actor.May(ExplanationPermissions.Answer) && !actor.May(ExplanationPermissions.Ask))
        {
            return [];
        }

        var (answers, asks) = (UnitsOf(actor, ExplanationPermissions.Answer), UnitsOf(actor, ExplanationPermissions.Ask));
        var rows = await Rows(Seen(actor)
            .Where(r => ((r.Step == AnswerStep.Waiting || r.Step == AnswerStep.AskedAgain) && answers.Contains(r.UnitId))
            || (r.Step == AnswerStep.Answered && asks.Contains(r.UnitId))).OrderBy(r => r.AnswerBy)).ToListAsync(ct);
        var waiting = new List<ExplanationRow>();
        foreach (var row in rows)
        {
            if (row.Step != AnswerStep.Answered || row.AskedById == actor.AccountId
                || (await DecidersAsync(row.UnitId, row.AskedById, ct)).Any(d => d.AccountId == actor.AccountId))
            {
                waiting.Add(row);
            }
        }

        return waiting;
    }

    /// <summary>Who decides about what a unit explained: the account that asked, and once it may no longer, whoever may ask the unit.</summary>
    public async Task<IReadOnlyList<Recipient>> DecidersAsync(Guid unitId, Guid askedById, CancellationToken ct)
    {
        if (!_asking.TryGetValue(unitId, out var holders))
        {
            _asking[unitId] = holders = await recipients.HoldingAsync(ExplanationPermissions.Ask, unitId, ct);
        }

        return holders.FirstOrDefault(h => h.AccountId == askedById) is { } asker ? [asker] : holders;
    }

    public async Task<IReadOnlyList<StoredFile>> FilesAsync(Guid id, CancellationToken ct) =>
        await db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == FileRoom && f.SubjectId == id).OrderBy(f => f.Id).ToListAsync(ct);

    private IQueryable<ExplanationRequest> Narrow(IQueryable<ExplanationRequest> requests, ExplanationFilter filter)
    {
        var (tasks, indicators) = (db.Tasks, db.Set<Indicator>());
        foreach (var word in Folding.Fold(filter.Q).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => " " + w))
        {
            requests = requests.Where(r => r.SearchText.Contains(word)
                || tasks.Any(t => t.Id == r.TaskId && t.SearchText.Contains(word))
                || indicators.Any(i => i.Id == r.IndicatorId && i.SearchText.Contains(word)));
        }

        var today = clock.Today();
        requests = filter.State switch
        {
            AnswerState.Waiting => requests.Where(r => r.Step == AnswerStep.Waiting && r.AnswerBy >= today),
            AnswerState.AskedAgain => requests.Where(r => r.Step == AnswerStep.AskedAgain && r.AnswerBy >= today),
            AnswerState.Overdue => requests.Where(r => (r.Step == AnswerStep.Waiting || r.Step == AnswerStep.AskedAgain)
                && r.AnswerBy < today),
            AnswerState.Answered => requests.Where(r => r.Step == AnswerStep.Answered),
            AnswerState.Accepted => requests.Where(r => r.Step == AnswerStep.Accepted),
            _ => requests,
        };
        requests = filter.UnitId is { } unit ? requests.Where(r => r.UnitId == unit) : requests;
        return filter.About switch
        {
            ExplanationFilter.Tasks => requests.Where(r => r.TaskId != null),
            ExplanationFilter.Indicators => requests.Where(r => r.IndicatorId != null),
            _ => requests,
        };
    }

    private IQueryable<ExplanationRow> Rows(IQueryable<ExplanationRequest> requests) => requests
        .LeftJoin(db.Tasks, r => r.TaskId, t => t.Id, (r, t) => new { r, t })
        .LeftJoin(db.Set<Indicator>(), x => x.r.IndicatorId, i => i.Id, (x, i) => new ExplanationRow(x.r.Id, x.r.TaskId, x.r.IndicatorId,
            x.t != null ? x.t.Code : i!.Code, x.t != null ? x.t.Title : i!.NameVi, x.t != null ? x.t.Title
                : i!.NameEn, x.r.UnitId, x.r.Question, x.r.AskedById,
            x.r.AskedBy, x.r.AskedAt, x.r.AnswerBy, x.r.Step));

    private List<Guid> UnitsOf(Actor actor, string permission) =>
        [.. actor.ScopesOf(permission).SelectMany(organisation.Under).Select(u => u.Id).Distinct()];
}

/// <summary>What explains is for those who see the request.</summary>
internal sealed class ExplanationFiles(ExplanationQueries explanations) : IGuardFiles
{
    public string Room => ExplanationQueries.FileRoom;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct) =>
        await explanations.FindAsync(actor, file.SubjectId, ct) is not null;
}

/// <summary>On everyone's own page of work: what their unit is to explain, and the answers to what they asked.</summary>
internal sealed class ExplanationsWaiting(ExplanationQueries explanations, TimeProvider clock) : IWhatWaits
{
    public async Task<IReadOnlyList<WaitingMatter>> OfAsync(Actor actor, CancellationToken ct) =>
        [.. (await explanations.WaitingAsync(actor, ct)).Select(r => (Row: r, State: r.StateOn(clock.Today())))
            .Select(x => new WaitingMatter(
            x.Row.Title, $"~/chi-dao/giai-trinh/{x.Row.Id}", x.State == AnswerState.Answered ? "explanation.decide"
                : "explanation.answer",
            x.Row.AnswerBy, AnswerRule.Key(x.State), AnswerRule.Color(x.State)))];
}
