using System.Globalization;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Opinions;
using LoTrinh.Steering.Tasks;
using LoTrinh.Steering.Urging;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Overview;

/// <summary>How the ministry's commitments stand, measured from the records.</summary>
[Permits(Permissions.Read)]
internal sealed class SteeringOverviewPage(OverviewQueries overview, OverviewPanels panels, OpinionQueries opinions, OrganisationDirectory organisation, Texts texts, TaskQueries tasks,
    DeadlineEngine deadlines) : PageModel
{
    private bool _mayUrge;

    public OverviewView View { get; private set; } = null!;

    /// <summary>The reader's ballots that wait.</summary>
    public IReadOnlyList<WaitingBallot> Ballots { get; private set; } = [];

    /// <summary>Goals with a number, those at risk first.</summary>
    public IReadOnlyList<Goal> Goals { get; private set; } = [];

    /// <summary>How the newest order to set up committees stands; null when none was given.</summary>
    public OrderSum? Order { get; private set; }

    public bool MayAssign { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        View = await overview.ReadAsync(actor);
        (Goals, Order) = (await panels.GoalsAsync(actor), await panels.OrderAsync(actor));
        Ballots = await opinions.WaitingAsync(actor, ct);
        (MayAssign, _mayUrge) = (actor.May(Permissions.Assign), actor.May(UrgingPermissions.Write));
    }

    public string UnitName(Guid id) => organisation.NameOf(id);

    public string Percent(double? rate) => rate is { } known ? known.ToString("0.0%", CultureInfo.CurrentCulture).Replace(" %", "%", StringComparison.Ordinal) : "–";

    /// <summary>Where a letter about an overdue task is prepared; null when there is nothing to urge or the reader may not.</summary>
    public string? UrgingOf(Waiting item) => _mayUrge && item is { State: TaskState.Issued or TaskState.InProgress, AsksExtension: false, DueOn: { } due } && due < tasks.Today
        ? $"~/chi-dao/don-doc/soan/{organisation.Find(item.LeadUnitId)?.Key}?nv={item.Id}" : null;

    /// <summary>Working days that an item is late; null when it is not.</summary>
    public int? DaysLate(Waiting item) => item.DueOn is { } due && due < tasks.Today ? deadlines.WorkingDaysBetween(due, tasks.Today) : null;

    /// <summary>Why an item waits: colour and words of its tag.</summary>
    public (string Color, string Words) Why(Waiting item) => item switch
    {
        { State: TaskState.Submitted } => ("info", texts["steering.why.submitted"]),
        { State: TaskState.ReturnedByLead } => ("warning", texts["steering.why.returned"]),
        { AsksExtension: true } => ("warning", texts["steering.why.extension"]),
        { DueOn: { } due } when due < tasks.Today => ("danger", texts["steering.kpi.overdue"]),
        _ => ("primary", texts["steering.why.new"]),
    };
}
