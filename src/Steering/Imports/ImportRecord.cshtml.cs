using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Imports;
using LoTrinh.Platform.Organisation;
using LoTrinh.Steering.Tasks;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Steering.Imports;

/// <summary>One import: which column says what, what it would do, how far it is, what came of it.</summary>
[Permits(Permissions.Assign, everywhere: true)]
internal sealed class ImportRecordPage(ImportWork work, ImportCheck check, ImportProgress progress, OrganisationDirectory organisation,
    Texts texts) : PageModel, IRemembersVersion
{
    /// <summary>Most problems and rows on the page; the file of problems has all.</summary>
    public const int MostShown = 100;

    public TaskImport Import { get; private set; } = null!;

    /// <summary>What it would do; null once it was carried out, or when the file cannot be read any more.</summary>
    public ImportCheckup? Checkup { get; private set; }

    [BindProperty]
    public int? Version { get; set; }

    [BindProperty]
    public int? Table { get; set; }

    /// <summary>Number of the row of headings in the file.</summary>
    [BindProperty]
    public int? Header { get; set; }

    /// <summary>Column of each field; -1 for none. Named, or a form without columns would be read as one of them.</summary>
    [BindProperty(Name = nameof(Columns))]
    public Dictionary<ImportField, int?>? Columns { get; set; }

    public (int Done, int Of)? Progress => progress.Of(Import.Id);

    public IEnumerable<SelectListItem> Tables => Checkup?.Tables.Select((t, n) =>
        new SelectListItem(texts["import.table-n", t.Name, t.Rows.Count], $"{n}")) ?? [];

    public IEnumerable<SelectListItem> ColumnChoices => Checkup is not { } checkup ? [] :
    [
        new(texts["import.no-column"], "-1"),
        .. Enumerable.Range(0, Width(checkup.Table)).Select(n =>
            new SelectListItem($"{RowReader.ColumnName(n)}: {Heading(checkup, n)}", $"{n}")),
    ];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    /// <summary>Another table or row of headings: its columns are guessed at.</summary>
    public Task<IActionResult> OnPostLookAsync(Guid id, CancellationToken ct) =>
        Do(id, async a => await work.Assign(a, id, Version, Table ?? 0, await PlaceAsync(a, id, ct), null, ct), ct);

    public Task<IActionResult> OnPostAssignAsync(Guid id, CancellationToken ct) =>
        Do(id, async a => await work.Assign(a, id, Version, Table ?? 0, await PlaceAsync(a, id, ct),
        (Columns ?? []).Where(c => c.Value >= 0).ToDictionary(c => c.Key, c => c.Value!.Value), ct), ct);

    public Task<IActionResult> OnPostStartAsync(Guid id, CancellationToken ct) => Do(id, a => work.Start(a, id, Version, ct), ct);

    public string UnitName(Guid? id) => organisation.NameOf(id);

    private static int Width(ReadTable table) => table.Rows.Max(r => r.Cells.Count);

    private string Heading(ImportCheckup checkup, int column) =>
        checkup.Table.Rows.ElementAtOrDefault(Import.Header)?.Cell(column) is { Length: > 0 } heading ? heading.Replace('\n', ' ') : "–";

    // The place among the rows of the number that people see; out of range when there is no such row.
    private async Task<int> PlaceAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await work.FindAsync(actor, id, ct) is not { } import || !(await check.TablesAsync(import, ct)).TryGet(out var tables)
            || Table is null || Table < 0 || Table >= tables.Count)
        {
            return 0;
        }

        return tables[Table.Value].Rows.Select((r, n) => (r.Number, n)).Where(r => r.Number == Header).Select(r => (int?)r.n)
            .FirstOrDefault() ?? -1;
    }

    private Task<IActionResult> Do(Guid id, Func<Actor, Task<Result<TaskImport>>> act, CancellationToken ct) =>
        this.ActAsync($"~/chi-dao/nhap/{id}", act, () => LoadAsync(id, ct));

    private async Task<bool> LoadAsync(Guid id, CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        if (await work.FindAsync(actor, id, ct) is not { } import)
        {
            return false;
        }

        (Import, Version) = (import, Version ?? import.Version);
        Checkup = import.IsMendable && (await check.RunAsync(actor, import, ct)).TryGet(out var checkup) ? checkup : null;
        Table ??= import.Table;
        Header ??= Checkup?.Table.Rows.ElementAtOrDefault(import.Header)?.Number ?? 1;
        return true;
    }
}
