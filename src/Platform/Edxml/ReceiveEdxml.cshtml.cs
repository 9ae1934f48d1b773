using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Platform.Edxml;

/// <summary>Takes a message of the document axis in: it becomes a draft with its files, which the officer looks through and registers.</summary>
[Permits(PlatformPermissions.DocumentsRegister)]
[RequestFormLimits(MultipartBodyLengthLimit = EdxmlReader.MostBytes + (1024 * 1024))]
[RequestSizeLimit(EdxmlReader.MostBytes + (1024 * 1024))]
internal sealed class ReceiveEdxmlPage(EdxmlWork work) : PageModel
{
    [BindProperty]
    public IFormFile? Message { get; set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        using var memory = new MemoryStream();
        if (Message is { Length: <= EdxmlReader.MostBytes })
        {
            await Message.CopyToAsync(memory, ct);
        }

        var received = Message is { Length: > EdxmlReader.MostBytes } ? Problem.Invalid("edxml.too-large", EdxmlWork.Field, EdxmlReader.MostBytes / 1024 / 1024)
            : await work.Receive(await HttpContext.ActorAsync(), memory.ToArray(), ct);
        return !received.TryGet(out var made) ? this.Stay(received.Problems)
            : made.WasKnown ? this.Done($"~/van-ban/{made.Document.Id}", "edxml.known") : this.Done($"~/van-ban/dang-ky/{made.Document.Id}", "edxml.received");
    }
}
