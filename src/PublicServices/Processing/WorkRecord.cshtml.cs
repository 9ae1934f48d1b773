using LoTrinh.Platform;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.PublicServices.Dossiers;
using LoTrinh.PublicServices.Procedures;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.PublicServices.Processing;

/// <summary>One dossier for those who work on it: what is to be done next and by whom, who had it how long, and every act that the reader may do.</summary>
[Permits(Permissions.Handle)]
internal sealed class WorkRecordPage(
    ReceptionWork reception, StepWork steps, ResultWork results, DossierQueries dossiers, ProcessingQueries queries, TaskFlow flow, IEnumerable<IDossierSection> sections,
    IEnumerable<IDossierGate> gates, OrganisationDirectory organisation, DeadlineEngine deadlines, TimeProvider clock, Texts texts) : PageModel, IRemembersVersion
{
    public WholeDossier Whole { get; private set; } = null!;

    public Dossier Dossier => Whole.Dossier;

    public WholeProcess Process { get; private set; } = null!;

    public NextToAct? Next { get; private set; }

    /// <summary>What the counter wrote down; null where the dossier came from an account.</summary>
    public TakenAtCounter? Counter { get; private set; }

    /// <summary>Why the desk cannot receive the dossier, or give its result out, as yet; null where nothing is in the way.</summary>
    public string? Closed { get; private set; }

    /// <summary>Parts from other capabilities, each with its partial page.</summary>
    public IReadOnlyList<(string Partial, object Model)> Sections { get; private set; } = [];

    public Actor Reader { get; private set; } = Actor.Nobody;

    public bool IsDesk { get; private set; }

    public bool IsLate => Dossier.IsLate(clock.Today());

    /// <summary>Open tasks that the reader may act at.</summary>
    public IReadOnlyList<DossierTask> Own => [.. Process.Tasks.Where(t => t.IsOpen && flow.Holds(Reader, t))];

    /// <summary>Whether the reader has the dossier: at the desk until it is passed on, at a step afterwards.</summary>
    public bool Holds => IsDesk && Dossier.Status is DossierStatus.Submitted or DossierStatus.Received || (Dossier.Status == DossierStatus.Processing && Own.Count > 0);

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public Guid? TaskId { get; set; }

    [BindProperty]
    public string? Way { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Why the result is late: beside the other reason on one page, so that neither is shown with the other's problem.</summary>
    [BindProperty]
    public string? ApologyReason { get; set; }

    [BindProperty]
    public string? WhyAgain { get; set; }

    /// <summary>What is wrong, by what it is about.</summary>
    [BindProperty(Name = "Defect")]
    public Dictionary<string, string?> Defects { get; set; } = [];

    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public string? Question { get; set; }

    [BindProperty]
    public int? Hours { get; set; } = 8;

    [BindProperty]
    public IFormFile? ResultFile { get; set; }

    [BindProperty]
    public bool OnPaper { get; set; }

    [BindProperty]
    public string? Method { get; set; }

    [BindProperty]
    public string? Taker { get; set; }

    [BindProperty]
    public string? PostNumber { get; set; }

    [BindProperty]
    public string? NewDay { get; set; }

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => await LoadAsync(code, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostReceiveAsync(string code, CancellationToken ct) => Act(code, a => reception.Receive(a, code, Version, ct), ct);

    public Task<IActionResult> OnPostForwardAsync(string code, CancellationToken ct) => Act(code, a => reception.Forward(a, code, Version, ct), ct);

    public Task<IActionResult> OnPostSupplementAsync(string code, CancellationToken ct) =>
        Act(code, a => reception.AskSupplement(a, code, Version, [.. Defects.Select(d => new Defect(d.Key == "all" ? "" : d.Key, d.Value ?? ""))], WhyAgain, ct), ct);

    public Task<IActionResult> OnPostRefuseAsync(string code, CancellationToken ct) => Act(code, a => reception.Refuse(a, code, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostStopAsync(string code, CancellationToken ct) => Act(code, a => reception.Stop(a, code, Version, Reason, ct), ct);

    public Task<IActionResult> OnPostStepAsync(string code, CancellationToken ct) => Act(code, a => steps.Complete(a, code, TaskId ?? Guid.Empty, Way, Note, Version, ct), ct);

    public Task<IActionResult> OnPostConsultAsync(string code, CancellationToken ct) =>
        Act(code, a => steps.Consult(a, code, TaskId ?? Guid.Empty, Unit, Question, Hours, Version, ct), ct);

    public Task<IActionResult> OnPostTakeAsync(string code, bool give, CancellationToken ct) => Act(code, a => steps.Take(a, code, TaskId ?? Guid.Empty, give, Version, ct), ct);

    public Task<IActionResult> OnPostIssueAsync(string code, CancellationToken ct) =>
        Act(code, a => results.Issue(a, code, TaskId, Version, SentFile.Of(ResultFile is null ? null : [ResultFile]), OnPaper, ct), ct);

    public Task<IActionResult> OnPostGiveOutAsync(string code, CancellationToken ct) => Act(code, a => results.GiveOut(a, code, Version, new(Method, Taker, PostNumber), ct), ct);

    public Task<IActionResult> OnPostApologiseAsync(string code, CancellationToken ct) => Act(code, a => results.Apologise(a, code, Version, NewDay, Unit, ApologyReason, ct), ct,
        p => p.Field == ReceptionWork.ReasonField ? p with { Field = nameof(ApologyReason) } : p);

    /// <summary>The name of a task's step, in the reader's language.</summary>
    public string StepOf(DossierTask task) => flow.StepOf(Whole.Procedure, task)?.Name ?? texts["services.step.asked"];

    public string UnitOf(Guid id) => organisation.NameOf(id);

    /// <summary>Who did a task, in words.</summary>
    public string? WhoOf(DossierTask task) => task.ClosedBy == Actor.System.Name ? texts["ledger.system"] : task.ClosedBy;

    /// <summary>Whether the process gives a step to the desk itself, so that its officer is not surprised to be asked for it.</summary>
    public bool IsDeskStep(DossierTask task) => task.UnitId == flow.Desk?.Id && task.Step != DossierTask.Asked;

    /// <summary>What came of a task, in words.</summary>
    public string? WayOf(DossierTask task) => task.Way switch
    {
        null => null,
        DossierTask.Silent => texts["services.way.silent"],
        DossierTask.Ended => texts["services.way.ended"],
        "answered" => texts["services.way.answered"],
        "issued" => texts["services.way.issued"],
        _ => flow.StepOf(Whole.Procedure, task)?.Ways.Find(w => w.Key == task.Way)?.Name ?? task.Way,
    };

    /// <summary>Whether a task was done before, on or after its time; null where it has none.</summary>
    public bool? IsOver(DossierTask task) => task.DueAt is { } due ? (task.ClosedAt ?? clock.UtcNow()) > due : null;

    public IEnumerable<ProcessWay> WaysOf(DossierTask task) => flow.StepOf(Whole.Procedure, task) is { } step ? ProcessRun.WaysOf(step, Whole.Values) : [];

    public IEnumerable<(string Key, string Name)> DefectsToName => DefectNames.All(Whole.Procedure);

    /// <summary>Units that may be asked, and for an apology those that had the dossier.</summary>
    public IEnumerable<SelectListItem> Units(bool held) => organisation.On(clock.Today()).Where(u => u.ParentId is not null && (!held || u.Id == flow.Desk?.Id || Process.Tasks.Any(t => t.UnitId == u.Id)))
        .OrderBy(u => u.Order).Select(u => new SelectListItem(u.Name, u.Key, Unit == u.Key)).Prepend(new("", ""));

    public IEnumerable<SelectListItem> Methods => new[] { HandOver.Desk, HandOver.Post }.Select(m => new SelectListItem(texts[$"services.hand-over.{m}"], m, Method == m));

    /// <summary>By when papers that the counter took in are to be passed on.</summary>
    /// <remarks>Source: Decree 61/2018/NĐ-CP, art. 18.</remarks>
    public string? ForwardBy => Dossier is not { Status: DossierStatus.Received, ReceivedAt: { } at } ? null
        : ServiceRules.On(ServiceRules.ForwardBy, at.OfficeDay()) is { } rule && at.ToOffice().Hour >= rule.Amount
            ? texts["services.forward.next-day", deadlines.AddWorkingDaysOrDays(at.OfficeDay(), 1).Show()] : texts["services.forward.today", at.OfficeDay().Show()];

    // What is said of the list of defects stands beside its last line.
    private Task<IActionResult> Act(string code, Func<Actor, Task<Result<Dossier>>> act, CancellationToken ct, Func<Problem, Problem>? beside = null) =>
        this.ActAsync($"~/dich-vu-cong/xu-ly/{code}", act, () => LoadAsync(code, ct), beside ?? (p => p.Field == ReceptionWork.DefectsField ? p with { Field = "Defect[all]" } : p));

    // Told before the button is pressed, rather than as a refusal of it.
    private async Task<string?> ClosedAsync(CancellationToken ct) => Dossier.Status switch
    {
        DossierStatus.Submitted => await gates.FirstAsync(Dossier, DossierStatus.Received, ct),
        DossierStatus.Processed => await gates.FirstAsync(Dossier, DossierStatus.ResultReturned, ct),
        _ => null,
    } is { } problem ? texts.Say(problem) : null;

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        Reader = await HttpContext.ActorAsync();
        if (await dossiers.FindAsync(Reader, code, ct) is not { Dossier.Code: not null } whole)
        {
            return false;
        }

        (Whole, IsDesk) = (whole, dossiers.MayProcess(Reader));
        Process = await queries.OfAsync(Dossier, ct);
        Counter = await queries.CounterAsync(Dossier, ct);
        Closed = IsDesk ? await ClosedAsync(ct) : null;
        Next = await dossiers.NextAsync(Dossier.Id, Dossier.Status, Dossier.AnswerDueAt, ct);
        Sections = await sections.OfAsync(Reader, whole, ct);
        return true;
    }
}
