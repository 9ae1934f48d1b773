using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Inspections;

/// <summary>What the list is narrowed to; it lives in the address bar.</summary>
internal sealed record InspectionFilter(string? Q = null, InspectionState? State = null, int? Year = null, Guid? UnitId = null, int Page = 1)
{
    public const int PageSize = 25;
}

/// <summary>A row of the list.</summary>
internal sealed record InspectionRow(Guid Id, string Code, string Subject, int Year, int? Quarter, DateOnly WorkFrom, DateOnly WorkTo, InspectionState State,
    IReadOnlyList<Guid> UnitIds, int Findings, int Unanswered);

/// <summary>A finding as the list and the export show it.</summary>
internal sealed record FindingRow(Guid Id, Guid InspectionId, string Code, string Subject, InspectionState State, int Number, string Nature, FindingDegree Degree,
    string Cause, CauseKind CauseKind, Guid UnitId, string Responsible, bool NeedsRemedy, DateOnly ExplainBy, string? Explanation, string? DropReason);

/// <summary>A task that mends a finding, with its official status.</summary>
internal sealed record RemedyRow(Guid InspectionId, string InspectionCode, Guid FindingId, int FindingNumber, Guid TaskId, string TaskCode, string Title,
    Guid LeadUnitId, TaskState State, DateOnly? DueOn, DateOnly? CompletedOn)
{
    public DueStatus Status { get; init; }

    public bool IsOpen => State is not (TaskState.Completed or TaskState.Cancelled);
}

/// <summary>Counts above the list.</summary>
internal sealed record InspectionCounts(int Ahead, int UnderWay, int Concluded, int OpenRemedies, int OverdueRemedies);

/// <summary>Reads inspections; only those the actor may see, and of them only what concerns units that the actor may see.</summary>
internal sealed class InspectionQueries(AppDb db, TaskQueries tasks, OrganisationDirectory organisation, InspectionScope scope)
{
    public IQueryable<Inspection> Seen(Actor actor)
    {
        var (read, plans) = (Units(actor, Permissions.Read), Units(actor, InspectionPermissions.Plans));
        return db.Inspections.AsNoTracking()
            .Where(i => i.Units.Any(u => read.Contains(u.UnitId)) && (i.DecidedOn != null || i.Units.All(u => plans.Contains(u.UnitId))));
    }

    public async Task<(IReadOnlyList<InspectionRow> Rows, int Count)> ListAsync(Actor actor, InspectionFilter filter, CancellationToken ct)
    {
        var (found, read) = (Narrow(Seen(actor), filter), Units(actor, Permissions.Read));
        var rows = await found.OrderByDescending(i => i.WorkFrom).ThenByDescending(i => i.Id)
            .Skip((Math.Clamp(filter.Page, 1, 1_000_000) - 1) * InspectionFilter.PageSize).Take(InspectionFilter.PageSize)
            .Select(i => new InspectionRow(i.Id, i.Code, i.Subject, i.Year, i.Quarter, i.WorkFrom, i.WorkTo, i.State, i.Units.Select(u => u.UnitId).ToList(),
                i.Findings.Count(f => f.DropReason == null && read.Contains(f.UnitId)), i.Items.Count(x => x.Answer == null))).ToListAsync(ct);
        return (rows, await found.CountAsync(ct));
    }

    /// <summary>Findings of the inspections of a filter, newest inspection first.</summary>
    public async Task<IReadOnlyList<FindingRow>> FindingsAsync(Actor actor, InspectionFilter filter, CancellationToken ct)
    {
        var read = Units(actor, Permissions.Read);
        return await Narrow(Seen(actor), filter).SelectMany(i => i.Findings, (i, f) => new { i, f }).Where(x => read.Contains(x.f.UnitId))
            .OrderByDescending(x => x.i.WorkFrom).ThenBy(x => x.i.Id).ThenBy(x => x.f.Number)
            .Select(x => new FindingRow(x.f.Id, x.i.Id, x.i.Code, x.i.Subject, x.i.State, x.f.Number, x.f.Nature, x.f.Degree, x.f.Cause, x.f.CauseKind, x.f.UnitId,
                x.f.Responsible, x.f.NeedsRemedy, x.f.ExplainBy, x.f.Explanation, x.f.DropReason)).ToListAsync(ct);
    }

