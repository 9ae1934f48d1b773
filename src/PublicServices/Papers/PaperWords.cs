using System.Globalization;
using LoTrinh.Platform.Data;

namespace LoTrinh.PublicServices.Papers;

/// <summary>A paper that a dossier can have.</summary>
internal sealed class PaperForm
{
    /// <summary>Its place in addresses, such as <c>mau-01</c>.</summary>
    public string Key { get; set; } = "";

    /// <summary>Its number in the law.</summary>
    public string Form { get; set; } = "";

    public string Title { get; set; } = "";

    public string Basis { get; set; } = "";
}

/// <summary>The wording of the papers, from <c>seed/dossier-papers.yaml</c>; always Vietnamese.</summary>
internal sealed class PaperWords
{
    private static readonly Lazy<PaperWords> Read = new(() => SeedFile.Read<PaperWords>("dossier-papers.yaml"));

    public static PaperWords Shipped => Read.Value;

    public string Governing { get; set; } = "";

    public string Desk { get; set; } = "";

    public string Place { get; set; } = "";

    public string Symbol { get; set; } = "";

    public List<PaperForm> Forms { get; set; } = [];

    public Dictionary<string, string> Words { get; set; } = [];

    public Dictionary<string, string> Columns { get; set; } = [];

    public Dictionary<string, string> Signers { get; set; } = [];

    public PaperForm Form(string key) => Forms.Single(f => f.Key == key);

    /// <summary>A sentence with what belongs in it.</summary>
    public string Say(string key, params object?[] args) => string.Format(CultureInfo.InvariantCulture, Words[key], args);
}
