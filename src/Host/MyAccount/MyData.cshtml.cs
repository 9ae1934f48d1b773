using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoTrinh.Platform;
using LoTrinh.Platform.Contracts;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.MyAccount;

/// <summary>What is kept of me: to take along, and to have erased.</summary>
[Permits(PlatformPermissions.OwnAccount)]
internal sealed class MyDataPage(OwnData data, EraseOwnAccount erase, OwnIdentity identity, IEnumerable<IPersonalData> parts) : PageModel
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public bool MayErase { get; private set; }

    /// <summary>What a provider of identities has said; null where nothing is kept.</summary>
    public ShownIdentity? Identity { get; private set; }

    public string UserName { get; private set; } = "";

    public IReadOnlyList<(string What, string Why)> Kept => [.. parts.SelectMany(p => p.Kept)];

    /// <summary>Name of the account, typed so that nobody erases it by a slip.</summary>
    [BindProperty]
    public string? Name { get; set; }

    public async Task<IActionResult> OnGetAsync([FromQuery(Name = "dang")] string? format, CancellationToken ct)
    {
        await LoadAsync(ct);
        return format switch
        {
            null => Page(),
            "json" => File(JsonSerializer.SerializeToUtf8Bytes(await data.ExportAsync(await HttpContext.ActorAsync(), ct), Json), "application/json", "du-lieu-ca-nhan.json"),
            _ => NotFound(),
        };
    }

    public async Task<IActionResult> OnPostEraseAsync(CancellationToken ct)
    {
        var erased = await erase.Handle(await HttpContext.ActorAsync(), Name, ct);
        if (!erased.Ok)
        {
            await LoadAsync(ct);
            return this.Stay(erased.Problems);
        }

        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        return this.Done("~/", "account.data.erased");
    }

    public async Task<IActionResult> OnPostNumberAsync(bool keep, CancellationToken ct)
    {
        var kept = await identity.KeepNumber(await HttpContext.ActorAsync(), keep, ct);
        if (kept.Ok)
        {
            return this.Done("~/tai-khoan/du-lieu", keep ? "account.identity.number-allowed" : "account.identity.number-erased");
        }

        await LoadAsync(ct);
        return this.Stay(kept.Problems);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        var actor = await HttpContext.ActorAsync();
        (UserName, MayErase) = (await data.NameAsync(actor, ct), await erase.MayAsync(actor, ct));
        Identity = await identity.OfAsync(actor, ct);
        return true;
    }
}
