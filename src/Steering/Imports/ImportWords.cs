using System.Collections.Immutable;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Imports;
using LoTrinh.Platform.Search;

namespace LoTrinh.Steering.Imports;

/// <summary>What a column of an annex can say of a task.</summary>
internal enum ImportField
{
    /// <summary>What a row is known by when the annex comes again.</summary>
    Key,
    Title,
    Content,
    LeadUnit,
    Coordinators,
    AccountablePosition,
    Authority,
    Product,
    AcceptanceCriteria,
    Due,
    Clause,
}

/// <summary>What columns are called, from <c>seed/imports.yaml</c>; words are folded.</summary>
internal sealed class ImportWords
{
    private readonly ImmutableArray<(ImportField Field, ImmutableArray<string> Names)> _fields;

    private ImportWords(File file)
    {
        _fields = [.. file.Fields.Select(f => (f.Field, f.Names.Select(n => Folding.Fold(n)).ToImmutableArray()))];
        NoDeadline = [.. file.NoDeadline.Select(n => Folding.Fold(n))];
        Outside = file.Outside;
        WorkingDays = [.. file.WorkingDays.Select(n => Folding.Fold(n))];
    }

    public static ImportWords Official { get; } = new(SeedFile.Read<File>("imports.yaml"));

    /// <summary>Words that say that there is no deadline.</summary>
    public ImmutableArray<string> NoDeadline { get; }

    /// <summary>Words before the units that the ministry does not have.</summary>
    public string Outside { get; }

    /// <summary>Words that end a number of working days.</summary>
    public ImmutableArray<string> WorkingDays { get; }

    /// <summary>The row that heads a table: the one of the first few whose cells are called most like fields. Its place among the rows,
    /// from 0.</summary>
    public int HeaderOf(ReadTable table)
    {
        const int Few = 15;
        var best = table.Rows.Take(Few).Select((row, place) => (place, found: Guess(row).Count)).MaxBy(x => x.found);
        return best.found > 0 ? best.place : 0;
    }

    /// <summary>Which column each field is likely to stand in; a name that is the whole heading goes before one that begins it.</summary>
    public IReadOnlyDictionary<ImportField, int> Guess(ReadRow header)
    {
        var headings = header.Cells.Select((c, n) => (Words: Folding.Fold(c), Column: n)).Where(h => h.Words.Length > 0).ToList();
        var guessed = new Dictionary<ImportField, int>();
        foreach (var whole in new[] { true, false })
        {
            foreach (var (field, names) in _fields.Where(f => !guessed.ContainsKey(f.Field)))
            {
                var match = headings.FirstOrDefault(h => !guessed.ContainsValue(h.Column)
                    && names.Any(n => whole ? h.Words == n : h.Words.StartsWith(n + " ", StringComparison.Ordinal)),
                    (Words: "", Column: -1));
                if (match.Column >= 0)
                {
                    guessed[field] = match.Column;
                }
            }
        }

        return guessed;
    }

    internal sealed class File
    {
        public List<Row> Fields { get; set; } = [];

        public List<string> NoDeadline { get; set; } = [];

        public string Outside { get; set; } = "";

        public List<string> WorkingDays { get; set; } = [];
    }

    internal sealed class Row
    {
        public ImportField Field { get; set; }

        public List<string> Names { get; set; } = [];
    }
}
