using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Search;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Honesty;

/// <summary>
/// Reads what the rules are asked about: per rule one query or two, each within the days looked back on and cut off at the most of a kind. A query may bring too much,
/// never too little; the rule has the word.
/// </summary>
internal sealed class FlagFinder(AppDb db, DeadlineEngine calendar, HonestyRules rules, TimeProvider clock)
{
    // Uses that are read per text or file found, on average: what is used more often is a flag well before all are read.
    private const int MostUsesPerFlag = 20;

    private Thresholds Now => rules.On(clock.Today());

    private DateOnly FromDay => clock.Today().AddDays(-Now.LookBackDays);

    private DateTime From => FromDay.StartUtc();

    /// <summary>Every flag of the tasks, open or closed of late; the texts, files and days of units that they share with others are looked up among all.</summary>
    public async Task<List<Flag>> FindAsync(IQueryable<SteeringTask> tasks, CancellationToken ct)
    {
        tasks = Current(tasks);
        return
        [
            .. await StaleAsync(tasks, ct), .. await BulkAsync(tasks, ct), .. await JumpsAsync(tasks, ct), .. await SameTextAsync(tasks, ct),
            .. await SameReferenceAsync(tasks, ct), .. await SameFileAsync(tasks, ct), .. await MovedLateAsync(tasks, ct), .. await VagueAsync(tasks, ct),
        ];
    }

    private IQueryable<SteeringTask> Current(IQueryable<SteeringTask> tasks)
    {
        var from = FromDay;
        return tasks.Where(t => t.State != TaskState.Draft && t.State != TaskState.Cancelled && (t.CompletedOn == null || t.CompletedOn >= from));
    }

    private async Task<IEnumerable<Flag>> StaleAsync(IQueryable<SteeringTask> tasks, CancellationToken ct)
    {
        var today = clock.Today();
        var last = today.AddDays(-Now.StaleWorkingDays);
        while (calendar.WorkingDaysBetween(last, today) <= Now.StaleWorkingDays)
        {
            last = last.AddDays(-1);
        }

        var heard = last.AddDays(1).StartUtc();
        var silent = await tasks.Where(t => (t.State == TaskState.Issued || t.State == TaskState.InProgress) && t.IssuedOn <= last
                && (t.LastUpdateAt == null || t.LastUpdateAt < heard) && !t.Submissions.Any(s => s.At >= heard))
            .OrderBy(t => t.LastUpdateAt).ThenBy(t => t.IssuedOn).ThenBy(t => t.Id).Take(Now.MostPerKind)
            .Select(t => new { Task = new FlaggedTask(t.Id, t.Code, t.Title, t.LeadUnitId), t.IssuedOn, t.LastUpdateAt, HandedIn = t.Submissions.Max(s => (DateTime?)s.At) })
            .ToListAsync(ct);
        return silent.Select(s => FlagRule.Stale(new(s.Task, Latest(s.IssuedOn!.Value, s.LastUpdateAt, s.HandedIn)), today, Now, calendar)).OfType<Flag>();
    }

    private static DateOnly Latest(DateOnly issued, params DateTime?[] heard) => heard.Select(h => h?.OfficeDay() ?? issued).Append(issued).Max();

    private async Task<IEnumerable<Flag>> BulkAsync(IQueryable<SteeringTask> tasks, CancellationToken ct)
    {
        var reportDays = rules.ReportDays(FromDay, clock.Today(), Now.BulkWorkingDays, calendar);
        var days = reportDays.Keys.ToList();
        var from = From;
        var handedIn = await db.Set<TaskSubmission>().AsNoTracking().Where(s => days.Contains(s.On))
            .Join(tasks, s => s.TaskId, t => t.Id, (s, t) => new Done(new FlaggedTask(t.Id, t.Code, t.Title, t.LeadUnitId), s.On)).ToListAsync(ct);
        var reported = await db.Set<TaskUpdate>().AsNoTracking().Where(u => u.Progress == 100 && u.At >= from)
            .Join(tasks, u => u.TaskId, t => t.Id, (u, t) => new { Task = new FlaggedTask(t.Id, t.Code, t.Title, t.LeadUnitId), u.At }).ToListAsync(ct);
        return FlagRule.Bulk(handedIn.Concat(reported.Select(r => new Done(r.Task, r.At.OfficeDay()))), reportDays, Now)
            .OrderByDescending(f => f.Since).Take(Now.MostPerKind);
    }

