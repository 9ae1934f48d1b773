using System.Text.Json.Serialization;
using YamlDotNet.Serialization;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>When something of the form holds: a field has one of some values.</summary>
internal sealed class FormCondition
{
    /// <summary>Key of the field that decides.</summary>
    public string Field { get; set; } = "";

    /// <summary>Keys of its choices, one of which must be chosen; empty when any value will do.</summary>
    public List<string> Any { get; set; } = [];

    public bool Holds(FormValues values) => values.All(Field) is { Length: > 0 } chosen && (Any.Count == 0 || chosen.Intersect(Any).Any());
}

/// <summary>A choice of a field.</summary>
internal sealed class Choice : Keyed;

/// <summary>A field of the form.</summary>
internal sealed class FormField : Keyed
{
    /// <summary>Every type there is.</summary>
    public static readonly IReadOnlyList<string> Types =
        ["text", "textarea", "tel", "email", "date", "number", "select", "radio", "checkbox", "checkboxes", "plate", "computed"];

    /// <summary>One of <see cref="Types"/>.</summary>
    public string Type { get; set; } = "text";

    public bool Required { get; set; }

    /// <summary>Makes the field required where it holds.</summary>
    public FormCondition? RequiredWhen { get; set; }

    /// <summary>The field is asked only where it holds.</summary>
    public FormCondition? When { get; set; }

    /// <summary>Most characters.</summary>
    public int Max { get; set; } = 200;

    /// <summary>Least value of a number.</summary>
    public decimal? Least { get; set; }

    /// <summary>Greatest value of a number.</summary>
    public decimal? Most { get; set; }

    /// <summary>Decimals of a number at most.</summary>
    public int Decimals { get; set; }

    /// <summary>Unit of a number, as it is written after it.</summary>
    public string? Unit { get; set; }

    public string? Pattern { get; set; }

    /// <summary>How a value looks, said in the hint and in the problem.</summary>
    public string? Sample { get; set; }

    public bool NotAfterToday { get; set; }

    /// <summary>In rows: no two rows have the same value.</summary>
    public bool Unique { get; set; }

    /// <summary>What is computed, for fields of that type; see <see cref="FormFormula"/>.</summary>
    public string? Formula { get; set; }

    /// <summary>What fills it first: name, phone or email of the account; identity number, business name or tax code
    /// as a provider of identities verified them; or last, what the applicant wrote there the last time.</summary>
    public string? Prefill { get; set; }

    public List<Choice> Choices { get; set; } = [];

    [YamlIgnore]
    [JsonIgnore]
    public bool HasChoices => Type is "select" or "radio" or "checkboxes";

    public bool IsRequired(FormValues values) => Required || RequiredWhen?.Holds(values) == true;

    public bool IsAsked(FormValues values) => When is null || When.Holds(values);
}

/// <summary>Fields that belong together; they stand once, or in as many rows as the applicant needs.</summary>
internal sealed class FormGroup : Named
{
    /// <summary>Key of the rows; null when the fields stand once.</summary>
    public string? Rows { get; set; }

    /// <summary>Fewest rows.</summary>
    public int Fewest { get; set; }

    /// <summary>Most rows.</summary>
    public int MostRows { get; set; }

    /// <summary>The group is asked only where it holds.</summary>
    public FormCondition? When { get; set; }

    public List<FormField> Fields { get; set; } = [];
}

/// <summary>A rule over several fields.</summary>
internal sealed class FormRule : Worded
{
    /// <summary>Key of the field beside which the problem stands.</summary>
    public string Field { get; set; } = "";

    /// <summary>What must be true; see <see cref="FormFormula"/>. A rule whose fields are not all filled in is not looked at.</summary>
    public string Must { get; set; } = "";

    /// <summary>Key of the rows in each of which it must be true; null for the form as a whole.</summary>
    public string? Rows { get; set; }

    /// <summary>What to mend when it is not true.</summary>
    public string SaysVi { get; set; } = "";

    public string SaysEn { get; set; } = "";

    [YamlIgnore]
    [JsonIgnore]
    public string Says => Words(SaysVi, SaysEn);
}
