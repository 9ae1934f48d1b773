using LoTrinh.Platform;
using LoTrinh.Platform.Data;
using LoTrinh.Platform.Imports;
using LoTrinh.Platform.Organisation;
using LoTrinh.Platform.Search;
using LoTrinh.Steering.Tasks;

namespace LoTrinh.Steering.Imports;

/// <summary>What is wrong in a row, and in which column.</summary>
/// <param name="Row">Number of the row in the file.</param>
/// <param name="Column">The column's heading; null where it is the whole row.</param>
/// <param name="Problem">What is wrong, and how to mend it.</param>
internal sealed record RowProblem(int Row, string? Column, Problem Problem);

/// <summary>A row of an annex as a task that it may become.</summary>
/// <param name="Number">Number of the row in the file.</param>
/// <param name="Key">What it is known by, under the heading that it stands under.</param>
/// <param name="Draft">What it asks.</param>
/// <param name="Problems">What is wrong with it.</param>
internal sealed record AnnexRow(int Number, string Key, TaskDraft Draft, IReadOnlyList<RowProblem> Problems)
{
    /// <summary>Most characters of a key with the headings that it stands under.</summary>
    public const int KeyMaxLength = 400;

    /// <summary>Fingerprint of what it says.</summary>
    public string Hash { get; } = CanonicalJson.HashOf(CanonicalJson.Write(Draft));
}

/// <summary>Turns the rows of a table into tasks. Headings of groups are passed over, and said to be; the keys of rows below one begin with
/// its own. What has no column is
/// null, so that what people typed there since stays.</summary>
internal sealed class RowReader(IEnumerable<UnitInfo> units, ImportWords words)
{
    // Which column a problem of a draft lies in.
    private static readonly Dictionary<string, ImportField> FieldOf = new()
    {
        [nameof(TaskDraft.Title)] = ImportField.Title, [nameof(TaskDraft.Content)] = ImportField.Content,
        [nameof(TaskDraft.LeadUnitId)] = ImportField.LeadUnit,
        [nameof(TaskDraft.AccountablePosition)] = ImportField.AccountablePosition, [nameof(TaskDraft.Authority)] = ImportField.Authority,
        [nameof(TaskDraft.Product)] = ImportField.Product, [nameof(TaskDraft.AcceptanceCriteria)] = ImportField.AcceptanceCriteria,
        [nameof(TaskDraft.DueOn)] = ImportField.Due,
        [nameof(TaskDraft.DueWorkingDays)] = ImportField.Due, [nameof(TaskDraft.Clause)] = ImportField.Clause, ["Key"] = ImportField.Key,
    };

    // A unit by its key, its abbreviation, or its name in full; the first that is called so.
    private readonly Dictionary<string, Guid> _units = units.SelectMany(u => new[] { u.Key, u.Abbreviation, u.NameVi }.OfType<string>()
        .Select(n => (Name: Folding.Fold(n), u.Id)))
        .Where(u => u.Name.Length > 0).GroupBy(u => u.Name).ToDictionary(g => g.Key, g => g.First().Id);

    /// <summary>The rows that ask something, each with what is wrong with it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="header">Place of the row of headings.</param>
    /// <param name="columns">Column of each field.</param>
    /// <param name="rest">The document that they all rest on.</param>
    /// <param name="more">What else may be wrong with a draft.</param>
    public (IReadOnlyList<AnnexRow> Rows, IReadOnlyList<int> PassedOver) Read(ReadTable table, int header, IReadOnlyDictionary<ImportField,
        int> columns, (Guid? Id, string Number) rest,
        Func<TaskDraft, IEnumerable<Problem>> more)
    {
        var (rows, known, passed, headings) = (new List<AnnexRow>(), new Dictionary<string, int>(), new List<int>(), new List<string>());
        var (keys, afterTask) = (KeysOf(table, header, columns), true);
        foreach (var row in table.Rows.Skip(header + 1).Where(r => !r.IsBlank))
        {
            string? Cell(ImportField field) => columns.TryGetValue(field, out var column) ? row.Cell(column) : null;
            if (IsHeading(Cell, keys))
            {
                // One right below another stands under it; one after tasks ends the group that they were in.
                headings = [.. afterTask ? headings.SkipLast(1) : headings, Folding.Fold(Cell(ImportField.Key))];
                passed.Add(row.Number);
                afterTask = false;
                continue;
            }

            afterTask = true;

            var own = Folding.Fold(Cell(ImportField.Key));
            var key = own.Length == 0 ? "" : string.Join('/', headings.Where(h => h.Length > 0).Append(own));
            var read = Draft(Cell, rest);
            List<Problem> problems =
            [
                .. Problem.Unless(own.Length > 0, Problem.Invalid("import.key-missing", "Key")),
                .. Problem.Unless(own.Length == 0 || known.TryAdd(key, row.Number),
                    Problem.Invalid("import.key-twice", "Key", known.GetValueOrDefault(key))),
                .. Problem.Unless(key.Length <= AnnexRow.KeyMaxLength, Problem.Invalid("import.key-long", "Key", AnnexRow.KeyMaxLength)),
                .. read.Problems,
                .. more(read.Draft).Where(p => read.Problems.All(r => r.Field != p.Field)),
            ];
            rows.Add(new(row.Number, key, read.Draft, problems.ConvertAll(p =>
                new RowProblem(row.Number, Heading(table, header, columns, p.Field), p))));
        }

        return (rows, passed);
    }