    private async Task<IEnumerable<Flag>> JumpsAsync(IQueryable<SteeringTask> tasks, CancellationToken ct)
    {
        var (t, from, updates) = (Now, From, db.Set<TaskUpdate>().AsNoTracking());
        var earliestIssue = FromDay.AddDays(-t.JumpDays);
        var (days, points, below, most) = (t.JumpDays, t.JumpPoints, t.HandInBelow, t.MostPerKind);
        var rose = await updates.Where(u => u.At >= from && u.Progress >= points)
            .Join(tasks, u => u.TaskId, k => k.Id, (u, k) => new { u, k.IssuedOn })
            .Where(x => updates.Any(p => p.TaskId == x.u.TaskId && p.At < x.u.At && p.At >= x.u.At.AddDays(-days) && p.Progress <= x.u.Progress - points)
                || (x.IssuedOn >= earliestIssue && !updates.Any(p => p.TaskId == x.u.TaskId && p.At < x.u.At.AddDays(-days))))
            .GroupBy(x => x.u.TaskId).OrderByDescending(g => g.Max(x => x.u.At)).Select(g => g.Key).Take(most).ToListAsync(ct);
        var handedIn = await db.Set<TaskSubmission>().Where(s => s.At >= from)
            .Join(tasks, s => s.TaskId, k => k.Id, (s, k) => s)
            .Where(s => !updates.Any(p => p.TaskId == s.TaskId && p.At < s.At.AddDays(-1) && p.Progress >= below))
            .GroupBy(s => s.TaskId).OrderByDescending(g => g.Max(s => s.At)).Select(g => g.Key).Take(most).ToListAsync(ct);
        var ids = rose.Union(handedIn).ToList();
        var traces = await db.Tasks.AsNoTracking().Where(k => ids.Contains(k.Id)).Select(k => new
        {
            Task = new FlaggedTask(k.Id, k.Code, k.Title, k.LeadUnitId), k.IssuedOn,
            Points = k.Updates.Select(u => new ProgressPoint(u.At, u.Progress)).ToList(), HandedIn = k.Submissions.Select(s => s.At).ToList(),
        }).AsSplitQuery().ToListAsync(ct);
        return traces.SelectMany(k => FlagRule.Jumps(new(k.Task, k.IssuedOn!.Value, k.Points, k.HandedIn), t)).Where(f => f.Since >= FromDay)
            .OrderByDescending(f => f.Since).Take(most);
    }

    private async Task<IEnumerable<Flag>> SameTextAsync(IQueryable<SteeringTask> tasks, CancellationToken ct)
    {
        var (from, letters, most) = (From, Now.SameTextLetters, Now.MostPerKind);
        var updates = db.Set<TaskUpdate>().AsNoTracking().Where(u => u.At >= from && u.TextHash != null && u.Narrative.Length >= letters);
        var hashes = await updates.Join(tasks, u => u.TaskId, t => t.Id, (u, t) => u)
            .Where(u => updates.Any(o => o.TextHash == u.TextHash && o.TaskId != u.TaskId))
            .GroupBy(u => u.TextHash!).OrderByDescending(g => g.Max(u => u.At)).Select(g => g.Key).Take(most).ToListAsync(ct);
        var uses = await updates.Where(u => hashes.Contains(u.TextHash!))
            .Join(Current(db.Tasks), u => u.TaskId, t => t.Id, (u, t) => new { u, t }).OrderBy(x => x.u.At).Take(most * MostUsesPerFlag)
            .Select(x => new Use(new FlaggedTask(x.t.Id, x.t.Code, x.t.Title, x.t.LeadUnitId), x.u.TextHash!, x.u.At, x.u.Narrative)).ToListAsync(ct);
        return FlagRule.SameText(uses, letters, "flag.why.text");
    }

