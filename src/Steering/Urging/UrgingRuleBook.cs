using System.Collections.Immutable;
using LoTrinh.Platform.Data;

namespace LoTrinh.Steering.Urging;

/// <summary>The dated rule sets of urging, and the demonstration's history: data from <c>seed/urging.yaml</c>, with its basis.</summary>
internal sealed class UrgingRuleBook
{
    private UrgingRuleBook(UrgingRulesFile file)
    {
        Sets = [.. file.RuleSets.OrderBy(s => s.From).Select(s => new UrgingRules(s, file))];
        (Demonstration, Explanations) = (file.Demonstration, file.Explanations);
    }

    public static UrgingRuleBook Official { get; } = new(SeedFile.Read<UrgingRulesFile>("urging.yaml"));

    /// <summary>From the earliest on.</summary>
    public ImmutableArray<UrgingRules> Sets { get; }

    public IReadOnlyList<UrgingRulesFile.DemonstrationLetter> Demonstration { get; }

    public IReadOnlyList<UrgingRulesFile.DemonstrationExplanation> Explanations { get; }

    /// <summary>The rule set in force on a day; before the first, the first.</summary>
    public UrgingRules On(DateOnly day) => Sets.LastOrDefault(s => s.From <= day && (s.To is null || s.To >= day)) ?? Sets[0];
}

/// <summary><c>seed/urging.yaml</c>; what each name means is said there.</summary>
internal sealed class UrgingRulesFile
{
    public List<RuleSet> RuleSets { get; set; } = [];

    public UrgingRules.LetterWording Letter { get; set; } = new();

    public List<FormRow> Forms { get; set; } = [];

    public List<DemonstrationLetter> Demonstration { get; set; } = [];

    public List<DemonstrationExplanation> Explanations { get; set; } = [];

    internal sealed class RuleSet
    {
        public string Id { get; set; } = "";

        public DateOnly From { get; set; }

        public DateOnly? To { get; set; }

        public string Confidence { get; set; } = "";

        public string Basis { get; set; } = "";

        public string BasisEn { get; set; } = "";

        public int AnswerWorkingDays { get; set; }

        public int ExplanationWorkingDays { get; set; }

        public List<StepRow> Steps { get; set; } = [];

        public List<LevelRow> Levels { get; set; } = [];
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

    internal sealed class LevelRow
    {
        public int Level { get; set; }

        public string Name { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string? Form { get; set; }

        public List<string> Addressees { get; set; } = [];

        public List<string>? Copies { get; set; }

        public string? Opening { get; set; }

        public string? Request { get; set; }

        public List<string>? Points { get; set; }

        public string? Closing { get; set; }
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

    /// <summary>A letter of the demonstration's history.</summary>
    internal sealed class DemonstrationLetter
    {
        public string Unit { get; set; } = "";

        public DateOnly Prepared { get; set; }

        public DateOnly AnswerBy { get; set; }

        public string Form { get; set; } = "";

        public int? Level { get; set; }

        public string Number { get; set; } = "";

        public DateOnly Issued { get; set; }

        public DateOnly? Answered { get; set; }

        public string? Answer { get; set; }

        public string? AnswerDocument { get; set; }

        /// <summary>What the answer says of each task, the one due first first; the last holds for those after it.</summary>
        public List<string> Causes { get; set; } = [];

        public List<DateOnly> Proposed { get; set; } = [];

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
}