    // A heading asks nothing, and is numbered in letters (A, I), not at all, or so that rows below it go on from its number (1 and 1.1).
    // A task whose cells were left empty or merged is none: it is named with what it lacks.
    private static bool IsHeading(Func<ImportField, string?> cell, IReadOnlyList<string> keys)
    {
        if (!new[] { ImportField.LeadUnit, ImportField.Due, ImportField.Product, ImportField.Coordinators }.All(f =>
            string.IsNullOrEmpty(cell(f))))
        {
            return false;
        }

        var key = (cell(ImportField.Key) ?? "").TrimEnd('.');
        return !key.Any(char.IsDigit) || keys.Any(k => k.StartsWith(key + ".", StringComparison.Ordinal) && k.Length > key.Length + 1);
    }

    private static List<string> KeysOf(ReadTable table, int header, IReadOnlyDictionary<ImportField, int> columns) =>
        columns.TryGetValue(ImportField.Key, out var column) ? [.. table.Rows.Skip(header + 1).Select(r => r.Cell(column))
            .Where(k => k.Contains('.', StringComparison.Ordinal))] : [];

    private (TaskDraft Draft, List<Problem> Problems) Draft(Func<ImportField, string?> cell, (Guid? Id, string Number) rest)
    {
        var problems = new List<Problem>();
        var lead = Lead(cell(ImportField.LeadUnit) ?? "", problems);
        var due = DueWords.Read(cell(ImportField.Due) ?? "", words);
        problems.AddRange(due.Ok ? [] : due.Problems);
        var (helpers, strangers) = Helpers(cell(ImportField.Coordinators) ?? "");
        string?[] said = [cell(ImportField.Content), strangers.Count > 0 ? $"{words.Outside} {string.Join("; ", strangers)}" : null];
        var content = said.All(t => t is null) ? null : string.Join('\n', said.Where(t => !string.IsNullOrEmpty(t)));
        var when = due.Ok ? due.Value : new DueWord(DueBasis.Date, null, null);
        return (new("", cell(ImportField.Title), content, lead, helpers, cell(ImportField.AccountablePosition),
            cell(ImportField.Authority), cell(ImportField.Product),
            cell(ImportField.AcceptanceCriteria), when.Basis, when.WorkingDays, when.On, rest.Id, rest.Number, null,
                cell(ImportField.Clause)), problems);
    }

    private Guid? Lead(string typed, List<Problem> problems)
    {
        if (Unit(typed) is { } unit)
        {
            return unit;
        }

        if (typed.Length > 0)
        {
            problems.Add(Split(typed).Count > 1 ? Problem.Invalid("import.one-lead", nameof(TaskDraft.LeadUnitId), typed)
                : Problem.Invalid("import.lead-unknown", nameof(TaskDraft.LeadUnitId), typed));
        }

        return null;
    }

    private (IReadOnlyCollection<Guid> Units, IReadOnlyList<string> Strangers) Helpers(string typed)
    {
        var named = Split(typed).Select(t => (Typed: t, Unit: Unit(t))).ToList();
        return ([.. named.Select(n => n.Unit).OfType<Guid>().Distinct().Order()],
            [.. named.Where(n => n.Unit is null).Select(n => n.Typed)]);
    }

    private Guid? Unit(string typed) => _units.TryGetValue(Folding.Fold(typed), out var unit) ? unit : null;

    private static List<string> Split(string typed) =>
        [.. typed.Split([';', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string? Heading(ReadTable table, int header, IReadOnlyDictionary<ImportField, int> columns, string? field) =>
        field is not null && FieldOf.TryGetValue(field, out var of) && columns.TryGetValue(of, out var column) && header < table.Rows.Count
            ? table.Rows[header].Cell(column) is { Length: > 0 } heading ? heading : ColumnName(column) : null;

    /// <summary>A column's letter, as spreadsheets show it.</summary>
    public static string ColumnName(int column) => column < 26 ? $"{(char)('A' + column)}"
        : $"{(char)('A' + (column / 26) - 1)}{(char)('A' + (column % 26))}";
}
