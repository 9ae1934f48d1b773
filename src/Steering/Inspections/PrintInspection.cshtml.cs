using LoTrinh.Platform.Exports;
using LoTrinh.Platform.Identity;
using LoTrinh.Steering.Tasks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Steering.Inspections;

/// <summary>The decision of an inspection as DOCX, or its conclusion where <c>loai=ket-luan</c> asks for it.</summary>
[Permits(Permissions.Read)]
internal sealed class PrintInspectionPage(InspectionPrint print) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid id, [FromQuery(Name = "loai")] string? kind, CancellationToken ct) =>
        await print.ReadAsync(await HttpContext.ActorAsync(), id, kind == "ket-luan" ? InspectionPaper.Conclusion : InspectionPaper.Decision, ct) is { } made
            ? File(made.Content, LetterDocx.MediaType, made.Name) : NotFound();
}
