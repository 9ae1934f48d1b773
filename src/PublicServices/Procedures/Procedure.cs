using System.Text.Json.Serialization;
using LoTrinh.Platform.Calendar;
using YamlDotNet.Serialization;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>How long the authority may take.</summary>
internal sealed class ProcedureTime
{
    /// <summary>any, online, direct or post.</summary>
    public string Channel { get; set; } = AnyChannel;

    /// <summary>Key of the case that it holds for; null for all that have none of their own.</summary>
    public string? Case { get; set; }

    public int Amount { get; set; }

    /// <summary>working-hour, working-day, day or month.</summary>
    public string Unit { get; set; } = "working-day";

    public string Basis { get; set; } = "";

    /// <summary>high, medium or low.</summary>
    public string Confidence { get; set; } = "";

    public const string AnyChannel = "any";

    /// <summary>The unit, or null when there is none of that name.</summary>
    [YamlIgnore]
    [JsonIgnore]
    public PeriodUnit? Period => Enum.TryParse<PeriodUnit>(Unit.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var unit) && Enum.IsDefined(unit) ? unit : null;
}

/// <summary>A case of a procedure, such as "lost" beside "changed".</summary>
internal sealed class ProcedureCase : Keyed;

/// <summary>A document that goes with the application.</summary>
internal sealed class DocumentRule : Keyed
{
    /// <summary>Originals of it.</summary>
    public int Originals { get; set; }

    /// <summary>Copies of it.</summary>
    public int Copies { get; set; }

    /// <summary>Decides whether it is needed; null when it always is.</summary>
    public FormCondition? When { get; set; }

    /// <summary>Keys of the cases that it is for; all when empty.</summary>
    public List<string> Cases { get; set; } = [];

    /// <summary>The file of this key is sent when the applicant has it, and nothing is said when not.</summary>
    public bool Optional { get; set; }

    public bool IsNeeded(FormValues values) => !Optional && (When is null || When.Holds(values));
}

/// <summary>What is paid.</summary>
internal sealed class ProcedureFee : Keyed
{
    /// <summary>Đồng; null when someone else sets it.</summary>
    public decimal? Amount { get; set; }

    /// <summary>fee (phí) or charge (lệ phí).</summary>
    public string Kind { get; set; } = "charge";

    /// <summary>Key of the rows of the form that it is paid for each of; null where it is paid once.</summary>
    public string? Per { get; set; }

    /// <summary>before (with the application) or after (on collection).</summary>
    public string When { get; set; } = "after";

    public string Basis { get; set; } = "";

    /// <summary>high, medium or low.</summary>
    public string Confidence { get; set; } = "";
}

/// <summary>A law that the procedure rests on.</summary>
internal sealed class LegalBasis
{
    /// <summary>Number, such as <c>10/2020/NĐ-CP</c>.</summary>
    public string Number { get; set; } = "";

    public string NameVi { get; set; } = "";

    /// <summary>Last day on which it is in force, when that is known.</summary>
    public DateOnly? To { get; set; }
}

/// <summary>The decision by which the ministry announced the procedure (quyết định công bố).</summary>
internal sealed class Announcement
{
    /// <summary>Number, such as <c>1234/QĐ-BGTVT</c>.</summary>
    public string Number { get; set; } = "";

    public DateOnly SignedOn { get; set; }
}

/// <summary>What the applicant gets.</summary>
internal sealed class ProcedureResult : Named
{
    /// <summary>Code of the national list, such as <c>KQ.G04.000042</c>; null when it is not known.</summary>
    public string? Code { get; set; }

    /// <summary>Whether it is a document; a notice of success is none.</summary>
    public bool IsDocument { get; set; } = true;
}

/// <summary>Keys of the fields that say whose a dossier is, so that nobody is asked twice; null where the form has no such field.</summary>
internal sealed class OwnerFields
{
    public string Name { get; set; } = "";

    public string? Number { get; set; }

    public string? Address { get; set; }

    public string? Phone { get; set; }

    public string? Email { get; set; }
}

/// <summary>One record of a procedure: all that is said of it for a span of time.</summary>
/// <remarks>What a record must say: Decree 63/2010/NĐ-CP, art. 8.2 (name, steps, manner, documents, time, subjects, agency, result).</remarks>
internal sealed class Procedure : Named
{
    public string Code { get; set; } = "";

    /// <summary>Key of the field, see <c>seed/services.yaml</c>.</summary>
    public string Field { get; set; } = "";

