using System.Text;
using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Files;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Honesty;
using LoTrinh.Steering.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Steering.Demo;

/// <summary>What raises the demonstration's flags where its history does not: from <c>seed/honesty-demonstration.yaml</c>, through the use cases, dated when it happened.</summary>
internal sealed class HonestySeed(IServiceScopeFactory scopes, OrganisationDirectory organisation) : IDemoSeed
{
    public int Order => 109;

    public async Task SeedAsync(IServiceProvider services, SeedClock clock, CancellationToken ct)
    {
        var office = Of("Thường trực Ban Chỉ đạo", "ttcntt", Permissions.Read, Permissions.Assign, FlagPermissions.Read, FlagPermissions.Answer);
        foreach (var step in SeedFile.Read<History>("honesty-demonstration.yaml").Steps)
        {
            clock.Set(step.On.StartUtc().AddHours(9));
            await using var scope = scopes.CreateAsyncScope();
            await ActAsync(scope.ServiceProvider, step, office, ct);
        }
    }

    private async Task ActAsync(IServiceProvider services, Step step, Actor office, CancellationToken ct)
    {
        var (work, db) = (services.GetRequiredService<TaskWork>(), services.GetRequiredService<AppDb>());
        var id = await db.Tasks.Where(t => t.Code == step.Task).Select(t => t.Id).SingleOrDefaultAsync(ct);
        var unit = Of($"Đầu mối {organisation.Find(step.Unit)!.NameVi}", step.Unit, Permissions.Read, Permissions.Report);
        var done = step.Act switch
        {
            "assign" => (await work.Assign(office, Draft(step), issue: true, ct)).Ok,
            "report" => (await work.Report(unit, id, null, step.Progress, step.Words, null, ct, files: Files(step))).Ok,
            "extend" => (await work.AskExtension(unit, id, null, step.Due, step.Words, ct)).Ok,
            "grant" => (await work.DecideExtension(office, id, null, true, step.Words, ct)).Ok,
            "answer" => await AnswerAsync(services, office, id, step, ct),
            _ => false,
        };
        if (!done)
        {
            throw new InvalidOperationException($"{step.Task} {step.Act} {step.On}");
        }
    }

    private async Task<bool> AnswerAsync(IServiceProvider services, Actor office, Guid taskId, Step step, CancellationToken ct)
    {
        var unit = organisation.Find(step.Unit)!.Id;
        var flags = (await services.GetRequiredService<FlagQueries>().ListAsync(office, new(step.Kind, unit))).Flags;
        return flags.FirstOrDefault(v => v.Flag.Tasks.Any(t => t.Id == taskId)) is { } seen
            && (await services.GetRequiredService<FlagWork>().Answer(office, seen.Flag.Id, unit, seen.Flag.Mark, step.Words, ct)).Ok;
    }

    private TaskDraft Draft(Step s) => new(s.Task, s.Words, null, organisation.Find(s.Unit)!.Id, [], s.Position, "Trưởng Ban Chỉ đạo", s.Product, s.Criteria, DueBasis.Date, null, s.Due,
        IsDemonstration: true);

    private static IReadOnlyList<SentFile> Files(Step step) => step.File is null ? [] : [new($"{step.File}.txt", new MemoryStream(Encoding.UTF8.GetBytes(step.FileText)))];

    private Actor Of(string name, string unitKey, params string[] permissions) =>
        new(Guid.Empty, name, organisation.Find(unitKey)!.Id, organisation.Find(unitKey)!.Path, [.. permissions.Select(p => new Grant(p, "/"))]);

    internal sealed class History
    {
        public List<Step> Steps { get; set; } = [];
    }

    internal sealed class Step
    {
        public DateOnly On { get; set; }

        public string Act { get; set; } = "";

        public string Task { get; set; } = "";

        public string Unit { get; set; } = "";

        public string Words { get; set; } = "";

        public int? Progress { get; set; }

        public DateOnly? Due { get; set; }

        public string? Product { get; set; }

        public string? Criteria { get; set; }

        public string? Position { get; set; }

        /// <summary>Name of a file of evidence, without its ending.</summary>
        public string? File { get; set; }

        public string FileText { get; set; } = "";

        public FlagKind? Kind { get; set; }
    }
}
