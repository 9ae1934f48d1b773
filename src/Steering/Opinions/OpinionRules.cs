using LoTrinh.Platform.Data;
using LoTrinh.Platform.Documents;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Opinions;

/// <summary>Of whom the majority is taken.</summary>
internal enum MajorityBase
{
    AllMembers,
    Counted,
}

/// <summary>What a member without a counted ballot is.</summary>
internal enum SilenceRule
{
    NotCounted,
    Agrees,
    Abstains,
}

/// <summary>What exactly the part that a majority must exceed means.</summary>
internal enum TieRule
{
    ChairSide,
    Fails,
}

/// <summary>How the ballots of a round are counted; kept with the round, so that its result follows from its own rows.</summary>
internal sealed record OpinionRule
{
    public const int IdMaxLength = 60;
    public const int NameMaxLength = 200;
    public const int BasisMaxLength = 500;

    public string Id { get; init; } = "";

    public int Numerator { get; init; }

    public int Denominator { get; init; }

    public MajorityBase Of { get; init; }

    public TieRule Tie { get; init; }

    public SilenceRule Silence { get; init; }

    public bool LateCounts { get; init; }

    /// <summary>Whether the chair decides after hearing the opinions.</summary>
    public bool Advisory { get; init; }

    /// <summary>How sure it is that the rule is what binds the committee.</summary>
    public Confidence Confidence { get; init; }

    public string Name { get; init; } = "";

    public string NameEn { get; init; } = "";

    /// <summary>What says so.</summary>
    public string Basis { get; init; } = "";

    public string BasisEn { get; init; } = "";

    /// <summary>Its name in the reader's language.</summary>
    public string NameShown => Languages.IsEnglish ? NameEn : Name;

    /// <summary>Its basis in the reader's language.</summary>
    public string BasisShown => Languages.IsEnglish ? BasisEn : Basis;
}

/// <summary>A rule with the days on which rounds are opened under it.</summary>
internal sealed record DatedRule(OpinionRule Rule, DateOnly From, DateOnly? To)
{
    public bool IsInForce(DateOnly day) => From <= day && (To is null || day <= To);
}

/// <summary>What opinion rounds go by: data from <c>seed/opinions.yaml</c>, with its basis.</summary>
internal sealed class OpinionRules
{
    private OpinionRules(File file)
    {
        All = file.RuleSets.ConvertAll(r => r.Dated());
        (UsualWorkingDays, RemindWorkingDays, Collation) = (file.UsualWorkingDays, file.RemindWorkingDays, file.Collation);
    }

    public static OpinionRules Official { get; } = new(SeedFile.Read<File>("opinions.yaml"));

    public IReadOnlyList<DatedRule> All { get; }

    /// <summary>Working days that members usually have.</summary>
    public int UsualWorkingDays { get; }

    /// <summary>Working days before the due day on which who has not answered is reminded.</summary>
    public int RemindWorkingDays { get; }

    public CollationWords Collation { get; }

    /// <summary>The rules under which a round may be opened on a day.</summary>
    public IEnumerable<OpinionRule> On(DateOnly day) => All.Where(r => r.IsInForce(day)).Select(r => r.Rule);

    /// <summary>Words of the collation table; placeholders are explained in the file.</summary>
    internal sealed class CollationWords
    {
        public string Symbol { get; set; } = "";

        public string Place { get; set; } = "";

        public string Type { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Opening { get; set; } = "";

        public string Version { get; set; } = "";

        public string Rule { get; set; } = "";

        public string Tally { get; set; } = "";

        public string Agreed { get; set; } = "";

        public string NotAgreed { get; set; } = "";

        public string Advisory { get; set; } = "";

        public string Comments { get; set; } = "";

        public string NoComments { get; set; } = "";

        public string Ballots { get; set; } = "";

        public string Closing { get; set; } = "";

        public ColumnWords Columns { get; set; } = new();

        public Dictionary<string, string> Choices { get; set; } = [];

        public Dictionary<string, string> Answers { get; set; } = [];

        public string Silent { get; set; } = "";

        public string Late { get; set; } = "";

        public string Proxy { get; set; } = "";

        public string Changed { get; set; } = "";

        public string Unanswered { get; set; } = "";

        public List<string> Copies { get; set; } = [];
    }

    internal sealed class ColumnWords
    {
        public string Number { get; set; } = "";

        public string Member { get; set; } = "";

        public string Choice { get; set; } = "";

        public string Comment { get; set; } = "";

        public string Answer { get; set; } = "";

        public string Received { get; set; } = "";
    }

    internal sealed class File
    {
        public List<RuleRow> RuleSets { get; set; } = [];

        public int UsualWorkingDays { get; set; }

        public int RemindWorkingDays { get; set; }

        public CollationWords Collation { get; set; } = new();
    }

    internal sealed class RuleRow
    {
        public string Id { get; set; } = "";

        public DateOnly From { get; set; }

        public DateOnly? To { get; set; }

        public int Numerator { get; set; }

        public int Denominator { get; set; }

        public MajorityBase Of { get; set; }

        public TieRule Tie { get; set; }

        public SilenceRule Silence { get; set; }

        public bool LateCounts { get; set; }

        public bool Advisory { get; set; }

        public Confidence Confidence { get; set; }

        public string Name { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string Basis { get; set; } = "";

        public string BasisEn { get; set; } = "";

        public DatedRule Dated() => new(new()
        {
            Id = Id, Numerator = Numerator, Denominator = Denominator, Of = Of, Tie = Tie, Silence = Silence, LateCounts = LateCounts,
            Advisory = Advisory,
            Confidence = Confidence, Name = Name, NameEn = NameEn, Basis = Basis, BasisEn = BasisEn,
        }, From, To);
    }
}
