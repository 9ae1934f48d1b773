using System.Collections.Immutable;
using System.Globalization;
using LoTrinh.Platform.Data;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Urging;

/// <summary>Who is reminded at a step.</summary>
internal enum Audience
{
    Lead,
    Head,
    Office,
    DeputyChair,
}

/// <summary>A step of the ladder.</summary>
/// <param name="Days">Working days after the due day; negative before it.</param>
/// <param name="Level">0 reminds, 1–4 urge.</param>
/// <param name="To">Whom.</param>
/// <param name="RepeatEvery">Again after each so many working days; null is once.</param>
/// <param name="Basis">Why.</param>
internal sealed record LadderStep(int Days, int Level, ImmutableArray<Audience> To, int? RepeatEvery, string Basis);

/// <summary>A way to sign a letter of urging.</summary>
internal sealed record SigningForm(string Key, string Name, string NameEn, string? GoverningBody, string Issuer, string Symbol, ImmutableArray<string> Authority,
    string? Office, string? Signer, ImmutableArray<string> Copies);

/// <summary>When whom is reminded, and what a letter of urging says: data from <c>seed/urging.yaml</c>, with its basis.</summary>
internal sealed class UrgingRules
{
    private UrgingRules(File file)
    {
        StartAt = TimeOnly.ParseExact(file.StartAt, "HH:mm", CultureInfo.InvariantCulture);
        Steps = [.. file.Steps.Select(s =>
            new LadderStep(s.DueSoon ? -DueSoon.WorkingDays : s.Days, s.Level, [.. s.To.Select(Read)], s.RepeatEvery, s.Basis)).OrderBy(s => s.Days)];
        Letter = file.Letter;
        Forms = [.. file.Forms.Select(f => new SigningForm(f.Key, f.Name, f.NameEn, f.GoverningBody, f.Issuer, f.Symbol, [.. f.Authority], f.Office, f.Signer, [.. f.Copies]))];
        Demonstration = file.Demonstration;
        ExplanationWorkingDays = file.ExplanationWorkingDays;
        Explanations = file.Explanations;
    }

    public static UrgingRules Official { get; } = new(SeedFile.Read<File>("urging.yaml"));

    /// <summary>Office time from which a working day's reminders go out.</summary>
    public TimeOnly StartAt { get; }

    /// <summary>From the earliest on.</summary>
    public ImmutableArray<LadderStep> Steps { get; }

    public LetterWording Letter { get; }

    public ImmutableArray<SigningForm> Forms { get; }

    public IReadOnlyList<DemonstrationLetter> Demonstration { get; }

    /// <summary>Working days that a unit has to explain, unless whoever asks says otherwise.</summary>
    public int ExplanationWorkingDays { get; }

    /// <summary>The demonstration's requests for explanation.</summary>
    public IReadOnlyList<DemonstrationExplanation> Explanations { get; }

    /// <summary>Steps that a task has reached, from the earliest on: not those before <paramref name="after"/>, whose day was over before the task was given or that were dealt with.</summary>
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

    /// <summary>A letter of the demonstration's history.</summary>
    internal sealed class DemonstrationLetter
    {
        public string Unit { get; set; } = "";

        public DateOnly Prepared { get; set; }

        public DateOnly AnswerBy { get; set; }

        public string Form { get; set; } = "";

        public string Number { get; set; } = "";

        public DateOnly Issued { get; set; }

        public DateOnly? Answered { get; set; }

        public string? Answer { get; set; }

        public string? AnswerDocument { get; set; }

        /// <summary>What the answer says of the first task.</summary>
        public string? Cause { get; set; }

        public DateOnly? Proposed { get; set; }

        /// <summary>The day on which it was decided: accepted, or sent back when <see cref="SentBack"/> says why.</summary>
        public DateOnly? Decided { get; set; }

        public string? SentBack { get; set; }

        public DateOnly? NewAnswerBy { get; set; }
    }

    /// <summary>A request for explanation of the demonstration's history.</summary>
    internal sealed class DemonstrationExplanation
    {
        /// <summary>Key of the unit; the request is about its oldest overdue task, unless an indicator is named.</summary>
        public string Unit { get; set; } = "";

        /// <summary>Name of the account that asks.</summary>
        public string By { get; set; } = "";

        /// <summary>Code of an indicator.</summary>
        public string? Indicator { get; set; }

        public DateOnly Asked { get; set; }

        public DateOnly AnswerBy { get; set; }

        public string Question { get; set; } = "";

        public DateOnly? Answered { get; set; }

        public string? Answer { get; set; }

        /// <summary>The day on which it was decided: accepted, or asked again when <see cref="Again"/> says why.</summary>
        public DateOnly? Decided { get; set; }

        public string? Again { get; set; }

        public DateOnly? NewAnswerBy { get; set; }
    }

    internal sealed class File
    {
        public string StartAt { get; set; } = "";

        public List<StepRow> Steps { get; set; } = [];

        public LetterWording Letter { get; set; } = new();

        public List<FormRow> Forms { get; set; } = [];

        public List<DemonstrationLetter> Demonstration { get; set; } = [];

        public int ExplanationWorkingDays { get; set; }

        public List<DemonstrationExplanation> Explanations { get; set; } = [];
    }

    internal sealed class StepRow
    {
        /// <summary>The day from which a task is due soon, instead of <see cref="Days"/>.</summary>
        public bool DueSoon { get; set; }

        public int Days { get; set; }

        public int Level { get; set; }

        public List<string> To { get; set; } = [];

        public int? RepeatEvery { get; set; }

        public string Basis { get; set; } = "";
    }

    internal sealed class FormRow
    {
        public string Key { get; set; } = "";

        public string Name { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string? GoverningBody { get; set; }

        public string Issuer { get; set; } = "";

        public string Symbol { get; set; } = "";

        public List<string> Authority { get; set; } = [];

        public string? Office { get; set; }

        public string? Signer { get; set; }

        public List<string> Copies { get; set; } = [];
    }
}