    private async Task<IEnumerable<Flag>> SameReferenceAsync(IQueryable<SteeringTask> tasks, CancellationToken ct)
    {
        var (from, letters, most) = (From, Now.SameReferenceLetters, Now.MostPerKind);
        var handedIn = db.Set<TaskSubmission>().AsNoTracking().Where(s => s.At >= from && s.ReferenceHash != null && s.Reference.Length >= letters);
        var hashes = await handedIn.Join(tasks, s => s.TaskId, t => t.Id, (s, t) => s)
            .Where(s => handedIn.Any(o => o.ReferenceHash == s.ReferenceHash && o.TaskId != s.TaskId))
            .GroupBy(s => s.ReferenceHash!).OrderByDescending(g => g.Max(s => s.At)).Select(g => g.Key).Take(most).ToListAsync(ct);
        var uses = await handedIn.Where(s => hashes.Contains(s.ReferenceHash!))
            .Join(Current(db.Tasks), s => s.TaskId, t => t.Id, (s, t) => new { s, t }).OrderBy(x => x.s.At).Take(most * MostUsesPerFlag)
            .Select(x => new Use(new FlaggedTask(x.t.Id, x.t.Code, x.t.Title, x.t.LeadUnitId), x.s.ReferenceHash!, x.s.At, x.s.Reference)).ToListAsync(ct);
        return FlagRule.SameText(uses, letters, "flag.why.reference");
    }

    private async Task<IEnumerable<Flag>> SameFileAsync(IQueryable<SteeringTask> tasks, CancellationToken ct)
    {
        var (from, most) = (From, Now.MostPerKind);
        var files = db.Set<StoredFile>().AsNoTracking().Where(f => f.Room == TaskWork.FileRoom && f.TakenAt >= from);
        var hashes = await files.Join(tasks, f => f.SubjectId, t => t.Id, (f, t) => f)
            .Where(f => files.Any(o => o.Sha256 == f.Sha256 && o.SubjectId != f.SubjectId))
            .GroupBy(f => f.Sha256).OrderByDescending(g => g.Max(f => f.TakenAt)).Select(g => g.Key).Take(most).ToListAsync(ct);
        var uses = await files.Where(f => hashes.Contains(f.Sha256))
            .Join(Current(db.Tasks), f => f.SubjectId, t => t.Id, (f, t) => new { f, t }).OrderBy(x => x.f.TakenAt).Take(most * MostUsesPerFlag)
            .Select(x => new Use(new FlaggedTask(x.t.Id, x.t.Code, x.t.Title, x.t.LeadUnitId), x.f.Sha256, x.f.TakenAt, x.f.Name)).ToListAsync(ct);
        return FlagRule.SameFile(uses);
    }

    private async Task<IEnumerable<Flag>> MovedLateAsync(IQueryable<SteeringTask> tasks, CancellationToken ct)
    {
        var from = From;
        var moved = await db.Set<TaskExtension>().AsNoTracking().Where(e => e.Granted == true && e.DecidedAt >= from)
            .Join(tasks, e => e.TaskId, t => t.Id, (e, t) => new Moved(new FlaggedTask(t.Id, t.Code, t.Title, t.LeadUnitId), e.Id, e.FromDueOn, e.ProposedOn,
                e.AskedAt, e.DecidedAt!.Value, e.Reason == TaskExtension.Reissued)).ToListAsync(ct);
        return moved.Select(FlagRule.MovedLate).OfType<Flag>().OrderByDescending(f => f.Since).Take(Now.MostPerKind);
    }

    private async Task<IEnumerable<Flag>> VagueAsync(IQueryable<SteeringTask> tasks, CancellationToken ct)
    {
        var verbs = rules.VagueVerbs.Select(v => $" {Folding.Fold(v)} ").ToList();
        var asked = await tasks.Where(t => t.CompletedOn == null && t.IssuedOn != null && verbs.Any(v => t.SearchText.Contains(v)))
            .OrderByDescending(t => t.IssuedOn).ThenBy(t => t.Id)
            .Select(t => new Asked(new FlaggedTask(t.Id, t.Code, t.Title, t.LeadUnitId), t.Product, t.IssuedOn!.Value)).ToListAsync(ct);
        return asked.Select(a => FlagRule.Vague(a, rules)).OfType<Flag>().Take(Now.MostPerKind);
    }
}
