using System.Collections.Immutable;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Urging;

/// <summary>Who is reminded at a step.</summary>
internal enum Audience
{
    Lead,
    Head,
    Office,
    DeputyChair,
    Chair,
}

/// <summary>A step of the ladder.</summary>
/// <param name="Days">Working days after the due day; negative before it.</param>
/// <param name="Level">0 reminds, 1–4 urge.</param>
/// <param name="To">Whom.</param>
/// <param name="RepeatEvery">Again after each so many working days; null is once.</param>
/// <param name="Basis">Why.</param>
internal sealed record LadderStep(int Days, int Level, ImmutableArray<Audience> To, int? RepeatEvery, string Basis);

/// <summary>A way to sign a letter of urging.</summary>
internal sealed record SigningForm(string Key, string Name, string NameEn, string? GoverningBody, string Issuer, string Symbol,
    ImmutableArray<string> Authority,
    string? Office, string? Signer, ImmutableArray<string> Copies)
{
    /// <summary>Name in the reader's language.</summary>
    public string Shown => Languages.IsEnglish ? NameEn : Name;
}

/// <summary>A level of urging, and what a letter of that level is like where it differs from other letters.</summary>
/// <param name="Level">0 reminds, 1–4 urge.</param>
/// <param name="Name">What it is called.</param>
/// <param name="NameEn">The same in English.</param>
/// <param name="Form">Who signs: key of a <see cref="SigningForm"/>; null where no letter is written.</param>
/// <param name="Addressees">To whom; <c>{0}</c> is the unit.</param>
/// <param name="Copies">Who gets a copy; null for those of the form.</param>
/// <param name="Opening">First sentence; null for that of every letter, as those that follow.</param>
/// <param name="Request">What leads to the points.</param>
/// <param name="Points">What is asked.</param>
/// <param name="Closing">Last sentence.</param>
internal sealed record UrgingLevel(int Level, string Name, string NameEn, string? Form, ImmutableArray<string> Addressees,
    IReadOnlyList<string>? Copies, string? Opening,
    string? Request, IReadOnlyList<string>? Points, string? Closing)
{
    /// <summary>Name in the reader's language.</summary>
    public string Shown => Languages.IsEnglish ? NameEn : Name;
}

/// <summary>When whom is reminded, who signs at which level, and what a letter says: one dated rule set of
/// <c>seed/urging.yaml</c>.</summary>
internal sealed class UrgingRules
{
    internal UrgingRules(UrgingRulesFile.RuleSet set, UrgingRulesFile file)
    {
        (Id, From, To, Basis, BasisEn) = (set.Id, set.From, set.To, set.Basis, set.BasisEn);
        (AnswerWorkingDays, ExplanationWorkingDays) = (set.AnswerWorkingDays, set.ExplanationWorkingDays);
        Steps = [.. set.Steps.Select(s =>
            new LadderStep(s.DueSoon ? -DueSoon.WorkingDays : s.Days, s.Level, [.. s.To.Select(Read)], s.RepeatEvery, s.Basis))
                .OrderBy(s => s.Days)];
        Levels = [.. set.Levels.Select(l =>
            new UrgingLevel(l.Level, l.Name, l.NameEn, l.Form, [.. l.Addressees], l.Copies, l.Opening, l.Request, l.Points, l.Closing))
                .OrderBy(l => l.Level)];
        Letter = file.Letter;
        Forms = [.. file.Forms.Select(f =>
            new SigningForm(f.Key, f.Name, f.NameEn, f.GoverningBody, f.Issuer, f.Symbol, [.. f.Authority], f.Office, f.Signer,
            [.. f.Copies]))];
    }

    /// <summary>Key of the rule set.</summary>
    public string Id { get; }

    /// <summary>First day of the rule set.</summary>
    public DateOnly From { get; }

    /// <summary>Last day; null while it is in force.</summary>
    public DateOnly? To { get; }

    /// <summary>What it rests on, in the reader's language.</summary>
    public string BasisShown => Languages.IsEnglish ? BasisEn : Basis;

    private string Basis { get; }

    private string BasisEn { get; }

    /// <summary>Working days that a unit has to answer a letter, unless its writer says otherwise.</summary>
    public int AnswerWorkingDays { get; }

    /// <summary>Working days that a unit has to explain, unless whoever asks says otherwise.</summary>
    public int ExplanationWorkingDays { get; }

    /// <summary>From the earliest on.</summary>
    public ImmutableArray<LadderStep> Steps { get; }

    /// <summary>From the lowest on.</summary>
    public ImmutableArray<UrgingLevel> Levels { get; }

    /// <summary>The levels of which a letter is written.</summary>
    public IEnumerable<UrgingLevel> LetterLevels => Levels.Where(l => l.Form is not null);

    public LetterWording Letter { get; }

    public ImmutableArray<SigningForm> Forms { get; }

    /// <summary>The level of a letter about tasks of which the latest is so many working days late: that of the last step reached, at
    /// least the lowest.</summary>
    public UrgingLevel LevelOf(int daysLate) =>
        LetterLevels.LastOrDefault(l => Steps.Any(s => s.Level == l.Level && s.Days <= daysLate)) ?? LetterLevels.First();

    /// <summary>Steps that a task has reached, from the earliest on: not those before <paramref name="after"/>, whose day was over before
    /// the task was given or that were dealt with.</summary>
    /// <param name="after">Working days from the due day that are past.</param>
    /// <param name="today">Working days from the due day to today.</param>
    public IReadOnlyList<LadderStep> Reached(int after, int today) =>
        [.. Steps.SelectMany(s => Repetitions(s, today)).Where(s => s.Days > after && s.Days <= today).OrderBy(s => s.Days)];

    private static IEnumerable<LadderStep> Repetitions(LadderStep step, int until)
    {
        yield return step;
        for (var day = step.Days + step.RepeatEvery; day <= until; day += step.RepeatEvery)
        {
            yield return step with { Days = day.Value };
        }
    }

    private static Audience Read(string name) => Enum.Parse<Audience>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>Words of the letter; placeholders are explained in the file.</summary>
    internal sealed class LetterWording
    {
        public string Place { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Opening { get; set; } = "";

        public string Overdue { get; set; } = "";

        public string Soon { get; set; } = "";

        public string Request { get; set; } = "";

        public List<string> Points { get; set; } = [];

        public string Closing { get; set; } = "";

        public LetterColumns Columns { get; set; } = new();

        public string NoExtension { get; set; } = "";

        public string Granted { get; set; } = "";

        public string Refused { get; set; } = "";
    }

    internal sealed class LetterColumns
    {
        public string Number { get; set; } = "";

        public string Code { get; set; } = "";

        public string Title { get; set; } = "";

        public string Document { get; set; } = "";

        public string Due { get; set; } = "";

        public string Late { get; set; } = "";

        public string Extensions { get; set; } = "";
    }
}
