using LoTrinh.Platform.Notifications;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Time;
using LoTrinh.Steering.Honesty;
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

    /// <summary>Adds the messages to the next save; answers how many people learn of each task, each letter and each flag.</summary>
    public async Task<Dictionary<Guid, int>> AddAsync(DateOnly today, IReadOnlyList<(DueTask Task, LadderStep Step)> reminders,
        IReadOnlyList<LetterRow> letters, IReadOnlyList<Flag> flags, CancellationToken ct)
    {
        var (told, byPerson) = (new Dictionary<Guid, int>(), new Dictionary<Guid, DigestOfOne>());
        void Tell(Guid subject, IReadOnlyCollection<Recipient> people, Action<DigestOfOne> add)
        {
            told[subject] = people.Count;
            foreach (var person in people)
            {
                byPerson.TryAdd(person.AccountId, new(person));
                add(byPerson[person.AccountId]);
            }
        }

        foreach (var (task, step) in reminders)
        {
            Tell(task.Id, await AudienceAsync(step, task.LeadUnitId, ct), d => d.Tasks.Add(task));
        }

        foreach (var letter in letters)
        {
            var people = await FindAsync(UrgingPermissions.Answer, letter.UnitId, ct);
            Tell(letter.Id, people.Count > 0 ? people : await FindAsync(UrgingPermissions.Write, letter.UnitId, ct), d => d.Letters.Add(letter));
        }

        foreach (var flag in flags)
        {
            var seers = await SeersAsync(flag, ct);
            Tell(flag.Id, [.. seers.Values.Select(s => s.Person)], d => d.Flags.Add(flag with { Tasks = seers[d.Person.AccountId].Tasks }));
        }

        foreach (var digest in byPerson.Values)
        {
            await notify.AddAsync([digest.Person],
                new("steering.reminder", $"reminder:{today:yyyy-MM-dd}", digest.Url, _ => Say(digest)), ct);
        }

        People = byPerson.Count;
        return told;
    }

    // The standing office, each of the office with the tasks of the units that it looks after.
    private async Task<Dictionary<Guid, (Recipient Person, List<FlaggedTask> Tasks)>> SeersAsync(Flag flag, CancellationToken ct)
    {
        var seers = new Dictionary<Guid, (Recipient Person, List<FlaggedTask> Tasks)>();
        foreach (var task in flag.Tasks)
        {
            foreach (var person in await FindAsync(Audience.Office, task.UnitId, ct))
            {
                seers.TryAdd(person.AccountId, (person, []));
                seers[person.AccountId].Tasks.Add(task);
            }
        }

        return seers;
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

    private (string Title, string? Body) Say(DigestOfOne digest)
    {
        var tasks = digest.Tasks.OrderByDescending(t => t.DaysLate).ThenBy(t => t.Code, StringComparer.Ordinal).ToList();
        var (letters, flags) = (digest.Letters, digest.Flags);
        if ((tasks, letters, flags) is ([var only], [], []))
        {
            return ($"{Standing(only)}: {only.Title}", Line(only));
        }

        var lines = Lines(tasks, t => $"• {t.Title}\n  {Line(t)}", "urging.news.more");
        lines.AddRange(letters.Select(l => $"• {texts["urging.news.answer-late", l.FullNumber ?? "", organisation.NameOf(l.UnitId), l.AnswerBy.Show()]}"));
        lines.AddRange(Lines(flags, f => $"• {texts[FlagWords.Kind(f.Kind)]}: {Codes(f)}\n  {texts.Why(f)}", "urging.news.more-flags"));
        string?[] title =
        [
            tasks.Count == 0 ? null : texts["urging.news.several", tasks.Count, tasks.Count(t => t.DaysLate > 0),
                tasks.Count(t => t.DaysLate == 0), tasks.Count(t => t.DaysLate < 0)],
            letters.Count == 0 ? null : texts["urging.news.answers-late", letters.Count],
            flags.Count == 0 ? null : texts["urging.news.flags", flags.Count],
        ];
        return (string.Join("; ", title.OfType<string>()), string.Join('\n', lines));
    }

    private List<string> Lines<T>(List<T> items, Func<T, string> say, string more) =>
        [.. items.Take(MostLines).Select(say), .. items.Count > MostLines ? [texts[more, items.Count - MostLines]] : Array.Empty<string>()];

    private static string Codes(Flag flag) =>
        string.Join(", ", flag.Tasks.Take(FlagListPage.MostTasks).Select(t => t.Code)) + (flag.Tasks.Count > FlagListPage.MostTasks ? "…" : "");

    private string Line(DueTask task) => texts["urging.news.line", task.Code, organisation.NameOf(task.LeadUnitId), task.DueOn.Show(), Standing(task)];

    private string Standing(DueTask task) => task.DaysLate switch
    {
        > 0 => texts["urging.standing.late", task.DaysLate],
        0 => texts["urging.standing.today"],
        _ => texts["urging.standing.soon", -task.DaysLate],
    };
}

/// <summary>What one person is told in a round.</summary>
internal sealed record DigestOfOne(Recipient Person)
{
    public List<DueTask> Tasks { get; } = [];

    public List<LetterRow> Letters { get; } = [];

    /// <summary>New flags, each with the tasks that the person looks after.</summary>
    public List<Flag> Flags { get; } = [];

    /// <summary>Where it leads: the record when it is about one, else the list.</summary>
    public string Url => (Tasks, Letters, Flags) switch
    {
        ([var task], [], []) => $"/chi-dao/nhiem-vu/{task.Id}",
        ([], [var letter], []) => $"/chi-dao/don-doc/cong-van/{letter.Id}",
        ([], [], [var flag]) => $"/chi-dao/trung-thuc/{flag.Id}?donvi={flag.Tasks[0].UnitId}",
        ([], [], _) => "/chi-dao/trung-thuc?traloi=0",
        _ => "/chi-dao/don-doc",
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
