using System.Globalization;
using LoTrinh.PublicServices.Procedures;

namespace LoTrinh.PublicServices.Processing;

/// <summary>What a defect can be about: each document of the procedure, and each part of its form.</summary>
internal static class DefectNames
{
    private const string Group = "group:";

    /// <summary>Everything that there is to look at, in the order of the procedure, so that the whole list comes out at once.</summary>
    public static IEnumerable<(string Key, string Name)> All(Procedure procedure) =>
        [.. procedure.Documents.Select(d => (d.Key, d.NameVi)), .. procedure.Groups.Select((g, i) => ($"{Group}{i.ToString(CultureInfo.InvariantCulture)}", g.NameVi))];

    /// <summary>The name of what a defect is about; null for what is said of the whole.</summary>
    public static string? Of(Procedure procedure, string about) => All(procedure).FirstOrDefault(k => k.Key == about).Name;
}
