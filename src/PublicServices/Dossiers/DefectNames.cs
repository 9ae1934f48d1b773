using System.Globalization;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Dossiers;

/// <summary>What a defect can be about: each document of the procedure, and each part of its form.</summary>
internal static class DefectNames
{
    private const string Group = "group:";

    /// <summary>Everything that there is to look at, in the order of the procedure, so that the whole list comes out at once.</summary>
    public static IEnumerable<(string Key, string Name)> All(Procedure procedure) =>
        [.. procedure.Documents.Select(d => (d.Key, d.NameVi)), .. procedure.Groups.Select((g, i) => ($"{Group}{i.ToString(CultureInfo.InvariantCulture)}", g.NameVi))];

    /// <summary>The name of what a defect is about; null for what is said of the whole.</summary>
    public static string? Of(Procedure procedure, string about) => All(procedure).FirstOrDefault(k => k.Key == about).Name;

    /// <summary>The same in the reader's language.</summary>
    public static string? Shown(Procedure procedure, string about) => procedure.Documents.Find(d => d.Key == about)?.Name ?? GroupOf(procedure, about)?.Name;

    /// <summary>The place of the form where it is mended; null for what is said of the whole.</summary>
    public static string? PlaceOf(Procedure procedure, string about) => procedure.Documents.Exists(d => d.Key == about) ? FormCheck.FileField(about)
        : GroupOf(procedure, about) is { } group ? group.Rows is { } rows ? $"nhom-{rows}" : group.Fields.FirstOrDefault(f => f.Type != "computed")?.Key : null;

    private static FormGroup? GroupOf(Procedure procedure, string about) =>
        about.Split(Group) is ["", var number] && int.TryParse(number, out var at) ? procedure.Groups.ElementAtOrDefault(at) : null;
}
