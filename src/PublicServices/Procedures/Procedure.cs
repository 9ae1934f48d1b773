using System.Collections.Frozen;
using LoTrinh.Platform.Calendar;
using LoTrinh.Platform.Data;
using LoTrinh.Ui;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Words in both languages.</summary>
internal abstract class Named
{
    public string NameVi { get; set; } = "";

    public string NameEn { get; set; } = "";

    /// <summary>In the reader's language.</summary>
    public string Name => Words(NameVi, NameEn);

    protected static string Words(string vi, string en) => Languages.IsEnglish ? en : vi;
}

/// <summary>The agency that answers for the procedures, with its electronic identification code.</summary>
internal sealed class Agency : Named
{
    /// <summary>Code of QCVN 102:2016/BTTTT, such as <c>000.00.00.G04</c>; the first part of every dossier code.</summary>
    public string Code { get; set; } = "";

    /// <summary>Key of the unit that receives dossiers.</summary>
    public string Unit { get; set; } = "";
}

/// <summary>How long the authority may take, over a span of time.</summary>
internal sealed class TimeRule
{
    public string Id { get; set; } = "";

    public string Basis { get; set; } = "";

    public DateOnly From { get; set; }

    public DateOnly? To { get; set; }

    /// <summary>Working days from the complete dossier.</summary>
    public int WorkingDays { get; set; }

    /// <summary>What waiting for a supplement does to the time: restart, subtract or keep.</summary>
    public string AfterSupplement { get; set; } = "";

    public PausePolicy PausePolicy => Enum.Parse<PausePolicy>(AfterSupplement, ignoreCase: true);

    /// <summary>high, medium or low.</summary>
    public string Confidence { get; set; } = "";
}

/// <summary>A document that goes with the application.</summary>
internal sealed class DocumentRule : Named
{
    public string Key { get; set; } = "";

    public int Copies { get; set; } = 1;

    /// <summary>Field that decides whether it is needed; none when it always is.</summary>
    public string? WhenField { get; set; }

    public List<string> WhenAny { get; set; } = [];

    public bool IsNeeded(FormValues values) => WhenField is null || values.All(WhenField).Intersect(WhenAny).Any();
}

/// <summary>A choice of a field.</summary>
internal sealed class Choice : Named
{
    public string Key { get; set; } = "";
}

/// <summary>A field of the form.</summary>
internal sealed class FormField
{
    public string Key { get; set; } = "";

    public string LabelVi { get; set; } = "";

    public string LabelEn { get; set; } = "";

    public string Label => Languages.IsEnglish ? LabelEn : LabelVi;

    /// <summary>As the tag helper <c>field</c> has it.</summary>
    public string Type { get; set; } = "text";

    public bool Required { get; set; }

    public int Max { get; set; } = 200;

    public string? Pattern { get; set; }

    /// <summary>How a value looks, said in the hint and in the problem.</summary>
    public string? Sample { get; set; }

    public bool NotAfterToday { get; set; }

    public string? RequiredWhenField { get; set; }

    public List<string> RequiredWhenAny { get; set; } = [];

    public List<Choice> Choices { get; set; } = [];

    public bool IsRequired(FormValues values) => Required || (RequiredWhenField is not null && values.All(RequiredWhenField).Intersect(RequiredWhenAny).Any());
}

/// <summary>Fields that belong together.</summary>
internal sealed class FormGroup : Named
{
    public List<FormField> Fields { get; set; } = [];
}

/// <summary>A procedure that can be applied for.</summary>
internal sealed class Procedure : Named
{
    public string Code { get; set; } = "";

    public string FieldVi { get; set; } = "";

    public string FieldEn { get; set; } = "";

    public string PlainVi { get; set; } = "";

    public string PlainEn { get; set; } = "";

    public string ResultVi { get; set; } = "";

    public string ResultEn { get; set; } = "";

    public string ResultCode { get; set; } = "";

    public string FeeVi { get; set; } = "";

    public string FeeEn { get; set; } = "";

    public List<TimeRule> Rules { get; set; } = [];

    public List<DocumentRule> Documents { get; set; } = [];

    public List<FormGroup> Groups { get; set; } = [];

    public string Field => Words(FieldVi, FieldEn);

    public string Plain => Words(PlainVi, PlainEn);

    public string Result => Words(ResultVi, ResultEn);

    public string Fee => Words(FeeVi, FeeEn);

    public IEnumerable<FormField> Fields => Groups.SelectMany(g => g.Fields);

    /// <summary>The rule in force on a day, or null when none is known for it.</summary>
    public TimeRule? RuleOn(DateOnly day) => Rules.Find(r => r.From <= day && (r.To is null || day <= r.To));
}

/// <summary>The procedures, from <c>seed/procedures.yaml</c>.</summary>
internal sealed class ProcedureCatalogue
{
    private readonly FrozenDictionary<string, Procedure> _byCode;

    public ProcedureCatalogue()
    {
        var file = SeedFile.Read<CatalogueFile>("procedures.yaml");
        (Agency, All) = (file.Agency, file.Procedures);
        _byCode = file.Procedures.ToFrozenDictionary(p => p.Code);
    }

    public Agency Agency { get; }

    public IReadOnlyList<Procedure> All { get; }

    public Procedure? Find(string? code) => code is not null && _byCode.TryGetValue(code, out var procedure) ? procedure : null;

    internal sealed class CatalogueFile
    {
        public Agency Agency { get; set; } = new();

        public List<Procedure> Procedures { get; set; } = [];
    }
}
