using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using LoTrinh.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace LoTrinh.Platform.Documents;

/// <summary>The register, narrowed by what stands in the address; also as a file.</summary>
[Permits(PlatformPermissions.DocumentsRead)]
internal sealed class DocumentListPage(DocumentQueries documents, Texts texts, TimeProvider clock) : PageModel
{
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Query { get; set; }

    [BindProperty(Name = "loai", SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(Name = "chieu", SupportsGet = true)]
    public DocumentDirection? Direction { get; set; }

    [BindProperty(Name = "buoc", SupportsGet = true)]
    public DocumentState? State { get; set; }

    [BindProperty(Name = "nam", SupportsGet = true)]
    public int? Year { get; set; }

    [BindProperty(Name = "sapxep", SupportsGet = true)]
    public string? Sort { get; set; }

    [BindProperty(Name = "trang", SupportsGet = true)]
    public int? Number { get; set; }

    public IReadOnlyList<DocumentRow> Rows { get; private set; } = [];

    public int Count { get; private set; }

    public int Pages => (Count + DocumentFilter.PageSize - 1) / DocumentFilter.PageSize;

    public bool MayRegister { get; private set; }

    public DateOnly Today => clock.Today();

    public IEnumerable<SelectListItem> Kinds => [new(texts["documents.all"], ""), .. DocumentKinds.All.Select(k => new SelectListItem(k.Name, k.Key))];

    public IEnumerable<SelectListItem> Directions => [new(texts["documents.all"], ""), .. DocumentWords.Choices<DocumentDirection>(texts)];

    public IEnumerable<SelectListItem> States => [new(texts["documents.all"], ""), .. DocumentWords.Choices<DocumentState>(texts)];

    public IEnumerable<SelectListItem> Sorts =>
        [new(texts["documents.sort.newest"], ""), .. new[] { "signed", "number", "issuer" }.Select(s => new SelectListItem(texts[$"documents.sort.{s}"], s))];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        (Rows, Count) = await documents.ListAsync(actor, Filter, Today, ct);
        MayRegister = actor.May(PlatformPermissions.DocumentsRegister);
    }

    /// <summary>The list as a file, in the format of the address: <c>?handler=Export&amp;dang=csv</c>.</summary>
    public async Task<IActionResult> OnGetExportAsync([FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        var rows = await documents.AllAsync(await HttpContext.ActorAsync(), Filter, Today, ct);
        string[] headers = [.. new[] { "number", "kind", "abstract", "issuer", "signed", "effective", "force", "as-of" }.Select(k => texts[$"documents.{k}"])];
        return await TableFile.Make("van-ban", headers, rows.Select(r => new object?[]
        {
            r.FullNumber, DocumentKinds.Find(r.Kind)?.Name, r.Abstract, r.IssuerName, r.SignedOn, r.EffectiveOn, texts[$"documents.force.{r.Force}"], Today.Show(),
        }), format, Today, ct);
    }

    public string ExportUrl(string format) =>
        $"~/van-ban{Request.QueryString.Add("handler", "Export").Add("dang", format).Value}";

    private DocumentFilter Filter => new(Query, string.IsNullOrEmpty(Kind) ? null : Kind, Direction, State, Year, Sort, Math.Max(1, Number ?? 1));
}

/// <summary>How the register's values are shown: always a colour with its words.</summary>
internal static class DocumentWords
{
    public static IEnumerable<SelectListItem> Choices<T>(Texts texts)
        where T : struct, Enum => Enum.GetValues<T>().Select(v => new SelectListItem(texts[Key(v)], v.ToString()));

    public static string Key<T>(T value)
        where T : struct, Enum => $"documents.{typeof(T).Name}.{value}";

    public static string Color(ForceStatus force) => force switch
    {
        ForceStatus.InForce => "success",
        ForceStatus.PartlyEnded => "warning",
        ForceStatus.Ended => "danger",
        ForceStatus.NotYet => "info",
        _ => "neutral",
    };
}
