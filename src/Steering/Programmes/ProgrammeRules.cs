using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Programmes;

/// <summary>A level of delivery confidence, with what it means.</summary>
internal sealed record ConfidenceLevel(string Key, string NameVi, string NameEn, string Color, bool NeedsReply, string MeaningVi,
    string MeaningEn)
{
    public string Name => Languages.IsEnglish ? NameEn : NameVi;

    public string Meaning => Languages.IsEnglish ? MeaningEn : MeaningVi;
}

/// <summary>How confidence is rated, from one day to another. Levels stand from the best to the worst.</summary>
internal sealed record ConfidenceRuleSet(string Id, string BasisVi, string BasisEn, DateOnly ValidFrom, DateOnly? ValidTo,
    int ReplyWorkingDays,
    ImmutableArray<ConfidenceLevel> Levels)
{
    public string Basis => Languages.IsEnglish ? BasisEn : BasisVi;

    public ConfidenceLevel? Find(string? key) => Levels.FirstOrDefault(l => l.Key == key);

    /// <summary>How many levels apart two ratings are; 0 where one is missing.</summary>
    public int Apart(string? one, string? other) => Find(one) is { } a && Find(other) is { } b
        ? Math.Abs(Levels.IndexOf(a) - Levels.IndexOf(b)) : 0;
}

/// <summary>The dated rule sets of <c>seed/programmes.yaml</c>.</summary>
internal sealed class ProgrammeRules
{
    private readonly ImmutableArray<ConfidenceRuleSet> _sets;

    private ProgrammeRules(File file) =>
        _sets = [.. file.RuleSets.Select(s => new ConfidenceRuleSet(s.Id, s.Basis, s.BasisEn, s.ValidFrom, s.ValidTo, s.ReplyWorkingDays,
        [.. s.Levels.Select(l => new ConfidenceLevel(l.Key, l.Name, l.NameEn, l.Color, l.NeedsReply, l.Meaning, l.MeaningEn))]))];

    public static ProgrammeRules Official { get; } = new(SeedFile.Read<File>("programmes.yaml"));

    /// <summary>The rule set of a day; days before the first are read by the first.</summary>
    public ConfidenceRuleSet On(DateOnly day) => _sets.FirstOrDefault(s => s.ValidFrom <= day && (s.ValidTo is null || day <= s.ValidTo))
        ?? _sets[0];

    internal sealed class File
    {
        public List<SetRow> RuleSets { get; set; } = [];
    }

    internal sealed class SetRow
    {
        public string Id { get; set; } = "";

        public string Basis { get; set; } = "";

        public string BasisEn { get; set; } = "";

        public DateOnly ValidFrom { get; set; }

        public DateOnly? ValidTo { get; set; }

        public int ReplyWorkingDays { get; set; }

        public List<LevelRow> Levels { get; set; } = [];
    }

    internal sealed class LevelRow
    {
        public string Key { get; set; } = "";

        public string Name { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string Color { get; set; } = "";

        public bool NeedsReply { get; set; }

        public string Meaning { get; set; } = "";

        public string MeaningEn { get; set; } = "";
    }
}
