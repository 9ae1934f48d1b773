using System.Text.Json.Serialization;
using LoTrinh.Platform.Calendar;
using YamlDotNet.Serialization;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>What is done at a step.</summary>
internal enum StepKind
{
    /// <summary>Someone does something and passes it on: appraise, look at the site, draft.</summary>
    Work,

    /// <summary>Another unit is asked and answers.</summary>
    Consult,

    /// <summary>Whoever leads the unit agrees or sends it back.</summary>
    Approve,

    /// <summary>The result is signed and given its number; every way ends here.</summary>
    Issue,
}

/// <summary>A step of the way that a dossier goes after it was received.</summary>
/// <remarks>Source: Decree 61/2018/NĐ-CP, art. 19: who does what in which part of the time is fixed for each procedure.</remarks>
internal sealed class ProcessStep : Keyed
{
    /// <summary>work, consult, approve or issue.</summary>
    public string Kind { get; set; } = "work";

    /// <summary>Key of the unit; null for the one that solves the procedure.</summary>
    public string? Unit { get; set; }

    /// <summary>Time for the step; 0 where it may take all that the procedure has.</summary>
    public int Amount { get; set; }

    /// <summary>working-hour or working-day.</summary>
    public string Per { get; set; } = "working-hour";

    /// <summary>Where it goes from here; none for the step that ends it.</summary>
    public List<ProcessWay> Ways { get; set; } = [];

    /// <summary>Keys of the steps that must all be done before this one begins.</summary>
    public List<string> Awaits { get; set; } = [];

    /// <summary>The kind; null when there is none of that name.</summary>
    [YamlIgnore]
    [JsonIgnore]
    public StepKind? Does => Enum.TryParse<StepKind>(Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null;

    /// <summary>What the time is counted in; null when it is neither hours nor days of work.</summary>
    [YamlIgnore]
    [JsonIgnore]
    public PeriodUnit? Period => Per switch { "working-hour" => PeriodUnit.WorkingHour, "working-day" => PeriodUnit.WorkingDay, _ => null };

    /// <summary>The step of a procedure for which nobody has said another process: the unit that solves it issues the result.</summary>
    public static readonly ProcessStep Only = new() { Key = "issue", NameVi = "Giải quyết và ban hành kết quả", NameEn = "Solve it and issue the result", Kind = "issue" };
}

/// <summary>A way from a step to the next ones; several next ones run beside each other.</summary>
internal sealed class ProcessWay : Keyed
{
    /// <summary>Keys of the next steps.</summary>
    public List<string> To { get; set; } = [];

    /// <summary>What must be filled in for it to be open; null when it always is.</summary>
    public FormCondition? When { get; set; }

    /// <summary>Whether it leads back, to be done again: such a way needs a word why, and its time is not in the sum.</summary>
    public bool Back { get; set; }
}
