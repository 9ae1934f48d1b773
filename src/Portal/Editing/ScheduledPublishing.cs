using LoTrinh.Platform.Jobs;
using LoTrinh.Portal.Articles;

namespace LoTrinh.Portal.Editing;

/// <summary>Publishes reviewed articles when their time has come.</summary>
internal sealed class ScheduledPublishing(ArticleWork work) : IRecurringJob
{
    public string Name => "portal.publishing";

    public TimeSpan Every => TimeSpan.FromSeconds(20);

    public Task RunAsync(CancellationToken ct) => work.ReleaseDue(ct);
}
