using LoTrinh.Platform.Identity;
using LoTrinh.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Platform.Edxml;

/// <summary>A registered document as a message of the document axis; what may not travel is not found.</summary>
[Permits(PlatformPermissions.DocumentsRead)]
internal sealed class GiveEdxmlPage(EdxmlWork work, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => (await work.Give(await HttpContext.ActorAsync(), id, ct)).TryGet(out var message)
        ? File(EdxmlWriter.Write(message, clock.UtcNow().ToOffice()), EdxmlEndpoints.MediaType, $"{(message.Number ?? "van-ban").Replace('/', '-')}-{message.Notation?.Replace('/', '-')}.edxml")
        : NotFound();
}