    public string PlainVi { get; set; } = "";

    public string PlainEn { get; set; } = "";

    /// <summary>Who decides, in words: many are decided by an authority of the province.</summary>
    public string AgencyVi { get; set; } = "";

    public string AgencyEn { get; set; } = "";

    /// <summary>Key of the unit of this ministry that solves it; null when none does, and then nothing can be filed here.</summary>
    public string? Unit { get; set; }

    /// <summary>Level of the service, see <c>seed/services.yaml</c>.</summary>
    public string Level { get; set; } = "";

    /// <summary>Keys of who may apply, see <c>seed/services.yaml</c>.</summary>
    public List<string> Subjects { get; set; } = [];

    /// <summary>Words that people use for it.</summary>
    public List<string> Synonyms { get; set; } = [];

    /// <summary>Keys of the life events that it belongs to, see <c>seed/services.yaml</c>.</summary>
    public List<string> Events { get; set; } = [];

    public List<ProcedureCase> Cases { get; set; } = [];

    public List<ProcedureTime> Times { get; set; } = [];

    /// <summary>What waiting for a supplement does to the time: restart, subtract or keep.</summary>
    public string AfterSupplement { get; set; } = "";

    /// <summary>What the applicant does, in order; what the product itself asks of everyone is left out.</summary>
    public List<string> StepsVi { get; set; } = [];

    public List<string> StepsEn { get; set; } = [];

    public string ConditionsVi { get; set; } = "";

    public string ConditionsEn { get; set; } = "";

    public List<DocumentRule> Documents { get; set; } = [];

    public List<ProcedureFee> Fees { get; set; } = [];

    public List<ProcedureResult> Results { get; set; } = [];

    public List<LegalBasis> Basis { get; set; } = [];

    /// <summary>The decision that announced it; null where none is known.</summary>
    public Announcement? Announcement { get; set; }

    /// <summary>Where the record comes from.</summary>
    public string Source { get; set; } = "";

    /// <summary>The form; empty when nothing can be filed here.</summary>
    public List<FormGroup> Groups { get; set; } = [];

    public List<FormRule> Rules { get; set; } = [];

    /// <summary>What is done with a dossier after it was received; empty where one step does it all, see <see cref="ProcessStep.Only"/>.</summary>
    public List<ProcessStep> Process { get; set; } = [];

    /// <summary>Which fields of the form say whose the dossier is; null where nothing can be filed here.</summary>
    public OwnerFields? Owner { get; set; }

    /// <summary>Whether the procedure has ended: nothing can be filed any more.</summary>
    public bool Ended { get; set; }

    [YamlIgnore]
    [JsonIgnore]
    public string Plain => Words(PlainVi, PlainEn);

    [YamlIgnore]
    [JsonIgnore]
    public string Agency => Words(AgencyVi, AgencyEn);

    [YamlIgnore]
    [JsonIgnore]
    public string Conditions => Words(ConditionsVi, ConditionsEn);

    /// <summary>What the applicant does, in the reader's language.</summary>
    [YamlIgnore]
    [JsonIgnore]
    public IReadOnlyList<string> Steps => Words("vi", StepsEn.Count == StepsVi.Count ? "en" : "") == "en" ? StepsEn : StepsVi;

    [YamlIgnore]
    [JsonIgnore]
    public string Result => Results.Count == 0 ? "" : Results[0].Name;

    [YamlIgnore]
    [JsonIgnore]
    public IEnumerable<FormField> Fields => Groups.SelectMany(g => g.Fields);

    /// <summary>Whether it can be filed here: it is ours to solve, has a form and has not ended.</summary>
    [YamlIgnore]
    [JsonIgnore]
    public bool CanBeFiled => !Ended && Unit is not null && Groups.Count > 0;

    [YamlIgnore]
    [JsonIgnore]
    public PausePolicy Pause => Enum.TryParse<PausePolicy>(AfterSupplement, ignoreCase: true, out var policy) ? policy : PausePolicy.Restart;

    /// <summary>How long the authority may take: the time of the channel before that of any, and of the case before that of all.</summary>
    /// <returns>Null when the record names none.</returns>
    public ProcedureTime? TimeFor(string channel, string? ofCase = null) => Times
        .Where(t => (t.Channel == channel || t.Channel == ProcedureTime.AnyChannel) && (t.Case is null || t.Case == ofCase))
        .OrderBy(t => t.Case is null).ThenBy(t => t.Channel == ProcedureTime.AnyChannel).FirstOrDefault();
}