    /// <summary>Remedy tasks: of one inspection, or of all that the actor may see.</summary>
    public async Task<IReadOnlyList<RemedyRow>> RemediesAsync(Actor actor, Guid? inspectionId, CancellationToken ct)
    {
        var inspections = inspectionId is { } one ? Seen(actor).Where(i => i.Id == one) : Seen(actor);
        var rows = await inspections.SelectMany(i => i.Findings, (i, f) => new { i, f }).SelectMany(x => x.f.Remedies, (x, r) => new { x.i, x.f, r })
            .Join(tasks.Listed(actor), x => x.r.TaskId, t => t.Id, (x, t) => new { x.i, x.f, t }).OrderBy(x => x.t.CurrentDueOn).ThenBy(x => x.t.Code)
            .Select(x => new RemedyRow(x.i.Id, x.i.Code, x.f.Id, x.f.Number, x.t.Id, x.t.Code, x.t.Title, x.t.LeadUnitId, x.t.State, x.t.CurrentDueOn, x.t.CompletedOn)).ToListAsync(ct);
        return rows.ConvertAll(r => r with { Status = tasks.StatusOf(r.DueOn, r.CompletedOn) });
    }

    public async Task<InspectionCounts> CountsAsync(Actor actor, IReadOnlyList<RemedyRow> remedies, CancellationToken ct)
    {
        var states = await Seen(actor).GroupBy(i => i.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new(states.GetValueOrDefault(InspectionState.Planned) + states.GetValueOrDefault(InspectionState.Decided), states.GetValueOrDefault(InspectionState.UnderWay),
            states.GetValueOrDefault(InspectionState.Concluded), remedies.Count(r => r.IsOpen), remedies.Count(r => r.IsOpen && r.Status == DueStatus.Overdue));
    }

    /// <summary>One inspection with everything that belongs to it; what concerns units the actor may not see is left to the caller to leave out.</summary>
    public async Task<Inspection?> FindAsync(Actor actor, Guid id, CancellationToken ct) =>
        await InspectionWork.Whole(db.Inspections.AsNoTracking()).SingleOrDefaultAsync(i => i.Id == id, ct) is { } inspection && scope.MaySee(actor, inspection) ? inspection : null;

    /// <summary>The findings of it that the actor may see, in their order.</summary>
    public IReadOnlyList<Finding> FindingsOf(Actor actor, Inspection inspection) =>
        [.. inspection.Findings.Where(f => scope.MaySeeOf(actor, f.UnitId)).OrderBy(f => f.Number)];

    /// <summary>The inspection that a finding belongs to, with that finding; null when the actor may not see both.</summary>
    public async Task<(Inspection Inspection, Finding Finding)?> FindingAsync(Actor actor, Guid findingId, CancellationToken ct)
    {
        var id = await db.Findings.Where(f => f.Id == findingId).Select(f => f.InspectionId).SingleOrDefaultAsync(ct);
        var inspection = await FindAsync(actor, id, ct);
        return inspection?.Findings.FirstOrDefault(f => f.Id == findingId) is { } finding && scope.MaySeeOf(actor, finding.UnitId) ? (inspection, finding) : null;
    }

    public Task<List<StoredFile>> FilesAsync(Guid id, CancellationToken ct) => db.Set<StoredFile>().AsNoTracking()
        .Where(f => f.Room == InspectionWork.FileRoom && f.SubjectId == id).OrderBy(f => f.Id).ToListAsync(ct);

    private static IQueryable<Inspection> Narrow(IQueryable<Inspection> inspections, InspectionFilter filter)
    {
        foreach (var word in Folding.Fold(filter.Q).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            inspections = inspections.Where(i => i.SearchText.Contains(" " + word));
        }

        inspections = filter.State is { } state ? inspections.Where(i => i.State == state) : inspections;
        inspections = filter.Year is { } year ? inspections.Where(i => i.Year == year) : inspections;
        return filter.UnitId is { } unit ? inspections.Where(i => i.Units.Any(u => u.UnitId == unit)) : inspections;
    }

    private List<Guid> Units(Actor actor, string permission) =>
        [.. actor.ScopesOf(permission).SelectMany(organisation.Under).Select(u => u.Id).Distinct()];
}

/// <summary>The files of an inspection: evidence of the checklist for those who conduct it, that of a finding for those who may see the finding.</summary>
internal sealed class InspectionFiles(InspectionQueries inspections, InspectionScope scope) : IGuardFiles
{
    public string Room => InspectionWork.FileRoom;

    public async ValueTask<bool> AllowsAsync(Actor actor, StoredFile file, CancellationToken ct)
    {
        if (await inspections.FindAsync(actor, file.SubjectId, ct) is not { } inspection)
        {
            return false;
        }

        var finding = inspection.Findings.FirstOrDefault(f => file.Part?.StartsWith(f.Id.ToString(), StringComparison.Ordinal) == true);
        return finding is not null ? scope.MaySeeOf(actor, finding.UnitId) : scope.MaySeeChecklist(actor, inspection);
    }
}
