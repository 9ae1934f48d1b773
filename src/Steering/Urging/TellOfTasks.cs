using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Events;
using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.Extensions.DependencyInjection;

namespace LoTrinh.Steering.Urging;

/// <summary>Tells the right people what happens in a task's life; whoever did it is not told of it.</summary>
internal sealed class TellOfTasks(Notify notify, Recipients recipients, OrganisationDirectory organisation, Texts texts) :
    IReactTo<TaskIssued>, IReactTo<TaskReturned>, IReactTo<ExtensionAsked>, IReactTo<ExtensionDecided>,
    IReactTo<ProductSubmitted>, IReactTo<ProductReturned>, IReactTo<TaskVerified>
{
    public static void AddTo(IServiceCollection services) => services
        .AddScoped<IReactTo<TaskIssued>, TellOfTasks>().AddScoped<IReactTo<TaskReturned>, TellOfTasks>()
        .AddScoped<IReactTo<ExtensionAsked>, TellOfTasks>().AddScoped<IReactTo<ExtensionDecided>, TellOfTasks>()
        .AddScoped<IReactTo<ProductSubmitted>, TellOfTasks>().AddScoped<IReactTo<ProductReturned>, TellOfTasks>()
        .AddScoped<IReactTo<TaskVerified>, TellOfTasks>();

    /// <summary>The lead and the coordinators each learn their own part; who is both learns of the lead.</summary>
    public async Task ReactAsync(TaskIssued happened, CancellationToken ct)
    {
        var task = happened.Task;
        await TellAsync(task, "issued", await UnitAsync(task, ct), () => Body(task), ct);
        var helpers = new List<Recipient>();
        foreach (var unit in task.CoordinatorUnitIds)
        {
            helpers.AddRange(await recipients.HoldingAsync(Permissions.Report, unit, ct));
        }

        await TellAsync(task, "issued", helpers, () => Body(task), ct, "to-coordinate");
    }

    public async Task ReactAsync(TaskReturned happened, CancellationToken ct) =>
        await TellAsync(happened.Task, "returned", await OfficeAsync(happened.Task, ct), () => $"{Body(happened.Task)}\n{Reason(happened.Reason)}", ct);

    public async Task ReactAsync(ExtensionAsked happened, CancellationToken ct) =>
        await TellAsync(happened.Task, "extension-asked", await OfficeAsync(happened.Task, ct),
            () => $"{Body(happened.Task)}\n{texts["steering.news.proposed", happened.ProposedOn.Show()]}\n{Reason(happened.Reason)}", ct);

    public async Task ReactAsync(ExtensionDecided happened, CancellationToken ct) =>
        await TellAsync(happened.Task, happened.Granted ? "extension-granted" : "extension-refused", await UnitAsync(happened.Task, ct),
            () => $"{Body(happened.Task)}\n{Reason(happened.Decision)}", ct);

    public async Task ReactAsync(ProductSubmitted happened, CancellationToken ct) =>
        await TellAsync(happened.Task, "submitted", await VerifiersAsync(happened.Task, ct), () => $"{Body(happened.Task)}\n{happened.Reference}", ct);

    public async Task ReactAsync(ProductReturned happened, CancellationToken ct) =>
        await TellAsync(happened.Task, "product-returned", await UnitAsync(happened.Task, ct), () => $"{Body(happened.Task)}\n{Reason(happened.Reason)}", ct);

    public async Task ReactAsync(TaskVerified happened, CancellationToken ct) =>
        await TellAsync(happened.Task, "verified", await UnitAsync(happened.Task, ct), () => Body(happened.Task), ct);

    private Task<IReadOnlyList<Recipient>> UnitAsync(TaskFacts task, CancellationToken ct) => recipients.HoldingAsync(Permissions.Report, task.LeadUnitId, ct);

    private Task<IReadOnlyList<Recipient>> OfficeAsync(TaskFacts task, CancellationToken ct) => recipients.HoldingAsync(Permissions.Assign, task.LeadUnitId, ct);

    // The standing office, unless the work is its own unit's: then whoever else may verify it.
    private async Task<IReadOnlyList<Recipient>> VerifiersAsync(TaskFacts task, CancellationToken ct)
    {
        var office = await OfficeAsync(task, ct);
        var others = office.Where(r => r.UnitId != task.LeadUnitId).ToList();
        return others.Count > 0 ? others
            : [.. (await recipients.HoldingAsync(Permissions.Verify, task.LeadUnitId, ct)).Where(r => r.UnitId != task.LeadUnitId)];
    }

    private Task TellAsync(TaskFacts task, string what, IReadOnlyCollection<Recipient> to, Func<string> body, CancellationToken ct, string? words = null) =>
        notify.TellAsync([.. to.Where(r => r.AccountId != task.ByAccountId)], new($"steering.task-{what}", $"task:{task.TaskId:N}:{what}:{task.At.Ticks}",
            $"/chi-dao/nhiem-vu/{task.TaskId}", _ => (texts[$"steering.news.{words ?? what}", task.Title], body().TrimEnd())), ct);

    private string Body(TaskFacts task) => texts["steering.news.body", task.Code, organisation.NameOf(task.LeadUnitId), task.DueOn.Show(), task.By];

    private string Reason(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : texts["steering.news.reason", reason.Trim()];
}
