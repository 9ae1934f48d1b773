using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.PublicServices.Procedures;

/// <summary>Takes a file of the national catalogue in: first it says what would become of each record, then it is taken.</summary>
[Permits(ProcedurePermissions.Edit, everywhere: true)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes * 4, ValueLengthLimit = MostBytes * 2)]
internal sealed class ReceiveProceduresPage(ImportProcedures imports, TimeProvider clock) : PageModel
{
    /// <summary>Largest file.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Most rows that are shown of each fate.</summary>
    public const int MostShown = 100;

    [BindProperty]
    public IFormFile? Sent { get; set; }

    /// <summary>The file that was tried, so that it need not be chosen again.</summary>
    [BindProperty]
    public string? Tried { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<ImportRow>? Rows { get; private set; }

    public void OnGet() => From = clock.Today().Show();

    public async Task<IActionResult> OnPostTryAsync(CancellationToken ct)
    {
        var sent = await ReadAsync(ct);
        return sent.TryGet(out var file) && Show(file) is { Length: 0 } ? Page() : this.Stay(sent.Ok ? Show(sent.Value) : [.. sent.Problems]);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var sent = await ReadAsync(ct);
        if (!sent.TryGet(out var file))
        {
            return this.Stay(sent.Problems);
        }

        var taken = await imports.Take(await HttpContext.ActorAsync(), file, From, Reason, ct);
        if (taken.Ok)
        {
            return this.Done("~/dich-vu-cong/danh-muc", "services.import.taken");
        }

        Show(file);
        return this.Stay(taken.Problems);
    }

    private Problem[] Show(byte[] file)
    {
        var tried = imports.Try(file, TypedDay.Read(From).TryGet(out var day) ? day : clock.Today());
        (Rows, Tried) = tried.TryGet(out var rows) ? (rows, Convert.ToBase64String(file)) : (null, null);
        ModelState.Remove(nameof(Tried));
        return [.. tried.Ok ? [] : tried.Problems];
    }

    private async Task<Result<byte[]>> ReadAsync(CancellationToken ct)
    {
        if (Sent is { Length: > 0 } chosen)
        {
            using var memory = new MemoryStream();
            if (chosen.Length <= MostBytes)
            {
                await chosen.CopyToAsync(memory, ct);
                return memory.ToArray();
            }

            return Problem.Invalid("procedure.import.too-large", nameof(Sent), MostBytes / 1024 / 1024);
        }

        var kept = new byte[(Tried?.Length ?? 0) * 3 / 4];
        return kept.Length > 0 && Convert.TryFromBase64String(Tried!, kept, out var length) ? kept[..length] : Problem.Invalid("procedure.import.no-file", nameof(Sent));
    }
}
