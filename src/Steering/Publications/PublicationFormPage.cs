using LoTrinh.Platform.Data;
using LoTrinh.Platform.Indicators;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Reviews;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Publications;

/// <summary>The form that says what is published: shared by preparing and preparing anew.</summary>
internal abstract class PublicationFormPage(PublicationQueries publications, AppDb db, ReviewWords reviews, Texts texts, TimeProvider clock)
    : PageModel
{
    private IReadOnlyList<Review> _sources = [];
    private IReadOnlyList<(Guid Id, string Code, string Name)> _indicators = [];

    [BindProperty]
    public Guid? ReviewId { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public bool WithCounts { get; set; }

    [BindProperty]
    public PublishedLevel? Level { get; set; }

    [BindProperty]
    public List<Guid>? IndicatorIds { get; set; }

    [BindProperty]
    public string? TaskCodes { get; set; }

    [BindProperty]
    public string? CommentaryVi { get; set; }

    [BindProperty]
    public string? CommentaryEn { get; set; }

    [BindProperty]
    public string? AnswerableVi { get; set; }

    [BindProperty]
    public string? AnswerableEn { get; set; }

    public IEnumerable<SelectListItem> Sources => [new(texts["publication.by-day"], ""),
        .. _sources.Select(r => new SelectListItem($"{reviews.Title(r)} ({r.From.Show()} – {r.To.Show()})", r.Id.ToString()))];

    public IEnumerable<SelectListItem> Levels => Enum.GetValues<PublishedLevel>()
        .Select(l => new SelectListItem(texts[PublicationWords.Key(l)], l.ToString()));

    public IEnumerable<SelectListItem> Indicators => _indicators.Select(i => new SelectListItem($"{i.Code} {i.Name}", i.Id.ToString()));

    protected PublicationDraft Draft => new(ReviewId, Day, WithCounts, Level ?? PublishedLevel.None, IndicatorIds ?? [], TaskCodes,
        CommentaryVi, CommentaryEn, AnswerableVi, AnswerableEn);

    protected async Task<bool> LoadAsync(CancellationToken ct)
    {
        _sources = await publications.SourcesAsync(ct);
        _indicators = [.. (await PublicationBuilder.Choosable(db).Where(i => i.RetiredOn == null).ToListAsync(ct))
            .OrderBy(i => i.Code, IndicatorQueries.Natural).Select(i => (i.Id, i.Code, i.Name))];
        return true;
    }

    /// <summary>What is usual: the last frozen review with its counts, and who answered for the last publication.</summary>
    protected async Task BeginAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        (ReviewId, Day) = _sources.Count > 0 ? (_sources[0].Id, null) : ((Guid?)null, (DateOnly?)clock.Today().AddDays(-1));
        (WithCounts, Level) = (true, PublishedLevel.Direct);
        if (await db.Publications.AsNoTracking().OrderByDescending(p => p.PreparedAt).FirstOrDefaultAsync(ct) is { } last)
        {
            (AnswerableVi, AnswerableEn) = (last.AnswerableVi, last.AnswerableEn);
        }
    }

    protected async Task FillAsync(Publication publication, CancellationToken ct)
    {
        await LoadAsync(ct);
        var content = publication.Read();
        (ReviewId, Day) = (content.Source.ReviewId, content.Source.ReviewId is null ? content.AsOf : null);
        (WithCounts, Level, TaskCodes) = (content.Whole is not null, content.Level, string.Join('\n', content.Tasks.Select(t => t.Code)));
        var codes = content.Indicators.Select(i => i.Code).ToHashSet(StringComparer.Ordinal);
        IndicatorIds = [.. _indicators.Where(i => codes.Contains(i.Code)).Select(i => i.Id)];
        (CommentaryVi, CommentaryEn) = (publication.CommentaryVi, publication.CommentaryEn);
        (AnswerableVi, AnswerableEn) = (publication.AnswerableVi, publication.AnswerableEn);
    }
}
