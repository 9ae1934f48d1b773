using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Documents;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Platform.Indicators;

/// <summary>The form that says what an indicator is: shared by defining and mending.</summary>
internal abstract class IndicatorFormPage(IndicatorWork work, IEnumerable<IIndicatorSource> sources, OrganisationDirectory organisation,
    Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? NameVi { get; set; }

    [BindProperty]
    public string? NameEn { get; set; }

    [BindProperty]
    public string? UnitVi { get; set; }

    [BindProperty]
    public string? UnitEn { get; set; }

    [BindProperty]
    public IndicatorDirection Direction { get; set; }

    [BindProperty]
    public bool IsQualitative { get; set; }

    [BindProperty]
    public IndicatorKind Kind { get; set; } = IndicatorKind.Reported;

    [BindProperty]
    public string? SourceKey { get; set; }

    [BindProperty]
    public IndicatorRhythm Rhythm { get; set; } = IndicatorRhythm.Month;

    [BindProperty]
    public IndicatorWindow Window { get; set; }

    [BindProperty]
    public DateOnly? StartsOn { get; set; }

    [BindProperty]
    public double? BaselineValue { get; set; }

    [BindProperty]
    public DateOnly? BaselineOn { get; set; }

    [BindProperty]
    public Guid? OwnerUnitId { get; set; }

    /// <summary>Number, identifier or address of the document that sets it.</summary>
    [BindProperty]
    public string? Document { get; set; }

    /// <summary>How its clause is called there.</summary>
    [BindProperty]
    public string? Clause { get; set; }

    [BindProperty]
    public string? TargetText { get; set; }

    [BindProperty]
    public string? Method { get; set; }

    /// <summary>Where the definition was read.</summary>
    [BindProperty]
    public string? ReadIn { get; set; }

    [BindProperty]
    public Confidence? Confidence { get; set; }

    /// <summary>"day | value", one a line.</summary>
    [BindProperty]
    public string? Targets { get; set; }

    /// <summary>"day | value", one a line.</summary>
    [BindProperty]
    public string? Plan { get; set; }

    public IEnumerable<SelectListItem> Kinds => Choices<IndicatorKind>("kind");

    public IEnumerable<SelectListItem> Rhythms => Choices<IndicatorRhythm>("rhythm");

    public IEnumerable<SelectListItem> Windows => Choices<IndicatorWindow>("window");

    public IEnumerable<SelectListItem> Directions => Choices<IndicatorDirection>("direction");

    public IEnumerable<SelectListItem> Sources =>
        [new(texts["indicator.no-source"], ""), .. sources.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s =>
            new SelectListItem(texts[$"indicator.source.{s.Key}"], s.Key))];

    public IEnumerable<SelectListItem> Units =>
        [new(texts["indicator.choose"], ""), .. organisation.On(clock.Today()).Select(u => new SelectListItem(u.Name, u.Id.ToString()))];

    public IEnumerable<SelectListItem> Sureness => [new("–", ""), .. Choices<Confidence>("confidence")];

    public IEnumerable<(string Name, string How)> SourceHelp =>
        sources.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (texts[$"indicator.source.{s.Key}"],
            texts[$"indicator.source.{s.Key}.how"]));

    protected void Fill(Indicator i)
    {
        (Code, NameVi, NameEn, UnitVi, UnitEn, Direction) = (i.Code, i.NameVi, i.NameEn, i.UnitVi, i.UnitEn, i.Direction);
        (IsQualitative, Kind, SourceKey, Rhythm, Window, StartsOn) = (i.IsQualitative, i.Kind, i.SourceKey, i.Rhythm, i.Window, i.StartsOn);
        (BaselineValue, BaselineOn, OwnerUnitId) = (i.BaselineValue, i.BaselineOn, i.OwnerUnitId);
        (Document, Clause, TargetText, Method, ReadIn, Confidence) = (i.DocumentId?.ToString(), i.ClauseLabel, i.TargetText, i.Method,
            i.Source, i.Confidence);
        Targets = DatedValue.Write(i.Targets.Select(p => new DatedValue(p.On, p.Value)));
        Plan = DatedValue.Write(i.Points.Where(p => !p.IsTarget).OrderBy(p => p.On).Select(p => new DatedValue(p.On, p.Value)));
    }

    /// <summary>Acts on what was typed, or shows the form again with everything in it.</summary>
    protected async Task<IActionResult> SaveAsync(Func<Actor, IndicatorDraft, Task<Result<Indicator>>> act, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return this.Stay([]);
        }

        var actor = await HttpContext.ActorAsync();
        var result = await DraftAsync(actor, ct) is var draft && draft.TryGet(out var whole) ? await act(actor, whole) : draft.Problems;
        return result.TryGet(out var indicator) ? this.Done($"~/chi-dao/chi-tieu/{indicator.Id}")
            : this.Stay(result.Problems.Select(p => p.Field == nameof(IndicatorDraft.Source) ? p with { Field = nameof(ReadIn) } : p));
    }

    private async Task<Result<IndicatorDraft>> DraftAsync(Actor actor, CancellationToken ct)
    {
        var (targets, plan) = (DatedValue.Lines(Targets, nameof(Targets)), DatedValue.Lines(Plan, nameof(Plan)));
        var draft = new IndicatorDraft
        {
            Code = Code, NameVi = NameVi, NameEn = NameEn, UnitVi = UnitVi, UnitEn = UnitEn, Direction = Direction,
            IsQualitative = IsQualitative, Kind = Kind,
            SourceKey = SourceKey, Rhythm = Rhythm, Window = Window, StartsOn = StartsOn, BaselineValue = BaselineValue,
            BaselineOn = BaselineOn, OwnerUnitId = OwnerUnitId,
            TargetText = TargetText, Method = Method, Source = ReadIn, Confidence = Confidence,
            Targets = targets.Ok ? targets.Value : [], Plan = plan.Ok ? plan.Value : [],
        };
        var named = await work.WithDocumentAsync(actor, draft, Document, Clause, ct);
        System.Collections.Immutable.ImmutableArray<Problem> problems = [.. targets.Problems, .. plan.Problems, .. named.Problems];
        return problems.Length > 0 ? problems : named;
    }

    private IEnumerable<SelectListItem> Choices<T>(string of)
        where T : struct, Enum => Enum.GetValues<T>().Select(v => new SelectListItem(texts[$"indicator.{of}.{v}"], v.ToString()));
}
