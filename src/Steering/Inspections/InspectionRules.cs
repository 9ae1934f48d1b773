using System.Collections.Immutable;
using System.Globalization;
using LoTrinh.Platform.Data;

namespace LoTrinh.Steering.Inspections;

/// <summary>A question of a checklist, and what it rests on.</summary>
internal sealed record ChecklistQuestion(string Text, string Basis);

/// <summary>A checklist that inspections copy their items from.</summary>
internal sealed record Checklist(string Key, string NameVi, string NameEn, string Source, ImmutableArray<ChecklistQuestion> Items)
{
    public string Name => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? NameEn : NameVi;
}

/// <summary>Checklists and the usual time to explain: data from <c>seed/inspections.yaml</c>, with its basis.</summary>
internal sealed class InspectionRules
{
    private InspectionRules(File file)
    {
        ExplainWorkingDays = file.ExplainWorkingDays;
        Checklists = [.. file.Checklists.Select(c => new Checklist(c.Key, c.Name, c.NameEn, c.Source, [.. c.Items.Select(i => new ChecklistQuestion(i.Text, i.Basis))]))];
    }

    public static InspectionRules Official { get; } = new(SeedFile.Read<File>("inspections.yaml"));

    /// <summary>Working days that a unit usually has to explain a finding; whoever writes the finding may set another day.</summary>
    public int ExplainWorkingDays { get; }

    public ImmutableArray<Checklist> Checklists { get; }

    public Checklist? Find(string? key) => Checklists.FirstOrDefault(c => c.Key == key);

    internal sealed class File
    {
        public int ExplainWorkingDays { get; set; }

        public List<ChecklistRow> Checklists { get; set; } = [];
    }

    internal sealed class ChecklistRow
    {
        public string Key { get; set; } = "";

        public string Name { get; set; } = "";

        public string NameEn { get; set; } = "";

        public string Source { get; set; } = "";

        public List<ItemRow> Items { get; set; } = [];
    }

    internal sealed class ItemRow
    {
        public string Text { get; set; } = "";

        public string Basis { get; set; } = "";
    }
}
