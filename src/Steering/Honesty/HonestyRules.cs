using System.Collections.Immutable;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Steering.Reviews;

namespace LoTrinh.Steering.Honesty;

/// <summary>A day up to which the figures of a period are counted.</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">Its widest period.</param>
/// <param name="Basis">What says so.</param>
internal sealed record CutOff(DateOnly On, PeriodKind Kind, string Basis);

/// <summary>From when on something is worth a look. What each number means is said in <c>seed/honesty.yaml</c>.</summary>
internal sealed class Thresholds
{
    public DateOnly From { get; set; }

    public int LookBackDays { get; set; }

    public int StaleWorkingDays { get; set; }

    public int BulkTasks { get; set; }

    public int BulkWorkingDays { get; set; }

    public int JumpPoints { get; set; }

    public int JumpDays { get; set; }

    public int HandInBelow { get; set; }

    public int SameTextLetters { get; set; }

    public int SameReferenceLetters { get; set; }

    public int MostPerKind { get; set; }
}

/// <summary>What raises a flag: dated rule sets and vague verbs from <c>seed/honesty.yaml</c>, with their basis. Cut-off days are those of the
/// reporting periods, <see cref="ReviewRules"/>.</summary>
internal sealed class HonestyRules
{
    private readonly ImmutableArray<Thresholds> _sets;

    private HonestyRules(File file)
    {
        _sets = [.. file.RuleSets.OrderBy(s => s.From)];
        VagueVerbs = [.. file.VagueVerbs];
    }

    public static HonestyRules Official { get; } = new(SeedFile.Read<File>("honesty.yaml"));

    /// <summary>Verbs that promise effort rather than a result.</summary>
    public ImmutableArray<string> VagueVerbs { get; }

    /// <summary>The rule set in force on a day; before the first, the first.</summary>
    public Thresholds On(DateOnly day) => _sets.LastOrDefault(s => s.From <= day) ?? _sets[0];

    /// <summary>Whether words begin with a verb that promises no result.</summary>
    public bool IsVague(string words) => VagueVerbs.Any(v => words.StartsWith(v, StringComparison.OrdinalIgnoreCase)
        && (words.Length == v.Length || !char.IsLetter(words[v.Length])));

    /// <summary>The last working days up to each cut-off between two days, and the cut-off that they lie before.</summary>
    public IReadOnlyDictionary<DateOnly, CutOff> ReportDays(DateOnly from, DateOnly until, int workingDays, DeadlineEngine calendar)
    {
        var found = new Dictionary<DateOnly, CutOff>();
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= until.AddMonths(1); month = month.AddMonths(1))
        {
            if (CutOffIn(month) is not { } cutOff)
            {
                continue;
            }

            var day = cutOff.On;
            for (var left = workingDays; left > 0; day = day.AddDays(-1))
            {
                if (calendar.WorkingDaysBetween(day.AddDays(-1), day) == 1)
                {
                    found[day] = cutOff;
                    left--;
                }
            }
        }

        return found.Where(d => d.Key >= from && d.Key <= until).ToDictionary();
    }

    // The widest period names the day; one that the act itself names goes before one that bodies have made up beside it.
    private static CutOff? CutOffIn(DateOnly month) => ReviewRules.Official.EndingIn(month.Year, month.Month)
        .OrderBy(p => p.Rule.Confidence).ThenByDescending(p => p.Rule.Months)
        .Select(p => new CutOff(p.Period.To, p.Period.Kind, $"{p.Rules.Name}, {p.Rule.Basis}")).FirstOrDefault();

    internal sealed class File
    {
        public List<Thresholds> RuleSets { get; set; } = [];

        public List<string> VagueVerbs { get; set; } = [];
    }
}
