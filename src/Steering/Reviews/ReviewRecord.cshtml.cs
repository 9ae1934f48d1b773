using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Ledger;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Reviews;

/// <summary>One review: its period, its figures before and after adjustment, who has reported, how units rank, and what the reader can
/// do.</summary>
[Permits(Permissions.Read)]
internal sealed class ReviewRecordPage(ReviewWork work, FigureWork figures, ReviewQueries reviews, ReviewReader reader, ReviewScope scope,
    ReviewWords words, TaskQueries tasks,
    AppDb db, OrganisationDirectory organisation, Texts texts, TimeProvider clock) : PageModel, IRemembersVersion
{
    private Actor _actor = Actor.Nobody;

    public Review Review { get; private set; } = null!;

    public ReviewReading? Reading { get; private set; }

    public (Review Review, ReviewReading Reading)? Before { get; private set; }

    /// <summary>How the tasks stand today, as far as the reader may see them; until the figures are frozen.</summary>
    public StatusCounts? Today { get; private set; }

    public IReadOnlyList<LedgerEntry> History { get; private set; } = [];

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? WithdrawReason { get; set; }

    public string Title => words.Title(Review);

    public bool MayOrganise => scope.MayOrganise(_actor, Review.UnitId);

    public bool MayApprove => scope.MayApprove(_actor, Review);

    public bool SeesAll => scope.MaySeeAll(_actor, Review);

    /// <summary>Whether the consolidated words are shown: to who reads of all units, and to the others once they are approved.</summary>
    public bool SeesSummary => SeesAll || Review.State == ReviewState.Approved;

    public bool CutOffPassed => clock.UtcNow() >= Review.CutOffAt;

    public IEnumerable<UnitReport> Reports => Review.Reports.OrderBy(r => r.UnitId != Review.UnitId)
        .ThenBy(r => organisation.Find(r.UnitId)?.Order);

    /// <summary>Reports that the reader sends.</summary>
    public IEnumerable<UnitReport> Mine => Review.TakesReports ? Reports.Where(r => scope.MayReport(_actor, r.UnitId)) : [];

    /// <summary>Who acts next and by when; null when nobody has to.</summary>
    public string? Next => Review.State switch
    {
        ReviewState.Open when CutOffPassed => texts["review.next.freeze"],
        ReviewState.Open => texts["review.next.cut-off", Review.To.Show()],
        ReviewState.Frozen when Review.Reports.Count(r => r.State != ReportState.Submitted) is > 0 and var missing =>
            texts["review.next.reports", missing, Review.ReportDueOn.Show()],
        ReviewState.Frozen => texts["review.next.propose", Review.SendBy.Show()],
        ReviewState.Proposed => texts["review.next.approve", Review.SendBy.Show()],
        _ => null,
    };

    public IEnumerable<(string Heading, string? Text)> Sections =>
    [
        (texts["review.situation"], Review.Situation), (texts["review.direction"], Review.Direction),
            (texts["review.results"], Review.Results),
        (texts["review.shortcomings"], Review.Shortcomings), (texts["review.lessons"], Review.Lessons),
            (texts["review.next-steps"], Review.NextSteps),
        (texts["review.recommendations"], Review.Recommendations),
    ];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostFreezeAsync(Guid id, CancellationToken ct) => Do(id, a => figures.Freeze(a, id, ct), ct);

    public Task<IActionResult> OnPostProposeAsync(Guid id, CancellationToken ct) => Do(id, a => work.Propose(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostApproveAsync(Guid id, CancellationToken ct) => Do(id, a => work.Approve(a, id, Version, ct), ct);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.GiveBack(a, id, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken ct) =>
        Do(id, a => work.Withdraw(a, id, Version, WithdrawReason, ct), ct);

    public string UnitName(Guid id) => organisation.NameOf(id);

    /// <summary>A unit's name: as it was frozen in Vietnamese, from the register in English.</summary>
    public string UnitName(string key) => organisation.Find(key)?.Name ?? key;

    public string? UnitKey(Guid id) => organisation.Find(id)?.Key;

    public bool SeesUnit(Guid id) => scope.MaySeeOf(_actor, id);

    public bool SeesUnit(string key) => organisation.Find(key) is { } unit && SeesUnit(unit.Id);

    public string TitleOf(Review other) => words.Title(other);

    public int? Moved(UnitResult unit) => RankChange.Of(unit, Before?.Reading.After);

    private Task<IActionResult> Do(Guid id, Func<Actor, Task<Result<Review>>> act, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/so-ket/{id}", act, () => LoadAsync(id, ct));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        _actor = await HttpContext.ActorAsync();
        if (await reviews.FindAsync(_actor, id, ct) is not { } review)
        {
            return false;
        }

        (Review, Version) = (review, Version ?? review.Version);
        Reading = await reader.ReadAsync(id);
        if (Reading is null)
        {
            Today = StatusCounts.Sum((await tasks.TallyAsync(tasks.Narrow(tasks.Seen(_actor), new(UnitId: review.UnitId, Below: true))))
                .Select(t => t.Counts));
        }
        else
        {
            Before = await reader.BeforeAsync(review, ct);
        }

        // What each unit does with its report is told where its words are.
        History = SeesAll ? await db.Ledger.AsNoTracking().Where(e => e.SubjectId == id).OrderByDescending(e => e.Seq).Take(100)
            .ToListAsync(ct) : [];
        return true;
    }
}
