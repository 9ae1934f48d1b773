using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Ui;

namespace LoTrinh.Steering.Inspections;

/// <summary>A question of a checklist, and what it rests on.</summary>
internal sealed record ChecklistQuestion(string Text, string Basis);

/// <summary>A checklist that inspections copy their items from.</summary>
internal sealed record Checklist(string Key, string NameVi, string NameEn, string Source, ImmutableArray<ChecklistQuestion> Items)
{
    public string Name => Languages.IsEnglish ? NameEn : NameVi;
}

/// <summary>Checklists and the usual time to explain: data from <c>seed/inspections.yaml</c>, with its basis.</summary>
internal sealed class InspectionRules
{
    private InspectionRules(File file)
    {
        (ExplainWorkingDays, Papers) = (file.ExplainWorkingDays, file.Papers);
        Checklists = [.. file.Checklists.Select(c => new Checklist(c.Key, c.Name, c.NameEn, c.Source, [.. c.Items.Select(i => new ChecklistQuestion(i.Text, i.Basis))]))];
    }

    public static InspectionRules Official { get; } = new(SeedFile.Read<File>("inspections.yaml"));

    /// <summary>Working days that a unit usually has to explain a finding; whoever writes the finding may set another day.</summary>
    public int ExplainWorkingDays { get; }

    public ImmutableArray<Checklist> Checklists { get; }

    /// <summary>Words of the decision and of the conclusion; placeholders are explained in the file.</summary>
    public PapersWords Papers { get; }

    public Checklist? Find(string? key) => Checklists.FirstOrDefault(c => c.Key == key);

    internal sealed class File
    {
        public int ExplainWorkingDays { get; set; }

        public List<ChecklistRow> Checklists { get; set; } = [];

        public PapersWords Papers { get; set; } = new();
    }

    internal sealed class PapersWords
    {
        public string Place { get; set; } = "";

        /// <summary>The word that is left out of a subject which begins with it.</summary>
        public string Verb { get; set; } = "";

        public DecisionWords Decision { get; set; } = new();

        public ConclusionWords Conclusion { get; set; } = new();
    }

    internal abstract class PaperWords
    {
        public string Type { get; set; } = "";

        public string Subject { get; set; } = "";

        public string Closing { get; set; } = "";

        public List<string> Copies { get; set; } = [];

        public ColumnWords Columns { get; set; } = new();
    }

    internal sealed class DecisionWords : PaperWords
    {
        public List<string> Bases { get; set; } = [];

        public string Decides { get; set; } = "";

        public string Matter { get; set; } = "";

        public string Scope { get; set; } = "";

        public string Team { get; set; } = "";

        public string Work { get; set; } = "";

        public string Head { get; set; } = "";

        public string Member { get; set; } = "";
    }

    internal sealed class ConclusionWords : PaperWords
    {
        public string Opening { get; set; } = "";

        public string Checked { get; set; } = "";

        public string Found { get; set; } = "";

        public string Concluded { get; set; } = "";

        public string Mended { get; set; } = "";

        public string None { get; set; } = "";

        public string Unexplained { get; set; } = "";

        public Dictionary<string, string> Answers { get; set; } = [];

        public Dictionary<string, string> Degrees { get; set; } = [];

        public Dictionary<string, string> Causes { get; set; } = [];
    }

    internal sealed class ColumnWords
    {
        public string Number { get; set; } = "";

        public string Name { get; set; } = "";

        public string Unit { get; set; } = "";

        public string Role { get; set; } = "";

        public string Matter { get; set; } = "";

        public string Answer { get; set; } = "";

        public string Note { get; set; } = "";

        public string Nature { get; set; } = "";

        public string Cause { get; set; } = "";

        public string Responsible { get; set; } = "";

        public string Explanation { get; set; } = "";

        public string Task { get; set; } = "";

        public string Due { get; set; } = "";
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
