using System.Text.Json.Serialization;
using LoTrinh.Ui;
using YamlDotNet.Serialization;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Something said in both languages.</summary>
internal abstract class Worded
{
    /// <summary>The words in the reader's language; Vietnamese where nobody has translated them yet.</summary>
    protected static string Words(string vi, string en) => Languages.IsEnglish && en.Length > 0 ? en : vi;
}

/// <summary>Something with a name in both languages.</summary>
internal abstract class Named : Worded
{
    public string NameVi { get; set; } = "";

    public string NameEn { get; set; } = "";

    /// <summary>In the reader's language.</summary>
    [YamlIgnore]
    [JsonIgnore]
    public string Name => Words(NameVi, NameEn);
}

/// <summary>Something with a name and a key that stays when the name changes.</summary>
internal abstract class Keyed : Named
{
    public string Key { get; set; } = "";
}
