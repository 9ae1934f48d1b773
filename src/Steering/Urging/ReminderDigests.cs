using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Urging;

/// <summary>Makes of a day's reminders one message a person.</summary>
internal sealed class ReminderDigests(Notify notify, Recipients recipients, OrganisationDirectory organisation, Texts texts)
{
    private const int MostLines = 30;
    private readonly Dictionary<(Audience, Guid), IReadOnlyList<Recipient>> _found = [];

    /// <summary>How many people were told.</summary>
    public int People { get; private set; }

    /// <summary>Adds the messages to the next save; answers how many people learn of each task.</summary>
    public async Task<Dictionary<Guid, int>> AddAsync(DateOnly today, IReadOnlyList<(DueTask Task, LadderStep Step)> reminders, CancellationToken ct)
    {
        var byTask = new Dictionary<Guid, int>();
        var byPerson = new Dictionary<Guid, (Recipient Person, List<DueTask> Tasks)>();
        foreach (var (task, step) in reminders)
        {
            var people = await AudienceAsync(step, task.LeadUnitId, ct);
            byTask[task.Id] = people.Count;
            foreach (var person in people)
            {
                byPerson.TryAdd(person.AccountId, (person, []));
                byPerson[person.AccountId].Tasks.Add(task);
            }
        }

        foreach (var (person, tasks) in byPerson.Values)
        {
            var latestFirst = tasks.OrderByDescending(t => t.DaysLate).ThenBy(t => t.Code, StringComparer.Ordinal).ToList();
            var url = tasks is [var only] ? $"/chi-dao/nhiem-vu/{only.Id}" : "/chi-dao/don-doc";
            await notify.AddAsync([person], new("steering.reminder", $"reminder:{today:yyyy-MM-dd}", url, _ => Say(latestFirst)), ct);
        }

        People = byPerson.Count;
        return byTask;
    }

    // Where a unit has no account of the sort, the office is told instead, so that no reminder goes to nobody.
    private async Task<List<Recipient>> AudienceAsync(LadderStep step, Guid unitId, CancellationToken ct)
    {
        var people = new List<Recipient>();
        foreach (var audience in step.To)
        {
            var found = await FindAsync(audience, unitId, ct);
            people.AddRange(found.Count > 0 ? found : await FindAsync(Audience.Office, unitId, ct));
        }

        return [.. people.DistinctBy(p => p.AccountId)];
    }

    private async Task<IReadOnlyList<Recipient>> FindAsync(Audience audience, Guid unitId, CancellationToken ct)
    {
        if (!_found.TryGetValue((audience, unitId), out var found))
        {
            _found[(audience, unitId)] = found = await recipients.HoldingAsync(audience switch
            {
                Audience.Lead => Permissions.Report,
                Audience.Head => UrgingPermissions.Head,
                Audience.Office => Permissions.Assign,
                _ => UrgingPermissions.Chair,
            }, unitId, ct);
        }

        return found;
    }

    private (string Title, string? Body) Say(List<DueTask> tasks)
    {
        if (tasks is [var only])
        {
            return ($"{Standing(only)}: {only.Title}", Line(only));
        }

        var lines = tasks.Take(MostLines).Select(t => $"• {t.Title}\n  {Line(t)}");
        var more = tasks.Count > MostLines ? "\n" + texts["urging.news.more", tasks.Count - MostLines] : "";
        return (texts["urging.news.several", tasks.Count, tasks.Count(t => t.DaysLate > 0), tasks.Count(t => t.DaysLate == 0), tasks.Count(t => t.DaysLate < 0)],
            string.Join('\n', lines) + more);
    }

    private string Line(DueTask task) => texts["urging.news.line", task.Code, organisation.NameOf(task.LeadUnitId), task.DueOn.Show(), Standing(task)];

    private string Standing(DueTask task) => task.DaysLate switch
    {
        > 0 => texts["urging.standing.late", task.DaysLate],
        0 => texts["urging.standing.today"],
        _ => texts["urging.standing.soon", -task.DaysLate],
    };
}

/// <summary>What may be done about urging; reading it needs only <see cref="Permissions.Read"/>.</summary>
internal static class UrgingPermissions
{
    /// <summary>Prepare letters of urging and note their numbers.</summary>
    public const string Write = "steering.urging.write";

    /// <summary>Be reminded as the head of a unit.</summary>
    public const string Head = "steering.urging.as-head";

    /// <summary>Be reminded as chair or deputy chair of the committee.</summary>
    public const string Chair = "steering.urging.as-chair";
}
