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
    private readonly Dictionary<(string Permission, Guid UnitId), IReadOnlyList<Recipient>> _found = [];

    /// <summary>How many people were told.</summary>
    public int People { get; private set; }

    /// <summary>Adds the messages to the next save; answers how many people learn of each task and each letter.</summary>
    public async Task<Dictionary<Guid, int>> AddAsync(
        DateOnly today, IReadOnlyList<(DueTask Task, LadderStep Step)> reminders, IReadOnlyList<LetterRow> letters, CancellationToken ct)
    {
        var told = new Dictionary<Guid, int>();
        var byPerson = new Dictionary<Guid, (Recipient Person, List<DueTask> Tasks, List<LetterRow> Letters)>();
        foreach (var (task, step) in reminders)
        {
            var people = await AudienceAsync(step, task.LeadUnitId, ct);
            told[task.Id] = people.Count;
            foreach (var person in people)
            {
                byPerson.TryAdd(person.AccountId, (person, [], []));
                byPerson[person.AccountId].Tasks.Add(task);
            }
        }

        foreach (var letter in letters)
        {
            var people = await FindAsync(UrgingPermissions.Answer, letter.UnitId, ct);
            people = people.Count > 0 ? people : await FindAsync(UrgingPermissions.Write, letter.UnitId, ct);
            told[letter.Id] = people.Count;
            foreach (var person in people)
            {
                byPerson.TryAdd(person.AccountId, (person, [], []));
                byPerson[person.AccountId].Letters.Add(letter);
            }
        }

        foreach (var (person, tasks, owed) in byPerson.Values)
        {
            var latestFirst = tasks.OrderByDescending(t => t.DaysLate).ThenBy(t => t.Code, StringComparer.Ordinal).ToList();
            await notify.AddAsync([person], new("steering.reminder", $"reminder:{today:yyyy-MM-dd}", UrlOf(tasks, owed), _ => Say(latestFirst, owed)), ct);
        }

        People = byPerson.Count;
        return told;
    }

    private static string UrlOf(List<DueTask> tasks, List<LetterRow> letters) => (tasks, letters) switch
    {
        ([var task], []) => $"/chi-dao/nhiem-vu/{task.Id}",
        ([], [var letter]) => $"/chi-dao/don-doc/cong-van/{letter.Id}",
        _ => "/chi-dao/don-doc",
    };

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

    private Task<IReadOnlyList<Recipient>> FindAsync(Audience audience, Guid unitId, CancellationToken ct) => FindAsync(PermissionOf(audience), unitId, ct);

    private async Task<IReadOnlyList<Recipient>> FindAsync(string permission, Guid unitId, CancellationToken ct)
    {
        if (!_found.TryGetValue((permission, unitId), out var found))
        {
            _found[(permission, unitId)] = found = await recipients.HoldingAsync(permission, unitId, ct);
        }

        return found;
    }

    internal static string PermissionOf(Audience audience) => audience switch
    {
        Audience.Lead => Permissions.Report,
        Audience.Head => UrgingPermissions.Head,
        Audience.Office => Permissions.Assign,
        Audience.DeputyChair => UrgingPermissions.DeputyChair,
        _ => UrgingPermissions.Chair,
    };

    private (string Title, string? Body) Say(List<DueTask> tasks, List<LetterRow> letters)
    {
        if ((tasks, letters) is ([var only], []))
        {
            return ($"{Standing(only)}: {only.Title}", Line(only));
        }

        var lines = tasks.Take(MostLines).Select(t => $"• {t.Title}\n  {Line(t)}").ToList();
        if (tasks.Count > MostLines)
        {
            lines.Add(texts["urging.news.more", tasks.Count - MostLines]);
        }

        lines.AddRange(letters.Select(l => $"• {texts["urging.news.answer-late", l.FullNumber ?? "", organisation.NameOf(l.UnitId), l.AnswerBy.Show()]}"));
        var ofTasks = texts["urging.news.several", tasks.Count, tasks.Count(t => t.DaysLate > 0), tasks.Count(t => t.DaysLate == 0), tasks.Count(t => t.DaysLate < 0)];
        var ofLetters = texts["urging.news.answers-late", letters.Count];
        return (letters.Count == 0 ? ofTasks : tasks.Count == 0 ? ofLetters : $"{ofTasks}; {ofLetters}", string.Join('\n', lines));
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

    /// <summary>Answer letters of urging for the unit; holders are told of a letter.</summary>
    public const string Answer = "steering.urging.answer";

    /// <summary>Be reminded as the head of a unit.</summary>
    public const string Head = "steering.urging.as-head";

    /// <summary>Be reminded as deputy chair of the committee.</summary>
    public const string DeputyChair = "steering.urging.as-deputy-chair";

    /// <summary>Be reminded as chair of the committee: the last step.</summary>
    public const string Chair = "steering.urging.as-chair";
}
