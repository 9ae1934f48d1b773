using LoTrinh.Host.Layout;
using LoTrinh.Platform;
using LoTrinh.Platform.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace LoTrinh.Host.SigningIn;

/// <summary>Leads to where the reader's work waits; who has none there is led to the front page.</summary>
[AllowAnonymous]
internal sealed class MyWorkPage(IEnumerable<IModule> modules) : PageModel
{
    public async Task<IActionResult> OnGetAsync() => LocalRedirect("~" + (Navigation.WorkOf(await HttpContext.ActorAsync(), modules) ?? "/"));
}
