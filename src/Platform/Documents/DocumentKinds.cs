using System.Collections.Frozen;
using LoTrinh.Platform.Data;
using LoTrinh.Ui;

namespace LoTrinh.Platform.Documents;

/// <summary>A kind of document, such as a decision.</summary>
/// <param name="Key">Stable key, such as <c>quyet-dinh</c>.</param>
/// <param name="NameVi">Name in Vietnamese.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="Abbreviation">How symbols abbreviate it, such as <c>QĐ</c>; null for those that have none.</param>
/// <param name="IsNormative">Whether it makes law: then it is in force from the day it names, never simply from its signing.</param>
/// <param name="Order">Place in lists.</param>
public sealed record DocumentKind(string Key, string NameVi, string NameEn, string? Abbreviation, bool IsNormative, int Order)
{
    /// <summary>Name in the reader's language.</summary>
    public string Name => Languages.IsEnglish ? NameEn : NameVi;
}

/// <summary>The kinds there are, from <c>seed/document-kinds.yaml</c> (Decree 30/2020/NĐ-CP).</summary>
public static class DocumentKinds
{
    private static readonly FrozenDictionary<string, DocumentKind> ByKey = SeedFile.Read<KindFile>("document-kinds.yaml").Kinds
        .Select((k, i) => new DocumentKind(k.Key, k.Name, k.NameEn, k.Abbreviation, k.Normative, i)).ToFrozenDictionary(k => k.Key);

    /// <summary>Every kind, in the order of the file.</summary>
    public static IEnumerable<DocumentKind> All => ByKey.Values.OrderBy(k => k.Order);

    /// <summary>The kind, or null.</summary>
    public static DocumentKind? Find(string? key) => key is not null && ByKey.TryGetValue(key, out var kind) ? kind : null;

    internal sealed class KindFile
    {
        public List<KindRow> Kinds { get; set; } = [];
    }

    internal sealed class KindRow
    {
        public string Key { get; set; } = "";

        public string Name { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string? Abbreviation { get; set; }

        public bool Normative { get; set; }
    }
}
