using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.EntityFrameworkCore;

namespace LoTrinh.Steering.Inspections.Sampling;

/// <summary>What may be done with samples; each is held for the whole ministry, since a sample is drawn from all of it.</summary>
internal static class SamplePermissions
{
    public const string Read = "steering.sample.read";
    public const string Draw = "steering.sample.draw";
    public const string Check = "steering.sample.check";

    /// <summary>Everything: the scope that these are asked for.</summary>
    public const string Everything = "/";
}

/// <summary>Draws samples and records what re-checking found.</summary>
internal sealed class SampleWork(AppDb db, TakeFiles takeFiles, OrganisationDirectory organisation, Recipients recipients, Notify notify, Texts texts, TimeProvider clock)
{
    /// <summary>Room of the evidence of a re-check; the subject is the sample, the part the task.</summary>
    public const string FileRoom = "steering.sample";

    /// <summary>Draws the sample of a quarter that is over.</summary>
    public Task<Result<TaskSample>> Draw(Actor actor, int? year, int? quarter, int? size, CancellationToken ct) => DrawWith(actor, year, quarter, size, Sampling.Draw.NewSeed(), ct);

    /// <summary>The same with a seed that is known beforehand: for the demonstration, whose sample is the same each time. No page and no endpoint leads here.</summary>
    public Task<Result<TaskSample>> DrawWith(Actor actor, int? year, int? quarter, int? size, string seed, CancellationToken ct) =>
        db.InTransactionAsync(() => DrawOnceAsync(actor, year, quarter, size, seed, ct), keep: r => r.Ok, ct);

    /// <summary>Records a re-check. The task itself stays as it is; its ledger tells of it.</summary>
    public async Task<Result<TaskSample>> Check(Actor actor, Guid id, int? version, Guid taskId, bool? confirmed, string? reason, string? evidence,
        IReadOnlyList<SentFile> files, CancellationToken ct)
    {
        if (!actor.May(SamplePermissions.Read, SamplePermissions.Everything) || await db.Samples.Include(s => s.Tasks).SingleOrDefaultAsync(s => s.Id == id, ct) is not { } sample)
        {
            return Problem.NotFound("sample.unknown");
        }

        if (actor.Lacks(SamplePermissions.Check, SamplePermissions.Everything) is { } refusal)
        {
            return refusal;
        }

        var lead = organisation.Find(sample.Tasks.FirstOrDefault(t => t.TaskId == taskId)?.LeadUnitId);
        var ofLead = lead is not null && organisation.Find(actor.UnitId)?.Path.StartsWith(lead.Path, StringComparison.Ordinal) == true;
        var result = sample.Check(taskId, new(confirmed, reason, evidence, files.Count > 0, ofLead, actor.Name, clock.UtcNow()));
        if (!result.Ok)
        {
            return result;
        }

        var taken = await takeFiles.Handle(actor, FileRoom, id, files, "Files", taskId.ToString(), ct);
        if (!taken.Ok)
        {
            return taken.Problems;
        }

        db.Entry(sample).Property(s => s.Version).IsModified = true;
        if (version is { } seen)
        {
            db.Expect(sample, seen);
        }

        db.Record(actor, "steering.sample.checked", sample, Words.Clean(reason));
        db.Record(actor, $"steering.task.{(confirmed == true ? "recheck-confirmed" : "recheck-failed")}", nameof(SteeringTask), taskId, new { SampleId = id }, Words.Clean(reason));
        if (confirmed == false && lead is not null)
        {
            await TellAsync(actor, sample, taskId, lead.Id, reason!, ct);
        }

        return await db.TrySaveAsync(ct) is { } lost ? lost : sample;
    }

    private async Task<Result<TaskSample>> DrawOnceAsync(Actor actor, int? year, int? quarter, int? size, string seed, CancellationToken ct)
    {
        if (actor.Lacks(SamplePermissions.Draw, SamplePermissions.Everything) is { } refusal)
        {
            return refusal;
        }

        Problem[] problems =
        [
            .. Problem.Unless(year is >= 2000 and <= 2100, Problem.Invalid("sample.year", "Year")),
            .. Problem.Unless(quarter is >= 1 and <= 4, Problem.Invalid("sample.quarter", "Quarter")),
        ];
        if (problems.Length > 0)
        {
            return System.Collections.Immutable.ImmutableArray.Create(problems);
        }

        var (from, until) = Days(year!.Value, quarter!.Value);
        if (until > clock.Today())
        {
            return Problem.Invalid("sample.not-over", "Quarter", until.Show());
        }

        if (await db.Samples.AnyAsync(s => s.Year == year && s.Quarter == quarter, ct))
        {
            return Problem.Conflict("sample.drawn", quarter, year);
        }

        var (start, end) = (from.StartUtc(), until.StartUtc());
        var verified = await db.Tasks.Where(t => t.State == TaskState.Completed
            && t.Submissions.Any(s => s.Accepted == true && s.DecidedAt >= start && s.DecidedAt < end)).Select(t => new { t.Id, t.LeadUnitId }).ToListAsync(ct);
        var drawn = TaskSample.Of(new(year.Value, quarter.Value, size ?? 0, seed, [.. verified.Select(t => (t.Id, t.LeadUnitId))]), actor.Name, clock.UtcNow());
        if (drawn.TryGet(out var sample))
        {
            db.Samples.Add(sample);
            db.Record(actor, "steering.sample.drawn", sample);
            await TellOfDrawAsync(actor, sample, ct);
            await db.SaveChangesAsync(ct);
        }

        return drawn;
    }

    /// <summary>First day of a quarter, and the first day after it.</summary>
    public static (DateOnly From, DateOnly Until) Days(int year, int quarter) =>
        (new(year, (3 * quarter) - 2, 1), new DateOnly(year, (3 * quarter) - 2, 1).AddMonths(3));

    private async Task TellOfDrawAsync(Actor actor, TaskSample sample, CancellationToken ct)
    {
        var top = organisation.TopOn(clock.Today())!.Id;
        var to = (await recipients.HoldingAsync(SamplePermissions.Check, top, ct)).Where(r => r.AccountId != actor.AccountId).ToList();
        await notify.AddAsync(to, new("steering.sample-drawn", $"sample:{sample.Id:N}:drawn", $"/chi-dao/kiem-tra/chon-mau/{sample.Id}",
            _ => (texts["sample.news.drawn", sample.Quarter, sample.Year], texts["sample.news.drawn-body", sample.Tasks.Count, sample.PopulationCount])), ct);
    }

    // The focal point of the lead learns that its product was not confirmed, and why.
    private async Task TellAsync(Actor actor, TaskSample sample, Guid taskId, Guid leadId, string reason, CancellationToken ct)
    {
        var task = await db.Tasks.AsNoTracking().Where(t => t.Id == taskId).Select(t => new { t.Code, t.Title }).SingleAsync(ct);
        var to = (await recipients.HoldingAsync(Permissions.Report, leadId, ct)).Where(r => r.AccountId != actor.AccountId).ToList();
        await notify.AddAsync(to, new("steering.sample-failed", $"sample:{sample.Id:N}:{taskId:N}", $"/chi-dao/nhiem-vu/{taskId}",
            _ => (texts["sample.news.failed", task.Code, task.Title], reason)), ct);
    }
}
